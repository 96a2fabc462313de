"""The queue: tasks are found in each app, schedules stand in each app's `tasks.py`."""

import os
from importlib import import_module
from pathlib import Path
from typing import Any

from celery import Celery
from celery.signals import setup_logging
from django.apps import apps
from django.utils.module_loading import module_has_submodule

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "timdu.settings")

app = Celery("timdu")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@setup_logging.connect
def keep_our_log(**_: Any) -> None:
    """Celery asks whether somebody else minds the log: the settings do, for all parts alike."""


def make_folders() -> None:
    """The folder broker (no REDIS_URL) wants its folders to be there before the first message."""
    for folder in app.conf.broker_transport_options.values():
        if isinstance(folder, str):
            Path(folder).mkdir(parents=True, exist_ok=True, mode=0o700)


def schedule() -> dict[str, Any]:
    """What beat rings for: the schedules that stand in each app's `tasks.py`."""
    rings: dict[str, Any] = {}
    for config in apps.get_app_configs():
        if config.module and module_has_submodule(config.module, "tasks"):
            rings |= getattr(import_module(f"{config.name}.tasks"), "SCHEDULE", {})
    return rings
