"""Who may know of which incident (docs/decisions/0003-siapa-melihat-laporan.md)."""

from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, F, Lookup, Q
from django.db.models.sql.compiler import SQLCompiler

from incidents.models.choices import (
    COUNTED,
    UP_TO_RESTRICTED,
    Classification,
    Origin,
    Status,
)
from incidents.models.review import Share
from timdu.team.entrance import factor
from timdu.team.models import User

Role = User.Role
NOTHING = Q(pk__in=())
EVERYTHING = Q()


class AnyOf(Lookup):
    """`left = ANY (array)`: unlike IN (subquery), the planner can join it to other indexes."""

    lookup_name = "any_of"

    def as_sql(self, compiler: SQLCompiler, connection: Any) -> tuple[str, tuple[Any, ...]]:
        left, left_params = self.process_lhs(compiler, connection)
        right, right_params = self.process_rhs(compiler, connection)
        return f"{left} = ANY {right}", (*left_params, *right_params)


def shared_with(**target: Any) -> Q:
    """The rows somebody shared with this agency, kecamatan or person."""
    shares = Share.objects.filter(withdrawn_at=None, **target).values("incident_id")
    return Q(AnyOf(F("pk"), ArraySubquery(shares)))


def may_know(user: User) -> Q:
    """The rows of the user's team this user may know of; not for those who see no reports."""
    sent = ~Q(status=Status.DRAFT)
    ordinary = Q(classification__in=UP_TO_RESTRICTED)
    named = shared_with(person_id=user.serves_id or user.pk) & sent
    if user.is_aide:
        # What was opened to the leader by name, up to T: what is R was opened to nobody else.
        named &= ordinary
    return entered_by(user) | named | sent & ordinary & by_office(user) | drafts_for(user)


def by_office(user: User) -> Q:
    """What the office opens, up to T."""
    if user.is_secretariat or user.role == Role.AUDITOR:
        return EVERYTHING
    if user.role == Role.KECAMATAN:
        own = Q(origin=Origin.KECAMATAN, kecamatan_id=user.kecamatan_id)
        return own | shared_with(kecamatan_id=user.kecamatan_id)
    if user.role == Role.MEMBER:
        return Q(agency_id=user.agency_id) | shared_with(agency_id=user.agency_id)
    # Until there are permasalahan to read, the leaders read what the secretariat has verified.
    return Q(status__in=COUNTED) if user.role == Role.LEADER else NOTHING


def entered_by(user: User) -> Q:
    """What the person typed themselves, as long as they hold the posting they typed it in."""
    mine = Q(entered_by_id=user.pk)
    if user.role == Role.KECAMATAN:
        return mine & Q(origin=Origin.KECAMATAN, kecamatan_id=user.kecamatan_id)
    if user.role == Role.MEMBER:
        return mine & Q(agency_id=user.agency_id)
    return mine if user.is_secretariat else NOTHING


def drafts_for(user: User) -> Q:
    """The camat reads the drafts the operators wrote in the camat's name."""
    if user.role != Role.KECAMATAN or user.is_operator:
        return NOTHING
    return Q(
        status=Status.DRAFT,
        classification__in=UP_TO_RESTRICTED,
        origin=Origin.KECAMATAN,
        kecamatan_id=user.kecamatan_id,
    )


def to_be_named_by(user: User) -> Q:
    """The secretary decides who reads what is secret without reading it."""
    if user.role != Role.SECRETARY:
        return NOTHING
    return Q(classification=Classification.SECRET) & ~Q(status=Status.DRAFT)


SEES_NO_REPORTS = (Role.OBSERVER, Role.ADMIN)


def named_on_secret() -> Exists:
    """Whether the person of a sign-in is named on a report that is R."""
    return Exists(
        Share.objects.filter(
            person=factor.PERSON,
            withdrawn_at=None,
            incident__classification=Classification.SECRET,
        )
    )
