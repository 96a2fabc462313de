"""What became of a kesepakatan: somebody looked whether it is kept, or the parties changed it."""

from typing import Self
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from incidents.cases.agreements.models.agreement import Agreement
from incidents.cases.agreements.models.choices import MILESTONES, Result
from timdu.core.models import append_only
from timdu.team.models import User


class AgreementCheckQuerySet(models.QuerySet["AgreementCheck"]):
    def visible_to(self, user: User) -> Self:
        """Keep those of the kesepakatan the person reads."""
        return self.filter(agreement__in=Agreement.objects.visible_to(user).values("pk"))


class AgreementCheck(models.Model):
    """One look: on the 30th, 90th or 180th day, or between them. Never changed: look again."""

    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="checks")
    # Empty: between the days on which a look is due.
    milestone = models.PositiveSmallIntegerField("hari ke", null=True, blank=True)
    checked_on = models.DateField("diperiksa tanggal")
    result = models.CharField("hasil", max_length=6, choices=Result)
    sentence = models.CharField("yang ditemukan", max_length=500)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField("dicatat", default=timezone.now)
    client_uuid = models.UUIDField("kunci pengiriman", default=uuid4, editable=False)

    objects = AgreementCheckQuerySet.as_manager()

    class Meta:
        verbose_name = "pemeriksaan kesepakatan"
        verbose_name_plural = "pemeriksaan kesepakatan"
        # The newest look holds, whenever it was written down.
        ordering = ["-checked_on", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["by", "client_uuid"], name="agreement_check_sent_once"),
            models.UniqueConstraint(fields=["agreement", "milestone"], name="agreement_check_once"),
            models.CheckConstraint(
                name="agreement_check_whole",
                condition=Q(sentence__gt="", result__gt=""),
                violation_error_message="Isi hasil dan apa yang ditemukan.",
            ),
            models.CheckConstraint(
                name="agreement_check_milestone",
                condition=Q(milestone=None) | Q(milestone__in=MILESTONES),
            ),
        ]
        triggers = append_only("agreement_check")

    def __str__(self) -> str:
        return f"{self.when}: {self.get_result_display()}"

    @property
    def when(self) -> str:
        """Which look it was, in words."""
        return f"Hari ke-{self.milestone}" if self.milestone else "Di luar jadwal"

    @property
    def team_id(self) -> int:
        return self.agreement.team_id

    @property
    def is_secret(self) -> bool:
        return self.agreement.is_secret


class Amendment(models.Model):
    """One change the parties or the desk made to a kesepakatan: what it said before, and why."""

    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="amendments")
    # Line by line: Tempat: kantor camat → balai desa.
    changes = models.TextField("yang berubah")
    reason = models.CharField("alasan", max_length=500)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField("diubah", default=timezone.now)

    class Meta:
        verbose_name = "perubahan kesepakatan"
        verbose_name_plural = "perubahan kesepakatan"
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="amendment_has_reason",
                condition=Q(reason__gt="", changes__gt=""),
                violation_error_message="Mengubah kesepakatan memerlukan alasan.",
            )
        ]
        triggers = append_only("amendment")

    def __str__(self) -> str:
        return self.changes
