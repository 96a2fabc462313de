"""Notification: one mail to one person about one thing, once; what one wants of them."""

import datetime as dt
from typing import Self

import pghistory
from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from timdu.core import outgoing, unseen
from timdu.team.models import Team, User


class NotificationQuerySet(models.QuerySet["Notification"]):
    def visible_to(self, user: User) -> Self:
        """Keep one's own; for the secretariat the team's, to call who was not reached."""
        own = Q(recipient=user)
        if user.is_secretariat:
            own |= Q(team_id=user.team_id)
        rows = self.filter(own).select_related("team", "recipient")
        return unseen.without(rows, user)

    def claim(self, pk: int, *, now: dt.datetime, address: str) -> "Notification | None":
        """Take a waiting one for one attempt; None when somebody else has it or it is not due."""
        claim = outgoing.take(self.filter(pk=pk), now, address=address)
        rows = self.select_related("team", "recipient")
        return rows.filter(pk=pk, claim=claim).first() if claim else None

    def that_left(self) -> Self:
        """Keep those that may have arrived."""
        return self.filter(state__in=outgoing.LEFT)


class Notification(models.Model):
    """One mail to one person about one thing in one window: the row stands before it leaves."""

    class State(models.TextChoices):
        QUEUED = "queued", "Menunggu"
        SENDING = "sending", "Sedang dikirim"
        RETRY = "retry", "Gagal sementara"
        SENT = "sent", "Terkirim"
        REFUSED = "refused", "Ditolak"
        UNSURE = "unsure", "Tidak pasti"
        STOPPED = "stopped", "Dihentikan"

    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+")
    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        verbose_name="penerima",
        related_name="+",
    )
    kind = models.CharField("jenis", max_length=40)
    content_type = models.ForeignKey(ContentType, on_delete=models.PROTECT, related_name="+")
    object_id = models.CharField(max_length=64)
    about = GenericForeignKey("content_type", "object_id")
    window = models.CharField("kesempatan", max_length=20)
    why = models.CharField("sebab menerima", max_length=120, blank=True)
    address = models.CharField("alamat saat dikirim", max_length=254, blank=True)
    state = models.CharField("keadaan", max_length=8, choices=State, default=State.QUEUED)
    message_id = models.CharField("Message-ID", max_length=200, unique=True)
    queued_at = models.DateTimeField("antre sejak", default=timezone.now)
    attempts = models.PositiveSmallIntegerField("percobaan", default=0)
    claim = models.UUIDField(null=True)
    claimed_at = models.DateTimeField("dikerjakan sejak", null=True)
    handing_over_at = models.DateTimeField("diserahkan ke server", null=True)
    retry_at = models.DateTimeField("dicoba lagi", null=True)
    words = models.CharField("keterangan", max_length=400, blank=True)
    left_at = models.DateTimeField("keluar", null=True)

    objects = NotificationQuerySet.as_manager()

    class Meta:
        verbose_name = "pemberitahuan"
        verbose_name_plural = "pemberitahuan"
        constraints = [
            models.UniqueConstraint(
                fields=["recipient", "kind", "content_type", "object_id", "window"],
                name="notification_once",
            )
        ]
        indexes = [
            models.Index(
                fields=["state", "retry_at"],
                name="notification_open",
                condition=Q(state__in=("queued", "retry", "sending")),
            ),
            models.Index(fields=["handing_over_at"], name="notification_handed"),
            models.Index(fields=["team", "state", "-queued_at"], name="notification_of_team"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} → {self.recipient}"

    def get_absolute_url(self) -> str:
        return reverse("inbox:mail", args=[self.pk])

    @property
    def mark(self) -> str:
        """The state's shape on the page (timdu.core.templatetags.ui.STATES)."""
        marks = {
            self.State.SENDING: "running",
            self.State.RETRY: "waiting",
            self.State.STOPPED: "withdrawn",
        }
        return marks.get(self.State(self.state), self.state)

    @property
    def moment(self) -> dt.datetime:
        """When it came to its present state."""
        return self.left_at or self.claimed_at or self.queued_at


class DigestDay(models.Model):
    """One morning of one team: that its digests were made, so that they are made once."""

    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+")
    day = models.DateField("hari")
    made_at = models.DateTimeField("dibuat", default=timezone.now)
    count = models.PositiveIntegerField("jumlah", default=0)

    class Meta:
        verbose_name = "hari ringkasan"
        verbose_name_plural = "hari ringkasan"
        constraints = [models.UniqueConstraint(fields=["team", "day"], name="digest_day_once")]

    def __str__(self) -> str:
        return f"{self.team} {self.day:%d/%m/%Y}"


@pghistory.track()
class MailChoice(models.Model):
    """What one person wants of the mails; without a row, all of them."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="mail_choice"
    )
    off = ArrayField(
        models.CharField(max_length=40), verbose_name="tidak dikirim", default=list, blank=True
    )
    away_from = models.DateField("tidak bekerja dari", null=True, blank=True)
    away_until = models.DateField("sampai dengan", null=True, blank=True)

    class Meta:
        verbose_name = "pilihan surel"
        verbose_name_plural = "pilihan surel"
        constraints = [
            models.CheckConstraint(
                name="mail_choice_away_in_order",
                condition=Q(away_from=None, away_until=None)
                | Q(away_from__isnull=False, away_until__gte=F("away_from")),
                violation_error_message="Isi kedua tanggal; yang terakhir tidak mendahului.",
            )
        ]

    def __str__(self) -> str:
        return f"Pilihan surel {self.user}"

    def is_away_on(self, day: dt.date) -> bool:
        """Whether the person does not work on the day, as they said themselves."""
        if self.away_from is None or self.away_until is None:
            return False
        return self.away_from <= day <= self.away_until
