"""What follows while a Status Keadaan Konflik runs: reports of progress, requests for TNI help."""

import datetime as dt
from typing import Any, Self
from uuid import uuid4

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from incidents.cases.emergency.models.choices import WRITTEN_WITHIN_HOURS
from incidents.cases.emergency.models.emergency import Emergency
from timdu.core.models import append_only
from timdu.team.models import User

WITHIN = dt.timedelta(hours=WRITTEN_WITHIN_HOURS)


class OfEmergency(models.QuerySet[Any]):
    def visible_to(self, user: User) -> Self:
        """Keep those of what the person knows of."""
        return self.filter(emergency__in=Emergency.objects.visible_to(user).values("pk"))


class Progress(models.Model):
    """One report of progress that went to the gubernur (UU 7/2012 Pasal 23 ayat (2))."""

    emergency = models.ForeignKey(Emergency, models.PROTECT, related_name="reports")
    sent_on = models.DateField("tanggal laporan")
    number = models.CharField("nomor surat", max_length=80)
    copies = models.CharField("tembusan", max_length=300)
    note = models.CharField("pokok laporan", max_length=500, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField("dicatat", default=timezone.now)
    client_uuid = models.UUIDField("kunci pengiriman", default=uuid4, editable=False)

    objects = OfEmergency.as_manager()

    class Meta:
        verbose_name = "laporan perkembangan"
        verbose_name_plural = "laporan perkembangan"
        ordering = ["-sent_on", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["by", "client_uuid"], name="progress_noted_once"),
            models.CheckConstraint(
                name="progress_has_words",
                condition=Q(number__gt="", copies__gt=""),
                violation_error_message="Isi nomor surat dan tembusannya.",
            ),
        ]
        triggers = append_only("progress")

    def __str__(self) -> str:
        return f"Laporan perkembangan {self.number}"

    @property
    def team_id(self) -> int:
        return self.emergency.team_id


@pghistory.track(exclude=["client_uuid"])
class TroopRequest(models.Model):
    """One request for help by TNI: by word of mouth, then in writing, and what was answered."""

    emergency = models.ForeignKey(Emergency, models.PROTECT, related_name="requests")
    asked_at = models.DateTimeField("diminta secara lisan")
    asked_by = models.CharField("disampaikan oleh", max_length=120)
    what_for = models.CharField("untuk apa dan di mana", max_length=500)
    written_at = models.DateTimeField("surat disampaikan", null=True, blank=True)
    written_number = models.CharField("nomor surat", max_length=80, blank=True)
    late_reason = models.CharField("alasan lewat 1×24 jam", max_length=300, blank=True)
    answer = models.CharField("jawaban", max_length=500, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField("dicatat", default=timezone.now)
    client_uuid = models.UUIDField("kunci pengiriman", default=uuid4, editable=False)
    version = models.PositiveIntegerField("versi", default=1)

    objects = OfEmergency.as_manager()

    class Meta:
        verbose_name = "permintaan bantuan TNI"
        verbose_name_plural = "permintaan bantuan TNI"
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["by", "client_uuid"], name="troops_asked_once"),
            models.CheckConstraint(
                name="troops_has_words",
                condition=Q(asked_by__gt="", what_for__gt=""),
                violation_error_message="Isi siapa yang meminta dan untuk apa.",
            ),
            models.CheckConstraint(
                name="troops_written_whole",
                condition=Q(written_at=None, written_number="")
                | Q(written_at__isnull=False, written_number__gt=""),
                violation_error_message="Surat memerlukan waktu dan nomornya.",
            ),
        ]

    def __str__(self) -> str:
        return self.what_for

    @property
    def team_id(self) -> int:
        return self.emergency.team_id

    @property
    def due_at(self) -> dt.datetime:
        """Until when the letter follows the word of mouth: hours, whatever the zone."""
        return self.asked_at + WITHIN

    @property
    def is_late(self) -> bool:
        """Whether the letter came, or still has not come, after that."""
        return (self.written_at or timezone.now()) > self.due_at
