"""The rota of a month as it is read: every day, who has it, and where the gaps are."""

import datetime as dt
from dataclasses import dataclass

from timdu.core import phones
from timdu.core.conflicts import digest
from timdu.core.periods import DAYS, Month
from timdu.team.models import DutyOfficer, DutyTurn, Team

# Four weeks: the same day of the week, so that weekends stay with whoever takes weekends.
PATTERN = dt.timedelta(days=28)


@dataclass(frozen=True)
class Day:
    """One day of the month; without an officer it is a gap."""

    day: dt.date
    officer: DutyOfficer | None
    stand_in: DutyOfficer | None
    is_over: bool
    is_now: bool

    @property
    def name(self) -> str:
        return DAYS[self.day.weekday()]

    @property
    def is_gap(self) -> bool:
        """Whether nobody can be called: no officer, or a number that is none."""
        return self.officer is None or not phones.dial(self.officer.phone)

    @property
    def dial(self) -> str:
        return phones.dial(self.officer.phone) if self.officer else ""


def days_of(month: Month) -> list[dt.date]:
    """Every day of a month."""
    return [
        month.first + dt.timedelta(days=number)
        for number in range((month.last - month.first).days + 1)
    ]


def rota(team: Team, month: Month, now: dt.date) -> list[Day]:
    """The days of a month; `now` is the day of the rota that runs."""
    turns = {
        turn.day: turn
        for turn in DutyTurn.objects.filter(team=team).between(month.first, month.last)
    }
    found = []
    for day in days_of(month):
        turn = turns.get(day)
        officer, stand_in = (turn.officer, turn.stand_in) if turn else (None, None)
        found.append(Day(day, officer, stand_in, day < now, day == now))
    return found


def mark(days: list[Day]) -> str:
    """The version of a month."""
    return digest(
        (one.day, one.officer.pk if one.officer else "", one.stand_in.pk if one.stand_in else "")
        for one in days
    )
