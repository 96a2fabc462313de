"""App configuration."""

from django.apps import AppConfig


class FilesConfig(AppConfig):
    """Photographs and papers."""

    name = "timdu.files"
    verbose_name = "berkas"
