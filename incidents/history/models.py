"""Reading: one old file on its way to reports; what of its columns and values is remembered."""

from typing import Any, Self
from uuid import UUID

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone

from incidents.models import Incident
from incidents.models.choices import Kind
from timdu.core.imports import Batch
from timdu.core.models import Job, append_only
from timdu.team.models import Team, User

# What a value is matched with where its rows, or the answer alone, are left out.
SKIP, EMPTY = "lewati", "kosong"


class ReadingQuerySet(models.QuerySet["Reading"]):
    def visible_to(self, user: User) -> Self:
        """Keep the files of the team, for its secretariat: nobody else imports history."""
        if user.team_id is None or not user.is_secretariat:
            return self.none()
        return self.filter(team_id=user.team_id)

    def for_list(self) -> Self:
        """Leave the cells behind: a file is long, a list short."""
        return self.select_related("batch__by", "job").defer("sheets", "values", "found")


class Reading(models.Model):
    """One old file: its cells as they were read, how they are understood, what came of it."""

    class State(models.TextChoices):
        OPEN = "open", "Disiapkan"
        STORING = "storing", "Sedang disimpan"
        STORED = "stored", "Disimpan"
        UNDOING = "undoing", "Sedang dibatalkan"
        UNDONE = "undone", "Dibatalkan"

    batch = models.OneToOneField(Batch, models.PROTECT, related_name="reading")
    team = models.ForeignKey(Team, models.PROTECT, related_name="+")
    # Of each visible sheet: its title, its rows as [number, [cell, …]], the numbers nobody sees.
    sheets = models.JSONField("isi berkas", default=list)
    sheet = models.PositiveSmallIntegerField("lembar", default=0)
    head = models.PositiveIntegerField("baris kepala", null=True)
    # The key of the field each column goes to, in the order of the columns; empty is not used.
    columns = models.JSONField("kolom", default=list)
    # What a row without a kind of its own becomes.
    kind = models.CharField(
        "jenis laporan", max_length=12, choices=Kind.choices, default=Kind.INFORMATION
    )
    # By field and text as it stands in the file: what it means here.
    values = models.JSONField("nilai", default=dict)
    # What the dry run came to; nothing as long as it has not been looked at as it is now.
    found = models.JSONField("hasil pemeriksaan", null=True)
    with_alike = models.BooleanField("yang mirip ikut disimpan", default=False)
    state = models.CharField("keadaan", max_length=8, choices=State.choices, default=State.OPEN)
    stored_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    undo_reason = models.CharField("alasan dibatalkan", max_length=300, blank=True)
    job = models.ForeignKey(Job, models.SET_NULL, null=True, related_name="+")
    version = models.PositiveIntegerField("versi", default=1)
    at = models.DateTimeField("diunggah", default=timezone.now)

    objects = ReadingQuerySet.as_manager()

    class Meta:
        verbose_name = "berkas riwayat"
        verbose_name_plural = "berkas riwayat"
        indexes = [models.Index(fields=["team", "-at", "-id"], name="history_newest")]
        constraints = [
            models.CheckConstraint(
                name="history_undone_with_reason",
                condition=~models.Q(state__in=("undoing", "undone"))
                | models.Q(undone_by__isnull=False, undo_reason__gt=""),
                violation_error_message="Membatalkan impor memerlukan alasan.",
            ),
        ]

    def __str__(self) -> str:
        return self.batch.name

    def get_absolute_url(self) -> str:
        return reverse("history:detail", kwargs={"key": self.key})

    @property
    def key(self) -> UUID:
        return self.batch.key

    @property
    def is_open(self) -> bool:
        return self.state == self.State.OPEN

    @property
    def is_under_way(self) -> bool:
        return self.state in (self.State.STORING, self.State.UNDOING)

    @property
    def is_stuck(self) -> bool:
        """Whether its work ended half-way: somebody may let it go on."""
        return self.is_under_way and (self.job is None or not self.job.is_open)

    @property
    def chosen(self) -> dict[str, Any]:
        """The sheet that is read."""
        found: dict[str, Any] = self.sheets[self.sheet]
        return found

    @property
    def heads(self) -> list[str]:
        """What stands above each column."""
        rows: list[tuple[int, list[str]]] = self.chosen["rows"]
        cells = next((cells for number, cells in rows if number == self.head), [])
        width = max((len(cells) for _, cells in rows), default=0)
        return [*cells, *[""] * (width - len(cells))]

    @property
    def body(self) -> list[tuple[int, list[str]]]:
        """The rows under the head."""
        head = self.head or 0
        return [(number, cells) for number, cells in self.chosen["rows"] if number > head]


class HistoryRowQuerySet(models.QuerySet["HistoryRow"]):
    def visible_to(self, user: User) -> Self:
        """Keep the origins of reports the person reads."""
        return self.filter(incident__in=Incident.objects.visible_to(user).values("pk"))


class HistoryRow(models.Model):
    """From which row of which file a report came; written with it, never changed."""

    incident = models.OneToOneField(Incident, models.PROTECT, related_name="history")
    reading = models.ForeignKey(Reading, models.PROTECT, related_name="rows", db_index=False)
    number = models.PositiveIntegerField("baris")

    objects = HistoryRowQuerySet.as_manager()

    class Meta:
        verbose_name = "asal riwayat"
        verbose_name_plural = "asal riwayat"
        constraints = [
            # Whatever is pressed twice or killed half-way stores no row twice.
            models.UniqueConstraint(fields=["reading", "number"], name="history_row_once")
        ]
        triggers = append_only("history_row")

    def __str__(self) -> str:
        return f"{self.reading_id}: {self.number}"


class RememberedQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: User) -> Self:
        """Keep what the team taught, for its secretariat."""
        if user.team_id is None or not user.is_secretariat:
            return self.none()
        return self.filter(team_id=user.team_id)


class ColumnMap(models.Model):
    """How a team reads files with these heads; the newest answer holds."""

    team = models.ForeignKey(Team, models.PROTECT, related_name="+", db_index=False)
    # SHA-256 of the heads, each as it is compared.
    heads = models.CharField("kepala kolom", max_length=64)
    columns = models.JSONField("kolom", default=list)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField("pada", default=timezone.now)

    objects = RememberedQuerySet.as_manager()

    class Meta:
        verbose_name = "pemetaan kolom"
        verbose_name_plural = "pemetaan kolom"
        constraints = [models.UniqueConstraint(fields=["team", "heads"], name="columns_once")]

    def __str__(self) -> str:
        return self.heads[:12]


class ValueMatch(models.Model):
    """What a spelling means for a team; the newest answer holds."""

    team = models.ForeignKey(Team, models.PROTECT, related_name="+", db_index=False)
    field = models.CharField("isian", max_length=40)
    # As it is compared: one case, single blanks.
    text = models.CharField("tertulis", max_length=200)
    target = models.CharField("berarti", max_length=60)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField("pada", default=timezone.now)

    objects = RememberedQuerySet.as_manager()

    class Meta:
        verbose_name = "nilai yang dikenal"
        verbose_name_plural = "nilai yang dikenal"
        constraints = [
            models.UniqueConstraint(fields=["team", "field", "text"], name="value_match_once")
        ]

    def __str__(self) -> str:
        return f"{self.field}: {self.text}"
