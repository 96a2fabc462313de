"""App configuration."""

from importlib import import_module

from django.apps import AppConfig


class CasesConfig(AppConfig):
    """Permasalahan and the reports linked to them."""

    name = "incidents.cases"
    label = "cases"
    verbose_name = "permasalahan"

    def ready(self) -> None:
        """Stand beside a report on its page: reports know nothing of permasalahan."""
        beside = import_module("incidents.beside")
        beside.register(import_module("incidents.cases.panel").beside)
        import_module("incidents.cases.sent").register()
