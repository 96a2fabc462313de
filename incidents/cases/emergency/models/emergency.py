"""Emergency: one Status Keadaan Konflik of a kabupaten, as its SK say."""

import datetime as dt
from typing import Self

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from incidents.cases.emergency.models.choices import Status
from incidents.cases.models import Case, visibility
from timdu.team.models import Team, User

DEFAULT_REPORT_DAYS = 7


class EmergencyQuerySet(models.QuerySet["Emergency"]):
    def visible_to(self, user: User) -> Self:
        """Keep those of the user's team: an SK of the bupati is known to all who serve under it.

        What the desk only entered waits for a second person: until then it is the desk's.
        """
        if user.team_id is None or user.role not in visibility.READERS:
            return self.none()
        rows = self.filter(team_id=user.team_id)
        return rows if user.is_secretariat else rows.filter(starts_on__isnull=False)

    def in_force(self, today: dt.date) -> Self:
        """Keep those whose term runs on the day, or has yet to begin."""
        return self.filter(starts_on__isnull=False, ends_on__gte=today)


@pghistory.track()
class Emergency(models.Model):
    """One Status Keadaan Konflik; its dates follow from the confirmed SK and nothing else."""

    team = models.ForeignKey(Team, models.PROTECT, verbose_name="tim", related_name="+")
    title = models.CharField("status keadaan konflik", max_length=200)
    area = models.CharField("wilayah menurut SK", max_length=300)
    case = models.ForeignKey(
        Case, models.PROTECT, null=True, blank=True, verbose_name="permasalahan",
        related_name="emergencies",
    )  # fmt: skip
    # The statute names no interval for the reports of Pasal 23 ayat (2): the team chooses one.
    report_days = models.PositiveSmallIntegerField(
        "jarak laporan perkembangan (hari)", default=DEFAULT_REPORT_DAYS
    )
    # As the confirmed SK say: first day, last day in force. Empty while none is confirmed.
    starts_on = models.DateField("mulai berlaku", null=True, blank=True)
    ends_on = models.DateField("hari terakhir berlaku", null=True, blank=True)
    revoked_on = models.DateField("dicabut mulai", null=True, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField("dicatat", default=timezone.now)

    objects = EmergencyQuerySet.as_manager()

    class Meta:
        verbose_name = "status keadaan konflik"
        verbose_name_plural = "status keadaan konflik"
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["team", "ends_on"], name="emergency_running")]
        constraints = [
            models.CheckConstraint(
                name="emergency_has_words",
                condition=Q(title__gt="", area__gt="", report_days__gte=1, report_days__lte=30),
                violation_error_message="Isi nama, wilayah, dan jarak laporan 1 sampai 30 hari.",
            ),
            models.CheckConstraint(
                name="emergency_dates_whole",
                condition=Q(starts_on=None, ends_on=None, revoked_on=None)
                | Q(starts_on__isnull=False, ends_on__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("emergency:detail", args=[self.pk])

    @property
    def is_withdrawn(self) -> bool:
        """Whether every SK of it was taken back; reads the SK along."""
        acts = self.acts.all()
        return bool(acts) and all(act.status == Status.WITHDRAWN for act in acts)
