"""Delivery: one document to one recipient, once per window."""

import datetime as dt
from typing import Any, Self

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from timdu.core import outgoing
from timdu.documents.models.addressees import Recipient
from timdu.files.models import StoredFile


class DeliveryQuerySet(models.QuerySet["Delivery"]):
    def that_left(self) -> Self:
        """Keep those whose file may be in the recipient's hands."""
        return self.filter(state__in=Delivery.State.left())

    def visible_to(self, user: Any) -> Self:
        """Keep those of documents the person may know of."""
        documents: Any = self.model._meta.get_field("document").related_model
        return self.of_documents(documents.objects.visible_to(user))

    def of_documents(self, documents: "models.QuerySet[Any]") -> Self:
        """Keep those of documents the reader may see."""
        return self.filter(document__in=documents).select_related("document__team", "recipient")

    def claim(self, pk: int, *, now: dt.datetime) -> "Delivery | None":
        """Take a waiting one for one attempt; None when somebody has it or it is not due."""
        mine = self.filter(pk=pk, channel=Recipient.Channel.EMAIL)
        claim = outgoing.take(mine, now)
        rows = self.select_related("document__team", "recipient", "file")
        return rows.filter(pk=pk, claim=claim).first() if claim else None


@pghistory.track(exclude=["claim"])
class Delivery(models.Model):
    """One handing of one file to one recipient: the row stands before anything leaves."""

    class State(models.TextChoices):
        QUEUED = "queued", "Antre"
        SENDING = "sending", "Sedang dikirim"
        SENT = "sent", "Terkirim"
        RETRY = "retry", "Gagal sementara"
        REFUSED = "refused", "Ditolak"
        UNSURE = "unsure", "Tidak pasti"
        RECEIVED = "received", "Diterima"

        @classmethod
        def left(cls) -> tuple[str, ...]:
            return (cls.SENT, cls.UNSURE, cls.RECEIVED)

        @classmethod
        def ended(cls) -> tuple[str, ...]:
            return (cls.SENT, cls.REFUSED, cls.UNSURE, cls.RECEIVED)

    document = models.ForeignKey(
        "documents.Document", on_delete=models.PROTECT, related_name="deliveries"
    )
    recipient = models.ForeignKey(Recipient, on_delete=models.PROTECT, related_name="deliveries")
    window = models.PositiveSmallIntegerField("pengiriman ke-", default=1)
    channel = models.CharField("cara kirim", max_length=8, choices=Recipient.Channel)
    address = models.CharField("alamat", max_length=254, blank=True)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    state = models.CharField("keadaan", max_length=8, choices=State, default=State.QUEUED)
    message_id = models.CharField("Message-ID", max_length=200, unique=True)
    queued_at = models.DateTimeField("antre sejak", default=timezone.now)
    queued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    reason = models.CharField("alasan dikirim lagi", max_length=300, blank=True)
    attempts = models.PositiveSmallIntegerField("percobaan", default=0)
    claim = models.UUIDField(null=True)
    claimed_at = models.DateTimeField("dikerjakan sejak", null=True)
    handing_over_at = models.DateTimeField("diserahkan ke server", null=True)
    retry_at = models.DateTimeField("dicoba lagi", null=True)
    words = models.CharField("keterangan", max_length=400, blank=True)
    left_at = models.DateTimeField("keluar", null=True)
    received_at = models.DateTimeField("diterima", null=True)
    received_by = models.CharField("diterima oleh", max_length=120, blank=True)
    received_number = models.CharField("nomor agenda penerima", max_length=80, blank=True)
    receipt_noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        verbose_name = "pengiriman"
        verbose_name_plural = "pengiriman"
        ordering = ["recipient__is_copy", "recipient__position", "recipient", "window"]
        constraints = [
            models.UniqueConstraint(
                fields=["document", "recipient", "window"], name="delivery_once_per_window"
            ),
            models.CheckConstraint(
                name="delivery_again_with_reason", condition=Q(window=1) | Q(reason__gt="")
            ),
        ]
        indexes = [
            models.Index(
                fields=["state", "retry_at"],
                name="delivery_open",
                condition=Q(state__in=("queued", "retry", "sending")),
            ),
            models.Index(fields=["handing_over_at"], name="delivery_handed"),
        ]

    def __str__(self) -> str:
        return f"{self.document_id} → {self.recipient}"

    @property
    def is_secret(self) -> bool:
        return self.document.is_secret

    @property
    def has_ended(self) -> bool:
        """Whether the machine has done with it, one way or the other."""
        return self.state in self.State.ended()

    @property
    def needs_person(self) -> bool:
        """Whether somebody must look: the machine may not go on."""
        return self.state in (self.State.UNSURE, self.State.REFUSED)

    @property
    def waits_for_carrier(self) -> bool:
        """Whether a person has yet to bring it."""
        return self.channel != Recipient.Channel.EMAIL and self.state == self.State.QUEUED

    @property
    def way(self) -> str:
        """How it goes, and where to."""
        if self.channel == Recipient.Channel.EMAIL:
            return f"surel {self.address}"
        if self.channel == Recipient.Channel.VIA:
            return f"melalui {self.recipient.via}"
        return self.get_channel_display()

    @property
    def state_words(self) -> str:
        """The state as the page says it."""
        if self.waits_for_carrier:
            return "Menunggu disampaikan petugas"
        if self.state == self.State.SENT:
            return "Dikirim, belum ada tanda terima"
        return self.get_state_display()

    @property
    def mark(self) -> str:
        """The state's shape on the page (timdu.core.templatetags.ui.STATES)."""
        marks = {self.State.SENDING: "running", self.State.RETRY: "waiting"}
        return marks.get(self.State(self.state), self.state)

    @property
    def moment(self) -> dt.datetime:
        """When it came to its present state."""
        return self.received_at or self.left_at or self.claimed_at or self.queued_at
