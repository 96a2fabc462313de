"""App configuration."""

from django.apps import AppConfig


class CoreConfig(AppConfig):
    """The machinery every app stands on."""

    name = "timdu.core"
    verbose_name = "inti"
