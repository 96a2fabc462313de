"""Who owes a monthly answer and who need not give one, from which month to which, and why."""

from typing import Self

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Q

from incidents.models import senders
from timdu.core.periods import Month
from timdu.team.models import Agency, Team, User
from timdu.wilayah.models import Wilayah


class ReportingDutyQuerySet(models.QuerySet["ReportingDuty"]):
    def visible_to(self, user: User) -> Self:
        """Keep what concerns the own office; all of it for those who watch over the team."""
        rows = self.filter(senders.known_to(user), team_id=user.team_id)
        return rows.select_related("kecamatan", "agency", "by")

    def standing(self) -> Self:
        """Leave out the revoked ones."""
        return self.filter(withdrawn_at=None)

    def between(self, first: Month, last: Month) -> Self:
        """Keep what speaks of at least one of the months."""
        ends = Q(last=None) | Q(last__gte=first.first)
        return self.filter(ends, first__lte=last.first)


@pghistory.track()
class ReportingDuty(models.Model):
    """One decision: this agency reports each month, or this sender need not for a time.

    A kecamatan owes an answer without one.
    """

    class Kind(models.TextChoices):
        OWES = "owes", "Wajib lapor"
        EXEMPT = "exempt", "Tidak wajib lapor"

    team = models.ForeignKey(Team, on_delete=models.PROTECT, verbose_name="tim", related_name="+")
    kind = models.CharField("keputusan", max_length=8, choices=Kind)
    kecamatan = models.ForeignKey(
        Wilayah, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    agency = models.ForeignKey(
        Agency,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        verbose_name="instansi",
        related_name="+",
    )
    first = models.DateField("sejak bulan")
    last = models.DateField("sampai bulan", null=True, blank=True)
    reason = models.CharField("alasan", max_length=300)
    decided_by = models.CharField("diputuskan oleh", max_length=120)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        verbose_name="dicatat oleh",
        related_name="+",
    )
    at = models.DateTimeField("dicatat")
    withdrawn_at = models.DateTimeField("dibatalkan", null=True, blank=True)
    withdrawn_reason = models.CharField("alasan dibatalkan", max_length=300, blank=True)

    objects = ReportingDutyQuerySet.as_manager()

    class Meta:
        verbose_name = "kewajiban lapor"
        verbose_name_plural = "kewajiban lapor"
        ordering = ["-first", "-pk"]
        constraints = [
            senders.one_sender("duty_has_one_sender"),
            senders.first_day("duty_first_is_first_day", "first"),
            senders.first_day("duty_last_is_first_day", "last"),
            models.CheckConstraint(
                name="duty_owes_is_of_agency",
                condition=~Q(kind="owes") | Q(agency__isnull=False),
                violation_error_message="Kecamatan wajib lapor tanpa keputusan tersendiri.",
            ),
            models.CheckConstraint(
                name="duty_months_in_order",
                condition=Q(last=None) | Q(last__gte=F("first")),
                violation_error_message="Bulan terakhir tidak boleh sebelum bulan pertama.",
            ),
            models.CheckConstraint(
                name="duty_says_why_and_who",
                condition=Q(reason__gt="", decided_by__gt=""),
                violation_error_message="Tulis alasannya, dan siapa yang memutuskan.",
            ),
            models.CheckConstraint(
                name="duty_withdrawn_with_reason",
                condition=Q(withdrawn_at=None) | Q(withdrawn_reason__gt=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.sender}, {self.span}"

    @property
    def sender(self) -> str:
        """Whom it concerns."""
        return senders.name_of(self.kecamatan, self.agency)

    @property
    def span(self) -> str:
        """sejak Mei 2026; Mei 2026 sampai Juli 2026; Mei 2026."""
        first = Month.of(self.first)
        if self.last is None:
            return f"sejak {first.label}"
        last = Month.of(self.last)
        return first.label if first == last else f"{first.label} sampai {last.label}"

    def covers(self, month: Month) -> bool:
        """Whether it speaks of the month."""
        return self.first <= month.first and (self.last is None or month.first <= self.last)
