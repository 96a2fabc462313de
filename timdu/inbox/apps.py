"""App configuration."""

from django.apps import AppConfig


class InboxConfig(AppConfig):
    """What waits for whom."""

    name = "timdu.inbox"
    verbose_name = "kotak masuk"
