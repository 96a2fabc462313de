"""Who may know of which permasalahan (docs/decisions/0072-permasalahan.md)."""

from collections.abc import Callable

from django.db.models import Exists, OuterRef, Q, QuerySet

from incidents.cases.models.link import CaseIncident
from incidents.models import Incident
from incidents.models.choices import UP_TO_RESTRICTED
from timdu.team.models import User

Role = User.Role
# Whoever reads every permasalahan of the team; the reports behind one still by their own door.
WHOLE = (*User.SECRETARIAT, Role.LEADER)
# Whoever reads those that are theirs.
OWN = (Role.KECAMATAN, Role.MEMBER, Role.FORKOPIMDA)
READERS = (*WHOLE, *OWN)
# What rooms above open to an office, as naming a holder does; added in `AppConfig.ready()`.
OPENED_ABOVE: list[Callable[[User], Q]] = []


def reads_whole(user: User) -> bool:
    """Whether the person reads all of a permasalahan, the desk's words and others' steps too."""
    return user.role in WHOLE


def may_know(user: User) -> Q:
    """The permasalahan of the user's team this user may know of; for READERS only."""
    if reads_whole(user):
        return Q()
    known = held_by(user) | Q(Exists(links_of(user)))
    for opened in OPENED_ABOVE:
        known |= opened(user)
    return known


def links_of(user: User) -> QuerySet[CaseIncident]:
    """The standing links of a permasalahan to reports the person reads, up to T."""
    seen = Incident.objects.visible_to(user).sent().filter(classification__in=UP_TO_RESTRICTED)
    return CaseIncident.objects.filter(
        case=OuterRef("pk"), withdrawn_at=None, incident__in=seen.values("pk")
    )


def held_by(user: User) -> Q:
    """Those whose holder is the person's office: naming a holder opens the permasalahan to it."""
    if user.role == Role.KECAMATAN:
        return Q(holder_kecamatan_id=user.kecamatan_id)
    if user.role == Role.MEMBER:
        return Q(holder_id=user.agency_id)
    return Q(pk__in=())
