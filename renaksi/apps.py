"""App configuration."""

from importlib import import_module

from django.apps import AppConfig


class RenaksiConfig(AppConfig):
    """Kegiatan; the plan they carry out comes later."""

    name = "renaksi"
    verbose_name = "kegiatan"

    def ready(self) -> None:
        """Stand on the page of a permasalahan, among what one sent, and take its photographs."""
        rooms, panel = import_module("incidents.cases.rooms"), import_module("renaksi.panel")
        rooms.register(rooms.Room("activities", panel=panel.shown, told=panel.told))
        import_module("renaksi.sent").register()
