"""Piket of the demo: five people by the week, last month to the next, whose end is not planned."""

import datetime as dt

from timdu.demo.clock import Clock
from timdu.demo.people import People
from timdu.team.models import DutyOfficer, DutyTurn

WEEK = 7
# The last days of next month are nobody's yet.
OPEN_DAYS = 5
# The last has no account yet: the list of officers says so.
ACCOUNTS = ("staf", "kabid", "staf2", "kaban", "")
ON_CALL = tuple(
    (f"Petugas {letter}", f"0812000000{number}") for number, letter in enumerate("ABCDE", start=10)
)


def plan(people: People, clock: Clock) -> None:
    """Whoever has the week answers; whoever has the next one stands in."""
    officers = DutyOfficer.objects.bulk_create(
        DutyOfficer(team=people.team, name=name, phone=phone, account=people[key] if key else None)
        for (name, phone), key in zip(ON_CALL, ACCOUNTS, strict=True)
    )
    first = clock.month.previous.first
    last = clock.month.next.last - dt.timedelta(days=OPEN_DAYS)
    days = [first + dt.timedelta(days=count) for count in range((last - first).days + 1)]
    DutyTurn.objects.bulk_create(
        DutyTurn(
            team=people.team,
            day=day,
            officer=officers[week_of(day) % len(officers)],
            stand_in=officers[(week_of(day) + 1) % len(officers)],
        )
        for day in days
    )


def week_of(day: dt.date) -> int:
    """Weeks since long ago, from Monday to Sunday."""
    return (day.toordinal() - 1) // WEEK
