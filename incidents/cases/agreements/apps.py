"""App configuration."""

from importlib import import_module

from django.apps import AppConfig


class AgreementsConfig(AppConfig):
    """Kesepakatan para pihak of the permasalahan."""

    name = "incidents.cases.agreements"
    label = "agreements"
    verbose_name = "kesepakatan"

    def ready(self) -> None:
        """Add its parts to a permasalahan, which knows nothing of kesepakatan; name what waits."""
        rooms = import_module("incidents.cases.rooms")
        rooms.register(import_module("incidents.cases.agreements.beside").ROOM)
        import_module("incidents.cases.agreements.kinds")
        models = import_module("incidents.cases.agreements.models")
        hiding = import_module("incidents.cases.hiding")
        hiding.hangs(models.Agreement)
        hiding.hangs(models.AgreementCheck, "agreement__case")
