"""Batch: one file of rows that somebody hands in; looked at, stored whole, taken back whole."""

from typing import TYPE_CHECKING, Any, Self
from uuid import UUID, uuid4, uuid5

import pgtrigger
from django.conf import settings
from django.db import connection, models
from django.utils import timezone

if TYPE_CHECKING:
    from timdu.team.models import Team, User

# What a batch is stays; what was read of it stays once it is stored.
STAYS = ["key", "team", "kecamatan", "agency", "by", "at", "kind", "sha256", "name"]


class BatchQuerySet(models.QuerySet["Batch"]):
    def visible_to(self, user: Any) -> Self:
        """Keep the person's own: a file holds names that only who wrote them may read.

        Whoever was posted elsewhere since leaves the tables of the old office behind.
        """
        return self.filter(
            by_id=user.pk,
            team_id=user.team_id,
            kecamatan_id=user.kecamatan_id,
            agency_id=user.agency_id,
        )

    def stored(self) -> Self:
        """Keep those whose rows stand."""
        return self.filter(state=Batch.State.STORED)


class Batch(models.Model):
    """One file, row by row as it was read; the file itself is attached to it.

    Each row is received under a key of its own, made of the batch and the row's number, so that
    whatever is pressed twice or killed half-way stores no row twice.
    """

    class State(models.TextChoices):
        PREVIEW = "preview", "Pratinjau"
        STORED = "stored", "Disimpan"
        UNDONE = "undone", "Dibatalkan"

    key = models.UUIDField("kunci impor", default=uuid4, unique=True, editable=False)
    team = models.ForeignKey("team.Team", on_delete=models.PROTECT, related_name="+")
    # Where the person was posted when it was handed in.
    kecamatan = models.ForeignKey(
        "wilayah.Wilayah", on_delete=models.PROTECT, null=True, related_name="+"
    )
    agency = models.ForeignKey("team.Agency", on_delete=models.PROTECT, null=True, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField("diunggah", default=timezone.now)
    kind = models.CharField("jenis impor", max_length=20)
    name = models.CharField("nama berkas", max_length=120)
    sha256 = models.CharField("sidik berkas", max_length=64)
    # Of each row: its number, what was typed (`typed`), what is wrong (`wrong`), by column.
    rows = models.JSONField("baris", default=list)
    count = models.PositiveIntegerField("jumlah baris")
    wrong_count = models.PositiveIntegerField("jumlah sel yang salah", default=0)
    state = models.CharField("keadaan", max_length=8, choices=State, default=State.PREVIEW)
    stored_at = models.DateTimeField("disimpan pada", null=True)
    undone_at = models.DateTimeField("dibatalkan pada", null=True)
    undone_reason = models.CharField("alasan dibatalkan", max_length=300, blank=True)

    objects = BatchQuerySet.as_manager()

    class Meta:
        verbose_name = "impor"
        verbose_name_plural = "impor"
        indexes = [models.Index(fields=["by", "kind", "-at", "-id"], name="batch_newest")]
        constraints = [
            # The same file looked at again is the same preview; stored, it is stored once.
            models.UniqueConstraint(
                fields=["by", "team", "kecamatan", "agency", "kind", "sha256"],
                condition=models.Q(state="preview"),
                nulls_distinct=False,
                name="batch_one_preview",
            ),
            models.UniqueConstraint(
                fields=["team", "kind", "sha256"],
                condition=models.Q(state="stored"),
                name="batch_stored_once",
            ),
            models.CheckConstraint(
                name="batch_stored_is_right",
                condition=models.Q(state="preview")
                | models.Q(wrong_count=0, stored_at__isnull=False),
            ),
            models.CheckConstraint(
                name="batch_undone_with_reason",
                condition=~models.Q(state="undone")
                | models.Q(undone_at__isnull=False, undone_reason__gt=""),
            ),
        ]
        triggers = [
            pgtrigger.ReadOnly(name="batch_stays", fields=STAYS),
            pgtrigger.Protect(
                name="batch_rows_stay",
                operation=pgtrigger.Update,
                condition=~pgtrigger.Q(old__state="preview")
                & pgtrigger.Q(old__rows__df=pgtrigger.F("new__rows")),
            ),
            pgtrigger.Protect(name="batch_kept", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.name}"

    @property
    def is_preview(self) -> bool:
        return self.state == self.State.PREVIEW

    @property
    def is_stored(self) -> bool:
        return self.state == self.State.STORED

    @property
    def keys(self) -> list[UUID]:
        """Under which each row is received, in the order of the rows."""
        return [self.key_of(row["number"]) for row in self.rows]

    def key_of(self, number: int) -> UUID:
        """The key of one row."""
        return uuid5(self.key, str(number))


def take_turns(team: "Team") -> None:
    """Let one table of the team be stored after the other, until the transaction ends."""
    with connection.cursor() as cursor:
        words = f"import:{team.pk}"
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [words])


def again(batch: Batch, *, by: "User") -> Batch:
    """The batch read again under lock; whoever did not hand it in has none."""
    rows = Batch.objects.visible_to(by).select_for_update(of=("self",))
    return rows.select_related("team").get(pk=batch.pk)


def twin_of(batch: Batch) -> Batch | None:
    """The batch of the team that holds the same file, stored and not taken back."""
    rows = Batch.objects.stored().filter(team=batch.team, kind=batch.kind, sha256=batch.sha256)
    return rows.exclude(pk=batch.pk).select_related("by").first()


def mark_stored(batch: Batch) -> None:
    """Its rows stand from now on."""
    batch.state, batch.stored_at = Batch.State.STORED, timezone.now()
    batch.save(update_fields=["state", "stored_at"])


def mark_undone(batch: Batch, reason: str) -> None:
    """Its rows were taken back, all of them."""
    batch.state, batch.undone_at = Batch.State.UNDONE, timezone.now()
    batch.undone_reason = reason
    batch.save(update_fields=["state", "undone_at", "undone_reason"])
