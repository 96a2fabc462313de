"""The teams, one for each kabupaten or kota, and the agencies that sit in them."""

from typing import TYPE_CHECKING, Self

import pghistory
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q

from timdu.core.periods import ZONE_CHOICES, zone_name
from timdu.wilayah.models import Wilayah

if TYPE_CHECKING:
    from timdu.team.models.people import User


class TeamQuerySet(models.QuerySet["Team"]):
    def visible_to(self, user: "User") -> Self:
        """Keep the person's own team."""
        return self.filter(pk=user.team_id)

    def demo(self) -> Self:
        """Keep those whose data is invented."""
        return self.filter(is_demo=True)


@pghistory.track()
class Team(models.Model):
    """One kabupaten or kota: everything else belongs to exactly one."""

    place = models.OneToOneField(
        Wilayah, on_delete=models.PROTECT, verbose_name="kabupaten/kota", related_name="+"
    )
    name = models.CharField("nama", max_length=80, help_text="Misalnya: Kabupaten Mempawah")
    short_name = models.CharField("nama pendek", max_length=40)
    province = models.CharField("provinsi", max_length=60)
    seat = models.CharField("ibu kota", max_length=60)
    zone = models.CharField("zona waktu", max_length=20, choices=ZONE_CHOICES)
    duty_name = models.CharField("nama pada nomor tetap piket", max_length=100, blank=True)
    duty_phone = models.CharField("nomor tetap piket", max_length=20, blank=True)
    duty_hour = models.PositiveSmallIntegerField(
        "jam pergantian piket", default=8, validators=[MaxValueValidator(23)]
    )
    is_demo = models.BooleanField("data contoh", default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = TeamQuerySet.as_manager()

    class Meta:
        verbose_name = "tim terpadu"
        verbose_name_plural = "tim terpadu"
        constraints = [
            models.CheckConstraint(
                name="team_duty_hour_of_a_day",
                condition=Q(duty_hour__lte=23),
                violation_error_message="Isi jam 0 sampai 23.",
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def scope(self) -> str:
        """The area-code prefix of the team."""
        return self.place_id

    @property
    def zone_name(self) -> str:
        return zone_name(self.zone)

    @property
    def title(self) -> str:
        """The word before the name: "Kabupaten" or "Kota"."""
        return self.name.split(" ", 1)[0]


class AgencyQuerySet(models.QuerySet["Agency"]):
    def visible_to(self, user: "User") -> Self:
        """Keep the agencies of the user's team."""
        return self.filter(team_id=user.team_id)

    def current(self) -> Self:
        """Leave out the retired ones."""
        return self.filter(retired_on=None)


@pghistory.track()
class Agency(models.Model):
    """An OPD or vertical agency that sits in the team."""

    team = models.ForeignKey(Team, on_delete=models.PROTECT, verbose_name="tim")
    name = models.CharField("nama", max_length=120)
    short_name = models.CharField("nama pendek", max_length=40)
    is_vertical = models.BooleanField(
        "instansi vertikal", default=False, help_text="Polres, Kodim, Kejari, BPN, Kemenag, BPS …"
    )
    retired_on = models.DateField("tidak lagi anggota sejak", null=True, blank=True)

    objects = AgencyQuerySet.as_manager()

    class Meta:
        verbose_name = "instansi"
        verbose_name_plural = "instansi"
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["team", "name"],
                name="agency_name_once",
                violation_error_message="Instansi dengan nama ini sudah ada.",
            )
        ]

    def __str__(self) -> str:
        return self.name
