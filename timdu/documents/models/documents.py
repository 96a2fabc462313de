"""The document, its frozen versions, who initialled them, and the register of numbers."""

from typing import TYPE_CHECKING, Self

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone

from timdu.core import unseen
from timdu.core.models import Job
from timdu.documents.kinds import REGISTRY, Kind
from timdu.documents.models import deliveries as deliveries_
from timdu.team.models import Team
from timdu.wilayah.models import Wilayah

if TYPE_CHECKING:
    from timdu.team.models import User

ORDINARY = ("B", "T")


class DocumentQuerySet(models.QuerySet["Document"]):
    def visible_to(self, user: "User") -> Self:
        """Keep what the person may know of; not what tells of a record they may not know of."""
        return unseen.without(self.readable_by(user), user)

    def readable_by(self, user: "User") -> Self:
        """Keep what role and name open (design.md, rules 1 to 3, and section 5).

        A role's ceiling is Terbatas; Rahasia is opened to named persons. Whoever a document was
        sent to sees it once it has left, wherever they sit.
        """
        addressed = Exists(
            deliveries_.Delivery.objects.that_left().filter(
                document=OuterRef("pk"), recipient__user=user
            )
        )
        ordinary = Q(classification__in=ORDINARY)
        named = Q(pk__in=self.model.readers.through.objects.filter(user=user).values("document_id"))
        role = user.Role
        if user.is_secretariat:
            return self.filter(Q(team_id=user.team_id) & (ordinary | named))
        if user.is_aide:
            # What the leader reads, up to Terbatas: what is R was opened to the leader alone.
            theirs = Exists(
                deliveries_.Delivery.objects.that_left().filter(
                    document=OuterRef("pk"), recipient__user=user.serves_id
                )
            )
            return self.filter(ordinary & (Q(team_id=user.team_id) | theirs))
        if user.role == role.LEADER:
            return self.filter(Q(team_id=user.team_id) & (ordinary | named) | addressed & ordinary)
        if user.role == role.AUDITOR:
            # A kecamatan's own letter names who reported and whom they asked, in a frozen file.
            hidden = [code for code, kind in REGISTRY.items() if not kind.for_auditor]
            rows = self.filter(ordinary, team_id=user.team_id, kecamatan=None)
            rows = rows.exclude(kind__in=hidden)
            return rows if user.may_enter_on(timezone.localdate()) else self.none()
        if user.role == role.KECAMATAN:
            own = Q(team_id=user.team_id, kecamatan_id=user.kecamatan_id)
            return self.filter((own | addressed) & ordinary)
        if user.role == role.ADMIN:
            return self.none()
        return self.filter(addressed & ordinary)

    def booked(self, team: Team | None) -> Self:
        """Keep what has a nomor agenda of the team, in the order of the book."""
        return self.filter(team=team, agenda_number__isnull=False).order_by("agenda_number")

    def with_token(self, token: str) -> Self:
        """The document whose printed check address ends so."""
        return self.filter(check_token=token).select_related("team", "kecamatan", "current")

    def under_way(self) -> Self:
        """Keep what has neither left nor been cancelled."""
        return self.exclude(status__in=(Document.Status.SENT, Document.Status.CANCELLED))

    def live(self) -> Self:
        """Leave out the cancelled ones."""
        return self.exclude(status=Document.Status.CANCELLED)


@pghistory.track(exclude=["compile_wanted_at", "compile_claimed_at", "compile_attempts"])
class Document(models.Model):
    """One document on its way out, from the first draft to its receipts."""

    class Status(models.TextChoices):
        DRAFT = "draft", "Konsep"
        INITIALLING = "initialling", "Paraf"
        NUMBERED = "numbered", "Bernomor"
        SIGNED = "signed", "Ditandatangani"
        SENT = "sent", "Dikirim"
        CANCELLED = "cancelled", "Dibatalkan"

        @classmethod
        def with_number(cls) -> tuple[str, ...]:
            return (cls.NUMBERED, cls.SIGNED, cls.SENT)

    class Classification(models.TextChoices):
        OPEN = "B", "Biasa/Terbuka"
        LIMITED = "T", "Terbatas"
        SECRET = "R", "Rahasia"

    team = models.ForeignKey(Team, on_delete=models.PROTECT, verbose_name="tim")
    kind = models.CharField("jenis", max_length=40)
    period_first = models.DateField("dari")
    period_last = models.DateField("sampai dengan")
    kecamatan = models.ForeignKey(Wilayah, on_delete=models.PROTECT, null=True, related_name="+")
    # Of a kind that is about one record, its code: two of them on one day are two documents.
    subject = models.CharField("perihal", max_length=40, blank=True)
    title = models.CharField("judul", max_length=200)
    classification = models.CharField("klasifikasi", max_length=1, choices=Classification)
    status = models.CharField("keadaan", max_length=12, choices=Status, default=Status.DRAFT)
    needs_signature = models.BooleanField("ditandatangani di luar sistem", default=True)
    check_token = models.CharField("tanda periksa", max_length=16, unique=True)
    readers = models.ManyToManyField(
        settings.AUTH_USER_MODEL, verbose_name="dibuka untuk", related_name="+", blank=True
    )
    current = models.ForeignKey(
        "documents.DocumentVersion", on_delete=models.PROTECT, null=True, related_name="+"
    )
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    made_at = models.DateTimeField("dibuat", default=timezone.now)

    # A wish to compile is a row before it is a task: the worker may die, the sweep looks here.
    compile_wanted_at = models.DateTimeField(null=True)
    compile_claimed_at = models.DateTimeField(null=True)
    compile_attempts = models.PositiveSmallIntegerField(default=0)
    compile_error = models.CharField("sebab gagal disusun", max_length=300, blank=True)
    wanted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    job = models.ForeignKey(Job, on_delete=models.SET_NULL, null=True, related_name="+")

    official_number = models.CharField("nomor", max_length=80, blank=True)
    official_date = models.DateField("tanggal surat", null=True)
    agenda_year = models.PositiveSmallIntegerField("tahun agenda", null=True)
    agenda_number = models.PositiveIntegerField("nomor agenda", null=True)
    numbered_at = models.DateTimeField("dinomori", null=True)
    sent_at = models.DateTimeField("dikirim", null=True)
    cancelled_at = models.DateTimeField("dibatalkan", null=True)
    cancel_reason = models.CharField("alasan dibatalkan", max_length=300, blank=True)

    objects = DocumentQuerySet.as_manager()

    class Meta:
        verbose_name = "dokumen"
        verbose_name_plural = "dokumen"
        indexes = [
            models.Index(fields=["team", "-made_at", "-id"], name="document_newest"),
            models.Index(fields=["team", "status", "-made_at"], name="document_by_status"),
            models.Index(
                fields=["compile_wanted_at"],
                name="document_to_compile",
                condition=Q(compile_wanted_at__isnull=False),
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["team", "kind", "period_first", "period_last", "kecamatan", "subject"],
                condition=~Q(status="cancelled"),
                nulls_distinct=False,
                name="document_once_per_period",
                violation_error_message="Dokumen untuk masa ini sudah ada.",
            ),
            models.UniqueConstraint(
                fields=["team", "agenda_year", "agenda_number"], name="document_agenda_once"
            ),
            models.CheckConstraint(
                name="document_numbered_whole",
                condition=Q(
                    official_number="",
                    official_date=None,
                    agenda_year=None,
                    agenda_number=None,
                    numbered_at=None,
                )
                | Q(
                    official_number__gt="",
                    official_date__isnull=False,
                    agenda_year__isnull=False,
                    agenda_number__isnull=False,
                    numbered_at__isnull=False,
                ),
            ),
            models.CheckConstraint(
                name="document_leaves_numbered",
                condition=~Q(status__in=("numbered", "signed", "sent"))
                | Q(agenda_number__isnull=False),
            ),
            models.CheckConstraint(
                name="document_period_order",
                condition=Q(period_first__lte=models.F("period_last")),
                violation_error_message="Tanggal akhir mendahului tanggal awal.",
            ),
            models.CheckConstraint(
                name="document_cancelled_with_reason",
                condition=~Q(status="cancelled")
                | Q(cancel_reason__gt="", cancelled_at__isnull=False),
                violation_error_message="Pembatalan memerlukan alasan.",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("documents:detail", args=[self.pk])

    @property
    def is_secret(self) -> bool:
        """Whether it opens to named persons only."""
        return self.classification == self.Classification.SECRET

    @property
    def kind_of(self) -> Kind:
        return REGISTRY[self.kind]

    @property
    def kind_label(self) -> str:
        return self.kind_of.label

    @property
    def agenda_label(self) -> str:
        """TDU/2026/11/0042; empty until the document is numbered."""
        if self.numbered_at is None:
            return ""
        month = timezone.localtime(self.numbered_at).month
        return f"TDU/{self.agenda_year}/{month:02d}/{self.agenda_number:04d}"

    @property
    def is_compiling(self) -> bool:
        return self.compile_wanted_at is not None

    @property
    def has_number(self) -> bool:
        return self.agenda_number is not None

    @property
    def owner_name(self) -> str:
        """Who writes it: the team or one kecamatan."""
        return f"Kecamatan {self.kecamatan.name}" if self.kecamatan else self.team.name


class RegisterCounter(models.Model):
    """The last nomor agenda given in one team and year; its row is the lock."""

    team = models.ForeignKey(Team, on_delete=models.PROTECT)
    year = models.PositiveSmallIntegerField("tahun")
    last = models.PositiveIntegerField("terakhir", default=0)

    class Meta:
        verbose_name = "buku agenda"
        verbose_name_plural = "buku agenda"
        constraints = [models.UniqueConstraint(fields=["team", "year"], name="register_once")]

    def __str__(self) -> str:
        return f"{self.team_id}/{self.year}: {self.last}"
