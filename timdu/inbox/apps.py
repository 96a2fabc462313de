"""App configuration."""

from importlib import import_module

from django.apps import AppConfig


class InboxConfig(AppConfig):
    """What waits for whom."""

    name = "timdu.inbox"
    verbose_name = "kotak masuk"

    def ready(self) -> None:
        """Make the settings and mails of this app known, and that its rows go out."""
        for module in ("options", "kinds", "digest", "reached"):
            import_module(f"timdu.inbox.{module}")
        models = import_module("timdu.inbox.models")
        import_module("timdu.core.outgoing").OUTGOING.append(models.Notification)
