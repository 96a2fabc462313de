"""What both kinds of asking have in common: about what, in which words, by whom."""

from typing import Any
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from incidents.cases.models import Case
from incidents.models.choices import Classification, Urgency
from timdu.inbox.models import Arahan
from timdu.team.models import Team


class Asked(models.Model):
    """About a permasalahan, or grown out of an arahan; a subject and the words."""

    team = models.ForeignKey(
        Team, models.PROTECT, verbose_name="tim", db_index=False, related_name="+"
    )
    code = models.CharField("kode", max_length=20, unique=True)
    case = models.ForeignKey(
        Case, models.PROTECT, null=True, blank=True, verbose_name="permasalahan", related_name="+"
    )
    arahan = models.ForeignKey(
        Arahan, models.PROTECT, null=True, blank=True, verbose_name="arahan", related_name="+"
    )
    subject = models.CharField("hal", max_length=200)
    text = models.TextField("isi", max_length=2000)
    urgency = models.CharField("urgensi", max_length=11, choices=Urgency, default=Urgency.NORMAL)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="ditulis oleh", related_name="+"
    )
    at = models.DateTimeField("dikirim", default=timezone.now)
    # The last time anything was done with it.
    changed_at = models.DateTimeField("terakhir berubah", default=timezone.now)
    client_uuid = models.UUIDField("kunci pengiriman", default=uuid4, editable=False)
    version = models.PositiveIntegerField("versi", default=1)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField("ditarik", null=True, blank=True)
    withdrawn_reason = models.CharField("alasan ditarik", max_length=500, blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.code} {self.subject}"

    @property
    def classification(self) -> str:
        """The class of its permasalahan; T where it stands on an arahan alone."""
        return self.case.classification if self.case else Classification.RESTRICTED

    @property
    def is_secret(self) -> bool:
        return self.classification == Classification.SECRET

    @property
    def heading(self) -> str:
        """What lists and what waits call it: of what is R the code alone."""
        return f"{self.code} (Rahasia)" if self.is_secret else self.subject


def common_constraints(name: str, addressees: Q) -> list[Any]:
    """What must always be true of both kinds; `addressees` is true when there is exactly one."""
    withdrawn = Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False, withdrawn_reason__gt="")
    standing = Q(withdrawn_at=None, withdrawn_by=None, withdrawn_reason="")
    return [
        models.UniqueConstraint(fields=["by", "client_uuid"], name=f"{name}_sent_once"),
        models.CheckConstraint(
            name=f"{name}_says_what",
            condition=Q(subject__gt="", text__gt=""),
            violation_error_message="Tulis hal dan isinya.",
        ),
        models.CheckConstraint(
            name=f"{name}_stands_on_something",
            condition=Q(case__isnull=False) | Q(arahan__isnull=False),
            violation_error_message="Pilih permasalahan atau arahan yang mendasarinya.",
        ),
        models.CheckConstraint(
            name=f"{name}_one_addressee",
            condition=addressees,
            violation_error_message="Pilih satu yang dituju.",
        ),
        models.CheckConstraint(
            name=f"{name}_withdrawn_whole",
            condition=(Q(status="withdrawn") & withdrawn) | (~Q(status="withdrawn") & standing),
            violation_error_message="Menarik memerlukan alasan.",
        ),
    ]
