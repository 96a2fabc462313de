"""The roof as an app: wherever Django starts, the queue's app is the one tasks bind to."""

from django.apps import AppConfig


class TimduConfig(AppConfig):
    """Comes first, so that tasks of the apps below find their queue.

    It is done here and not in `timdu/__init__.py`: the launcher imports that before anything is
    installed.
    """

    name = "timdu"
    verbose_name = "Timdu"

    def ready(self) -> None:
        from timdu.celery import app, make_folders, schedule

        app.set_default()
        make_folders()
        app.conf.beat_schedule = schedule()
