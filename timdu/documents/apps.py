"""App configuration."""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    """How anything leaves."""

    name = "timdu.documents"
    verbose_name = "dokumen"

    def ready(self) -> None:
        from timdu.documents.models import Letterhead
        from timdu.files import doors

        doors.register(Letterhead, "emblem")
