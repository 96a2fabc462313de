"""Nota: a nota dinas about one permasalahan; Decision: what the bupati said to it."""

from typing import Self
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from incidents.cases.models import Case
from incidents.cases.models.visibility import reads_whole, unseen
from timdu.core.models import append_only
from timdu.documents.models import Document
from timdu.team.models import User


class NotaQuerySet(models.QuerySet["Nota"]):
    def visible_to(self, user: User) -> Self:
        """Keep those whose document and whose permasalahan the person reads whole."""
        if not reads_whole(user):
            return self.none()
        return self.filter(
            document__in=Document.objects.visible_to(user).values("pk"),
            case__in=Case.objects.visible_to(user).values("pk"),
        )

    def with_names(self) -> Self:
        """Read along what a row shows."""
        return self.select_related("document", "case__team").prefetch_related("decisions__by")


class Nota(models.Model):
    """One nota dinas, from the draft to the decision on it."""

    case = models.ForeignKey(
        Case, models.PROTECT, related_name="notas", verbose_name="permasalahan"
    )
    document = models.OneToOneField(Document, models.PROTECT, related_name="nota")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField("disusun", default=timezone.now)

    objects = NotaQuerySet.as_manager()

    class Meta:
        verbose_name = "nota dinas"
        verbose_name_plural = "nota dinas"
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return self.document.title

    @property
    def team_id(self) -> int:
        return self.case.team_id

    @property
    def decision(self) -> "Decision | None":
        """What was decided last; none while nobody decided."""
        rows = list(self.decisions.all())
        return rows[0] if rows else None


def about_unseen(user: User) -> Q:
    """Documents about a permasalahan that became R, on which the person is not named."""
    return Q(pk__in=Nota.objects.filter(case__in=unseen(user)).values("document"))


class DecisionQuerySet(models.QuerySet["Decision"]):
    def visible_to(self, user: User) -> Self:
        """Keep those on the nota the person reads."""
        return self.filter(nota__in=Nota.objects.visible_to(user).values("pk"))


class Decision(models.Model):
    """One decision on a nota; never changed: the newest one holds. The signed sheet is attached."""

    class Verdict(models.TextChoices):
        APPROVED = "approved", "Disetujui"
        WITH_NOTES = "with_notes", "Disetujui dengan catatan"
        REFUSED = "refused", "Ditolak"
        LATER = "later", "Dibahas lagi"

    nota = models.ForeignKey(Nota, models.PROTECT, related_name="decisions")
    verdict = models.CharField("keputusan", max_length=10, choices=Verdict)
    decided_by = models.CharField("diputuskan oleh", max_length=120)
    decided_on = models.DateField("tanggal keputusan")
    words = models.CharField("bunyi keputusan", max_length=1000, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField("dicatat", default=timezone.now)
    client_uuid = models.UUIDField("kunci pengiriman", default=uuid4, editable=False)

    objects = DecisionQuerySet.as_manager()

    class Meta:
        verbose_name = "keputusan nota dinas"
        verbose_name_plural = "keputusan nota dinas"
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["by", "client_uuid"], name="decision_noted_once"),
            models.CheckConstraint(
                name="decision_whole",
                condition=Q(decided_by__gt="") & (Q(verdict="approved") | Q(words__gt="")),
                violation_error_message="Tulis bunyi keputusannya.",
            ),
        ]
        triggers = append_only("decision")

    def __str__(self) -> str:
        return self.get_verdict_display()

    @property
    def team_id(self) -> int:
        return self.nota.team_id

    @property
    def is_secret(self) -> bool:
        return self.nota.case.is_secret
