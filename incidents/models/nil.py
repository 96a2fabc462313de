"""Laporan nihil: somebody asked around and nothing happened; not the same as silence."""

from typing import Self

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q

from incidents.models import senders
from incidents.models.incident import Incident
from timdu.core.periods import Month
from timdu.team.models import Agency, Team, User
from timdu.wilayah.models import Wilayah

STANDING = Q(withdrawn_at=None)


class NilReportQuerySet(models.QuerySet["NilReport"]):
    def visible_to(self, user: User) -> Self:
        """Keep the own kecamatan's or agency's; the whole team's for those who watch over it."""
        return self.filter(senders.known_to(user), team_id=user.team_id)

    def standing(self) -> Self:
        """Leave out the withdrawn ones."""
        return self.filter(STANDING)

    def answering(self) -> Self:
        """Keep what answers for its month: one that gave way to a report did, too."""
        return self.filter(STANDING | Q(withdrawn_for__isnull=False))


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
            senders.one_sender("nil_has_one_sender"),
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
        return senders.name_of(self.kecamatan, self.agency)

    @property
    def period(self) -> Month:
        return Month.of(self.month)
