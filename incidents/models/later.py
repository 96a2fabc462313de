"""What comes after sending: perkembangan, and what should be corrected in a verified report."""

from typing import TYPE_CHECKING, Any, Self
from uuid import uuid4

import pghistory
import pgtrigger
from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.utils import timezone

from incidents.models.incident import Incident
from timdu.core import searching

if TYPE_CHECKING:
    from timdu.team.models import User

TOLD = [
    "incident", "client_uuid", "received", "received_hash", "text", "as_of", "entered_by",
    "byline", "at",
]  # fmt: skip


class DevelopmentQuerySet(models.QuerySet["Development"]):
    def visible_to(self, user: "User") -> Self:
        """Whoever may know of the report may know what became of it."""
        return self.filter(incident__in=Incident.objects.visible_to(user))

    def unread(self) -> Self:
        """Keep what nobody of the desk has read yet."""
        return self.filter(read_at=None, withdrawn_at=None)


@pghistory.track(exclude=["received", "client_uuid"])
class Development(models.Model):
    """One perkembangan: what is new about a report, as of when. Its words never change."""

    incident = models.ForeignKey(
        Incident, on_delete=models.PROTECT, related_name="developments", verbose_name="laporan"
    )
    client_uuid = models.UUIDField("kunci pengiriman", default=uuid4)
    received = models.JSONField("isi yang diterima", default=dict)
    received_hash = models.CharField("sidik isi yang diterima", max_length=64)
    text = models.TextField("apa yang baru", max_length=2000)
    as_of = models.DateTimeField("keadaan per")
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    byline = models.CharField("dari", max_length=250)
    at = models.DateTimeField("diterima", default=timezone.now)
    read_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    read_at = models.DateTimeField("dibaca", null=True, blank=True)
    withdrawn_at = models.DateTimeField("ditarik", null=True, blank=True)
    withdrawn_reason = models.CharField("alasan ditarik", max_length=300, blank=True)

    objects = DevelopmentQuerySet.as_manager()

    class Meta:
        verbose_name = "perkembangan"
        verbose_name_plural = "perkembangan"
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["entered_by", "client_uuid"], name="development_sent_once"
            ),
            models.CheckConstraint(
                name="development_says_something",
                condition=Q(text__gt=""),
                violation_error_message="Tulis apa yang baru.",
            ),
            models.CheckConstraint(
                name="development_withdrawn_with_reason",
                condition=Q(withdrawn_at=None) | Q(withdrawn_reason__gt=""),
            ),
        ]
        indexes = [GinIndex(searching.vector("text"), name="development_words")]
        triggers = [
            pgtrigger.ReadOnly(name="development_stays", fields=TOLD),
            pgtrigger.Protect(name="development_kept", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.incident.code} {self.text[:60]}"

    @property
    def team(self) -> Any:
        return self.incident.team

    @property
    def team_id(self) -> int:
        return self.incident.team_id


class ProposalQuerySet(models.QuerySet["Proposal"]):
    def visible_to(self, user: "User") -> Self:
        """Whoever may know of the report may know what somebody wants corrected in it."""
        return self.filter(incident__in=Incident.objects.visible_to(user))

    def open(self) -> Self:
        """Keep what no verifier has decided."""
        return self.filter(decided_at=None)


@pghistory.track()
class Proposal(models.Model):
    """One value somebody wants corrected: told with a perkembangan, or asked for with a reason.

    The report changes only when a verifier accepts it, and then by a correction beside what was
    sent.
    """

    class Outcome(models.TextChoices):
        ACCEPTED = "accepted", "Diterima"
        REFUSED = "refused", "Ditolak"
        WITHDRAWN = "withdrawn", "Ditarik"

    incident = models.ForeignKey(
        Incident, on_delete=models.PROTECT, related_name="proposals", verbose_name="laporan"
    )
    development = models.ForeignKey(
        Development, on_delete=models.PROTECT, null=True, blank=True, related_name="proposals"
    )
    field = models.CharField("isian", max_length=40)
    value = models.JSONField("yang diusulkan")
    text = models.CharField("yang diusulkan", max_length=1000)
    # What the report said when it was asked: the verifier sees whether that still holds.
    stood = models.CharField("tercatat saat diusulkan", max_length=1000)
    reason = models.CharField("alasan", max_length=500)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    byline = models.CharField("dari", max_length=250)
    at = models.DateTimeField("pada", default=timezone.now)
    outcome = models.CharField("hasil", max_length=12, choices=Outcome, blank=True)
    answer = models.CharField("jawaban", max_length=500, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField("diputuskan", null=True, blank=True)

    objects = ProposalQuerySet.as_manager()

    class Meta:
        verbose_name = "permintaan koreksi"
        verbose_name_plural = "permintaan koreksi"
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["incident", "field"],
                condition=Q(decided_at=None, development=None),
                name="proposal_one_open",
                violation_error_message="Permintaan koreksi isian ini sudah menunggu jawaban.",
            ),
            models.CheckConstraint(
                name="proposal_decided_whole",
                condition=Q(decided_at=None, outcome="")
                | Q(decided_at__isnull=False) & ~Q(outcome=""),
            ),
            models.CheckConstraint(
                name="proposal_refused_in_words",
                condition=~Q(outcome="refused") | Q(answer__gt=""),
                violation_error_message="Penolakan memerlukan alasan.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.field}: {self.stood} → {self.text}"

    @property
    def is_open(self) -> bool:
        return self.decided_at is None
