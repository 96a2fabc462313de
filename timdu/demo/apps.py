"""App configuration."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    """Data contoh: no tables of its own, one command."""

    name = "timdu.demo"
    verbose_name = "data contoh"
