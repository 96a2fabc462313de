"""Agreement: one kesepakatan para pihak, its clauses, and the closing it was the ground of."""

import datetime as dt
from typing import Self
from uuid import uuid4

import pghistory
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from incidents.cases.agreements.models import choices
from incidents.cases.models import Case, Closing, visibility
from incidents.cases.models.case import every_change
from incidents.cases.models.handling import ONE_ACTOR
from timdu.team.models import Agency, Partner, User
from timdu.wilayah.models import Wilayah


class AgreementQuerySet(models.QuerySet["Agreement"]):
    def visible_to(self, user: User) -> Self:
        """Keep those of whole readers, and of the office that holds the permasalahan.

        The clauses are the desk's words: a linked report opens none of them
        (docs/decisions/0077-status-keadaan-konflik.md).
        """
        cases = Case.objects.visible_to(user)
        if not visibility.reads_all(user):
            cases = cases.filter(visibility.held_by(user))
        return self.filter(case__in=cases.values("pk"))

    def standing(self) -> Self:
        """Leave out what was withdrawn."""
        return self.filter(status=choices.Status.STANDING)

    def overdue(self, today: dt.date) -> Self:
        """Keep those nobody looked at though the day has passed."""
        return self.standing().filter(next_check_on__lt=today)

    def with_names(self) -> Self:
        """Read along what a row and a head show."""
        names = ("agency", "kecamatan", "partner", "by")
        holder = ("case__holder", "case__holder_kecamatan", "case__team")
        return self.select_related("case", *holder, *names)


@pghistory.track(exclude=["client_uuid"])
class Agreement(models.Model):
    """One kesepakatan para pihak; the signed berita acara is attached to it."""

    Status, Mechanism, Result = choices.Status, choices.Mechanism, choices.Result

    case = models.ForeignKey(
        Case, models.PROTECT, related_name="agreements", verbose_name="permasalahan"
    )
    summary = models.CharField("pokok kesepakatan", max_length=200)
    agreed_on = models.DateField("tanggal kesepakatan")
    place = models.CharField("tempat", max_length=120)
    mechanism = models.CharField("mekanisme", max_length=10, choices=choices.Mechanism)
    mechanism_note = models.CharField("mekanisme lain", max_length=120, blank=True)
    parties = ArrayField(models.CharField(max_length=120), verbose_name="para pihak")
    # Who mediated: of the three one or none (the secretariat itself), and whoever else.
    agency = models.ForeignKey(
        Agency, models.PROTECT, null=True, blank=True, verbose_name="instansi", related_name="+"
    )
    kecamatan = models.ForeignKey(
        Wilayah, models.PROTECT, null=True, blank=True, verbose_name="kecamatan", related_name="+"
    )
    partner = models.ForeignKey(
        Partner, models.PROTECT, null=True, blank=True, verbose_name="mitra", related_name="+"
    )
    others = models.CharField("penengah lain", max_length=120, blank=True)
    status = models.CharField(
        "keadaan", max_length=10, choices=choices.Status, default=choices.Status.STANDING
    )
    # The newest check and the next one due, kept here so that a list is narrowed by one table.
    result = models.CharField("hasil terakhir", max_length=6, choices=choices.Result, blank=True)
    next_check_on = models.DateField("pemeriksaan berikut", null=True, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="dicatat oleh", related_name="+"
    )
    at = models.DateTimeField("dicatat", default=timezone.now)
    client_uuid = models.UUIDField("kunci pengiriman", default=uuid4, editable=False)
    version = models.PositiveIntegerField("versi", default=1)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField("ditarik", null=True, blank=True)
    withdrawn_reason = models.CharField("alasan ditarik", max_length=300, blank=True)

    objects = AgreementQuerySet.as_manager()

    class Meta:
        verbose_name = "kesepakatan"
        verbose_name_plural = "kesepakatan"
        ordering = ["-agreed_on", "-pk"]
        indexes = [models.Index(fields=["next_check_on"], name="agreement_next_check")]
        constraints = [
            models.UniqueConstraint(fields=["by", "client_uuid"], name="agreement_recorded_once"),
            models.CheckConstraint(
                name="agreement_one_mediator",
                condition=ONE_ACTOR,
                violation_error_message="Pilih satu penengah; yang lain ditulis.",
            ),
            models.CheckConstraint(
                name="agreement_says_what",
                condition=Q(summary__gt="", place__gt="", parties__len__gte=2),
                violation_error_message="Isi pokok kesepakatan, tempat, dan dua pihak.",
            ),
            models.CheckConstraint(
                name="agreement_other_mechanism",
                condition=~Q(mechanism="other") | Q(mechanism_note__gt=""),
                violation_error_message="Sebutkan mekanisme lain itu.",
            ),
            models.CheckConstraint(
                name="agreement_withdrawn_whole",
                condition=Q(
                    status="standing", withdrawn_at=None, withdrawn_by=None, withdrawn_reason=""
                )
                | Q(
                    status="withdrawn", withdrawn_at__isnull=False, withdrawn_by__isnull=False,
                    withdrawn_reason__gt="", next_check_on=None,
                ),
                violation_error_message="Menarik kesepakatan memerlukan alasan.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.summary

    def get_absolute_url(self) -> str:
        return reverse("agreements:detail", args=[self.case.code, self.pk])

    @property
    def is_standing(self) -> bool:
        return self.status == choices.Status.STANDING

    @property
    def team_id(self) -> int:
        return self.case.team_id

    @property
    def is_secret(self) -> bool:
        return self.case.is_secret

    @property
    def heading(self) -> str:
        """What lists and what waits call it: of what is R the code of its permasalahan."""
        return f"{self.case.code} (Rahasia)" if self.is_secret else self.summary

    @property
    def state_word(self) -> str:
        """Whether it is kept, as far as anybody looked."""
        return self.get_result_display() or "Belum diperiksa"

    @property
    def mechanism_name(self) -> str:
        """Pranata adat; of another one, which."""
        if self.mechanism == choices.Mechanism.OTHER:
            return self.mechanism_note
        return self.get_mechanism_display()

    @property
    def mediator(self) -> str:
        """Who mediated, as it is read."""
        main = "Sekretariat Tim Terpadu" if not self.others else ""
        if self.kecamatan:
            main = f"Kecamatan {self.kecamatan.name}"
        elif self.agency:
            main = self.agency.short_name
        elif self.partner:
            main = self.partner.name
        return "; ".join(part for part in (main, self.others) if part)

    @property
    def next_milestone(self) -> int | None:
        """30, 90 or 180: which look is next."""
        return (self.next_check_on - self.agreed_on).days if self.next_check_on else None


@pghistory.track(*every_change())
class Clause(models.Model):
    """One butir: what was promised, who is bound, until when; open where no day was agreed."""

    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="clauses")
    position = models.PositiveSmallIntegerField("urutan")
    what = models.CharField("isi butir", max_length=500)
    bound = models.CharField("yang terikat", max_length=200)
    due_on = models.DateField("paling lambat", null=True, blank=True)

    class Meta:
        verbose_name = "butir kesepakatan"
        verbose_name_plural = "butir kesepakatan"
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                name="clause_says_what_and_who",
                condition=Q(what__gt="", bound__gt=""),
                violation_error_message="Isi butir dan siapa yang terikat.",
            ),
            models.UniqueConstraint(fields=["agreement", "position"], name="clause_position_once"),
        ]

    def __str__(self) -> str:
        return self.what


class AgreementClosing(models.Model):
    """The kesepakatan with which a permasalahan was closed."""

    closing = models.OneToOneField(Closing, models.PROTECT, related_name="agreed")
    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="closings")

    class Meta:
        verbose_name = "dasar penutupan"
        verbose_name_plural = "dasar penutupan"

    def __str__(self) -> str:
        return f"{self.closing_id}: {self.agreement_id}"
