"""Who writes an arahan down, who says that it is theirs, who carries it out."""

from timdu.core.access import rule
from timdu.inbox.models import Arahan
from timdu.team.models import User

Role = User.Role


@rule(
    "Arahan dibaca oleh sekretariat, pimpinan yang memberikannya, dan yang dituju.",
    who="Sekretariat Tim Terpadu",
)
def can_see_arahan(user: User) -> bool:
    """Those who give, note and receive."""
    return user.is_secretariat or user.role in (Role.LEADER, Role.KECAMATAN, Role.MEMBER)


@rule(
    "Arahan dicatat oleh sekretariat, oleh pimpinannya sendiri, atau oleh staf pimpinannya.",
    who="Staf sekretariat",
)
def can_record(user: User) -> bool:
    """Most are spoken; staff write them down."""
    return user.is_secretariat or user.role == Role.LEADER


@rule("Arahan dibenarkan hanya oleh pimpinan yang memberikannya.", who="pimpinan itu sendiri")
def can_confirm(user: User, arahan: Arahan) -> bool:
    """Nobody speaks in a leader's place, nor does whoever serves the leader."""
    return arahan.leader_id == user.pk and user.leads


@rule(
    "Pimpinan mencatat arahannya sendiri; staf pimpinan mencatat arahan pimpinan yang dilayaninya.",
    who="sekretariat, yang mencatat arahan setiap pimpinan",
)
def can_record_of(user: User, leader: User) -> bool:
    """Whose words the person may write down."""
    if not leader.leads or leader.team_id != user.team_id:
        return False
    return user.is_secretariat or leader.pk in (user.pk, user.serves_id)


@rule("Pelaksanaan arahan dicatat oleh yang dituju.", who="yang dituju, atau sekretariat")
def can_finish(user: User, arahan: Arahan) -> bool:
    """The office it was said to; the secretariat notes what was told it."""
    if user.is_secretariat:
        return True
    if user.role == Role.KECAMATAN:
        return arahan.kecamatan_id == user.kecamatan_id
    return user.role == Role.MEMBER and arahan.agency_id == user.agency_id
