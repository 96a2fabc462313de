"""Files made of a version: our unsigned PDF, and the signed file that came back."""

from typing import Self

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from timdu.core.models import Job
from timdu.documents.models.documents import Document
from timdu.documents.models.versions import DocumentVersion
from timdu.files.models import StoredFile


class RenditionQuerySet(models.QuerySet["Rendition"]):
    def standing_for(self, document: Document) -> Self:
        """Our PDF of the current version, in the state the document is in now."""
        numbered = document.status in Document.Status.with_number()
        return self.filter(
            version=document.current,
            number=document.official_number if numbered else "",
            date=document.official_date if numbered else None,
            agenda=document.agenda_label if numbered else "",
        ).select_related("file", "job")

    def made_of(self, document: Document, number: int) -> Self:
        """Every PDF of one version of a document, the newest first."""
        rows = self.filter(version__document=document, version__number=number)
        return rows.select_related("file").order_by("-wanted_at")

    def done(self) -> Self:
        """Keep those that are drawn."""
        return self.filter(state=Rendition.State.DONE)


class Rendition(models.Model):
    """One PDF of a version in one state: wanted first, drawn by a worker, then kept."""

    class State(models.TextChoices):
        QUEUED = "queued", "Menunggu giliran"
        RUNNING = "running", "Sedang disusun"
        DONE = "done", "Selesai"
        FAILED = "failed", "Gagal"

    version = models.ForeignKey(
        DocumentVersion, on_delete=models.PROTECT, related_name="renditions"
    )
    number = models.CharField("nomor", max_length=80, blank=True)
    date = models.DateField("tanggal surat", null=True)
    agenda = models.CharField("nomor agenda", max_length=40, blank=True)
    state = models.CharField("keadaan", max_length=8, choices=State, default=State.QUEUED)
    wanted_at = models.DateTimeField("diminta", default=timezone.now)
    claimed_at = models.DateTimeField("dikerjakan sejak", null=True)
    attempts = models.PositiveSmallIntegerField("percobaan", default=0)
    job = models.ForeignKey(Job, on_delete=models.SET_NULL, null=True, related_name="+")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    sha256 = models.CharField("SHA-256", max_length=64, blank=True)
    pages = models.PositiveSmallIntegerField("halaman", default=0)
    without_pictures = models.BooleanField("tanpa foto", default=False)
    unprintable = models.PositiveIntegerField("karakter tak tercetak", default=0)
    error = models.CharField("sebab gagal", max_length=300, blank=True)
    done_at = models.DateTimeField("selesai", null=True)

    objects = RenditionQuerySet.as_manager()

    class Meta:
        verbose_name = "berkas PDF"
        verbose_name_plural = "berkas PDF"
        constraints = [
            models.UniqueConstraint(
                fields=["version", "number", "date", "agenda"],
                nulls_distinct=False,
                name="rendition_once",
            ),
            models.CheckConstraint(
                name="rendition_done_has_file",
                condition=~Q(state="done") | Q(file__isnull=False, sha256__gt="", pages__gt=0),
            ),
        ]
        indexes = [
            models.Index(
                fields=["wanted_at"],
                name="rendition_open",
                condition=Q(state__in=("queued", "running")),
            )
        ]

    def __str__(self) -> str:
        return f"{self.version} {self.number or 'konsep'}"

    @property
    def is_draft(self) -> bool:
        """Whether KONSEP stands on it."""
        return not self.number


@pghistory.track()
class SignedFile(models.Model):
    """The signed file somebody uploaded, what was compared, and what came of it."""

    class Form(models.TextChoices):
        ELECTRONIC = "electronic", "tanda tangan elektronik"
        SCAN = "scan", "pindaian tanda tangan basah"

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="signed_files")
    rendition = models.ForeignKey(Rendition, on_delete=models.PROTECT, related_name="+")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    form = models.CharField("cara tanda tangan", max_length=10, choices=Form)
    findings = models.JSONField("hasil pencocokan")
    confirmed = models.BooleanField("dibandingkan oleh orang", default=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField("diunggah", default=timezone.now)
    superseded_at = models.DateTimeField("diganti", null=True)

    class Meta:
        verbose_name = "berkas bertanda tangan"
        verbose_name_plural = "berkas bertanda tangan"
        constraints = [
            models.UniqueConstraint(
                fields=["document"], condition=Q(superseded_at=None), name="signed_file_current"
            ),
            models.CheckConstraint(
                name="signed_scan_confirmed",
                condition=~Q(form="scan") | Q(confirmed=True),
                violation_error_message="Hasil pindai harus dibandingkan oleh seseorang.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.document} {self.at:%Y-%m-%d}"
