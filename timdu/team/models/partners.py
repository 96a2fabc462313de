"""Mitra: whom the team works with outside government."""

from typing import Self

import pghistory
from django.db import models
from django.db.models import Q

from timdu.team.models.people import User
from timdu.team.models.teams import Team
from timdu.wilayah.models import Wilayah


class PartnerQuerySet(models.QuerySet["Partner"]):
    def visible_to(self, user: User) -> Self:
        """Keep the team's."""
        return self.filter(team_id=user.team_id).select_related("kecamatan")

    def current(self) -> Self:
        """Leave out the retired ones."""
        return self.filter(retired_on=None)


@pghistory.track()
class Partner(models.Model):
    """One mitra: community, organisation or enterprise the team works with; has no account."""

    class Kind(models.TextChoices):
        COMMUNITY = "community", "Masyarakat"
        ORGANISATION = "organisation", "Ormas"
        ENTERPRISE = "enterprise", "Badan usaha"

    team = models.ForeignKey(Team, on_delete=models.PROTECT, verbose_name="tim")
    kind = models.CharField("jenis", max_length=12, choices=Kind)
    name = models.CharField("nama", max_length=120)
    contact = models.CharField("narahubung", max_length=120, blank=True)
    phone = models.CharField("telepon", max_length=20, blank=True)
    kecamatan = models.ForeignKey(
        Wilayah, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    note = models.CharField("keterangan", max_length=300, blank=True)
    retired_on = models.DateField("tidak lagi mitra sejak", null=True, blank=True)
    retired_reason = models.CharField("alasan", max_length=200, blank=True)

    objects = PartnerQuerySet.as_manager()

    class Meta:
        verbose_name = "mitra"
        verbose_name_plural = "mitra"
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                models.functions.Lower("name"),
                "team",
                name="partner_name_once",
                condition=Q(retired_on=None),
                violation_error_message="Mitra dengan nama ini sudah ada.",
            )
        ]

    def __str__(self) -> str:
        return self.name
