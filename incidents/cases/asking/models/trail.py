"""What was reported, answered and asked for since: rows nobody rewrites."""

from typing import Self
from uuid import uuid4

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from incidents.cases.asking.models.choices import Reply
from incidents.cases.asking.models.disposition import Disposition
from incidents.cases.asking.models.request import CoordinationRequest
from timdu.core.models import append_only
from timdu.team.models import User

TOLD = "disampaikan oleh siapa dan bagaimana"


class ResultQuerySet(models.QuerySet["Result"]):
    def visible_to(self, user: User) -> Self:
        """Keep those of the disposisi the person reads."""
        seen = Disposition.objects.visible_to(user)
        return self.filter(disposition__in=seen.values("pk"))


class Result(models.Model):
    """One report that a disposisi was carried out; files attached to it are its evidence."""

    disposition = models.ForeignKey(Disposition, models.PROTECT, related_name="results")
    text = models.TextField("yang dilakukan dan hasilnya", max_length=2000)
    told = models.CharField(TOLD, max_length=200, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField("pada", default=timezone.now)

    objects = ResultQuerySet.as_manager()

    class Meta:
        verbose_name = "laporan pelaksanaan disposisi"
        verbose_name_plural = "laporan pelaksanaan disposisi"
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="result_says_what",
                condition=Q(text__gt=""),
                violation_error_message="Tulis apa yang dilakukan dan hasilnya.",
            )
        ]
        triggers = append_only("result")

    def __str__(self) -> str:
        return self.text

    @property
    def team_id(self) -> int:
        return self.disposition.team_id

    @property
    def is_secret(self) -> bool:
        return self.disposition.is_secret


class DateChangeQuerySet(models.QuerySet["DateChange"]):
    def visible_to(self, user: User) -> Self:
        """Keep those of the disposisi the person reads."""
        seen = Disposition.objects.visible_to(user)
        return self.filter(disposition__in=seen.values("pk"))

    def open(self) -> Self:
        """Keep what waits for an answer."""
        return self.filter(answered_at=None)


@pghistory.track()
class DateChange(models.Model):
    """One wish for another day: why, and what whoever gave the disposisi said."""

    disposition = models.ForeignKey(Disposition, models.PROTECT, related_name="date_changes")
    stood_on = models.DateField("batas waktu saat diminta")
    wanted_on = models.DateField("batas waktu yang diusulkan")
    reason = models.CharField("alasan", max_length=500)
    told = models.CharField(TOLD, max_length=200, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField("diusulkan", default=timezone.now)
    granted = models.BooleanField("disetujui", null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    answered_at = models.DateTimeField("dijawab", null=True, blank=True)
    answer = models.CharField("jawaban", max_length=500, blank=True)

    objects = DateChangeQuerySet.as_manager()

    class Meta:
        verbose_name = "usulan perubahan tanggal"
        verbose_name_plural = "usulan perubahan tanggal"
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["disposition"],
                condition=Q(answered_at=None),
                name="date_change_once_open",
                violation_error_message="Satu usulan tanggal masih menunggu jawaban.",
            ),
            models.CheckConstraint(
                name="date_change_says_why",
                condition=Q(reason__gt="") & ~Q(wanted_on=models.F("stood_on")),
                violation_error_message="Tulis alasannya, dan tanggal yang lain.",
            ),
            models.CheckConstraint(
                name="date_change_answered_whole",
                condition=Q(granted__isnull=True, answered_by=None, answered_at=None)
                | Q(granted__isnull=False, answered_by__isnull=False, answered_at__isnull=False)
                & (Q(granted=True) | Q(answer__gt="")),
                violation_error_message="Menolak usulan memerlukan alasan.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.stood_on:%d/%m/%Y} → {self.wanted_on:%d/%m/%Y}"


class AnswerQuerySet(models.QuerySet["Answer"]):
    def visible_to(self, user: User) -> Self:
        """Keep those of the permintaan the person reads."""
        seen = CoordinationRequest.objects.visible_to(user)
        return self.filter(request__in=seen.values("pk"))


class Answer(models.Model):
    """One answer to a permintaan koordinasi; a later one stands beside it."""

    request = models.ForeignKey(CoordinationRequest, models.PROTECT, related_name="answers")
    reply = models.CharField("jawaban", max_length=14, choices=Reply)
    text = models.CharField("keterangan", max_length=1000, blank=True)
    told = models.CharField(TOLD, max_length=200, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField("pada", default=timezone.now)
    client_uuid = models.UUIDField("kunci pengiriman", default=uuid4, editable=False)

    objects = AnswerQuerySet.as_manager()

    class Meta:
        verbose_name = "jawaban permintaan koordinasi"
        verbose_name_plural = "jawaban permintaan koordinasi"
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["by", "client_uuid"], name="answer_sent_once"),
            models.CheckConstraint(
                name="answer_is_one_of_five",
                condition=Q(reply__in=Reply.values),
                violation_error_message="Pilih satu jawaban.",
            ),
        ]
        triggers = append_only("answer")

    def __str__(self) -> str:
        return self.get_reply_display()

    @property
    def team_id(self) -> int:
        return self.request.team_id

    @property
    def is_secret(self) -> bool:
        return self.request.is_secret
