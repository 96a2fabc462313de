"""Activity: one kegiatan, of the day it was held; nothing of it is deleted."""

from typing import Self
from uuid import uuid4

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from incidents.models.choices import UP_TO_RESTRICTED, Certainty, Classification
from renaksi.models import visibility
from renaksi.models.reference import ActivityKind
from timdu.core.periods import Month
from timdu.team.models import Agency, Team, User
from timdu.wilayah.models import Wilayah

# No kegiatan is R: nobody is named on one.
CLASSES = [pair for pair in Classification.choices if pair[0] in UP_TO_RESTRICTED]
KNOWN, UNKNOWN = (Certainty.SURE, Certainty.PROVISIONAL), Certainty.UNKNOWN
DESK = "Sekretariat Tim Terpadu"


class ActivityQuerySet(models.QuerySet["Activity"]):
    def visible_to(self, user: User) -> Self:
        """Keep the rows this user may know of; the only door to them."""
        if user.team_id is None or user.role not in visibility.READERS:
            return self.none()
        return self.filter(visibility.may_know(user), team_id=user.team_id)

    def standing(self) -> Self:
        """Leave out what was withdrawn."""
        return self.filter(withdrawn_at=None)

    def in_month(self, month: Month) -> Self:
        """Keep what began in the month; what lasts longer belongs to the month it began in."""
        return self.filter(held_on__range=(month.first, month.last))

    def with_names(self) -> Self:
        """Read along what a row and a head show."""
        return self.select_related("kind", "place__parent", "agency", "kecamatan")


@pghistory.track(exclude=["client_uuid"])
class Activity(models.Model):
    """One kegiatan: what kind, about what, when, where, held by whom, and what came of it."""

    team = models.ForeignKey(Team, models.PROTECT, verbose_name="tim", db_index=False)
    code = models.CharField("kode", max_length=20, unique=True)
    kind = models.ForeignKey(
        ActivityKind, models.PROTECT, verbose_name="jenis kegiatan", related_name="+"
    )
    about = models.CharField("tentang apa", max_length=280)
    held_on = models.DateField("tanggal")
    begins = models.TimeField("mulai pukul", null=True, blank=True)
    until_on = models.DateField("sampai tanggal", null=True, blank=True)
    ends = models.TimeField("selesai pukul", null=True, blank=True)
    # The beginning as an instant, for lists: the day's own where no hour was told.
    starts_at = models.DateTimeField("mulai", editable=False)
    place = models.ForeignKey(Wilayah, models.PROTECT, verbose_name="tempat", related_name="+")
    # Of the place; none where it was held for the whole kabupaten.
    place_kecamatan = models.ForeignKey(
        Wilayah, models.PROTECT, null=True, blank=True, verbose_name="kecamatan tempat",
        related_name="+",
    )  # fmt: skip
    place_text = models.CharField("tempat lebih rinci", max_length=160, blank=True)
    # Who held it; neither of the two: the secretariat.
    agency = models.ForeignKey(
        Agency, models.PROTECT, null=True, blank=True, verbose_name="instansi penyelenggara",
        related_name="+",
    )  # fmt: skip
    kecamatan = models.ForeignKey(
        Wilayah, models.PROTECT, null=True, blank=True, verbose_name="kecamatan penyelenggara",
        related_name="+",
    )  # fmt: skip
    people = models.PositiveIntegerField("jumlah peserta", null=True, blank=True)
    people_certainty = models.CharField(
        "kepastian jumlah peserta", max_length=11, choices=Certainty, default=UNKNOWN
    )
    people_text = models.CharField("siapa pesertanya", max_length=200, blank=True)
    result = models.TextField("hasil", max_length=2000, blank=True)
    follow_up = models.TextField("tindak lanjut", max_length=1000, blank=True)
    classification = models.CharField(
        "klasifikasi", max_length=1, choices=CLASSES, default=Classification.RESTRICTED
    )
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="dicatat oleh", related_name="+"
    )
    byline = models.CharField("dicatat oleh", max_length=250)
    entered_at = models.DateTimeField("dicatat", default=timezone.now)
    client_uuid = models.UUIDField("kunci pengiriman", default=uuid4, editable=False)
    version = models.PositiveIntegerField("versi", default=1)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField("ditarik", null=True, blank=True)
    withdrawn_reason = models.CharField("alasan ditarik", max_length=300, blank=True)

    objects = ActivityQuerySet.as_manager()

    class Meta:
        verbose_name = "kegiatan"
        verbose_name_plural = "kegiatan"
        indexes = [models.Index(fields=["team", "-starts_at", "-id"], name="activity_newest")]
        constraints = [
            models.UniqueConstraint(
                fields=["entered_by", "client_uuid"], name="activity_recorded_once"
            ),
            models.CheckConstraint(
                name="activity_says_what",
                condition=Q(about__gt=""),
                violation_error_message="Tulis satu kalimat: kegiatan ini tentang apa.",
            ),
            models.CheckConstraint(
                name="activity_up_to_restricted",
                condition=Q(classification__in=UP_TO_RESTRICTED),
                violation_error_message="Kegiatan digolongkan Biasa atau Terbatas.",
            ),
            models.CheckConstraint(
                name="activity_one_organiser",
                condition=Q(agency=None) | Q(kecamatan=None),
                violation_error_message="Satu kegiatan diselenggarakan satu kantor.",
            ),
            models.CheckConstraint(
                name="activity_ends_after_it_begins",
                condition=Q(until_on=None) | Q(until_on__gte=F("held_on")),
                violation_error_message="Tanggal akhir tidak boleh sebelum tanggal mulai.",
            ),
            models.CheckConstraint(
                name="activity_people_unknown_is_not_zero",
                condition=Q(people_certainty=UNKNOWN, people=None)
                | Q(people_certainty__in=KNOWN, people__isnull=False),
                violation_error_message="Tulis jumlah peserta, atau pilih “tidak diketahui”.",
            ),
            models.CheckConstraint(
                name="activity_withdrawn_whole",
                condition=Q(withdrawn_at=None, withdrawn_by=None, withdrawn_reason="")
                | Q(
                    withdrawn_at__isnull=False, withdrawn_by__isnull=False, withdrawn_reason__gt=""
                ),
                violation_error_message="Menarik kegiatan memerlukan alasan.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.code} {self.about}"

    def get_absolute_url(self) -> str:
        return reverse("activities:detail", args=[self.code])

    @property
    def is_withdrawn(self) -> bool:
        return self.withdrawn_at is not None

    @property
    def organiser(self) -> str:
        """Who held it, as it is read."""
        if self.kecamatan:
            return f"Kecamatan {self.kecamatan.name}"
        return self.agency.short_name if self.agency else DESK

    @property
    def where(self) -> str:
        """Balai desa, Desa Semudun, Kec. Sungai Kunyit; read with the place's parent."""
        place, inside = self.place, self.place.level == Wilayah.Level.DESA
        above = f"Kec. {place.parent.name}" if inside and place.parent else ""
        return ", ".join(filter(None, (self.place_text, place.full_name, above)))
