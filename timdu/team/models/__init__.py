"""Who we are: the team and its people, and who sits where."""

from timdu.team.models.dated import Setting
from timdu.team.models.decrees import Decree
from timdu.team.models.duty import DutyOfficer, DutyTurn
from timdu.team.models.partners import Partner
from timdu.team.models.people import Agency, PersonManager, Team, User
from timdu.team.models.seats import Holder, Seat

__all__ = [
    "Agency",
    "Decree",
    "DutyOfficer",
    "DutyTurn",
    "Holder",
    "Partner",
    "PersonManager",
    "Seat",
    "Setting",
    "Team",
    "User",
]
