"""Reports that may tell the same: found by the machine, weighed by a person, never acted on."""

from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from incidents.models.choices import COMPARED
from incidents.models.incident import Incident

if TYPE_CHECKING:
    from timdu.team.models import User


class LikenessQuerySet(models.QuerySet["Likeness"]):
    def visible_to(self, user: "User") -> Self:
        """Only who may know of both may know that they are alike."""
        seen = Incident.objects.visible_to(user)
        return self.filter(incident__in=seen, other__in=seen)

    def standing(self) -> Self:
        """Keep what nobody called a mistake, about a report that still counts for itself."""
        return self.filter(dismissed_at=None, other__status__in=COMPARED)


class Likeness(models.Model):
    """One report beside another, with how alike they look and why; kept in both directions."""

    incident = models.ForeignKey(Incident, on_delete=models.CASCADE, related_name="likenesses")
    other = models.ForeignKey(Incident, on_delete=models.CASCADE, related_name="+")
    score = models.PositiveSmallIntegerField("kemiripan")
    why = ArrayField(models.CharField(max_length=200), verbose_name="sebabnya", default=list)
    found_at = models.DateTimeField("ditemukan", default=timezone.now)
    dismissed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    dismissed_at = models.DateTimeField("dinyatakan berbeda", null=True, blank=True)

    objects = LikenessQuerySet.as_manager()

    class Meta:
        verbose_name = "kemiripan"
        verbose_name_plural = "kemiripan"
        ordering = ["-score", "-other"]
        constraints = [
            models.UniqueConstraint(fields=["incident", "other"], name="likeness_once"),
            models.CheckConstraint(name="likeness_of_two", condition=~Q(incident=F("other"))),
            models.CheckConstraint(
                name="likeness_dismissed_whole",
                condition=Q(dismissed_at=None, dismissed_by=None)
                | Q(dismissed_at__isnull=False, dismissed_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.incident_id} ~ {self.other_id}: {self.score}"


class Compared(models.Model):
    """Up to which version a report was compared with the others: what the sweep goes by."""

    incident = models.OneToOneField(Incident, on_delete=models.CASCADE, related_name="compared")
    version = models.PositiveIntegerField("versi")
    at = models.DateTimeField("pada", default=timezone.now)

    class Meta:
        verbose_name = "perbandingan"
        verbose_name_plural = "perbandingan"

    def __str__(self) -> str:
        return f"{self.incident_id} v{self.version}"
