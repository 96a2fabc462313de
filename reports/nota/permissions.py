"""Who may write a nota dinas, and who notes what was decided."""

from incidents.cases.models.visibility import reads_whole
from timdu.core.access import rule
from timdu.team.models import User

DESK = "Sekretariat Tim Terpadu"


@rule("Nota dinas dibaca oleh sekretariat dan pimpinan.", who=DESK)
def can_read(user: User) -> bool:
    """It tells the whole of a permasalahan."""
    return reads_whole(user)


@rule("Nota dinas disusun oleh sekretariat.", who=DESK)
def can_write(user: User) -> bool:
    """The desk writes to the bupati."""
    return user.is_secretariat


@rule(
    "Keputusan atas nota dinas dicatat oleh sekretariat, atau oleh pimpinan sendiri.",
    who="sekretariat, atau pimpinan (bukan stafnya)",
)
def can_decide(user: User) -> bool:
    """The leader decides; the desk notes what came back on paper."""
    return user.is_secretariat or user.leads
