"""CaseShare: one person to whom a permasalahan that is R was opened, by name."""

from typing import Self

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from timdu.team.models import User


class CaseShareQuerySet(models.QuerySet["CaseShare"]):
    def standing(self) -> Self:
        """Leave out what was withdrawn."""
        return self.filter(withdrawn_at=None)

    def to(self, user: User) -> Self:
        """Keep what stands for the person themselves: a leader's staf is named on nothing."""
        return self.standing().filter(person_id=user.pk)


@pghistory.track()
class CaseShare(models.Model):
    """One person named on one permasalahan; withdrawn with a reason, never deleted."""

    case = models.ForeignKey(
        "cases.Case", models.PROTECT, related_name="shares", verbose_name="permasalahan"
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="orang", related_name="+"
    )
    reason = models.CharField("keperluan", max_length=200)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField("pada", default=timezone.now)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField("ditarik", null=True, blank=True)
    withdrawn_reason = models.CharField("alasan ditarik", max_length=300, blank=True)

    objects = CaseShareQuerySet.as_manager()

    class Meta:
        verbose_name = "orang yang boleh membuka"
        verbose_name_plural = "orang yang boleh membuka"
        ordering = ["at", "pk"]
        indexes = [
            models.Index(
                fields=["person"], name="case_share_standing", condition=Q(withdrawn_at=None)
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "person"],
                condition=Q(withdrawn_at=None),
                name="case_share_once",
                violation_error_message="Orang ini sudah ditunjuk.",
            ),
            models.CheckConstraint(
                name="case_share_has_reason",
                condition=Q(reason__gt=""),
                violation_error_message="Tulis untuk keperluan apa.",
            ),
            models.CheckConstraint(
                name="case_share_withdrawn_whole",
                condition=Q(withdrawn_at=None, withdrawn_by=None, withdrawn_reason="")
                | Q(
                    withdrawn_at__isnull=False, withdrawn_by__isnull=False, withdrawn_reason__gt=""
                ),
                violation_error_message="Menarik memerlukan alasan.",
            ),
        ]

    def __str__(self) -> str:
        return str(self.person)

    @property
    def target(self) -> str:
        """With whom, as it is read."""
        return str(self.person)
