"""Act: one SK of the bupati about a Status Keadaan Konflik: penetapan, perpanjangan, pencabutan."""

from typing import Self
from uuid import uuid4

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from incidents.cases.emergency.models import choices
from incidents.cases.emergency.models.emergency import Emergency
from timdu.team.models import User

Kind, Status = choices.Kind, choices.Status


class ActQuerySet(models.QuerySet["Act"]):
    def visible_to(self, user: User) -> Self:
        """Keep those of what the person knows of; an unconfirmed entry is the desk's."""
        rows = self.filter(emergency__in=Emergency.objects.visible_to(user).values("pk"))
        return rows if user.is_secretariat else rows.filter(status=Status.CONFIRMED)

    def standing(self) -> Self:
        """Leave out what was withdrawn."""
        return self.exclude(status=Status.WITHDRAWN)

    def confirmed(self) -> Self:
        """What moves the clock, in the order it was signed."""
        return self.filter(status=Status.CONFIRMED).order_by("signed_on", "pk")


@pghistory.track(exclude=["client_uuid"])
class Act(models.Model):
    """One SK; its scan is attached to it."""

    Kind, Status = choices.Kind, choices.Status

    emergency = models.ForeignKey(Emergency, models.PROTECT, related_name="acts")
    kind = models.CharField("jenis keputusan", max_length=10, choices=Kind)
    number = models.CharField("nomor SK", max_length=80)
    signed_on = models.DateField("tanggal SK")
    # Of a pencabutan: the first day on which it no longer holds.
    starts_on = models.DateField("mulai berlaku")
    # The last day in force; none for a pencabutan.
    ends_on = models.DateField("hari terakhir berlaku", null=True, blank=True)
    summary = models.TextField("isi pokok SK", max_length=2000)
    consulted_on = models.DateField("konsultasi pimpinan DPRD", null=True, blank=True)
    consulted_note = models.CharField("hasil konsultasi", max_length=300, blank=True)
    # Where a date goes beyond the statute: why. The date itself stays as the SK has it.
    beyond_reason = models.CharField("alasan di luar ketentuan", max_length=500, blank=True)
    status = models.CharField(
        "keadaan", max_length=10, choices=Status, default=Status.ENTERED
    )  # fmt: skip
    version = models.PositiveIntegerField("versi", default=1)
    client_uuid = models.UUIDField("kunci pengiriman", default=uuid4, editable=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField("dicatat", default=timezone.now)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    confirmed_at = models.DateTimeField("dikonfirmasi", null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField("ditarik", null=True, blank=True)
    withdrawn_reason = models.CharField("alasan ditarik", max_length=300, blank=True)

    objects = ActQuerySet.as_manager()

    class Meta:
        verbose_name = "keputusan"
        verbose_name_plural = "keputusan"
        ordering = ["signed_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["by", "client_uuid"], name="act_entered_once"),
            models.UniqueConstraint(
                fields=["emergency"],
                condition=Q(kind="establish") & ~Q(status="withdrawn"),
                name="act_one_establishing",
                violation_error_message="Penetapannya sudah tercatat.",
            ),
            models.CheckConstraint(
                name="act_has_words",
                condition=Q(number__gt="", summary__gt=""),
                violation_error_message="Isi nomor dan isi pokok SK.",
            ),
            models.CheckConstraint(
                name="act_days_in_order",
                condition=Q(kind="revoke", ends_on=None)
                | ~Q(kind="revoke") & Q(ends_on__gte=F("starts_on")),
                violation_error_message="Hari terakhir berlaku tidak mendahului hari pertama.",
            ),
            models.CheckConstraint(
                name="act_confirmed_whole",
                condition=~Q(status="confirmed")
                | Q(confirmed_by__isnull=False, confirmed_at__isnull=False),
            ),
            models.CheckConstraint(
                name="act_withdrawn_whole",
                condition=~Q(status="withdrawn")
                | Q(withdrawn_by__isnull=False, withdrawn_at__isnull=False,
                    withdrawn_reason__gt=""),
                violation_error_message="Menarik keputusan memerlukan alasan.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.number}"

    @property
    def team_id(self) -> int:
        return self.emergency.team_id
