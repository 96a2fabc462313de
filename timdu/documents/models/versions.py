"""The frozen versions of a document, and who initialled them."""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from timdu.core.models import append_only
from timdu.documents.models.documents import Document
from timdu.files.models import StoredFile


class DocumentVersion(models.Model):
    """One frozen state of a document's contents: facts and text. Never changed."""

    class Cause(models.TextChoices):
        COMPILED = "compiled", "disusun dari data"
        REFRESHED = "refreshed", "data disegarkan"
        EDITED = "edited", "naskah diubah"

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField("versi")
    cause = models.CharField("sebab", max_length=10, choices=Cause)
    schema = models.PositiveSmallIntegerField("susunan data")
    snapshot = models.JSONField("data beku")
    passages = models.JSONField("naskah")
    changes = models.JSONField("yang berubah", default=list)
    fingerprint = models.CharField("SHA-256 isi", max_length=64)
    emblem = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    taken_at = models.DateTimeField("data diambil")
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    made_at = models.DateTimeField("dibuat", default=timezone.now)

    class Meta:
        verbose_name = "versi dokumen"
        verbose_name_plural = "versi dokumen"
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["document", "number"], name="document_version_once")
        ]
        triggers = append_only("document_version")

    def __str__(self) -> str:
        return f"{self.document} versi {self.number}"

    @property
    def facts(self) -> dict[str, object]:
        """What the kind collected."""
        facts: dict[str, object] = self.snapshot["facts"]
        return facts

    @property
    def levels(self) -> list[str]:
        """The offices that initial this version, from the bottom up."""
        levels: list[str] = self.snapshot["settings"]["paraf_levels"]
        return levels


@pghistory.track()
class Initial(models.Model):
    """One paraf: an office has read this version and lets it pass."""

    version = models.ForeignKey(DocumentVersion, on_delete=models.PROTECT, related_name="initials")
    level = models.PositiveSmallIntegerField("jenjang")
    office = models.CharField("jabatan", max_length=120)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField("pada", default=timezone.now)
    on_paper_by = models.CharField("paraf basah oleh", max_length=120, blank=True)
    lapsed_at = models.DateTimeField("gugur", null=True)

    class Meta:
        verbose_name = "paraf"
        verbose_name_plural = "paraf"
        ordering = ["level", "at"]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "level"], condition=Q(lapsed_at=None), name="initial_level_once"
            ),
            models.UniqueConstraint(
                fields=["version", "by"],
                condition=Q(lapsed_at=None, on_paper_by=""),
                name="initial_person_once",
                violation_error_message="Satu orang memberi paraf satu jenjang.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.office}: {self.at:%Y-%m-%d}"
