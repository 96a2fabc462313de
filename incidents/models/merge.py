"""Penggabungan: that one report tells the same as another, and how to take that back."""

from typing import TYPE_CHECKING, Self

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from incidents.models.incident import Incident

if TYPE_CHECKING:
    from timdu.team.models import User


class MergeQuerySet(models.QuerySet["Merge"]):
    def visible_to(self, user: "User") -> Self:
        """Only who may know of both may know that they were merged."""
        seen = Incident.objects.visible_to(user)
        return self.filter(incident__in=seen, target__in=seen)

    def standing(self) -> Self:
        """Keep those nobody has undone."""
        return self.filter(undone_at=None)


@pghistory.track()
class Merge(models.Model):
    """One merging. Nothing moves: what hangs on the report stays there, read along by the link.

    `before` holds what merging changed (status, reason, the todos it closed), so that undoing it
    brings back exactly that.
    """

    incident = models.ForeignKey(
        Incident, on_delete=models.PROTECT, related_name="merges", verbose_name="laporan"
    )
    target = models.ForeignKey(
        Incident, on_delete=models.PROTECT, related_name="merges_here", verbose_name="tujuan"
    )
    reason = models.CharField("alasan", max_length=500)
    before = models.JSONField("keadaan sebelumnya", default=dict)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField("pada", default=timezone.now)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    undone_at = models.DateTimeField("dipisahkan", null=True, blank=True)
    undone_reason = models.CharField("alasan dipisahkan", max_length=500, blank=True)

    objects = MergeQuerySet.as_manager()

    class Meta:
        verbose_name = "penggabungan"
        verbose_name_plural = "penggabungan"
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["incident"], condition=Q(undone_at=None), name="merge_one_standing"
            ),
            models.CheckConstraint(name="merge_of_two", condition=~Q(incident=F("target"))),
            models.CheckConstraint(name="merge_has_reason", condition=Q(reason__gt="")),
            models.CheckConstraint(
                name="merge_undone_whole",
                condition=Q(undone_at=None, undone_by=None)
                | Q(undone_at__isnull=False, undone_by__isnull=False, undone_reason__gt=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.incident_id} → {self.target_id}"
