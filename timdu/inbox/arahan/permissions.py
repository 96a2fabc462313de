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


@rule("Arahan dicatat oleh sekretariat atau oleh pimpinannya sendiri.", who="Staf sekretariat")
def can_record(user: User) -> bool:
    """Most are spoken; staff write them down."""
    return user.is_secretariat or user.role == Role.LEADER


@rule("Arahan dibenarkan hanya oleh pimpinan yang memberikannya.", who="pimpinan itu sendiri")
def can_confirm(user: User, arahan: Arahan) -> bool:
    """Nobody speaks in a leader's place."""
    return arahan.leader_id == user.pk and user.role == Role.LEADER


@rule("Pelaksanaan arahan dicatat oleh yang dituju.", who="yang dituju, atau sekretariat")
def can_finish(user: User, arahan: Arahan) -> bool:
    """The office it was said to; the secretariat notes what was told it."""
    if user.is_secretariat:
        return True
    if user.role == Role.KECAMATAN:
        return arahan.kecamatan_id == user.kecamatan_id
    return user.role == Role.MEMBER and arahan.agency_id == user.agency_id
