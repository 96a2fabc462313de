"""Saringan tersimpan: an address with its filters under a name; it may tell when it finds much."""

from typing import Self

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from timdu.team.models import Team, User


class SavedFilterQuerySet(models.QuerySet["SavedFilter"]):
    def visible_to(self, user: User) -> Self:
        """Keep one's own, and what colleagues share; what it finds, each finds for themselves."""
        if user.team_id is None:
            return self.none()
        return self.filter(Q(owner=user) | Q(is_shared=True), team_id=user.team_id)

    def current(self) -> Self:
        """Leave out what its owner took away."""
        return self.filter(retired_at=None)


@pghistory.track()
class SavedFilter(models.Model):
    """One list with its filters, as its address says it; the address is all that is kept."""

    class Notify(models.TextChoices):
        NONE = "none", "Tidak"
        DAILY = "daily", "Setiap hari kerja, dalam ringkasan harian"
        COUNT = "count", "Begitu jumlahnya mencapai"

    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+")
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="saved_filters"
    )
    name = models.CharField("nama", max_length=60)
    path = models.CharField("halaman", max_length=100)
    query = models.CharField("saringan", max_length=1000, blank=True)
    is_shared = models.BooleanField("dipakai bersama tim", default=False)
    notify = models.CharField("kabari saya", max_length=8, choices=Notify, default=Notify.NONE)
    threshold = models.PositiveSmallIntegerField("jumlah", null=True, blank=True)
    # Told once each time the number is reached; ready again when it has fallen below.
    told_at = models.DateTimeField("terakhir dikabari", null=True, blank=True)
    is_ready = models.BooleanField(default=True)
    created_at = models.DateTimeField("disimpan", default=timezone.now)
    retired_at = models.DateTimeField("dihapus", null=True, blank=True)

    objects = SavedFilterQuerySet.as_manager()

    class Meta:
        verbose_name = "saringan tersimpan"
        verbose_name_plural = "saringan tersimpan"
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "name"],
                condition=Q(retired_at=None),
                name="saved_filter_name_once",
                violation_error_message="Anda sudah mempunyai saringan dengan nama ini.",
            ),
            models.CheckConstraint(
                name="saved_filter_has_name",
                condition=Q(name__gt=""),
                violation_error_message="Beri nama saringan ini.",
            ),
            models.CheckConstraint(
                name="saved_filter_number_iff_counted",
                condition=Q(notify="count", threshold__gte=1)
                | ~Q(notify="count") & Q(threshold=None),
                violation_error_message="Isi jumlahnya, paling sedikit 1.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("inbox:filter", args=[self.pk])

    @property
    def href(self) -> str:
        """The list it opens."""
        return f"{self.path}?{self.query}" if self.query else self.path
