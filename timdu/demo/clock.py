"""The demo's time: everything is told from the morning of one day."""

import datetime as dt
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from timdu.core.periods import Month

OPENS = dt.time(7, 30)
CLOSES = 16
AWAKE, ASLEEP = 6, 22
LENGTH = 36
# Days of the year on which no office works, whatever the year.
HOLIDAYS = ((1, 1), (5, 1), (6, 1), (8, 17), (12, 25))


@dataclass(frozen=True)
class Clock:
    """The day the demo is loaded for, in one team's zone; nothing in it is later than 07.30."""

    today: dt.date
    zone: str

    @property
    def now(self) -> dt.datetime:
        return dt.datetime.combine(self.today, OPENS, ZoneInfo(self.zone))

    @property
    def month(self) -> Month:
        """The month that runs."""
        return Month.of(self.today)

    @property
    def months(self) -> list[Month]:
        """The months of the demo, the running one last."""
        return [self.month.plus(back) for back in range(1 - LENGTH, 1)]

    def at(self, day: dt.date, hour: int, minute: int = 0) -> dt.datetime:
        """An instant of a day in the team's zone."""
        return dt.datetime.combine(day, dt.time(hour, minute), ZoneInfo(self.zone))

    def ago(self, days: int, hour: int, minute: int) -> dt.datetime:
        """An instant so many days before today."""
        return self.at(self.today - dt.timedelta(days=days), hour, minute)

    def office_hours(self, moment: dt.datetime) -> dt.datetime:
        """The instant itself, or the next one at which an office works."""
        local = moment.astimezone(ZoneInfo(self.zone))
        if local.hour < OPENS.hour + 1:
            local = morning(local)
        elif local.hour >= CLOSES:
            local = morning(local + dt.timedelta(days=1))
        while local.weekday() > 4 or (local.month, local.day) in HOLIDAYS:
            local += dt.timedelta(days=1)
        return local

    def awake(self, moment: dt.datetime) -> dt.datetime:
        """The instant itself, or the next one at which somebody writes what is not urgent."""
        local = moment.astimezone(ZoneInfo(self.zone))
        if local.hour >= ASLEEP:
            return local.replace(hour=AWAKE + local.minute % 2) + dt.timedelta(days=1)
        return local.replace(hour=AWAKE + local.minute % 2) if local.hour < AWAKE else local

    def last_office_hour(self, moment: dt.datetime) -> dt.datetime:
        """The afternoon of the last working day before the instant."""
        local = moment.astimezone(ZoneInfo(self.zone)) - dt.timedelta(days=1)
        while local.weekday() > 4 or (local.month, local.day) in HOLIDAYS:
            local -= dt.timedelta(days=1)
        return local.replace(hour=CLOSES - 1)


def morning(local: dt.datetime) -> dt.datetime:
    """Some hour before noon: not everything is done first."""
    return local.replace(hour=OPENS.hour + 1 + local.minute % 4)


def day_of_demo(now: dt.datetime) -> dt.date:
    """Today; before the office opens still yesterday, so that nothing lies in the future."""
    opened = now.time() >= OPENS
    return now.date() if opened else now.date() - dt.timedelta(days=1)
