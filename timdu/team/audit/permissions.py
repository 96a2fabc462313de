"""Who lets an auditor in."""

from timdu.core.access import rule
from timdu.team.models import User


@rule(
    "Akses Inspektorat dibuka menurut surat tugas, dicatat oleh Sekretaris atau administrator.",
    who="Kepala Badan atau administrator sistem",
)
def can_admit_auditor(user: User) -> bool:
    """Either may: the letter, not the person, opens the door, and its scan stands beside it."""
    return user.role in (User.Role.SECRETARY, User.Role.ADMIN)
