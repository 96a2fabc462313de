"""App configuration."""

from importlib import import_module

from django.apps import AppConfig


class EmergencyConfig(AppConfig):
    """The register of Status Keadaan Konflik."""

    name = "incidents.cases.emergency"
    label = "emergency"
    verbose_name = "status keadaan konflik"

    def ready(self) -> None:
        """Add its parts to a permasalahan, which knows nothing of it; name what waits."""
        rooms = import_module("incidents.cases.rooms")
        rooms.register(import_module("incidents.cases.emergency.beside").ROOM)
        import_module("incidents.cases.emergency.kinds")
