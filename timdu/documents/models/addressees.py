"""Whose paper a document is written on, and to whom it goes."""

from typing import TYPE_CHECKING, Self

import pghistory
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse

from timdu.files.models import StoredFile
from timdu.team.models import Team
from timdu.wilayah.models import Wilayah

if TYPE_CHECKING:
    from timdu.team.models import User


class LetterheadQuerySet(models.QuerySet["Letterhead"]):
    def visible_to(self, user: "User") -> Self:
        """Keep the team's for the secretariat and the administrator, one's own for a kecamatan."""
        rows = self.filter(team_id=user.team_id)
        if user.is_secretariat or user.role == user.Role.ADMIN:
            return rows
        if user.kecamatan_id:
            return rows.filter(kecamatan_id=user.kecamatan_id)
        return rows.none()

    def stored(self, team: Team, kind: str, kecamatan: Wilayah | None) -> "Letterhead | None":
        """The one of this kind and place, if anybody filled it in."""
        return self.filter(team=team, kind=kind, kecamatan=kecamatan).first()

    def with_emblem_of_team(self) -> Self:
        """Keep the kop of the Bupati that carry the emblem of the whole house."""
        return self.filter(kind=Letterhead.Kind.BUPATI, emblem__isnull=False)


@pghistory.track()
class Letterhead(models.Model):
    """One kop surat with its signer: kop, signer and addressee of a letter belong together."""

    class Kind(models.TextChoices):
        BUPATI = "bupati", "Bupati/Wali Kota"
        BADAN = "badan", "Badan Kesbangpol"
        KECAMATAN = "kecamatan", "Kecamatan"

    team = models.ForeignKey(Team, on_delete=models.PROTECT, verbose_name="tim")
    kind = models.CharField("kop", max_length=10, choices=Kind)
    kecamatan = models.ForeignKey(
        Wilayah, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    lines = models.TextField(
        "baris kop", max_length=300, help_text="Satu baris satu nama; baris terakhir yang terbesar."
    )
    address = models.TextField("alamat pada kop", max_length=300, blank=True)
    place = models.CharField("tempat surat ditulis", max_length=60)
    signer_title = models.TextField(
        "jabatan penanda tangan", max_length=300, help_text="Seperti tercetak di atas tanda tangan."
    )
    signer_name = models.CharField("nama penanda tangan", max_length=120)
    signer_rank = models.CharField("pangkat", max_length=80, blank=True)
    signer_number = models.CharField("NIP", max_length=30, blank=True)
    number_pattern = models.CharField(
        "pola nomor",
        max_length=60,
        blank=True,
        help_text="Titik tiga (…) diganti nomornya, {tahun} diganti tahun. Kosong: pola tim.",
    )
    emblem = models.ForeignKey(
        StoredFile,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        verbose_name="lambang",
        related_name="+",
    )

    objects = LetterheadQuerySet.as_manager()

    class Meta:
        verbose_name = "kop surat"
        verbose_name_plural = "kop surat"
        constraints = [
            models.UniqueConstraint(
                fields=["team", "kind", "kecamatan"],
                nulls_distinct=False,
                name="letterhead_once",
                violation_error_message="Kop surat ini sudah ada.",
            ),
            models.CheckConstraint(
                name="letterhead_kecamatan_iff_kind",
                condition=Q(kind="kecamatan", kecamatan__isnull=False)
                | (~Q(kind="kecamatan") & Q(kecamatan__isnull=True)),
                violation_error_message="Kecamatan diisi hanya untuk kop kecamatan.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}" + (f" {self.kecamatan.name}" if self.kecamatan else "")

    @property
    def address_of_page(self) -> str:
        """Where it is changed, stored or not."""
        if self.kecamatan_id:
            return reverse("documents:letterhead_kecamatan", args=[self.kecamatan_id])
        return reverse("documents:letterhead", args=[self.kind])


class RecipientQuerySet(models.QuerySet["Recipient"]):
    def visible_to(self, user: "User") -> Self:
        """Keep the team's for the secretariat."""
        return self.filter(team_id=user.team_id) if user.is_secretariat else self.none()

    def current(self) -> Self:
        """Leave out the retired ones."""
        return self.filter(retired_at=None)

    def receiving(self, kind: str) -> Self:
        """Keep those whom documents of the kind go to, addressee first, then the copies."""
        return self.current().filter(kinds__contains=[kind]).order_by("is_copy", "position", "pk")


@pghistory.track()
class Recipient(models.Model):
    """An office that gets documents: the addressee of a letter or a tembusan."""

    class Channel(models.TextChoices):
        EMAIL = "email", "surel"
        HAND = "hand", "antar langsung"
        SRIKANDI = "srikandi", "SRIKANDI"
        POST = "post", "pos"
        VIA = "via", "melalui penerima lain"

    team = models.ForeignKey(Team, on_delete=models.PROTECT, verbose_name="tim")
    name = models.CharField("kepada", max_length=160, help_text="Jabatan, tanpa “Yth.”.")
    care_of = models.CharField("c.q.", max_length=200, blank=True)
    place = models.CharField("di", max_length=60, blank=True, help_text="Misalnya: Pontianak")
    email = models.EmailField("alamat surel", blank=True)
    channel = models.CharField("cara kirim", max_length=8, choices=Channel, default=Channel.EMAIL)
    via = models.CharField("melalui", max_length=160, blank=True)
    is_copy = models.BooleanField("tembusan", default=False)
    position = models.PositiveSmallIntegerField("urutan", default=1)
    kinds = ArrayField(models.CharField(max_length=40), verbose_name="untuk dokumen", default=list)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        verbose_name="akun penerima",
        related_name="+",
    )
    verified_at = models.DateTimeField("alamat dipastikan pada", null=True, blank=True)
    verified_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        verbose_name="dipastikan oleh",
        related_name="+",
    )
    retired_at = models.DateTimeField("tidak dipakai sejak", null=True, blank=True)

    objects = RecipientQuerySet.as_manager()

    class Meta:
        verbose_name = "penerima"
        verbose_name_plural = "penerima"
        constraints = [
            models.CheckConstraint(
                name="recipient_email_for_mail",
                condition=~Q(channel="email") | Q(email__gt=""),
                violation_error_message="Alamat surel wajib diisi untuk pengiriman lewat surel.",
            ),
            models.CheckConstraint(
                name="recipient_via_named",
                condition=~Q(channel="via") | Q(via__gt=""),
                violation_error_message="Sebutkan melalui siapa dokumen disampaikan.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def needs_verifying(self) -> bool:
        """Whether mail would go to an address nobody has confirmed."""
        return self.channel == self.Channel.EMAIL and self.verified_at is None

    @property
    def address_line(self) -> str:
        """How and where it goes, as the confirmation page lists it."""
        if self.channel == self.Channel.EMAIL:
            return f"surel {self.email}"
        if self.channel == self.Channel.VIA:
            return f"melalui {self.via}"
        return self.get_channel_display()
