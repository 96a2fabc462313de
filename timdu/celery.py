"""The queue: tasks are found in each app, schedules stand in each app's `tasks.py`."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "timdu.settings")

app = Celery("timdu")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
