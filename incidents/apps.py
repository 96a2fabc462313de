"""App configuration."""

from importlib import import_module

from django.apps import AppConfig


class IncidentsConfig(AppConfig):
    """What the field reports."""

    name = "incidents"
    verbose_name = "laporan dari lapangan"

    def ready(self) -> None:
        """Make the settings of this app known."""
        import_module("incidents.options")
