"""App configuration."""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    """How anything leaves."""

    name = "timdu.documents"
    verbose_name = "dokumen"
