"""App configuration."""

from django.apps import AppConfig


class OperationConfig(AppConfig):
    """What keeps an installation alive: backups, and the proof that they can be restored."""

    name = "timdu.operation"
    verbose_name = "operasi"
