"""The link between a permasalahan and a report: who made it, when, and why it was withdrawn."""

from typing import Self

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from incidents.cases.models.share import CaseShare
from incidents.models import Incident
from incidents.models.choices import UP_TO_RESTRICTED
from timdu.team.models import User


class CaseIncidentQuerySet(models.QuerySet["CaseIncident"]):
    def visible_to(self, user: User) -> Self:
        """Keep the links to reports the person reads.

        A report that is R is told of in a permasalahan that is R alone, and that to who is named
        on both; what a permasalahan that is R holds is told to nobody else.
        """
        plain = Q(secret=False, incident__classification__in=UP_TO_RESTRICTED)
        named = Q(secret=True, case__in=CaseShare.objects.to(user).values("case"))
        seen = Incident.objects.visible_to(user).values("pk")
        return self.filter(plain | named, incident__in=seen)

    def plain(self) -> Self:
        """Leave out those to a permasalahan that is R: whoever is not named knows of none."""
        return self.filter(secret=False)

    def standing(self) -> Self:
        """Leave out what was withdrawn."""
        return self.filter(withdrawn_at=None)


@pghistory.track()
class CaseIncident(models.Model):
    """One report as part of one permasalahan."""

    case = models.ForeignKey(
        "cases.Case", models.PROTECT, related_name="links", verbose_name="permasalahan"
    )
    incident = models.ForeignKey(Incident, models.PROTECT, related_name="+", verbose_name="laporan")
    # As its permasalahan is R: a report may be part of one others know, and of such beside it.
    secret = models.BooleanField("permasalahan Rahasia", default=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField("dihubungkan", default=timezone.now)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField("dilepas", null=True, blank=True)
    withdrawn_reason = models.CharField("alasan dilepas", max_length=300, blank=True)

    objects = CaseIncidentQuerySet.as_manager()

    class Meta:
        verbose_name = "laporan terhubung"
        verbose_name_plural = "laporan terhubung"
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["incident"],
                condition=Q(withdrawn_at=None, secret=False),
                name="case_link_once",
                violation_error_message="Laporan ini sudah terhubung ke satu permasalahan.",
            ),
            models.UniqueConstraint(
                fields=["case", "incident"],
                condition=Q(withdrawn_at=None),
                name="case_link_pair_once",
                violation_error_message="Laporan ini sudah terhubung ke permasalahan ini.",
            ),
            models.CheckConstraint(
                name="case_link_withdrawn_whole",
                condition=Q(withdrawn_at=None, withdrawn_by=None, withdrawn_reason="")
                | Q(
                    withdrawn_at__isnull=False, withdrawn_by__isnull=False, withdrawn_reason__gt=""
                ),
                violation_error_message="Melepas laporan memerlukan alasan.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id}: {self.incident_id}"
