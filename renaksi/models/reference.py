"""Jenis kegiatan, a list the office edits: an entry is retired, never deleted."""

import pghistory
from django.db import models

from incidents.models.reference import Offered
from timdu.team.models import Team


@pghistory.track()
class ActivityKind(models.Model):
    """One jenis kegiatan: what whoever records a kegiatan picks."""

    team = models.ForeignKey(
        Team, models.PROTECT, null=True, blank=True, verbose_name="tim", related_name="+"
    )
    name = models.CharField("jenis kegiatan", max_length=60)
    position = models.PositiveSmallIntegerField("urutan", default=100)
    retired_on = models.DateField("tidak dipakai sejak", null=True, blank=True)
    # A common entry cannot be retired by one team alone; it can stop offering it.
    hidden_for = models.ManyToManyField(
        Team, blank=True, verbose_name="tidak ditawarkan di", related_name="+"
    )

    objects = Offered.as_manager()

    class Meta:
        verbose_name = "jenis kegiatan"
        verbose_name_plural = "jenis kegiatan"
        ordering = ["position", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["team", "name"],
                nulls_distinct=False,
                name="activity_kind_name_once",
                violation_error_message="Jenis kegiatan dengan nama ini sudah ada.",
            )
        ]

    def __str__(self) -> str:
        return self.name[:1].upper() + self.name[1:]

    def is_offered_to(self, team: Team) -> bool:
        """Whether somebody of the team may pick it today."""
        return ActivityKind.objects.offered_to(team).filter(pk=self.pk).exists()
