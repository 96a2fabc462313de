"""Backups and their rehearsals: one row for each attempt, of the whole installation."""

import datetime as dt
from typing import Self

from django.db import models
from django.utils import timezone


class RunQuerySet(models.QuerySet["Run"]):
    def newest(self) -> Self:
        """Latest first."""
        return self.order_by("-started_at", "-pk")


class Run(models.Model):
    """One attempt at something long: its row is written before it begins."""

    class State(models.TextChoices):
        RUNNING = "running", "berjalan"
        DONE = "done", "selesai"
        FAILED = "failed", "gagal"

    started_at = models.DateTimeField("mulai", default=timezone.now)
    finished_at = models.DateTimeField("selesai", null=True)
    state = models.CharField("keadaan", max_length=10, choices=State, default=State.RUNNING)
    words = models.CharField("keterangan", max_length=500, blank=True)

    objects = RunQuerySet.as_manager()

    class Meta:
        abstract = True

    @property
    def took(self) -> dt.timedelta | None:
        return self.finished_at - self.started_at if self.finished_at else None

    def end(self, state: str, words: str = "") -> None:
        """Say how it ended."""
        self.state, self.words, self.finished_at = state, words[:500], timezone.now()
        self.save()


class Backup(Run):
    """One encrypted file with the database, the files, and the counts to check them by."""

    name = models.CharField("nama berkas", max_length=120, blank=True)
    size = models.PositiveBigIntegerField("ukuran (bita)", default=0)
    sha256 = models.CharField("sidik", max_length=64, blank=True)
    rows = models.PositiveBigIntegerField("jumlah baris", default=0)
    files = models.PositiveIntegerField("jumlah berkas", default=0)
    removed_at = models.DateTimeField("dihapus karena usang", null=True)

    class Meta:
        verbose_name = "cadangan"
        verbose_name_plural = "cadangan"

    def __str__(self) -> str:
        return self.name


class Rehearsal(Run):
    """One restore of a backup into the scratch database, with everything counted again."""

    backup = models.ForeignKey(Backup, models.PROTECT, related_name="rehearsals")

    class Meta:
        verbose_name = "latihan pemulihan"
        verbose_name_plural = "latihan pemulihan"

    def __str__(self) -> str:
        return f"{self.backup} {self.get_state_display()}"
