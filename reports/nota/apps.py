"""App configuration."""

from importlib import import_module

from django.apps import AppConfig


class NotaConfig(AppConfig):
    """Nota dinas about permasalahan."""

    name = "reports.nota"
    label = "nota"
    verbose_name = "nota dinas"

    def ready(self) -> None:
        """Make the kind and its settings known, and stand on the page of a permasalahan."""
        import_module("reports.nota.options")
        import_module("timdu.documents.kinds").register(import_module("reports.nota.kind").KIND)
        import_module("incidents.cases.rooms").register(import_module("reports.nota.beside").ROOM)
        models = import_module("reports.nota.models")
        documents = import_module("timdu.documents.models")
        hiding = import_module("incidents.cases.hiding")
        hiding.hangs(models.Decision, "nota__case")
        hiding.hangs(documents.Document, "nota__case")
        import_module("timdu.core.unseen").leave_out("documents.document", models.about_unseen)
