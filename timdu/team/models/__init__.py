"""Who we are: the team and its people, and who sits where."""

from timdu.team.models.audits import SuratTugas
from timdu.team.models.decrees import Decree
from timdu.team.models.partners import Partner
from timdu.team.models.people import Agency, PersonManager, Setting, Team, User
from timdu.team.models.seats import Holder, Seat

__all__ = [
    "Agency",
    "Decree",
    "Holder",
    "Partner",
    "PersonManager",
    "Seat",
    "Setting",
    "SuratTugas",
    "Team",
    "User",
]
