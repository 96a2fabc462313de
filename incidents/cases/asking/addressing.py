"""Who may be told and who is only asked, by what kind of office it is.

The bupati's own (camat, perangkat daerah) get a disposisi. Vertical agencies, the Forkopimda, the
agencies the team names in its settings (FKUB) and mitra get a permintaan koordinasi.
"""

import datetime as dt

from django.db.models import Q, QuerySet
from django.utils import timezone

from incidents.cases.asking.options import COORDINATED
from incidents.cases.models import Case
from timdu.core.workflow import WrongState
from timdu.team import settings as team_settings
from timdu.team.models import Agency, Partner, User
from timdu.team.roster import line
from timdu.team.roster.forms import kecamatan_of
from timdu.wilayah.models import Wilayah

RULE = (
    "{name} bukan perangkat daerah: disposisi hanya kepada camat dan perangkat daerah. "
    "Gunakan permintaan koordinasi."
)
OWN = "{name} adalah kantor sekretariat sendiri: catat langkahnya pada permasalahan."
UNNAMED = (
    "Permasalahan ini Rahasia, dan belum seorang pun dari yang dituju ditunjuk untuk membukanya. "
    "Kepala Badan menunjuk orangnya lebih dahulu."
)
GONE = "{name} tidak lagi anggota tim."


def outside(user: User) -> Q:
    """The agencies nobody here commands."""
    named = team_settings.value(user.own_team, COORDINATED)
    return Q(is_vertical=True) | Q(short_name__in=named)


def desk(user: User) -> Q:
    """The agency the secretariat sits in."""
    people = User.objects.filter(
        team=user.own_team, role__in=User.SECRETARIAT, agency__isnull=False
    )
    return Q(pk__in=people.values("agency"))


def told(user: User) -> "QuerySet[Agency]":
    """Perangkat daerah that may get a disposisi."""
    rows = Agency.objects.visible_to(user).current()
    return rows.exclude(outside(user)).exclude(desk(user))


def asked(user: User) -> "QuerySet[Agency]":
    """Agencies that may be asked; an OPD may be, too."""
    return Agency.objects.visible_to(user).current().exclude(desk(user))


def forkopimda(user: User) -> "QuerySet[User]":
    """Forkopimda whose office is no member agency: what is asked of Polres is Kapolres' to read."""
    rows = User.objects.visible_to(user).active()
    return rows.filter(role=User.Role.FORKOPIMDA, agency=None).order_by("position")


def mitra(user: User) -> "QuerySet[Partner]":
    """Mitra the team works with; the desk writes down what they answer."""
    return Partner.objects.visible_to(user).current()


def refuse_telling(user: User, *, agency: Agency | None, kecamatan: Wilayah | None) -> None:
    """Raise WrongState, with the rule in words, for an office that gets no disposisi."""
    if kecamatan is not None:
        if not kecamatan_of(user.own_team).filter(pk=kecamatan.pk).exists():
            raise WrongState("Kecamatan ini bukan wilayah tim Anda.")
        return
    if agency is None:
        raise WrongState("Pilih camat atau perangkat daerah yang dituju.")
    if told(user).filter(pk=agency.pk).exists():
        return
    raise WrongState(_why_not(user, agency))


def _why_not(user: User, agency: Agency) -> str:
    rows = Agency.objects.visible_to(user).filter(pk=agency.pk)
    if rows.filter(outside(user)).exists():
        return RULE.format(name=agency.short_name)
    if rows.filter(desk(user)).exists():
        return OWN.format(name=agency.short_name)
    return GONE.format(name=agency.short_name)


def refuse_asking(
    user: User, *, agency: Agency | None, partner: Partner | None, person: User | None
) -> None:
    """Raise WrongState for whom the team cannot ask."""
    found = (
        (agency is not None and asked(user).filter(pk=agency.pk).exists())
        or (partner is not None and mitra(user).filter(pk=partner.pk).exists())
        or (person is not None and forkopimda(user).filter(pk=person.pk).exists())
    )
    if not found:
        raise WrongState("Pilih instansi, pejabat Forkopimda, atau mitra yang diminta.")


def people_of(
    *,
    team_id: int,
    agency: Agency | None = None,
    kecamatan: Wilayah | None = None,
    person: User | None = None,
    at: dt.datetime | None = None,
) -> list[User]:
    """Those of the office who can sign in today; nobody where it has no account.

    Of a Forkopimda: the person, and whoever today holds the seat that was theirs at the moment.
    """
    rows = User.objects.filter(team_id=team_id).active()
    role = User.Role
    if kecamatan is not None:
        return list(rows.filter(role=role.KECAMATAN, kecamatan=kecamatan).order_by("pk"))
    if agency is not None:
        return list(
            rows.filter(role__in=(role.MEMBER, role.FORKOPIMDA), agency=agency).order_by("pk")
        )
    if person is not None:
        moment = at or timezone.now()
        others = rows.filter(role=role.FORKOPIMDA).select_related("team")
        return [
            one for one in others.order_by("pk")
            if one.pk == person.pk
            or any(term.covers(person.pk, moment) for term in line.others(one))
        ]  # fmt: skip
    return []


def who_know(case: Case | None, people: list[User]) -> list[User]:
    """Of what is R only those who are named on it may be told or asked."""
    if case is None or not case.is_secret:
        return people
    named = set(case.shares.standing().values_list("person_id", flat=True))
    return [person for person in people if person.pk in named]


def refuse_unnamed(case: Case | None, people: list[User]) -> None:
    """Raise WrongState where nobody of the office could read what is R."""
    if case is not None and case.is_secret and not who_know(case, people):
        raise WrongState(UNNAMED)
