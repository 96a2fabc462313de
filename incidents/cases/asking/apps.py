"""App configuration."""

from importlib import import_module

from django.apps import AppConfig


class AskingConfig(AppConfig):
    """Disposisi and permintaan koordinasi."""

    name = "incidents.cases.asking"
    label = "asking"
    verbose_name = "disposisi dan permintaan koordinasi"

    def ready(self) -> None:
        """Stand beside permasalahan and arahan, which know nothing of what is asked."""
        for module in ("options", "kinds", "mail"):
            import_module(f"incidents.cases.asking.{module}")
        asked = import_module("incidents.cases.asking.models.visibility")
        import_module("incidents.cases.models.visibility").OPENED_ABOVE.append(asked.opens_case)
        models = import_module("incidents.cases.asking.models")
        hiding = import_module("incidents.cases.hiding")
        hiding.hangs(models.Disposition)
        hiding.hangs(models.CoordinationRequest)
        hiding.hangs(models.Result, "disposition__case")
        hiding.hangs(models.Answer, "request__case")
        told = import_module("incidents.cases.asking.told")
        rooms = import_module("incidents.cases.rooms")
        rooms.register(
            rooms.Room(
                "asking",
                panel=told.panel,
                told=told.entries,
                open=told.still_open,
                lines=told.lines,
                onward=told.onward,
                hanging=told.hanging,
            )  # fmt: skip
        )
        arahan = import_module("timdu.inbox.arahan.beside")
        arahan.PANELS.append(import_module("incidents.cases.asking.became").panel)
