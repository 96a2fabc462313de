"""Case: one permasalahan, its assessments and the parties the secretariat added."""

from typing import Any, Self
from uuid import uuid4

import pghistory
from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from incidents.cases.models import choices, visibility
from incidents.models import IssuePattern
from incidents.models.choices import UP_TO_RESTRICTED, Classification, Rank, Source
from incidents.models.constraints import level_of
from timdu.core import searching
from timdu.core.models import append_only
from timdu.team.models import Agency, Team, User
from timdu.wilayah.models import Wilayah

NEEDS_TITLE = "Tulis satu kalimat: apa permasalahannya."
SECRET_HEADING = "Permasalahan Rahasia, buka untuk membaca"


class CaseQuerySet(models.QuerySet["Case"]):
    def visible_to(self, user: User, *, to_name: bool = False, few: bool = False) -> Self:
        """Keep the rows this user may know of; the only door to them.

        `to_name` adds what the secretary names readers of, without reading it; `few` is for lists
        of which a page is read at a time.
        """
        if user.team_id is None or user.role not in visibility.CASE_READERS:
            return self.none()
        if user.is_masked and not user.may_enter_on(timezone.localdate()):
            return self.none()
        known = visibility.may_know(user, few=few)
        if to_name:
            known |= visibility.to_be_named_by(user)
        return self.filter(known, team_id=user.team_id)

    def up_to_restricted(self) -> Self:
        """Leave out what is R: it stands in no file, no suggestion and on no paper."""
        return self.filter(classification__in=UP_TO_RESTRICTED)

    def open(self) -> Self:
        """Leave out what is closed."""
        return self.filter(status=choices.Status.OPEN)

    def with_names(self) -> Self:
        """Read along what a row and a head show."""
        return self.select_related("holder", "holder_kecamatan", "pattern")


@pghistory.track(exclude=["level", "client_uuid", "names", "search", "search_whole"])
class Case(models.Model):
    """One permasalahan: what several reports speak of, and what is done about it."""

    Status, Stage, Phase = choices.Status, choices.Stage, choices.Phase

    team = models.ForeignKey(Team, models.PROTECT, verbose_name="tim", db_index=False)
    code = models.CharField("kode", max_length=20, unique=True)
    title = models.CharField("permasalahan", max_length=200)
    classification = models.CharField(
        "klasifikasi", max_length=1, choices=Classification, default=Classification.RESTRICTED
    )
    source = models.CharField("sumber konflik", max_length=1, choices=Source, blank=True)
    pattern = models.ForeignKey(
        IssuePattern, models.PROTECT, null=True, blank=True, verbose_name="pola isu",
        related_name="+",
    )  # fmt: skip
    stage = models.CharField(
        "tahap eskalasi", max_length=14, choices=choices.Stage, default=choices.Stage.LATENT
    )
    stage_since = models.DateTimeField("tahap sejak", default=timezone.now)
    phase = models.CharField(
        "fase penanganan", max_length=12, choices=choices.Phase, default=choices.Phase.PREVENTION
    )
    # Neither of the two: the secretariat holds it.
    holder = models.ForeignKey(
        Agency, models.PROTECT, null=True, blank=True, verbose_name="instansi pemegang",
        related_name="+",
    )  # fmt: skip
    holder_kecamatan = models.ForeignKey(
        Wilayah, models.PROTECT, null=True, blank=True, verbose_name="kecamatan pemegang",
        related_name="+",
    )  # fmt: skip
    due_on = models.DateField("tenggat berikut", null=True, blank=True)
    due_what = models.CharField("untuk apa", max_length=160, blank=True)
    # The newest assessment, kept here so that a list is narrowed and drawn by one table.
    likelihood = models.PositiveSmallIntegerField(
        "kemungkinan", choices=Rank, null=True, blank=True
    )
    impact = models.PositiveSmallIntegerField("dampak", choices=Rank, null=True, blank=True)
    level = models.GeneratedField(
        expression=level_of("likelihood", "impact"),
        output_field=models.PositiveSmallIntegerField("tingkat kerawanan", null=True),
        db_persist=True,
    )
    status = models.CharField(
        "keadaan", max_length=8, choices=choices.Status, default=choices.Status.OPEN
    )
    client_uuid = models.UUIDField("kunci pengiriman", default=uuid4, editable=False)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField("dibuka", default=timezone.now)
    # The last time anything was done with it: what moved most lately stands first.
    changed_at = models.DateTimeField("terakhir berubah", default=timezone.now)
    version = models.PositiveIntegerField("versi", default=1)

    # Search: the parties and kecamatan the desk added, which only whole readers find it by.
    names = models.TextField(blank=True, editable=False)
    search = searching.column("title")
    search_whole = searching.column("title", "names")

    objects = CaseQuerySet.as_manager()

    class Meta:
        verbose_name = "permasalahan"
        verbose_name_plural = "permasalahan"
        indexes = [
            models.Index(fields=["team", "-changed_at", "-id"], name="case_newest"),
            models.Index(fields=["team"], name="case_secret", condition=Q(classification="R")),
            GinIndex(fields=["search"], name="case_words"),
            GinIndex(fields=["search_whole"], name="case_words_whole"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["opened_by", "client_uuid"], name="case_opened_once"),
            models.CheckConstraint(
                name="case_has_title",
                condition=Q(title__gt=""),
                violation_error_message=NEEDS_TITLE,
            ),
            models.CheckConstraint(
                name="case_classified",
                condition=Q(classification__in=Classification.values),
                violation_error_message="Permasalahan digolongkan Biasa, Terbatas, atau Rahasia.",
            ),
            models.CheckConstraint(
                name="case_one_holder",
                condition=Q(holder=None) | Q(holder_kecamatan=None),
                violation_error_message="Satu permasalahan dipegang satu kantor.",
            ),
            models.CheckConstraint(
                name="case_deadline_whole",
                condition=Q(due_on=None, due_what="") | Q(due_on__isnull=False, due_what__gt=""),
                violation_error_message="Tenggat memerlukan tanggal dan untuk apa.",
            ),
            models.CheckConstraint(
                name="case_both_risk_inputs",
                condition=Q(likelihood=None, impact=None)
                | Q(likelihood__in=Rank.values, impact__in=Rank.values,
                    likelihood__isnull=False, impact__isnull=False),
                violation_error_message="Isi kemungkinan dan dampak, keduanya.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.code} {self.title}"

    def get_absolute_url(self) -> str:
        return reverse("cases:detail", args=[self.code])

    @property
    def is_open(self) -> bool:
        return self.status == choices.Status.OPEN

    @property
    def is_secret(self) -> bool:
        return self.classification == Classification.SECRET

    @property
    def heading(self) -> str:
        """What lists call it: of what is R not even the title."""
        return SECRET_HEADING if self.is_secret else self.title

    @property
    def holder_name(self) -> str:
        """Who holds it, as it is read."""
        if self.holder_kecamatan:
            return f"Kecamatan {self.holder_kecamatan.name}"
        return self.holder.short_name if self.holder else "Sekretariat Tim Terpadu"


class AssessmentQuerySet(models.QuerySet["Assessment"]):
    def visible_to(self, user: User) -> Self:
        """Keep those of the permasalahan the person reads."""
        return self.filter(case__in=Case.objects.visible_to(user).values("pk"))


class Assessment(models.Model):
    """One judgement of kerawanan: both inputs, why, by whom. The newest one holds."""

    case = models.ForeignKey(
        Case, models.PROTECT, related_name="assessments", verbose_name="permasalahan"
    )
    likelihood = models.PositiveSmallIntegerField("kemungkinan", choices=Rank)
    impact = models.PositiveSmallIntegerField("dampak", choices=Rank)
    level = models.GeneratedField(
        expression=level_of("likelihood", "impact"),
        output_field=models.PositiveSmallIntegerField("tingkat kerawanan", null=True),
        db_persist=True,
    )
    reason = models.CharField("alasan", max_length=500)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField("pada", default=timezone.now)

    objects = AssessmentQuerySet.as_manager()

    class Meta:
        verbose_name = "penilaian kerawanan"
        verbose_name_plural = "penilaian kerawanan"
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="assessment_in_ranks",
                condition=Q(likelihood__in=Rank.values, impact__in=Rank.values, reason__gt=""),
                violation_error_message="Isi kemungkinan, dampak, dan alasannya.",
            )
        ]
        triggers = append_only("assessment")

    def __str__(self) -> str:
        return f"{self.get_likelihood_display()} × {self.get_impact_display()}"


def every_change() -> tuple[Any, ...]:
    """Keep what was inserted, changed and removed."""
    return pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent()


@pghistory.track(*every_change())
class CaseParty(models.Model):
    """One party the secretariat added to those the linked reports name."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="parties")
    name = models.CharField("pihak", max_length=120)
    position = models.PositiveSmallIntegerField("urutan")

    class Meta:
        verbose_name = "pihak permasalahan"
        verbose_name_plural = "pihak permasalahan"
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(name="case_party_has_name", condition=Q(name__gt="")),
            models.UniqueConstraint(fields=["case", "name"], name="case_party_once"),
        ]

    def __str__(self) -> str:
        return self.name


@pghistory.track(*every_change())
class CasePlace(models.Model):
    """One kecamatan the secretariat added to those of the linked reports."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="places")
    place = models.ForeignKey(Wilayah, models.PROTECT, verbose_name="kecamatan", related_name="+")

    class Meta:
        verbose_name = "kecamatan permasalahan"
        verbose_name_plural = "kecamatan permasalahan"
        ordering = ["place_id"]
        constraints = [
            models.UniqueConstraint(fields=["case", "place"], name="case_place_once"),
        ]

    def __str__(self) -> str:
        return self.place_id
