"""How the web server of the image is started; its own lines go where the application's go."""

import os
import threading
from importlib import import_module

from django.conf import settings

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "timdu.settings")

bind = f"0.0.0.0:{settings.PORT}"
# For two cores, the database and the worker beside it (docs/skala.md): a third process would only
# wait for the other two. Threads are for those who wait for the database or a slow line.
workers = 2
threads = 4
timeout = 60
# Longer than the proxy keeps a line (deploy/Caddyfile): it never sends into one that is closing.
keepalive = 75
control_socket_disable = True
# Read here, in the master: a missing secret ends the start at once and not each worker's.
logconfig_dict = {
    **settings.LOGGING,
    "loggers": {"gunicorn.error": {"handlers": [], "propagate": True}},
}
# Seconds from a process's start until it loads what draws PDFs; the second process waits twice so
# long, so that one of them always answers.
WARM_AFTER = 5


def post_worker_init(worker):
    """The first sheet somebody asks for must not wait for engine and fonts (3 s of computing)."""
    warm = import_module("timdu.documents.pdf").warm
    timer = threading.Timer(WARM_AFTER * worker.age, warm)
    timer.daemon = True
    timer.start()
