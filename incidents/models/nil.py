"""Laporan nihil: somebody asked around and nothing happened; not the same as silence."""

from typing import Self

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q

from incidents.models.incident import Incident
from timdu.core.periods import Month
from timdu.team.models import Agency, Team, User
from timdu.wilayah.models import Wilayah

Role = User.Role
STANDING = Q(withdrawn_at=None)


class NilReportQuerySet(models.QuerySet["NilReport"]):
    def visible_to(self, user: User) -> Self:
        """Keep the own kecamatan's or agency's; the whole team's for those who watch over it."""
        rows = self.filter(team_id=user.team_id)
        if user.role == Role.KECAMATAN:
            return rows.filter(kecamatan_id=user.kecamatan_id)
        if user.role == Role.MEMBER:
            return rows.filter(agency_id=user.agency_id)
        if user.is_secretariat or user.role in (Role.LEADER, Role.AUDITOR):
            return rows
        return self.none()

    def standing(self) -> Self:
        """Leave out the withdrawn ones."""
        return self.filter(STANDING)


@pghistory.track()
class NilReport(models.Model):
    """One kecamatan (or agency) says: in this month there was nothing to report."""

    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+")
    kecamatan = models.ForeignKey(
        Wilayah, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    agency = models.ForeignKey(
        Agency, on_delete=models.PROTECT, null=True, blank=True, verbose_name="instansi"
    )
    month = models.DateField("bulan")
    asked = models.CharField("kepada siapa sudah ditanyakan", max_length=500)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    byline = models.CharField("pelapor", max_length=250)
    known_to_head = models.BooleanField("sudah diketahui pimpinan", null=True)
    sent_at = models.DateTimeField("dikirim")
    withdrawn_at = models.DateTimeField("ditarik", null=True, blank=True)
    withdrawn_reason = models.CharField("alasan ditarik", max_length=300, blank=True)
    withdrawn_for = models.ForeignKey(
        Incident,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        verbose_name="karena laporan",
        related_name="+",
    )

    objects = NilReportQuerySet.as_manager()

    class Meta:
        verbose_name = "laporan nihil"
        verbose_name_plural = "laporan nihil"
        ordering = ["-month", "-sent_at"]
        constraints = [
            models.CheckConstraint(
                name="nil_has_one_sender",
                condition=Q(kecamatan__isnull=False, agency=None)
                | Q(kecamatan=None, agency__isnull=False),
                violation_error_message="Pilih kecamatan atau instansi.",
            ),
            models.CheckConstraint(
                name="nil_month_is_first_day",
                condition=Q(month__day=1),
                violation_error_message="Bulan ditulis sebagai tanggal 1.",
            ),
            models.CheckConstraint(
                name="nil_says_who_was_asked",
                condition=Q(asked__gt=""),
                violation_error_message="Sebutkan kepada siapa sudah ditanyakan.",
            ),
            models.CheckConstraint(
                name="nil_withdrawn_with_reason",
                condition=Q(withdrawn_at=None) | Q(withdrawn_reason__gt=""),
            ),
            models.UniqueConstraint(
                fields=["team", "month", "kecamatan", "agency"],
                condition=STANDING,
                nulls_distinct=False,
                name="nil_one_standing",
                violation_error_message="Laporan nihil untuk bulan ini sudah ada.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sender} {Month.of(self.month).label}"

    @property
    def sender(self) -> str:
        """Whose nothing it is."""
        return f"Kecamatan {self.kecamatan.name}" if self.kecamatan else str(self.agency)

    @property
    def period(self) -> Month:
        return Month.of(self.month)
