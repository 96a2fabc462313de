"""What every app leaves behind: events, reads, jobs, notes beside fields, what was received."""

import datetime as dt
from typing import Any
from uuid import UUID

import pgtrigger
from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Max, Min
from django.utils import timezone

from timdu.core.days_off import Holiday
from timdu.core.event_names import NAMES
from timdu.core.imports import Batch

__all__ = [
    "AccessLog",
    "Batch",
    "Event",
    "EventSubject",
    "FieldMark",
    "Heartbeat",
    "Holiday",
    "Job",
    "Received",
]


def append_only(name: str) -> list[pgtrigger.Trigger]:
    """A trigger that refuses to change or delete what was recorded.

    The running role owns nothing, so it can neither disable the trigger nor truncate the table.
    """
    return [pgtrigger.Protect(name=name, operation=pgtrigger.Update | pgtrigger.Delete)]


class Event(models.Model):
    """One thing somebody did (or, without `by`, the system did). Never changed, never deleted."""

    team = models.ForeignKey(
        "team.Team", on_delete=models.PROTECT, null=True, verbose_name="tim", related_name="+"
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        verbose_name="oleh",
        related_name="+",
    )
    at = models.DateTimeField("pada", default=timezone.now, db_index=True)
    what = models.CharField("peristiwa sistem", max_length=64)
    note = models.TextField("catatan", blank=True)
    data = models.JSONField("rincian", default=dict)

    class Meta:
        verbose_name = "jejak"
        verbose_name_plural = "jejak"
        triggers = append_only("event")

    def __str__(self) -> str:
        return f"{self.what} {self.at:%Y-%m-%d %H:%M}"

    @property
    def title(self) -> str:
        """What happened, in the user's language."""
        return NAMES.get(self.what, self.what)

    @property
    def text(self) -> str:
        return self.note


class EventSubject(models.Model):
    """One record an event concerns; an event may concern several."""

    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="subjects")
    content_type = models.ForeignKey(ContentType, on_delete=models.PROTECT, related_name="+")
    object_id = models.CharField(max_length=64)
    about = GenericForeignKey("content_type", "object_id")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["content_type", "object_id", "event"], name="event_subject_once"
            )
        ]
        triggers = append_only("subject")

    def __str__(self) -> str:
        return f"{self.content_type_id}:{self.object_id}"


class AccessLogQuerySet(models.QuerySet["AccessLog"]):
    def visible_to(self, user: Any) -> "AccessLogQuerySet":
        """Keep what people of the person's team opened; who reads that is asked on the page."""
        return self.filter(team_id=user.team_id, team__isnull=False)


class AccessLog(models.Model):
    """One opening of a classified record by one person, in the role held at that moment."""

    team = models.ForeignKey(
        "team.Team", on_delete=models.PROTECT, null=True, verbose_name="tim", related_name="+"
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    # Empty on rows written before the role was kept: what somebody was then nobody knows now.
    role = models.CharField("sebagai", max_length=12, blank=True)
    note = models.CharField("yang dibuka", max_length=200, blank=True)
    at = models.DateTimeField("pada", default=timezone.now)
    content_type = models.ForeignKey(ContentType, on_delete=models.PROTECT, related_name="+")
    object_id = models.CharField(max_length=64)
    about = GenericForeignKey("content_type", "object_id")

    objects = AccessLogQuerySet.as_manager()

    class Meta:
        verbose_name = "pembukaan"
        verbose_name_plural = "pembukaan"
        indexes = [
            models.Index(fields=["content_type", "object_id", "at"]),
            models.Index(fields=["team", "-at", "-id"], name="access_newest"),
        ]
        triggers = append_only("access")

    def __str__(self) -> str:
        return f"{self.by_id} {self.at:%Y-%m-%d %H:%M}"


class JobQuerySet(models.QuerySet["Job"]):
    def visible_to(self, user: Any) -> "JobQuerySet":
        """Keep the jobs this user started."""
        return self.filter(by=user)


class Job(models.Model):
    """Work that takes longer than two seconds: how far it is, whether it still lives."""

    class State(models.TextChoices):
        QUEUED = "queued", "Menunggu giliran"
        RUNNING = "running", "Berjalan"
        DONE = "done", "Selesai"
        FAILED = "failed", "Gagal"

    team = models.ForeignKey("team.Team", on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    title = models.CharField("pekerjaan", max_length=200)
    state = models.CharField("keadaan", max_length=8, choices=State, default=State.QUEUED)
    done = models.PositiveIntegerField("selesai", default=0)
    total = models.PositiveIntegerField("seluruhnya", default=0)
    step = models.CharField("langkah", max_length=200, blank=True)
    result_url = models.CharField("hasil", max_length=300, blank=True)
    error = models.TextField("sebab gagal", blank=True)
    started_at = models.DateTimeField("dimulai", default=timezone.now)
    heartbeat_at = models.DateTimeField("detak terakhir", default=timezone.now)
    ended_at = models.DateTimeField("berakhir", null=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        verbose_name = "pekerjaan"
        verbose_name_plural = "pekerjaan"

    def __str__(self) -> str:
        return self.title

    @property
    def is_open(self) -> bool:
        return self.state in (self.State.QUEUED, self.State.RUNNING)


class Heartbeat(models.Model):
    """The last time a part of the system was known to live; `/sehat/` reads these rows."""

    name = models.CharField(max_length=40, primary_key=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name


class FieldMark(models.Model):
    """A note beside one field: what should be mended, and the answer."""

    content_type = models.ForeignKey(ContentType, on_delete=models.PROTECT, related_name="+")
    object_id = models.CharField(max_length=64)
    about = GenericForeignKey("content_type", "object_id")
    field = models.CharField("isian", max_length=40)
    note = models.CharField("catatan perbaikan", max_length=300)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField("pada", default=timezone.now)
    # What the field said when the note was written, and when it was answered: both stay readable.
    before = models.TextField("isian saat ditandai", blank=True)
    after = models.TextField("isian saat dijawab", blank=True)
    sent_at = models.DateTimeField("dikirim", null=True)
    answer = models.CharField("jawaban", max_length=500, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    answered_at = models.DateTimeField("dijawab", null=True)
    withdrawn_at = models.DateTimeField("ditarik", null=True)

    # Whether the field reads differently than when an open note was written; a page sets it.
    moved_on: bool = False

    class Meta:
        verbose_name = "catatan perbaikan"
        verbose_name_plural = "catatan perbaikan"
        ordering = ["at", "pk"]
        indexes = [models.Index(fields=["content_type", "object_id"])]

    def __str__(self) -> str:
        return f"{self.field}: {self.note}"

    @property
    def is_open(self) -> bool:
        return self.answered_at is None and self.withdrawn_at is None

    @property
    def was_mended(self) -> bool:
        """Whether the field reads differently since; older notes kept no text to compare."""
        return self.answered_at is not None and self.after != self.before


class ReceivedQuerySet(models.QuerySet["Received"]):
    def visible_to(self, user: Any) -> "ReceivedQuerySet":
        """Keep what the person's own account handed in; nobody else reads it here."""
        return self.filter(account_id=user.pk)

    def devices(self) -> list[tuple[UUID | None, str, dt.datetime]]:
        """Each device these came from: its number, its name, since when; the latest used first."""
        rows = self.exclude(device=None).order_by().values("device")
        found = rows.annotate(name=Max("device_name"), since=Min("at"), last=Max("at"))
        return [(row["device"], row["name"], row["since"]) for row in found.order_by("-last")]


class Received(models.Model):
    """One thing an account handed in under a key its device made, and what it became.

    The key is received once, whatever the network does: the same content again is the same
    receipt, other content is refused. What a kabar awal said stands in its report; `content` holds
    it for everything else.
    """

    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    client_uuid = models.UUIDField("kunci pengiriman")
    kind = models.CharField("jenis kiriman", max_length=12)
    content = models.JSONField("isi yang diterima", null=True)
    content_hash = models.CharField("sidik isi yang diterima", max_length=64)
    device = models.UUIDField("perangkat", null=True)
    device_name = models.CharField("nama perangkat", max_length=60, blank=True)
    content_type = models.ForeignKey(
        ContentType, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    object_id = models.CharField(max_length=64)
    became = GenericForeignKey("content_type", "object_id")
    at = models.DateTimeField("diterima", default=timezone.now)

    objects = ReceivedQuerySet.as_manager()

    class Meta:
        verbose_name = "kiriman"
        verbose_name_plural = "kiriman"
        constraints = [
            models.UniqueConstraint(fields=["account", "client_uuid"], name="received_once")
        ]
        indexes = [models.Index(fields=["account", "-at", "-id"], name="received_newest")]
        triggers = append_only("received")

    def __str__(self) -> str:
        return f"{self.kind} {self.client_uuid}"
