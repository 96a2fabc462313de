"""What follows while a Status Keadaan Konflik runs: reports of progress, requests for TNI help."""

import datetime as dt
from typing import Any, Self
from uuid import uuid4

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from incidents.cases.emergency.models.choices import WRITTEN_WITHIN_HOURS
from incidents.cases.emergency.models.emergency import Emergency
from timdu.team.models import User

WITHIN = dt.timedelta(hours=WRITTEN_WITHIN_HOURS)
# What a note of a report said when it was made: a wrong one is withdrawn, never rewritten.
SAID = ["emergency", "sent_on", "number", "copies", "note", "by", "at", "client_uuid"]


class OfEmergency(models.QuerySet[Any]):
    def visible_to(self, user: User) -> Self:
        """Keep those of what the person knows of."""
        return self.filter(emergency__in=Emergency.objects.visible_to(user).values("pk"))

    def standing(self) -> Self:
        """Leave out what was noted by mistake and withdrawn."""
        return self.filter(withdrawn_at=None)


class Noted(models.Model):
    """Who wrote it down and when; who took it back and why, where it was noted by mistake."""

    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField("dicatat", default=timezone.now)
    client_uuid = models.UUIDField("kunci pengiriman", default=uuid4, editable=False)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField("ditarik", null=True, blank=True)
    withdrawn_reason = models.CharField("alasan ditarik", max_length=300, blank=True)

    objects = OfEmergency.as_manager()

    class Meta:
        abstract = True


def withdrawn_whole(name: str) -> models.CheckConstraint:
    """Taken back by somebody, at some time, with a reason; or none of the three."""
    return models.CheckConstraint(
        name=name,
        condition=Q(withdrawn_at=None, withdrawn_by=None, withdrawn_reason="")
        | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False, withdrawn_reason__gt=""),
        violation_error_message="Menarik catatan memerlukan alasan.",
    )


@pghistory.track(exclude=["client_uuid"])
class Progress(Noted):
    """One report of progress that went to the gubernur (UU 7/2012 Pasal 23 ayat (2))."""

    emergency = models.ForeignKey(Emergency, models.PROTECT, related_name="reports")
    sent_on = models.DateField("tanggal laporan")
    number = models.CharField("nomor surat", max_length=80)
    copies = models.CharField("tembusan", max_length=300)
    note = models.CharField("pokok laporan", max_length=500, blank=True)

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
            withdrawn_whole("progress_withdrawn_whole"),
        ]
        triggers = [
            pgtrigger.ReadOnly(name="progress_stays", fields=SAID),
            pgtrigger.Protect(name="progress_kept", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"Laporan perkembangan {self.number}"

    @property
    def team_id(self) -> int:
        return self.emergency.team_id


@pghistory.track(exclude=["client_uuid"])
class TroopRequest(Noted):
    """One request for help by TNI: by word of mouth, then in writing, and what was answered."""

    emergency = models.ForeignKey(Emergency, models.PROTECT, related_name="requests")
    asked_at = models.DateTimeField("diminta secara lisan")
    asked_by = models.CharField("disampaikan oleh", max_length=120)
    what_for = models.CharField("untuk apa dan di mana", max_length=500)
    written_at = models.DateTimeField("surat disampaikan", null=True, blank=True)
    written_number = models.CharField("nomor surat", max_length=80, blank=True)
    late_reason = models.CharField("alasan lewat 1×24 jam", max_length=300, blank=True)
    answer = models.CharField("jawaban", max_length=500, blank=True)
    version = models.PositiveIntegerField("versi", default=1)

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
            withdrawn_whole("troops_withdrawn_whole"),
        ]

    def __str__(self) -> str:
        return self.what_for

    @property
    def team_id(self) -> int:
        return self.emergency.team_id

    @property
    def awaits_letter(self) -> bool:
        """Whether its letter is still to follow; nobody waits for that of a mistake."""
        return self.written_at is None and self.withdrawn_at is None

    @property
    def due_at(self) -> dt.datetime:
        """Until when the letter follows the word of mouth: hours, whatever the zone."""
        return self.asked_at + WITHIN

    @property
    def is_late(self) -> bool:
        """Whether the letter came, or still has not come, after that."""
        return (self.written_at or timezone.now()) > self.due_at
