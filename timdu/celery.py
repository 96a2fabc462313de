"""The queue: tasks are found in each app, schedules stand in each app's `tasks.py`."""

import os
from pathlib import Path

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "timdu.settings")

app = Celery("timdu")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


def make_folders() -> None:
    """The folder broker (no REDIS_URL) wants its folders to be there before the first message."""
    for folder in app.conf.broker_transport_options.values():
        if isinstance(folder, str):
            Path(folder).mkdir(parents=True, exist_ok=True, mode=0o700)
