"""App configuration."""

from importlib import import_module

from django.apps import AppConfig


class IncidentsConfig(AppConfig):
    """What the field reports."""

    name = "incidents"
    verbose_name = "laporan dari lapangan"

    def ready(self) -> None:
        """Make the settings, mails and kinds of this app known, and who is named on what is R."""
        for module in ("options", "mail", "kinds", "saved", "followed"):
            import_module(f"incidents.{module}")
        visibility = import_module("incidents.models.visibility")
        import_module("timdu.team.entrance.factor").secrets_of(visibility.named_on_secret)
