"""Piket: who may be called, and who is on duty on which day."""

import datetime as dt
from typing import Self

import pghistory
from django.db import models
from django.db.models import F, Q

from timdu.team.models.people import User
from timdu.team.models.teams import Team


class DutyOfficerQuerySet(models.QuerySet["DutyOfficer"]):
    def visible_to(self, user: User) -> Self:
        """Keep the team's."""
        rows = self.filter(team_id=user.team_id, team__isnull=False)
        return rows.select_related("account")

    def current(self) -> Self:
        """Leave out those who serve no longer."""
        return self.filter(retired_on=None)


@pghistory.track()
class DutyOfficer(models.Model):
    """One person who takes turns, with the number on which the turn is answered."""

    team = models.ForeignKey(Team, on_delete=models.PROTECT, verbose_name="tim")
    name = models.CharField("nama", max_length=100)
    phone = models.CharField("telepon", max_length=20)
    account = models.ForeignKey(
        User,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        verbose_name="akun",
        related_name="+",
        help_text="Kabar Sangat Segera dikirim ke surel akun ini selama ia bertugas.",
    )
    retired_on = models.DateField("tidak lagi piket sejak", null=True, blank=True)
    retired_reason = models.CharField("alasan", max_length=200, blank=True)

    objects = DutyOfficerQuerySet.as_manager()

    class Meta:
        verbose_name = "petugas piket"
        verbose_name_plural = "petugas piket"
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                models.functions.Lower("name"),
                "team",
                name="duty_officer_once",
                condition=Q(retired_on=None),
                violation_error_message="Petugas dengan nama ini sudah ada.",
            )
        ]

    def __str__(self) -> str:
        return self.name


class DutyTurnQuerySet(models.QuerySet["DutyTurn"]):
    def visible_to(self, user: User) -> Self:
        """Keep the team's."""
        return self.filter(team_id=user.team_id, team__isnull=False)

    def between(self, first: dt.date, last: dt.date) -> Self:
        """Keep the days from the first to the last."""
        rows = self.filter(day__range=(first, last))
        return rows.select_related("officer__account", "stand_in__account")


@pghistory.track()
class DutyTurn(models.Model):
    """One day of the rota, from its hand-over hour to that of the next day; empty is a gap."""

    team = models.ForeignKey(Team, on_delete=models.PROTECT, verbose_name="tim", related_name="+")
    day = models.DateField("hari")
    officer = models.ForeignKey(
        DutyOfficer,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="turns",
        verbose_name="petugas",
    )
    stand_in = models.ForeignKey(
        DutyOfficer,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="pengganti",
    )

    objects = DutyTurnQuerySet.as_manager()

    class Meta:
        verbose_name = "hari piket"
        verbose_name_plural = "hari piket"
        ordering = ["day"]
        constraints = [
            models.UniqueConstraint(fields=["team", "day"], name="duty_turn_once_a_day"),
            models.CheckConstraint(
                name="duty_stand_in_is_another",
                condition=Q(stand_in=None) | Q(officer__isnull=False) & ~Q(stand_in=F("officer")),
                violation_error_message="Pengganti adalah orang lain, dan bukan tanpa petugas.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day:%d/%m/%Y}: {self.officer or 'belum ada petugas'}"
