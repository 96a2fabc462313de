"""Todo: the only source of what waits for whom."""

import datetime as dt
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from django.utils import timezone

from timdu.core import unseen
from timdu.team.models import Agency, Team, User
from timdu.wilayah.models import Wilayah

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser


class TodoQuerySet(models.QuerySet["Todo"]):
    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """Keep what is held by the person, the person's role, kecamatan or agency."""
        if not isinstance(user, User):
            return self.none()
        mine = Q(holder=user) | Q(role=user.role)
        if user.kecamatan_id:
            mine |= Q(kecamatan_id=user.kecamatan_id)
        if user.role == User.Role.MEMBER and user.agency_id:
            mine |= Q(agency_id=user.agency_id)
        return unseen.without(self.filter(mine, team_id=user.team_id), user)

    def open(self) -> Self:
        """Keep what is not done."""
        return self.filter(closed_at=None)

    def waiting_for(self, user: "User | AnonymousUser") -> Self:
        """What waits for the person now, the most urgent first."""
        return (
            self.visible_to(user)
            .open()
            .order_by(models.F("due_at").asc(nulls_last=True), "created_at", "pk")
        )


class Todo(models.Model):
    """One thing that waits for one holder: a person, a role, a kecamatan or an agency."""

    team = models.ForeignKey(Team, on_delete=models.PROTECT)
    kind = models.CharField("jenis", max_length=40)
    holder = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    role = models.CharField("peran", max_length=12, choices=User.Role, blank=True)
    kecamatan = models.ForeignKey(Wilayah, on_delete=models.PROTECT, null=True, related_name="+")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, related_name="+")
    content_type = models.ForeignKey(ContentType, on_delete=models.PROTECT, related_name="+")
    object_id = models.CharField(max_length=64)
    about = GenericForeignKey("content_type", "object_id")
    title = models.CharField("yang menunggu", max_length=200)
    note = models.CharField("keterangan", max_length=200, blank=True)
    url = models.CharField("alamat", max_length=300)
    due_at = models.DateTimeField("tenggat", null=True)
    created_at = models.DateTimeField("sejak", default=timezone.now)
    closed_at = models.DateTimeField("selesai", null=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    objects = TodoQuerySet.as_manager()

    class Meta:
        verbose_name = "yang menunggu"
        verbose_name_plural = "yang menunggu"
        constraints = [
            models.UniqueConstraint(
                fields=[
                    "kind",
                    "content_type",
                    "object_id",
                    "holder",
                    "role",
                    "kecamatan",
                    "agency",
                ],
                condition=Q(closed_at=None),
                nulls_distinct=False,
                name="todo_once_while_open",
            ),  # fmt: skip
            models.CheckConstraint(
                name="todo_has_one_holder",
                condition=Q(holder__isnull=False, role="", kecamatan=None, agency=None)
                | Q(holder=None, role__gt="", kecamatan=None, agency=None)
                | Q(holder=None, role="", kecamatan__isnull=False, agency=None)
                | Q(holder=None, role="", kecamatan=None, agency__isnull=False),
            ),
        ]
        indexes = [
            models.Index(fields=["team", "closed_at", "due_at"]),
            models.Index(fields=["content_type", "object_id"]),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def reason(self) -> str:
        """To whom it came, as a sentence."""
        if self.kecamatan is not None:
            return f"Ditujukan kepada Kecamatan {self.kecamatan.name}."
        if self.agency is not None:
            return f"Ditujukan kepada {self.agency.short_name}."
        if self.holder is not None:
            return f"Ditujukan kepada {self.holder.byline} sendiri."
        return f"Ditujukan kepada semua yang berperan {self.get_role_display()}."

    @property
    def is_overdue(self) -> bool:
        return self.due_at is not None and self.due_at < timezone.now()

    @property
    def age(self) -> dt.timedelta:
        return timezone.now() - self.created_at
