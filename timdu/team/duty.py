"""Petugas piket: whom to call now about what cannot wait."""

import datetime as dt
from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

from django.utils import timezone

from timdu.core import phones
from timdu.team.models import DutyOfficer, DutyTurn, Team

DAY = dt.timedelta(days=1)
UNPLANNED = "Belum ada petugas terjadwal saat ini. Ini nomor tetap tim."


@dataclass(frozen=True)
class Duty:
    """The person on duty, with addresses a telephone understands, and who stands in."""

    name: str
    phone: str
    dial: str
    chat: str
    until: dt.datetime | None = None
    note: str = ""
    stand_in: "Duty | None" = None


def duty_day(team: Team, now: dt.datetime) -> dt.date:
    """The day of the rota that runs now: it begins at the hand-over hour in the team's zone."""
    local = now.astimezone(ZoneInfo(team.zone))
    return local.date() if local.hour >= team.duty_hour else local.date() - DAY


def ends_at(team: Team, day: dt.date) -> dt.datetime:
    """When the turn of a day is handed over."""
    return dt.datetime.combine(day + DAY, dt.time(team.duty_hour), ZoneInfo(team.zone))


def on_duty(team: Team | None, now: dt.datetime | None = None) -> Duty | None:
    """Who is on duty in the team; the standing number, said so, when the rota has a gap.

    Nothing when there is neither: no number is better than a wrong one.
    """
    if team is None:
        return None
    day = duty_day(team, now or timezone.now())
    turn = DutyTurn.objects.filter(team=team).between(day, day).first()
    until = ends_at(team, day)
    planned = called(turn.officer, until) if turn else None
    if planned is None or turn is None:
        return standing(team)
    return replace(planned, stand_in=called(turn.stand_in, until))


def called(officer: DutyOfficer | None, until: dt.datetime) -> Duty | None:
    """An officer as somebody to call; nobody when the number cannot be called."""
    if officer is None or not phones.dial(officer.phone):
        return None
    dial, chat = phones.dial(officer.phone), phones.chat(officer.phone)
    return Duty(officer.name, officer.phone, dial, chat, until)


def standing(team: Team) -> Duty | None:
    """The standing number of the team, called what it is."""
    if not phones.dial(team.duty_phone):
        return None
    return Duty(
        name=team.duty_name or "Sekretariat Tim Terpadu",
        phone=team.duty_phone,
        dial=phones.dial(team.duty_phone),
        chat=phones.chat(team.duty_phone),
        note=UNPLANNED,
    )
