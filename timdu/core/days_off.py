"""Days on which the offices of a team do not work."""

import datetime as dt
from typing import Any

import pghistory
from django.db import models


class HolidayQuerySet(models.QuerySet["Holiday"]):
    def visible_to(self, user: Any) -> "HolidayQuerySet":
        """Keep the days of the person's team."""
        return self.filter(team_id=user.team_id, team__isnull=False)

    def standing(self) -> "HolidayQuerySet":
        """Leave out the ones taken back."""
        return self.filter(withdrawn_at=None)

    def between(self, first: dt.date, last: dt.date) -> "HolidayQuerySet":
        """Keep the days from the first to the last."""
        return self.filter(day__range=(first, last))


@pghistory.track()
class Holiday(models.Model):
    """One day on which the offices of a team do not work; weekends need no row."""

    class Kind(models.TextChoices):
        NATIONAL = "national", "Libur nasional"
        JOINT = "joint", "Cuti bersama"
        LOCAL = "local", "Libur setempat"

    team = models.ForeignKey(
        "team.Team", on_delete=models.PROTECT, verbose_name="tim", related_name="+"
    )
    day = models.DateField("hari")
    name = models.CharField("nama", max_length=80)
    kind = models.CharField("jenis", max_length=8, choices=Kind, default=Kind.NATIONAL)
    withdrawn_at = models.DateTimeField("dibatalkan", null=True, blank=True)

    objects = HolidayQuerySet.as_manager()

    class Meta:
        verbose_name = "hari libur"
        verbose_name_plural = "hari libur"
        ordering = ["day"]
        constraints = [
            models.UniqueConstraint(
                fields=["team", "day"],
                condition=models.Q(withdrawn_at=None),
                name="holiday_once_a_day",
                violation_error_message="Hari ini sudah ada dalam daftar.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.day:%d-%m-%Y} {self.name}"
