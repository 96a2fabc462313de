"""Working days: Monday to Friday without the days off a team keeps. Reads only."""

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from timdu.core.models import Holiday

if TYPE_CHECKING:
    from timdu.team.models import Team

DAY = dt.timedelta(days=1)
SATURDAY = 5
# The longest run of days off anybody has seen is a fortnight.
MARGIN = dt.timedelta(days=60)


@dataclass(frozen=True)
class WorkCalendar:
    """Which days an office works."""

    days_off: frozenset[dt.date] = frozenset()

    def works(self, day: dt.date) -> bool:
        """Whether it is a working day."""
        return day.weekday() < SATURDAY and day not in self.days_off

    def shift(self, day: dt.date, count: int) -> dt.date:
        """The working day so many after the day; before it when negative."""
        step = DAY if count > 0 else -DAY
        for _ in range(abs(count)):
            day += step
            while not self.works(day):
                day += step
        return day

    def on_or_before(self, day: dt.date) -> dt.date:
        """The day itself when it is a working day, else the last one before it."""
        return day if self.works(day) else self.shift(day, -1)


def around(team: "Team", day: dt.date) -> WorkCalendar:
    """The calendar of a team, two months to each side of a day; one query."""
    rows = Holiday.objects.filter(team=team).standing().between(day - MARGIN, day + MARGIN)
    return WorkCalendar(frozenset(rows.values_list("day", flat=True)))
