"""Who may answer for a mail that may not have arrived."""

from timdu.core.access import rule
from timdu.inbox.models import Notification, SavedFilter
from timdu.team.models import User

DESK = "Sekretariat Tim Terpadu"


@rule("Yang tidak tercapai lewat surel ditelepon oleh sekretariat.", who=DESK)
def can_note_reached(user: User, row: Notification) -> bool:
    """The desk of the team rings up."""
    return user.is_secretariat and row.team_id == user.team_id


@rule("Saringan diubah dan dihapus oleh yang menyimpannya.", who="yang menyimpan saringan ini")
def can_change_filter(user: User, row: SavedFilter) -> bool:
    """Shared or not, it stays its owner's."""
    return row.owner_id == user.pk
