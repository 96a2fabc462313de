"""App configuration."""

from django.apps import AppConfig


class WilayahConfig(AppConfig):
    """The administrative areas of Indonesia."""

    name = "timdu.wilayah"
    verbose_name = "wilayah"
