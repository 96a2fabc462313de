"""Incident: one report of the field, as sent and as verified."""

from typing import Self
from uuid import uuid4

import pghistory
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models

from incidents.models import address, choices, visibility
from incidents.models.constraints import CONSTRAINTS, level_of
from incidents.models.indexes import INDEXES
from incidents.models.reference import IssuePattern
from timdu.core import marks
from timdu.core.periods import Month
from timdu.team.models import Agency, Team, User
from timdu.wilayah.models import Wilayah

SEARCHED = (
    "summary", "what", "who", "why", "how", "situation", "place_text", "names",
    "analysis", "prediction", "advice",
)  # fmt: skip
# What a row of a list shows, the key a list is paged by among it.
ROW = (
    "code", "kind", "status", "urgency", "classification", "level", "summary", "occurred_at",
    "reported_at", "submitted_at", "received_at", "completed_at", "byline", "place__name",
    "kecamatan__name",
)  # fmt: skip


class IncidentQuerySet(models.QuerySet["Incident"]):
    def visible_to(self, user: User, *, to_name: bool = False) -> Self:
        """Keep the rows this user may know of; the only door to rows for pages and exports.

        `to_name` also keeps the secret rows whose readers the secretary names, unread.
        """
        if user.team_id is None or user.role in visibility.SEES_NO_REPORTS:
            return self.none()
        known = visibility.may_know(user)
        if to_name:
            known |= visibility.to_be_named_by(user)
        return self.filter(known, team_id=user.team_id)

    def of_team(self, team: Team) -> Self:
        """Keep the team's rows up to T without drafts: what its documents are made from."""
        return self.sent().filter(team=team, classification__in=choices.UP_TO_RESTRICTED)

    def in_month(self, month: Month, zone: str) -> Self:
        """Keep what happened in the month, as the zone counts its days."""
        return self.filter(occurred_at__gte=month.start(zone), occurred_at__lt=month.end(zone))

    def sent(self) -> Self:
        """Leave out drafts, and what its sender took back."""
        return self.exclude(status__in=choices.UNSENT)

    def counted(self) -> Self:
        """Keep what figures count: verified or closed, neither a duplicate nor set aside."""
        return self.filter(status__in=choices.COUNTED)

    def unverified(self) -> Self:
        """Keep what was sent and is still to be verified."""
        return self.filter(status__in=(choices.Status.SUBMITTED, choices.Status.RETURNED))

    def waiting(self) -> Self:
        """Keep what waits for a verifier: the most urgent, then what was first sent longest ago."""
        rows = self.filter(status=choices.Status.SUBMITTED)
        return rows.order_by("-urgency", "reported_at", "pk")

    def with_answered_notes(self) -> Self:
        """Keep those on which the reporter answered a note."""
        return self.filter(marks.answered(self.model))

    def counts_by_urgency(self) -> dict[str, int]:
        """How many rows there are of each urgency."""
        return dict(self.order_by().values_list("urgency").annotate(models.Count("pk")))

    def usual_patterns(self, most: int) -> list[int]:
        """The keys of the pola isu these rows name most often."""
        named = self.exclude(pattern=None).order_by().values("pattern")
        counted = named.annotate(times=models.Count("pk")).order_by("-times", "pattern")
        return [row["pattern"] for row in counted[:most]]

    def with_names(self) -> Self:
        """Read along what a list shows of each row."""
        return self.select_related("place", "kecamatan", "agency")

    def for_rows(self) -> Self:
        """Read only what a row of a list shows: a report is wide, a list is long."""
        return self.select_related("place", "kecamatan").only(*ROW)


@pghistory.track(model_name="IncidentVersion", exclude=["search", "level", "names", "client_uuid"])
class Incident(models.Model):
    """One report. Facts stand apart from opinion, what was sent apart from what was verified."""

    Kind, Status, Urgency = choices.Kind, choices.Status, choices.Urgency
    Classification, Origin, Source = choices.Classification, choices.Origin, choices.Source

    # Intake
    team = models.ForeignKey(Team, models.PROTECT, verbose_name="tim", db_index=False)
    code = models.CharField("kode", max_length=20, unique=True)
    client_uuid = models.UUIDField("kunci pengiriman", default=uuid4)
    received_hash = models.CharField("sidik isi yang diterima", max_length=64)
    # What came over the wire, text for text: anyone can compute the hash from it again.
    received = models.JSONField("isi yang diterima", default=dict)
    received_at = models.DateTimeField("diterima")
    origin = models.CharField("asal laporan", max_length=12, choices=choices.Origin)
    agency = models.ForeignKey(
        Agency, models.PROTECT, null=True, blank=True, verbose_name="instansi", db_index=False
    )
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="dimasukkan oleh", related_name="+"
    )
    on_behalf = models.CharField("atas nama", max_length=120, blank=True)
    known_to_head = models.BooleanField("sudah diketahui pimpinan", null=True)
    byline = models.CharField("pelapor", max_length=250)
    version = models.PositiveIntegerField("versi", default=1)
    review_version = models.PositiveIntegerField("versi pemeriksaan", default=1)

    # Kabar awal
    kind = models.CharField(
        "jenis laporan", max_length=12, choices=choices.Kind, default=choices.Kind.INFORMATION
    )
    summary = models.CharField("apa yang terjadi", max_length=280)
    urgency = models.CharField(
        "seberapa mendesak", max_length=12, choices=choices.Urgency, default=choices.Urgency.NORMAL
    )
    occurred_at = models.DateTimeField("kapan")
    occurred_precision = models.CharField(
        "ketepatan waktu", max_length=12, choices=choices.Precision, default="exact"
    )
    place = models.ForeignKey(Wilayah, models.PROTECT, verbose_name="desa atau kelurahan")
    kecamatan = models.ForeignKey(Wilayah, models.PROTECT, related_name="+", db_index=False)

    # Complete facts
    place_text = models.CharField("tempat lebih rinci", max_length=200, blank=True)
    place_precision = models.CharField(
        "ketepatan tempat", max_length=12, choices=choices.Precision, blank=True
    )
    latitude = models.DecimalField("lintang", max_digits=9, decimal_places=6, null=True, blank=True)
    longitude = models.DecimalField("bujur", max_digits=9, decimal_places=6, null=True, blank=True)
    accuracy = models.PositiveIntegerField("ketelitian titik (m)", null=True, blank=True)
    what = models.TextField("uraian kejadian", max_length=4000, blank=True)
    who = models.TextField("keterangan tentang para pihak", max_length=2000, blank=True)
    why = models.TextField("mengapa", max_length=2000, blank=True)
    how = models.TextField("bagaimana", max_length=2000, blank=True)
    parties_unknown = models.BooleanField("pihak belum diketahui", default=False)
    people = models.PositiveIntegerField("perkiraan jumlah orang", null=True, blank=True)
    people_certainty = models.CharField(
        "kepastian jumlah orang", max_length=12, choices=choices.Certainty, blank=True
    )
    scope = models.CharField("lingkup pihak", max_length=12, choices=choices.Scope, blank=True)
    pattern = models.ForeignKey(
        IssuePattern, models.PROTECT, null=True, blank=True, verbose_name="pola isu", db_index=False
    )
    pattern_unknown = models.BooleanField("pola isu belum diketahui", default=False)
    situation = models.TextField("keadaan sekarang", max_length=2000, blank=True)
    situation_unknown = models.BooleanField("keadaan belum diketahui", default=False)
    steps_answer = models.CharField(
        "langkah yang sudah diambil", max_length=12, choices=choices.StepsAnswer, blank=True
    )
    information_source = models.CharField(
        "sumber informasi", max_length=20, choices=choices.Informant, blank=True
    )
    source_name = models.CharField("nama sumber", max_length=120, blank=True)

    # Opinion
    analysis = models.TextField("analisis", max_length=3000, blank=True)
    prediction = models.TextField("prediksi", max_length=2000, blank=True)
    advice = models.TextField("saran", max_length=2000, blank=True)
    athg = models.CharField("ATHG", max_length=12, choices=choices.Challenge, blank=True)

    # Verification
    checks = ArrayField(
        models.CharField(max_length=20, choices=choices.Check),
        verbose_name="yang diperiksa",
        default=list,
        blank=True,
    )
    information_value = models.CharField(
        "nilai informasi", max_length=12, choices=choices.InformationValue, blank=True
    )
    reliability = models.CharField(
        "kepercayaan sumber", max_length=1, choices=choices.Reliability, blank=True
    )
    credibility = models.CharField(
        "kebenaran isi", max_length=1, choices=choices.Credibility, blank=True
    )
    source = models.CharField("sumber konflik", max_length=1, choices=choices.Source, blank=True)
    field = models.CharField("bidang", max_length=14, choices=choices.Field, blank=True)
    classification = models.CharField(
        "klasifikasi",
        max_length=1,
        choices=choices.Classification,
        default=choices.Classification.RESTRICTED,
    )
    likelihood = models.PositiveSmallIntegerField(
        "kemungkinan", choices=choices.Rank, null=True, blank=True
    )
    impact = models.PositiveSmallIntegerField("dampak", choices=choices.Rank, null=True, blank=True)
    level = models.GeneratedField(
        expression=level_of("likelihood", "impact"),
        output_field=models.PositiveSmallIntegerField(
            "tingkat kerawanan", choices=choices.Rank, null=True
        ),
        db_persist=True,
    )
    is_social_conflict = models.BooleanField("Konflik Sosial", default=False)
    conflict_criteria = ArrayField(
        models.CharField(max_length=12, choices=choices.Criterion),
        verbose_name="unsur Konflik Sosial",
        default=list,
        blank=True,
    )
    conflict_reason = models.TextField("alasan penetapan", max_length=1000, blank=True)
    verified_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        verbose_name="verifikator",
        related_name="+",
        db_index=False,
    )
    verified_at = models.DateTimeField("diverifikasi", null=True)

    # Life
    status = models.CharField(
        "status", max_length=12, choices=choices.Status, default=choices.Status.DRAFT
    )
    outcome_reason = models.CharField("alasan", max_length=500, blank=True)
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, related_name="merged")
    reported_at = models.DateTimeField("pertama dikirim", null=True)
    submitted_at = models.DateTimeField("dikirim", null=True)
    completed_at = models.DateTimeField("dilengkapi", null=True)
    archive_code = models.CharField("kode klasifikasi arsip", max_length=20, blank=True)
    retain_until = models.DateField("disimpan sampai", null=True)

    # Search
    names = models.TextField(blank=True, editable=False)
    search = models.GeneratedField(
        expression=SearchVector(*SEARCHED, config="indonesian")
        + SearchVector(*SEARCHED, config="simple"),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    objects = IncidentQuerySet.as_manager()

    class Meta:
        verbose_name = "laporan"
        verbose_name_plural = "laporan"
        constraints = [
            models.UniqueConstraint(
                fields=["entered_by", "client_uuid"], name="incident_sent_once"
            ),
            *CONSTRAINTS,
        ]
        indexes = INDEXES

    def __str__(self) -> str:
        return f"{self.code} {self.summary}"

    def get_absolute_url(self) -> str:
        return address.of(self.code)

    # What stands beside it (incidents.presence); only `views.rows.load` sets it.
    beside: frozenset[str]

    @property
    def is_open(self) -> bool:
        """Whether the reporter may still change it."""
        return self.status in choices.OPEN

    @property
    def is_secret(self) -> bool:
        return self.classification == choices.Classification.SECRET
