"""Closing: what a permasalahan came to, on what grounds, and why it was opened again."""

from typing import Self

import pghistory
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone

from incidents.cases.models import visibility
from incidents.cases.models.case import Case
from incidents.cases.models.choices import ClosingCheck, Outcome
from timdu.team.models import User


class ClosingQuerySet(models.QuerySet["Closing"]):
    def visible_to(self, user: User) -> Self:
        """Keep those of whole readers: the grounds may quote every report of the permasalahan."""
        if not visibility.reads_all(user):
            return self.none()
        return self.filter(case__in=Case.objects.visible_to(user).values("pk"))

    def standing(self) -> Self:
        """Leave out those after which the permasalahan was opened again."""
        return self.filter(reopened_at=None)


@pghistory.track()
class Closing(models.Model):
    """One closing of a permasalahan; files attached to it are its evidence."""

    case = models.ForeignKey(
        Case, models.PROTECT, related_name="closings", verbose_name="permasalahan"
    )
    outcome = models.CharField("hasil", max_length=12, choices=Outcome)
    checks = ArrayField(
        models.CharField(max_length=12, choices=ClosingCheck), verbose_name="yang diperiksa"
    )
    grounds = models.TextField("bukti dan alasan", max_length=2000)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField("ditutup", default=timezone.now)
    reopened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    reopened_at = models.DateTimeField("dibuka lagi", null=True, blank=True)
    reopened_reason = models.CharField("alasan dibuka lagi", max_length=500, blank=True)

    objects = ClosingQuerySet.as_manager()

    class Meta:
        verbose_name = "penutupan permasalahan"
        verbose_name_plural = "penutupan permasalahan"
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=Q(reopened_at=None), name="closing_one_standing"
            ),
            models.CheckConstraint(
                name="closing_has_grounds",
                condition=Q(grounds__gt="", outcome__gt="", checks__len__gt=0),
                violation_error_message="Isi hasil, yang diperiksa, serta bukti dan alasannya.",
            ),
            models.CheckConstraint(
                name="closing_reopened_whole",
                condition=Q(reopened_at=None, reopened_by=None, reopened_reason="")
                | Q(reopened_at__isnull=False, reopened_by__isnull=False, reopened_reason__gt=""),
                violation_error_message="Membuka lagi memerlukan alasan.",
            ),
        ]

    def __str__(self) -> str:
        return self.get_outcome_display()

    @property
    def is_secret(self) -> bool:
        return self.case.is_secret

    @property
    def checked(self) -> list[str]:
        """What was looked at, in words."""
        return [str(ClosingCheck(name).label) for name in self.checks]
