"""The web server's entrance."""

import gc
import os
from importlib import import_module

from django.conf import settings
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "timdu.settings")
# Objects made and not yet freed before the collector looks: about what one page leaves standing.
ALLOCATIONS = 20_000

application = get_wsgi_application()
# The first visitor does not wait for the modules of every page; and what is loaded stays for good:
# walking through it at every full collection took as long as a page.
import_module(settings.ROOT_URLCONF)
gc.collect()
gc.freeze()
gc.set_threshold(ALLOCATIONS, 20, 20)
