"""Arahan: what a leader said, written down."""

from typing import Self

import pghistory
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from timdu.core import unseen
from timdu.team.models import Agency, Team, User
from timdu.wilayah.models import Wilayah


class ArahanQuerySet(models.QuerySet["Arahan"]):
    def visible_to(self, user: User) -> Self:
        """Keep all for the secretariat, one's own for a leader, what is addressed to an office."""
        rows = self.filter(team_id=user.team_id).select_related(
            "leader", "kecamatan", "agency", "by", "done_by"
        )
        rows = unseen.without(rows, user)
        if user.is_secretariat:
            return rows
        if user.role == User.Role.LEADER:
            return rows.filter(leader=user.serves_id or user.pk)
        if user.role == User.Role.KECAMATAN:
            return rows.filter(kecamatan_id=user.kecamatan_id)
        if user.role == User.Role.MEMBER:
            return rows.filter(agency_id=user.agency_id)
        return rows.none()


@pghistory.track()
class Arahan(models.Model):
    """One arahan of a leader: to whom, about what, how it was given, and who wrote it down."""

    class Manner(models.TextChoices):
        SPOKEN = "spoken", "Lisan"
        PHONE = "phone", "Telepon"
        MEETING = "meeting", "Rapat"
        MESSAGE = "message", "WhatsApp"
        DISPOSITION = "disposition", "Disposisi"

    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+")
    leader = models.ForeignKey(
        User, on_delete=models.PROTECT, verbose_name="arahan dari", related_name="+"
    )
    kecamatan = models.ForeignKey(
        Wilayah, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    agency = models.ForeignKey(
        Agency, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    content_type = models.ForeignKey(
        ContentType, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    object_id = models.CharField(max_length=64, blank=True)
    about = GenericForeignKey("content_type", "object_id")
    text = models.TextField("isi arahan", max_length=2000)
    given_at = models.DateTimeField("diberikan pada")
    manner = models.CharField("cara diberikan", max_length=12, choices=Manner)
    by = models.ForeignKey(
        User, on_delete=models.PROTECT, verbose_name="dicatat oleh", related_name="+"
    )
    at = models.DateTimeField("dicatat", default=timezone.now)
    confirmed_at = models.DateTimeField("dibenarkan", null=True, blank=True)
    done_at = models.DateTimeField("dilaksanakan", null=True, blank=True)
    done_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    done_note = models.CharField("hasil", max_length=500, blank=True)

    objects = ArahanQuerySet.as_manager()

    class Meta:
        verbose_name = "arahan"
        verbose_name_plural = "arahan"
        indexes = [models.Index(fields=["team", "-given_at", "-id"], name="arahan_newest")]
        constraints = [
            models.CheckConstraint(
                name="arahan_one_addressee",
                condition=Q(kecamatan=None) | Q(agency=None),
                violation_error_message="Satu arahan untuk satu alamat.",
            )
        ]

    def __str__(self) -> str:
        return f"Arahan {self.leader}"

    def get_absolute_url(self) -> str:
        return reverse("arahan:detail", args=[self.pk])

    @property
    def is_secret(self) -> bool:
        """Whether it is about a record that is R."""
        return bool(getattr(self.about, "is_secret", False))

    @property
    def addressee(self) -> str:
        """To whom it was said; without an office, to the secretariat."""
        if self.kecamatan:
            return f"Kecamatan {self.kecamatan.name}"
        return self.agency.short_name if self.agency else "Sekretariat Tim Terpadu"
