"""App configuration."""

from importlib import import_module

from django.apps import AppConfig


class HistoryConfig(AppConfig):
    """Years kept in spreadsheets, imported."""

    name = "incidents.history"
    label = "history"
    verbose_name = "riwayat"

    def ready(self) -> None:
        """Stand beside a report: reports know nothing of the files they came from."""
        beside = import_module("incidents.beside")
        beside.register(import_module("incidents.history.panel").beside)
