"""Pengingat bulanan: one sender's month that is asked for until it is answered."""

import datetime as dt
from typing import Self

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q

from incidents.models import senders
from timdu.core.periods import Month
from timdu.team.models import Agency, Team, User
from timdu.wilayah.models import Wilayah


class ReminderQuerySet(models.QuerySet["Reminder"]):
    def visible_to(self, user: User) -> Self:
        """Keep the own office's; all of it for those who watch over the team."""
        return self.filter(senders.known_to(user), team_id=user.team_id)

    def open(self) -> Self:
        """Keep what nobody answered yet."""
        return self.filter(closed_at=None)

    def watched_since(self, first: dt.date) -> Self:
        """Keep the months since, and whatever older one is still open."""
        return self.filter(Q(month__gte=first) | Q(closed_at=None))

    def to_call(self) -> Self:
        """Keep the silent ones, the latest month first, then by name: nobody is ranked."""
        rows = self.open().filter(stage=Reminder.Stage.OVER)
        return rows.with_names().order_by("-month", "kecamatan", "agency__name")

    def with_names(self) -> Self:
        """Read along whose month it is and who called."""
        return self.select_related("kecamatan", "agency", "called_by")


@pghistory.track()
class Reminder(models.Model):
    """One sender and month from three working days before it is due until it is answered."""

    class Stage(models.TextChoices):
        BEFORE = "before", "sebelum batas"
        DUE = "due", "hari batas"
        OVER = "over", "sesudah batas"

    team = models.ForeignKey(Team, on_delete=models.PROTECT, verbose_name="tim", related_name="+")
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
    month = models.DateField("bulan")
    stage = models.CharField("tahap", max_length=8, choices=Stage)
    opened_at = models.DateTimeField("diingatkan sejak")
    closed_at = models.DateTimeField("terjawab", null=True, blank=True)
    called_at = models.DateTimeField("dihubungi", null=True, blank=True)
    called_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        verbose_name="dihubungi oleh",
        related_name="+",
    )
    called_whom = models.CharField("yang dihubungi", max_length=120, blank=True)
    called_note = models.CharField("yang dikatakan", max_length=300, blank=True)

    objects = ReminderQuerySet.as_manager()

    class Meta:
        verbose_name = "pengingat bulanan"
        verbose_name_plural = "pengingat bulanan"
        constraints = [
            senders.one_sender("reminder_has_one_sender"),
            senders.first_day("reminder_month_is_first_day"),
            models.UniqueConstraint(
                fields=["team", "month", "kecamatan", "agency"],
                nulls_distinct=False,
                name="reminder_once_a_month",
            ),
            models.CheckConstraint(
                name="reminder_call_is_whole",
                condition=Q(called_at=None, called_by=None, called_note="")
                | Q(called_at__isnull=False, called_by__isnull=False, called_note__gt=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sender}, {self.period.label}"

    @property
    def sender(self) -> str:
        """Who is asked."""
        return senders.name_of(self.kecamatan, self.agency)

    @property
    def period(self) -> Month:
        return Month.of(self.month)
