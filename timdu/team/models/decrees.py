"""The SK of the team, and of the Tim Terpadu of each kecamatan, whose rows name the kecamatan."""

import datetime as dt
from typing import Self

import pghistory
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from timdu.team.models.people import User
from timdu.team.models.teams import Team
from timdu.wilayah.models import Wilayah


def holds_on(day: dt.date) -> Q:
    """Rows with `valid_from` and `valid_until` (inclusive, open when empty) that hold on a day."""
    return Q(valid_from__lte=day) & (Q(valid_until=None) | Q(valid_until__gte=day))


def own_rosters(user: User) -> Q:
    """Rosters the person works on: all for the secretariat, one's own for a kecamatan."""
    if user.is_secretariat or user.role == User.Role.ADMIN:
        # Not an empty Q: joined by OR with another it would vanish.
        return Q(pk__isnull=False)
    return Q(roster=user.kecamatan_id) if user.kecamatan_id else Q(pk=None)


class DecreeQuerySet(models.QuerySet["Decree"]):
    def visible_to(self, user: User) -> Self:
        """Keep the team's; a draft is seen by those who work on that roster."""
        rows = self.filter(team_id=user.team_id).select_related("team", "roster", "amends")
        return rows.filter(Q(status=Decree.Status.ISSUED) | own_rosters(user))

    def of_roster(self, team: Team, roster: str | None) -> Self:
        """Keep those of the kabupaten (None) or of one kecamatan."""
        return self.filter(team=team, roster=roster)

    def issued(self) -> Self:
        """Leave out drafts and what was withdrawn."""
        return self.filter(status=Decree.Status.ISSUED)

    def drafts(self) -> Self:
        """Keep what is being written."""
        return self.filter(status=Decree.Status.DRAFT)

    def base_on(self, day: dt.date) -> "Decree | None":
        """The SK the roster stands on: the latest in force, even when its dates are over."""
        return (
            self.issued()
            .filter(amends=None, valid_from__lte=day)
            .order_by("-valid_from", "-pk")
            .first()
        )


@pghistory.track()
class Decree(models.Model):
    """One SK; an SK perubahan names the one it amends."""

    class Status(models.TextChoices):
        DRAFT = "draft", "Konsep"
        ISSUED = "issued", "Berlaku"
        WITHDRAWN = "withdrawn", "Dibatalkan"

    team = models.ForeignKey(Team, on_delete=models.PROTECT, verbose_name="tim")
    roster = models.ForeignKey(
        Wilayah,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="Tim Terpadu Kecamatan",
    )
    amends = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="amendments",
        verbose_name="mengubah SK",
    )
    number = models.CharField("nomor SK", max_length=80, blank=True)
    subject = models.CharField("tentang", max_length=300)
    signed_on = models.DateField("tanggal SK", null=True, blank=True)
    valid_from = models.DateField("berlaku sejak", null=True, blank=True)
    valid_until = models.DateField("berlaku sampai", null=True, blank=True)
    status = models.CharField("keadaan", max_length=10, choices=Status, default=Status.DRAFT)
    reason = models.CharField("alasan dibatalkan", max_length=200, blank=True)

    objects = DecreeQuerySet.as_manager()

    class Meta:
        verbose_name = "SK"
        verbose_name_plural = "SK"
        ordering = ["-valid_from", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="decree_issued_is_complete",
                condition=~Q(status="issued")
                | Q(number__gt="", signed_on__isnull=False, valid_from__isnull=False),
                violation_error_message="SK yang berlaku memerlukan nomor, tanggal, dan masanya.",
            ),
            models.CheckConstraint(
                name="decree_dates_in_order",
                condition=Q(valid_until=None) | Q(valid_until__gte=F("valid_from")),
                violation_error_message="Akhir masa berlaku tidak boleh sebelum awalnya.",
            ),
            models.UniqueConstraint(
                fields=["team", "roster"],
                condition=Q(status="draft", amends=None),
                nulls_distinct=False,
                name="decree_one_draft",
                violation_error_message="Sudah ada konsep SK untuk tim ini. Lanjutkan konsep itu.",
            ),
        ]

    def __str__(self) -> str:
        return f"SK Nomor {self.number}" if self.number else f"Konsep SK ({self.whose})"

    def get_absolute_url(self) -> str:
        return reverse("roster:decree", args=[self.pk])

    @property
    def whose(self) -> str:
        """Whose roster it is."""
        return f"Kecamatan {self.roster.name}" if self.roster else str(self.team)

    @property
    def is_draft(self) -> bool:
        return self.status == self.Status.DRAFT

    def is_over(self, today: dt.date) -> bool:
        """Whether its dates are over; that ends nothing (masa peralihan)."""
        return self.valid_until is not None and self.valid_until < today
