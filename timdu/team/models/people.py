"""The people who sign in, and who of them serves a leader."""

import datetime as dt
from typing import Any, Self

import pghistory
from django.contrib.auth.models import AbstractUser, UserManager
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from timdu.core.access import Denied
from timdu.team.entrance import factor
from timdu.team.models.teams import Agency, Team
from timdu.wilayah.models import Wilayah


def opens_on(today: dt.date, of: str = "") -> Q:
    """Whether the account's own switch and dates open it on the day; `of` leads to the account."""
    begun = Q(**{f"{of}access_from": None}) | Q(**{f"{of}access_from__lte": today})
    not_over = Q(**{f"{of}access_until": None}) | Q(**{f"{of}access_until__gte": today})
    return Q(**{f"{of}is_active": True}) & begun & not_over


class UserQuerySet(models.QuerySet["User"]):
    def visible_to(self, user: "User") -> Self:
        """Keep the people of the user's team; who has none sees nobody."""
        return self.filter(team_id=user.team_id, team__isnull=False)

    def active(self) -> Self:
        """Keep those who may sign in on this day of the active zone: their dates count too.

        Whoever serves a leader may as long as the leader may.
        """
        today = timezone.localdate()
        served = Q(serves__role=User.Role.LEADER, serves__serves=None)
        return self.filter(opens_on(today), Q(serves=None) | served & opens_on(today, "serves__"))

    def leading(self) -> Self:
        """Keep the leaders themselves, without those who serve them."""
        return self.filter(role=User.Role.LEADER, serves=None)


class PersonManager(UserManager.from_queryset(UserQuerySet)["User"]):  # type: ignore[misc]
    """Signing in reads the person with team, office and posting in one query."""

    def get_queryset(self) -> UserQuerySet:
        people: UserQuerySet = super().get_queryset()
        return people.select_related("team", "agency", "kecamatan")

    def select_for_update(self, **how: Any) -> UserQuerySet:
        """Lock the person alone: libraries do not know what is read along."""
        return self.get_queryset().select_for_update(**{"of": ("self",)} | how)


@pghistory.track(exclude=["password", "last_login"])
class User(AbstractUser):
    """One person who signs in. Rights follow the role and the posting, never the name."""

    class Role(models.TextChoices):
        KECAMATAN = "kecamatan", "Kecamatan"
        MEMBER = "member", "Instansi anggota"
        STAFF = "staff", "Staf sekretariat"
        VERIFIER = "verifier", "Kabid (verifikator)"
        SECRETARY = "secretary", "Sekretaris Tim Terpadu"
        LEADER = "leader", "Pimpinan"
        FORKOPIMDA = "forkopimda", "Forkopimda"
        OBSERVER = "observer", "Pengamat provinsi/pusat"
        AUDITOR = "auditor", "Inspektorat"
        ADMIN = "admin", "Administrator sistem"

    SECRETARIAT = (Role.STAFF, Role.VERIFIER, Role.SECRETARY)

    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]
    full_name = models.CharField("nama lengkap", max_length=120)
    role = models.CharField("peran", max_length=12, choices=Role)
    team = models.ForeignKey(
        Team, on_delete=models.PROTECT, null=True, blank=True, verbose_name="tim"
    )
    agency = models.ForeignKey(
        Agency, on_delete=models.PROTECT, null=True, blank=True, verbose_name="instansi"
    )
    kecamatan = models.ForeignKey(
        Wilayah, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    position = models.CharField("jabatan", max_length=120)
    is_operator = models.BooleanField(
        "operator", default=False, help_text="Mengirim atas nama camat atau kepala instansi."
    )
    phone = models.CharField("telepon", max_length=20, blank=True)
    area = models.CharField("wilayah pengamatan", max_length=13, blank=True)
    access_from = models.DateField("akses mulai", null=True, blank=True)
    access_until = models.DateField("akses sampai", null=True, blank=True)
    must_change_password = models.BooleanField("wajib ganti kata sandi", default=False)
    pending_role = models.CharField(
        "peran menunggu persetujuan", max_length=12, choices=Role, blank=True
    )
    ended_reason = models.CharField("alasan akses diakhiri", max_length=200, blank=True)
    serves = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="aides",
        verbose_name="staf pimpinan dari",
    )
    pending_serves = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = PersonManager()  # type: ignore[misc]
    REQUIRED_FIELDS = ["email", "full_name"]

    class Meta:
        verbose_name = "pengguna"
        verbose_name_plural = "pengguna"
        constraints = [
            models.CheckConstraint(
                name="user_kecamatan_iff_role",
                condition=Q(role="kecamatan", kecamatan__isnull=False)
                | (~Q(role="kecamatan") & Q(kecamatan__isnull=True)),
                violation_error_message=(
                    "Kecamatan wajib diisi untuk petugas kecamatan, dan hanya untuk mereka."
                ),
            ),
            models.CheckConstraint(
                name="user_member_has_agency",
                condition=~Q(role="member") | Q(agency__isnull=False),
                violation_error_message="Instansi wajib diisi untuk instansi anggota.",
            ),
            models.CheckConstraint(
                name="user_team_unless_observer",
                condition=Q(role="observer", team__isnull=True, area__gt="")
                | (~Q(role="observer") & Q(team__isnull=False)),
                violation_error_message=(
                    "Tim wajib diisi; pengamat mengisi kode wilayah dan tidak memiliki tim."
                ),
            ),
            models.CheckConstraint(
                name="user_auditor_has_dates",
                condition=~Q(role="auditor")
                | Q(is_active=False)
                | Q(access_from__isnull=False, access_until__isnull=False),
                violation_error_message=(
                    "Tanggal mulai dan akhir surat tugas wajib diisi untuk Inspektorat."
                ),
            ),
            models.CheckConstraint(
                name="user_serves_as_leader",
                condition=Q(serves=None) | Q(role="leader") & ~Q(serves=F("id")),
                violation_error_message=(
                    "Staf pimpinan memakai peran Pimpinan dan melayani orang lain."
                ),
            ),
            models.UniqueConstraint(
                models.functions.Lower("email"),
                name="user_email_once",
                condition=~Q(email=""),
                violation_error_message="Alamat surel ini sudah dipakai pengguna lain.",
            ),
        ]

    # A Verdict, asked for by core.reads: what is R opens only behind a second factor.
    may_open_secret = property(factor.may_open_secret)

    def __str__(self) -> str:
        return self.position or self.full_name

    def get_full_name(self) -> str:
        return self.full_name

    def get_short_name(self) -> str:
        return self.full_name

    @property
    def scope(self) -> str:
        """The area-code prefix this person may know of."""
        if self.kecamatan_id:
            return self.kecamatan_id
        return self.team.scope if self.team else self.area

    @property
    def own_team(self) -> Team:
        """The person's team; a page of the team is not for an observer, who has none."""
        if self.team is None:
            raise Denied("Halaman ini untuk anggota Tim Terpadu.", "Sekretariat Tim Terpadu")
        return self.team

    @property
    def is_secretariat(self) -> bool:
        return self.role in self.SECRETARIAT

    @property
    def reads_whole_team(self) -> bool:
        return self.is_secretariat

    @property
    def is_aide(self) -> bool:
        """Whether the person is staf pimpinan: reads with a leader's eyes, decides nothing."""
        return self.serves_id is not None

    @property
    def leads(self) -> bool:
        """Whether the person is a leader, and does not only serve one."""
        return self.role == self.Role.LEADER and not self.is_aide

    @property
    def role_word(self) -> str:
        """The role as lists say it."""
        if self.serves is None:
            return self.get_role_display()
        return f"Staf pimpinan: {self.serves.byline}"

    @property
    def pending_word(self) -> str:
        """The role that waits for the secretary."""
        if self.pending_serves is None:
            return self.get_pending_role_display()
        return f"Staf pimpinan: {self.pending_serves.byline}"

    @property
    def is_masked(self) -> bool:
        """Whether sources and reporters are hidden from the reader, wherever they may stand."""
        return self.role == self.Role.AUDITOR

    @property
    def workplace(self) -> str:
        """Where the person works, as the page head says it."""
        if self.kecamatan:
            return f"Kecamatan {self.kecamatan.name}"
        if self.agency:
            return self.agency.short_name
        return "Tim Terpadu PKS" if self.team else "Pengamat"

    @property
    def byline(self) -> str:
        """Who, as it stands under a fact."""
        return self.position or self.full_name

    @property
    def initials(self) -> str:
        words = (self.position or self.full_name).split()
        return "".join(word[0] for word in words[:2]).upper()

    def may_enter_on(self, today: dt.date) -> bool:
        """Whether the day lies inside the dates of the person's access (open ends are open).

        Whoever serves a leader enters as long as the leader does: it ends, and returns, with them.
        """
        begun = self.access_from is None or self.access_from <= today
        own = begun and (self.access_until is None or today <= self.access_until)
        if self.serves is None:
            return own
        return (
            own and self.serves.leads and self.serves.is_active and self.serves.may_enter_on(today)
        )

    @property
    def may_enter_today(self) -> bool:
        """Whether the account opens anything on this day of the active zone."""
        return self.is_active and self.may_enter_on(timezone.localdate())
