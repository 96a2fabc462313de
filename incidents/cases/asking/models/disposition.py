"""Disposition: what a leader or the Kepala Badan tells a camat or an OPD to do."""

import datetime as dt
from typing import Self

import pghistory
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from incidents.cases.asking.models import choices, visibility
from incidents.cases.asking.models.asked import Asked, common_constraints
from incidents.cases.models.visibility import reads_all, unseen
from timdu.team.models import Agency, User
from timdu.wilayah.models import Wilayah

ONE_OFFICE = Q(agency__isnull=False, kecamatan=None) | Q(agency=None, kecamatan__isnull=False)
CLOCK_RUNS = (choices.Status.ACCEPTED, choices.Status.REPORTED, choices.Status.DONE)
LONGEST_TERM = 60


def late(today: dt.date) -> Q:
    """What was accepted and not reported by its day."""
    return Q(status=choices.Status.ACCEPTED, due_on__lt=today)


class DispositionQuerySet(models.QuerySet["Disposition"]):
    def visible_to(self, user: User) -> Self:
        """Keep all for the desk and the leaders, its own for an office; the only door to them."""
        if user.team_id is None or user.role not in visibility.TOLD_OF:
            return self.none()
        rows = self.filter(team_id=user.team_id).exclude(case__in=unseen(user))
        return rows if reads_all(user) else rows.filter(visibility.told_to(user))

    def running(self) -> Self:
        """Leave out what is done or withdrawn."""
        return self.filter(status__in=choices.RUNNING)

    def overdue(self, today: dt.date) -> Self:
        """Keep what was accepted and not reported by its day."""
        return self.filter(late(today))

    def with_names(self) -> Self:
        """Read along what a row and a page show."""
        return self.select_related("agency", "kecamatan", "giver", "case", "by", "team", "arahan")


@pghistory.track(exclude=["client_uuid", "reminded"])
class Disposition(Asked):
    """One disposisi to one office. Its clock starts when the office accepts it."""

    Status, Wanted = choices.Status, choices.Wanted

    giver = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="dari", related_name="+"
    )
    agency = models.ForeignKey(
        Agency, models.PROTECT, null=True, blank=True, verbose_name="instansi", related_name="+"
    )
    kecamatan = models.ForeignKey(
        Wilayah, models.PROTECT, null=True, blank=True, verbose_name="kecamatan", related_name="+"
    )
    wanted = ArrayField(
        models.CharField(max_length=10, choices=choices.Wanted),
        verbose_name="dengan hormat agar", default=list, blank=True,
    )  # fmt: skip
    # Either a day, or so many working days once it is accepted.
    due_on = models.DateField("batas waktu", null=True, blank=True)
    within_days = models.PositiveSmallIntegerField("hari kerja", null=True, blank=True)
    # The day as it was when the clock started, whatever was agreed on later.
    first_due_on = models.DateField("batas waktu semula", null=True, blank=True)
    status = models.CharField(
        "keadaan", max_length=9, choices=choices.Status, default=choices.Status.SENT
    )
    sent_at = models.DateTimeField("terakhir dikirim", default=timezone.now)
    accepted_at = models.DateTimeField("diterima", null=True, blank=True)
    done_at = models.DateTimeField("selesai", null=True, blank=True)
    # Why it came back: to whoever gave it, or to the office to be completed.
    reason = models.CharField("alasan dikembalikan", max_length=500, blank=True)
    reminded = models.CharField("sudah diingatkan", max_length=6, choices=choices.Stage, blank=True)

    objects = DispositionQuerySet.as_manager()

    class Meta:
        verbose_name = "disposisi"
        verbose_name_plural = "disposisi"
        indexes = [
            models.Index(fields=["team", "-changed_at", "-id"], name="disposition_newest"),
            models.Index(
                fields=["due_on"], name="disposition_running", condition=Q(status="accepted")
            ),
        ]
        constraints = [
            *common_constraints("disposition", ONE_OFFICE),
            models.CheckConstraint(
                name="disposition_has_a_term",
                condition=Q(due_on__isnull=False)
                | Q(within_days__isnull=False, within_days__gte=1, within_days__lte=LONGEST_TERM),
                violation_error_message=f"Isi batas waktu: satu tanggal, atau 1 sampai "
                f"{LONGEST_TERM} hari kerja.",
            ),
            models.CheckConstraint(
                name="disposition_clock_runs",
                condition=~Q(status__in=CLOCK_RUNS)
                | Q(accepted_at__isnull=False, due_on__isnull=False, first_due_on__isnull=False),
                violation_error_message="Batas waktu dihitung sejak disposisi diterima.",
            ),
        ]

    def get_absolute_url(self) -> str:
        return reverse("asking:disposition", args=[self.code])

    @property
    def addressee(self) -> str:
        """To whom, as it is read."""
        if self.kecamatan:
            return f"Camat {self.kecamatan.name}"
        return self.agency.short_name if self.agency else ""

    @property
    def is_running(self) -> bool:
        return self.status in choices.RUNNING

    @property
    def is_overdue(self) -> bool:
        """Whether its day is over and nothing was reported; never before it was accepted."""
        late = self.due_on is not None and self.due_on < timezone.localdate()
        return self.status == choices.Status.ACCEPTED and late

    @property
    def was_moved(self) -> bool:
        """Whether another day than the first one holds."""
        return self.first_due_on is not None and self.first_due_on != self.due_on

    @property
    def wanted_words(self) -> list[str]:
        """The boxes that are ticked, in words."""
        return [choices.Wanted(one).label for one in self.wanted]
