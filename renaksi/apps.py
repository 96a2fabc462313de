"""App configuration."""

from importlib import import_module

from django.apps import AppConfig


class RenaksiConfig(AppConfig):
    """Kegiatan; the plan they carry out comes later."""

    name = "renaksi"
    verbose_name = "kegiatan"

    def ready(self) -> None:
        """Stand on the page of a permasalahan, among what one sent, and take its photographs."""
        beside = import_module("incidents.cases.beside")
        panel = import_module("renaksi.panel")
        beside.register(tell=panel.told, show=panel.shown)
        import_module("renaksi.sent").register()
