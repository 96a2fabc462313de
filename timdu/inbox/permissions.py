"""Who may answer for a mail that may not have arrived."""

from timdu.core.access import rule
from timdu.inbox.models import Notification
from timdu.team.models import User

DESK = "Sekretariat Tim Terpadu"


@rule("Yang tidak tercapai lewat surel ditelepon oleh sekretariat.", who=DESK)
def can_note_reached(user: User, row: Notification) -> bool:
    """The desk of the team rings up."""
    return user.is_secretariat and row.team_id == user.team_id
