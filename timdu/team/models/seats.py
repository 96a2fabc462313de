"""The seats an SK names, and who holds each of them from when to when."""

import datetime as dt
from typing import Self

import pghistory
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import (
    BigIntegerRangeField,
    DateRangeField,
    RangeBoundary,
    RangeOperators,
)
from django.db import models
from django.db.models import F, Func, Q
from django.urls import reverse

from timdu.team.models.decrees import Decree, holds_on, own_rosters
from timdu.team.models.people import User
from timdu.team.models.teams import Agency, Team
from timdu.wilayah.models import Wilayah

BOTH_ENDS = RangeBoundary(inclusive_lower=True, inclusive_upper=True)


class SeatQuerySet(models.QuerySet["Seat"]):
    def visible_to(self, user: User) -> Self:
        """Keep the team's; seats of a draft are seen by those who work on that roster."""
        rows = self.filter(team_id=user.team_id)
        return rows.filter(Q(valid_from__isnull=False) | own_rosters(user)).select_related(
            "decree", "agency", "kecamatan", "roster"
        )

    def of_roster(self, team: Team, roster: str | None) -> Self:
        """Keep those of the kabupaten (None) or of one kecamatan."""
        return self.filter(team=team, roster=roster)

    def on(self, day: dt.date) -> Self:
        """Keep the seats there are on the day."""
        return self.filter(holds_on(day))

    def of_draft(self, decree: Decree) -> Self:
        """Keep what a draft names so far."""
        return self.filter(decree=decree, dropped_at=None)


@pghistory.track()
class Seat(models.Model):
    """One kedudukan as a line of the SK: what office sits there; the person is a `Holder`."""

    class Rank(models.TextChoices):
        CHAIR = "chair", "Ketua"
        DEPUTY = "deputy", "Wakil Ketua"
        SECRETARY = "secretary", "Sekretaris"
        MEMBER = "member", "Anggota"
        SECRETARIAT = "secretariat", "Sekretariat"

    class Bidang(models.TextChoices):
        PREVENTION = "prevention", "Bidang Pencegahan"
        CESSATION = "cessation", "Bidang Penghentian"
        RECOVERY = "recovery", "Bidang Pemulihan"

    team = models.ForeignKey(Team, on_delete=models.PROTECT, verbose_name="tim", related_name="+")
    roster = models.ForeignKey(
        Wilayah, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    decree = models.ForeignKey(
        Decree, on_delete=models.PROTECT, related_name="seats", verbose_name="SK"
    )
    continues = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="continued_by",
        verbose_name="melanjutkan kedudukan",
    )
    rank = models.CharField("kedudukan", max_length=12, choices=Rank)
    position = models.PositiveSmallIntegerField("urutan", default=1)
    bidang = models.CharField("bidang", max_length=12, choices=Bidang, blank=True)
    office = models.CharField("jabatan dalam kedinasan", max_length=120)
    agency = models.ForeignKey(
        Agency, on_delete=models.PROTECT, null=True, blank=True, verbose_name="instansi"
    )
    kecamatan = models.ForeignKey(
        Wilayah,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="kecamatan",
    )
    is_intelligence = models.BooleanField("unsur intelijen", default=False)
    valid_from = models.DateField("ada sejak", null=True, blank=True)
    valid_until = models.DateField("ada sampai", null=True, blank=True)
    ended_reason = models.CharField("alasan diakhiri", max_length=200, blank=True)
    dropped_at = models.DateTimeField("tidak dimuat sejak", null=True, blank=True)

    objects = SeatQuerySet.as_manager()

    class Meta:
        verbose_name = "kedudukan"
        verbose_name_plural = "kedudukan"
        ordering = ["position", "pk"]
        indexes = [models.Index(fields=["team", "roster", "valid_from"])]
        constraints = [
            models.CheckConstraint(
                name="seat_dates_in_order",
                condition=Q(valid_until=None) | Q(valid_until__gte=F("valid_from")),
                violation_error_message="Akhir kedudukan tidak boleh sebelum awalnya.",
            ),
            models.UniqueConstraint(
                fields=["decree", "continues"],
                name="seat_continues_once",
                violation_error_message="Kedudukan ini sudah dilanjutkan dalam SK itu.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_rank_display()}: {self.office}"

    def get_absolute_url(self) -> str:
        return reverse("roster:seat", args=[self.pk])

    @property
    def rank_order(self) -> int:
        """Where the rank stands on the SK."""
        return self.Rank.values.index(self.rank)


class HolderQuerySet(models.QuerySet["Holder"]):
    def visible_to(self, user: User) -> Self:
        """Keep the holders of seats the person may know of."""
        return self.filter(seat__in=Seat.objects.visible_to(user)).select_related("user")

    def standing(self) -> Self:
        """Leave out what was recorded by mistake."""
        return self.filter(withdrawn_at=None)

    def on(self, day: dt.date) -> Self:
        """Keep who holds a seat on the day."""
        return self.standing().filter(holds_on(day))

    def not_over(self, day: dt.date) -> Self:
        """Keep who holds a seat on the day or later."""
        return self.standing().filter(Q(valid_until=None) | Q(valid_until__gte=day))

    def of_change(self, holder: "Holder") -> Self:
        """Keep what began with one change of holder: every seat of the account that went."""
        if holder.succeeds is None or holder.succeeds.user_id is None:
            return self.filter(pk=holder.pk)
        return self.standing().filter(
            valid_from=holder.valid_from, succeeds__user=holder.succeeds.user_id
        )

    def due_to_hand_over(self, today: dt.date) -> Self:
        """Keep successors with an account whose day has come and whose tasks have not."""
        return (
            self.standing()
            .filter(
                valid_from__lte=today,
                handed_over_at=None,
                user__isnull=False,
                succeeds__user__isnull=False,
            )
            .exclude(standing=Holder.Standing.PLH)
        )


@pghistory.track()
class Holder(models.Model):
    """One person in one seat, from a day to a day (both included)."""

    class Standing(models.TextChoices):
        DEFINITIVE = "definitive", "Definitif"
        PLT = "plt", "Plt."
        PLH = "plh", "Plh."
        PJ = "pj", "Pj."

    seat = models.ForeignKey(
        Seat, on_delete=models.PROTECT, related_name="holders", verbose_name="kedudukan"
    )
    full_name = models.CharField("nama lengkap", max_length=120)
    standing = models.CharField(
        "sebagai", max_length=10, choices=Standing, default=Standing.DEFINITIVE
    )
    phone = models.CharField("telepon", max_length=20, blank=True)
    user = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="akun"
    )
    valid_from = models.DateField("sejak")
    valid_until = models.DateField("sampai", null=True, blank=True)
    succeeds = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="successor"
    )
    basis = models.CharField("dasar", max_length=200, blank=True)
    handed_over_at = models.DateTimeField("tugas berpindah", null=True, blank=True)
    # What the change of holder found, so that one recorded by mistake can be put back.
    found = models.JSONField("keadaan sebelumnya", default=dict, blank=True)
    handed_over = models.JSONField("yang berpindah", default=dict, blank=True)
    withdrawn_at = models.DateTimeField("dibatalkan", null=True, blank=True)
    withdrawn_reason = models.CharField("alasan dibatalkan", max_length=200, blank=True)

    objects = HolderQuerySet.as_manager()

    class Meta:
        verbose_name = "pejabat"
        verbose_name_plural = "pejabat"
        ordering = ["-valid_from", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="holder_dates_in_order",
                condition=Q(valid_until=None) | Q(valid_until__gte=F("valid_from")),
                violation_error_message="Hari terakhir tidak boleh sebelum hari pertama.",
            ),
            ExclusionConstraint(
                name="holder_one_at_a_time",
                expressions=[
                    (
                        Func(
                            "seat", "seat", BOTH_ENDS,
                            function="int8range", output_field=BigIntegerRangeField(),
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                    (
                        Func(
                            "valid_from", "valid_until", BOTH_ENDS,
                            function="daterange", output_field=DateRangeField(),
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                condition=Q(withdrawn_at=None),
                violation_error_message="Pada masa itu kedudukan ini sudah ada pejabatnya.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.full_name

    @property
    def title(self) -> str:
        """Plt. Camat Sungai Kunyit: how the office is held."""
        if self.standing == self.Standing.DEFINITIVE:
            return self.seat.office
        return f"{self.get_standing_display()} {self.seat.office}"
