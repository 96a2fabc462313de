"""What belongs to a kegiatan: offices and mitra that took part, permasalahan it is about."""

from typing import Any, Self

import pghistory
from django.db import models
from django.db.models import Q

from incidents.cases.models import Case
from timdu.team.models import Agency, Partner, User
from timdu.wilayah.models import Wilayah

ONE_OFFICE = (
    Q(agency__isnull=False, kecamatan=None, partner=None)
    | Q(agency=None, kecamatan__isnull=False, partner=None)
    | Q(agency=None, kecamatan=None, partner__isnull=False)
)


def every_change() -> tuple[Any, ...]:
    """Keep what was inserted, changed and removed."""
    return pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent()


@pghistory.track(*every_change())
class Involved(models.Model):
    """One agency, kecamatan or mitra that took part in a kegiatan beside whoever held it."""

    activity = models.ForeignKey(
        "renaksi.Activity", models.PROTECT, related_name="involved", verbose_name="kegiatan"
    )
    agency = models.ForeignKey(
        Agency, models.PROTECT, null=True, blank=True, verbose_name="instansi", related_name="+"
    )
    kecamatan = models.ForeignKey(
        Wilayah, models.PROTECT, null=True, blank=True, verbose_name="kecamatan", related_name="+"
    )
    partner = models.ForeignKey(
        Partner, models.PROTECT, null=True, blank=True, verbose_name="mitra", related_name="+"
    )

    class Meta:
        verbose_name = "yang terlibat"
        verbose_name_plural = "yang terlibat"
        constraints = [
            models.CheckConstraint(
                name="involved_one_office",
                condition=ONE_OFFICE,
                violation_error_message="Satu baris menyebut satu instansi, kecamatan, atau mitra.",
            ),
            models.UniqueConstraint(
                fields=["activity", "agency", "kecamatan", "partner"],
                nulls_distinct=False,
                name="involved_once",
                violation_error_message="Yang terlibat disebut satu kali.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """Who took part, as it is read."""
        if self.kecamatan:
            return f"Kecamatan {self.kecamatan.name}"
        return self.agency.short_name if self.agency else str(self.partner)


class ActivityCaseQuerySet(models.QuerySet["ActivityCase"]):
    def visible_to(self, user: User) -> Self:
        """Keep the links to permasalahan the person reads."""
        return self.filter(case__in=Case.objects.visible_to(user).values("pk"))


@pghistory.track(*every_change())
class ActivityCase(models.Model):
    """One permasalahan a kegiatan is about."""

    activity = models.ForeignKey(
        "renaksi.Activity", models.PROTECT, related_name="links", verbose_name="kegiatan"
    )
    case = models.ForeignKey(Case, models.PROTECT, verbose_name="permasalahan", related_name="+")

    objects = ActivityCaseQuerySet.as_manager()

    class Meta:
        verbose_name = "permasalahan kegiatan"
        verbose_name_plural = "permasalahan kegiatan"
        constraints = [
            models.UniqueConstraint(
                fields=["activity", "case"],
                name="activity_case_once",
                violation_error_message="Kegiatan ini sudah terhubung ke permasalahan itu.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.activity_id}: {self.case_id}"
