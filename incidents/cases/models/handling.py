"""Handling: what an agency, a kecamatan or a mitra did about a permasalahan."""

from typing import Self
from uuid import uuid4

import pghistory
from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.utils import timezone

from incidents.cases.models import visibility
from incidents.cases.models.case import Case
from timdu.core import searching
from timdu.team.models import Agency, Partner, Team, User
from timdu.wilayah.models import Wilayah

NOBODY = Q(agency=None, kecamatan=None, partner=None)
ONE_ACTOR = (
    Q(agency__isnull=False, kecamatan=None, partner=None)
    | Q(agency=None, kecamatan__isnull=False, partner=None)
    | Q(agency=None, kecamatan=None, partner__isnull=False)
    | NOBODY
)


class HandlingQuerySet(models.QuerySet["Handling"]):
    def visible_to(self, user: User) -> Self:
        """Keep the steps of the permasalahan the person reads: all of them, or the own office's."""
        rows = self.filter(case__in=Case.objects.visible_to(user).values("pk"))
        if visibility.reads_all(user):
            return rows
        if user.role == User.Role.KECAMATAN:
            return rows.filter(kecamatan_id=user.kecamatan_id)
        return rows.filter(agency_id=user.agency_id, agency__isnull=False)

    def standing(self) -> Self:
        """Leave out what was withdrawn."""
        return self.filter(withdrawn_at=None)


@pghistory.track(exclude=["client_uuid"])
class Handling(models.Model):
    """One langkah penanganan: who did what, when, with what result. Files are attached to it."""

    case = models.ForeignKey(
        Case, models.PROTECT, related_name="handlings", verbose_name="permasalahan"
    )
    # Of the three one or none: without any, the secretariat itself.
    agency = models.ForeignKey(
        Agency, models.PROTECT, null=True, blank=True, verbose_name="instansi", related_name="+"
    )
    kecamatan = models.ForeignKey(
        Wilayah, models.PROTECT, null=True, blank=True, verbose_name="kecamatan", related_name="+"
    )
    partner = models.ForeignKey(
        Partner, models.PROTECT, null=True, blank=True, verbose_name="mitra", related_name="+"
    )
    what = models.CharField("melakukan apa", max_length=500)
    done_at = models.DateTimeField("kapan")
    result = models.CharField("hasil", max_length=500, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="dicatat oleh", related_name="+"
    )
    at = models.DateTimeField("dicatat", default=timezone.now)
    client_uuid = models.UUIDField("kunci pengiriman", default=uuid4, editable=False)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField("ditarik", null=True, blank=True)
    withdrawn_reason = models.CharField("alasan ditarik", max_length=300, blank=True)

    objects = HandlingQuerySet.as_manager()

    class Meta:
        verbose_name = "langkah penanganan"
        verbose_name_plural = "langkah penanganan"
        ordering = ["-done_at", "-pk"]
        indexes = [GinIndex(searching.vector("what", "result"), name="handling_words")]
        constraints = [
            models.UniqueConstraint(fields=["by", "client_uuid"], name="handling_recorded_once"),
            models.CheckConstraint(
                name="handling_one_actor",
                condition=ONE_ACTOR,
                violation_error_message="Pilih satu yang melakukannya.",
            ),
            models.CheckConstraint(
                name="handling_says_what",
                condition=Q(what__gt=""),
                violation_error_message="Tulis apa yang dilakukan.",
            ),
            models.CheckConstraint(
                name="handling_withdrawn_whole",
                condition=Q(withdrawn_at=None, withdrawn_by=None, withdrawn_reason="")
                | Q(
                    withdrawn_at__isnull=False, withdrawn_by__isnull=False, withdrawn_reason__gt=""
                ),
                violation_error_message="Menarik langkah memerlukan alasan.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.actor}: {self.what}"

    def get_absolute_url(self) -> str:
        return f"{self.case.get_absolute_url()}#langkah-{self.pk}"

    @property
    def team(self) -> Team:
        return self.case.team

    @property
    def actor(self) -> str:
        """Who did it, as it is read."""
        if self.kecamatan:
            return f"Kecamatan {self.kecamatan.name}"
        if self.agency:
            return self.agency.short_name
        return self.partner.name if self.partner else "Sekretariat Tim Terpadu"

    @property
    def team_id(self) -> int:
        return self.case.team_id

    @property
    def is_secret(self) -> bool:
        return self.case.is_secret
