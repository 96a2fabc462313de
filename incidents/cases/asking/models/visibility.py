"""Who may know of what is asked (docs/decisions/0076-disposisi-dan-permintaan.md)."""

from django.apps import apps
from django.db.models import Exists, OuterRef, Q

from incidents.cases.asking.models.choices import Status
from incidents.cases.models.visibility import WHOLE
from timdu.team.models import User
from timdu.team.roster import line

Role = User.Role
TOLD = (*WHOLE, Role.KECAMATAN, Role.MEMBER)
ASKED = (*WHOLE, Role.MEMBER, Role.FORKOPIMDA)
# The Inspektorat reads of them in the chronology of their permasalahan, and opens no page of them.
TOLD_OF, ASKED_OF = (*TOLD, Role.AUDITOR), (*ASKED, Role.AUDITOR)
# While a disposisi stands so, the office it is addressed to reads the head of its permasalahan.
OPENING = (Status.SENT, Status.ACCEPTED, Status.REPORTED, Status.DONE)
NOBODY = Q(pk__in=())


def told_to(user: User) -> Q:
    """The disposisi addressed to the person's office."""
    if user.role == Role.KECAMATAN:
        return Q(kecamatan_id=user.kecamatan_id)
    if user.role == Role.MEMBER and user.agency_id:
        return Q(agency_id=user.agency_id)
    return NOBODY


def asked_of(user: User) -> Q:
    """The permintaan addressed to the person's agency or, of a Forkopimda, to the seat.

    What was asked of whoever held the person's kedudukan then is the person's to answer.
    """
    if user.role not in (Role.MEMBER, Role.FORKOPIMDA):
        return NOBODY
    found = Q(agency_id=user.agency_id) if user.agency_id else NOBODY
    if user.role == Role.FORKOPIMDA:
        found |= Q(person=user)
        for term in line.others(user):
            then = Q(at__gte=term.since) & (Q(at__lt=term.until) if term.until else Q())
            found |= Q(person=term.user_id) & then
    return found


def opens_case(user: User) -> Q:
    """The permasalahan a standing disposisi opens to the office it is addressed to."""
    if user.role not in (Role.KECAMATAN, Role.MEMBER):
        return NOBODY
    rows = apps.get_model("asking.Disposition")._default_manager.filter(
        told_to(user), team=user.team, case=OuterRef("pk"), status__in=OPENING
    )
    return Q(Exists(rows))
