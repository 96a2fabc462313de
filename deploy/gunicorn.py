"""How the web server of the image is started; its own lines go where the application's go."""

import os

from django.conf import settings

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "timdu.settings")

bind = f"0.0.0.0:{settings.PORT}"
workers = 3
threads = 4
timeout = 60
control_socket_disable = True
# Read here, in the master: a missing secret ends the start at once and not each worker's.
logconfig_dict = {
    **settings.LOGGING,
    "loggers": {"gunicorn.error": {"handlers": [], "propagate": True}},
}
