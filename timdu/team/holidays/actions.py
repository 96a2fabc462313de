"""Days off are added, many at once, and taken back; working days follow."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from timdu.core import event_names, events
from timdu.core.access import require
from timdu.core.models import Holiday
from timdu.core.workflow import WrongState
from timdu.team.models import Team, User
from timdu.team.permissions import can_change_settings

event_names.name(
    holiday_add="Hari libur dicatat",
    holiday_withdraw="Hari libur dibatalkan",
)


@dataclass(frozen=True)
class DayOff:
    """One day as it was typed."""

    day: dt.date
    name: str


@transaction.atomic
def add(days: Sequence[DayOff], kind: str, *, by: User) -> int:
    """Keep days off; one that is there already stays as it is. Returns how many are new."""
    require(can_change_settings(by))
    team = Team.objects.select_for_update(of=("self",)).get(pk=by.own_team.pk)
    there = set(Holiday.objects.filter(team=team).standing().values_list("day", flat=True))
    new = {one.day: one for one in days if one.day not in there}
    for one in new.values():
        Holiday.objects.create(team=team, day=one.day, name=one.name, kind=kind)
    if new:
        data = {"days": sorted(day.isoformat() for day in new)}
        events.record(by=by, what="holiday.add", about=team, data=data)
    return len(new)


@transaction.atomic
def withdraw(holiday: Holiday, *, by: User) -> None:
    """The offices work on that day after all; that it was listed stays on record."""
    require(can_change_settings(by))
    row = Holiday.objects.select_for_update(of=("self",)).get(pk=holiday.pk)
    if row.withdrawn_at is not None:
        raise WrongState("Hari ini sudah dibatalkan.")
    row.withdrawn_at = timezone.now()
    row.save(update_fields=["withdrawn_at"])
    events.record(by=by, what="holiday.withdraw", about=row.team, note=str(row))
