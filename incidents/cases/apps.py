"""App configuration."""

from importlib import import_module

from django.apps import AppConfig


class CasesConfig(AppConfig):
    """Permasalahan and the reports linked to them."""

    name = "incidents.cases"
    label = "cases"
    verbose_name = "permasalahan"

    def ready(self) -> None:
        """Stand beside a report and its queue: reports know nothing of permasalahan."""
        beside, tabs = import_module("incidents.beside"), import_module("incidents.tabs")
        beside.register(import_module("incidents.cases.panel").beside)
        deciding = import_module("incidents.deciding")
        deciding.register(import_module("incidents.cases.forms.gather").part)
        tabs.register(import_module("incidents.cases.gathering").tab)
        import_module("incidents.cases.sent").register()
        held = import_module("incidents.cases.held").linked
        import_module("incidents.history.holding").register(held)
        import_module("incidents.cases.kinds")
        import_module("incidents.cases.saved")
        import_module("incidents.cases.hiding").register()
        visibility = import_module("incidents.cases.models.visibility")
        import_module("timdu.team.entrance.factor").secrets_of(visibility.named_on_secret)
