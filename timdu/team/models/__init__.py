"""Who we are: the team and its people, and who sits where."""

from timdu.team.models.audits import SuratTugas
from timdu.team.models.dated import Setting
from timdu.team.models.decrees import Decree
from timdu.team.models.duty import DutyOfficer, DutyTurn
from timdu.team.models.partners import Partner
from timdu.team.models.people import PersonManager, User
from timdu.team.models.recoveries import Recovery
from timdu.team.models.seats import Holder, Seat
from timdu.team.models.teams import Agency, Team

__all__ = [
    "Agency",
    "Decree",
    "DutyOfficer",
    "DutyTurn",
    "Holder",
    "Partner",
    "PersonManager",
    "Recovery",
    "Seat",
    "Setting",
    "SuratTugas",
    "Team",
    "User",
]
