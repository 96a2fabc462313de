"""App configuration."""

from django.apps import AppConfig


class TeamConfig(AppConfig):
    """Who we are and who signs in."""

    name = "timdu.team"
    verbose_name = "tim"
