"""Who may know of which permasalahan (docs/decisions/0072 and 0083)."""

from collections.abc import Callable
from typing import Any

from django.apps import apps
from django.db.models import Exists, OuterRef, Q, QuerySet

from incidents.cases.models.link import CaseIncident
from incidents.cases.models.share import CaseShare
from incidents.models import Incident
from incidents.models.choices import UP_TO_RESTRICTED, Classification
from timdu.team.entrance import factor
from timdu.team.models import User

Role = User.Role
# Whoever reads every permasalahan of the team; the reports behind one still by their own door.
WHOLE = (*User.SECRETARIAT, Role.LEADER)
# Whoever reads those that are theirs.
OWN = (Role.KECAMATAN, Role.MEMBER, Role.FORKOPIMDA)
READERS = (*WHOLE, *OWN)
# Whoever reads permasalahan at all: the Inspektorat whole, without names, up to T.
CASE_READERS = (*READERS, Role.AUDITOR)
# Who may be named on what is R.
NAMED = (*WHOLE, *OWN)
# What rooms above open to an office, as naming a holder does; added in `AppConfig.ready()`.
OPENED_ABOVE: list[Callable[[User], Q]] = []


def reads_whole(user: User) -> bool:
    """Whether the person reads all of a permasalahan, the desk's words and others' steps too."""
    return user.role in WHOLE


def reads_all(user: User) -> bool:
    """The same, and the Inspektorat, who reads it with the names of who reported taken out."""
    return reads_whole(user) or user.is_masked


class RowByRow(Exists):
    """Asked of each row by itself.

    For a list of a few rows: else PostgreSQL first makes a table of all links the person may read.
    """

    template = "EXISTS(%(subquery)s OFFSET 0)"


def may_know(user: User, *, few: bool = False) -> Q:
    """The permasalahan of the user's team this user may know of; for READERS only.

    Role, office, linked report and disposisi open up to T; what is R opens by name and no way else.
    `few`: the first of them are read, not all of them counted.
    """
    return Q(classification__in=UP_TO_RESTRICTED) & by_office(user, few=few) | named(user)


def by_office(user: User, *, few: bool = False) -> Q:
    """What the office opens, up to T."""
    if reads_all(user):
        return Q()
    linked = RowByRow if few else Exists
    known = held_by(user) | Q(linked(links_of(user)))
    for opened in OPENED_ABOVE:
        known |= opened(user)
    return known


def named(user: User) -> Q:
    """Those that are R on which the person is named."""
    shares = CaseShare.objects.to(user).values("case")
    return Q(classification=Classification.SECRET, pk__in=shares)


def to_be_named_by(user: User) -> Q:
    """The secretary decides who reads what is R without reading it."""
    is_secretary = user.role == Role.SECRETARY
    return Q(classification=Classification.SECRET) if is_secretary else Q(pk__in=())


def unseen(user: User) -> "QuerySet[Any]":
    """Keys of those that are R on which the person is not named: nothing may tell of them."""
    rows = apps.get_model("cases.Case")._default_manager
    secret = rows.filter(classification=Classification.SECRET)
    return secret.exclude(pk__in=CaseShare.objects.to(user).values("case")).values("pk")


def named_on_secret() -> Exists:
    """Whether the person of a sign-in is named on a permasalahan that is R."""
    rows = CaseShare.objects.standing().filter(case__classification=Classification.SECRET)
    return Exists(rows.filter(person=factor.PERSON))


def links_of(user: User) -> QuerySet[CaseIncident]:
    """The standing links of a permasalahan to reports the person reads, up to T."""
    seen = Incident.objects.visible_to(user).sent().filter(classification__in=UP_TO_RESTRICTED)
    return CaseIncident.objects.plain().filter(
        case=OuterRef("pk"), withdrawn_at=None, incident__in=seen.values("pk")
    )


def held_by(user: User) -> Q:
    """Those whose holder is the person's office: naming a holder opens the permasalahan to it."""
    if user.role == Role.KECAMATAN:
        return Q(holder_kecamatan_id=user.kecamatan_id)
    if user.role == Role.MEMBER:
        return Q(holder_id=user.agency_id)
    return Q(pk__in=())
