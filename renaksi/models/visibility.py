"""Who may know of which kegiatan (docs/decisions/0075-kegiatan.md)."""

from django.db.models import Exists, OuterRef, Q

from renaksi.models.beside import Involved
from timdu.team.models import User

Role = User.Role
# Whoever reads every kegiatan of the team.
WHOLE = (*User.SECRETARIAT, Role.LEADER)
# Whoever reads those of their own office, and those that name it.
OWN = (Role.KECAMATAN, Role.MEMBER)
READERS = (*WHOLE, *OWN)


def reads_whole(user: User) -> bool:
    """Whether the person reads all kegiatan of the team."""
    return user.role in WHOLE


def may_know(user: User) -> Q:
    """The kegiatan of the user's team this user may know of; for READERS only."""
    if reads_whole(user):
        return Q()
    own = own_office(user)
    return Q(**own) | Q(Exists(Involved.objects.filter(activity=OuterRef("pk"), **own)))


def own_office(user: User) -> dict[str, object]:
    """The column that names the person's office, of a kegiatan and of who took part alike."""
    if user.role == Role.KECAMATAN:
        return {"kecamatan_id": user.kecamatan_id}
    return {"agency_id": user.agency_id}
