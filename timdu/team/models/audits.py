"""The surat tugas an auditor of the Inspektorat enters by."""

from typing import Self

import pghistory
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from timdu.team.models.people import User
from timdu.team.models.teams import Team


class SuratTugasQuerySet(models.QuerySet["SuratTugas"]):
    def visible_to(self, user: User) -> Self:
        """Keep the team's for who grants it, one's own for the auditor."""
        rows = self.filter(team_id=user.team_id, team__isnull=False).select_related("by", "user")
        if user.role in (User.Role.SECRETARY, User.Role.ADMIN):
            return rows
        return rows.filter(user=user)

    def of(self, user: User) -> Self:
        """Keep those of one account, the newest first."""
        return self.filter(user=user).select_related("by").order_by("-valid_from", "-pk")


@pghistory.track()
class SuratTugas(models.Model):
    """One letter that sends one auditor, from a day to a day (both included)."""

    team = models.ForeignKey(Team, on_delete=models.PROTECT, verbose_name="tim", related_name="+")
    user = models.ForeignKey(
        User, on_delete=models.PROTECT, verbose_name="auditor", related_name="surat_tugas"
    )
    number = models.CharField("nomor surat tugas", max_length=80)
    signed_on = models.DateField("tanggal surat tugas")
    subject = models.CharField("untuk", max_length=300)
    valid_from = models.DateField("berlaku sejak")
    valid_until = models.DateField("sampai dengan")
    by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, verbose_name="dicatat oleh", related_name="+"
    )
    at = models.DateTimeField("dicatat", default=timezone.now)

    objects = SuratTugasQuerySet.as_manager()

    class Meta:
        verbose_name = "surat tugas"
        verbose_name_plural = "surat tugas"
        constraints = [
            models.CheckConstraint(
                name="surat_tugas_dates_in_order",
                condition=Q(valid_until__gte=F("valid_from")),
                violation_error_message="Hari terakhir tidak boleh sebelum hari pertama.",
            ),
            models.UniqueConstraint(
                fields=["user", "number"],
                name="surat_tugas_once",
                violation_error_message="Surat tugas bernomor ini sudah dicatat untuk akun ini.",
            ),
        ]

    def __str__(self) -> str:
        return f"Surat Tugas Nomor {self.number}"
