"""Petugas piket: whom to call now about what cannot wait."""

import datetime as dt
from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

from django.utils import timezone

from timdu.core import phones
from timdu.team.models import DutyOfficer, DutyTurn, Team, User

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
    now = now or timezone.now()
    turn, until = turn_now(team, now), ends_at(team, duty_day(team, now))
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


def turn_now(team: Team, now: dt.datetime) -> DutyTurn | None:
    """The day of the rota that runs now, if somebody planned it."""
    day = duty_day(team, now)
    return DutyTurn.objects.filter(team=team).between(day, day).first()


def reached_by_mail(team: Team, now: dt.datetime) -> list[tuple[User, str]]:
    """Who is written to at once about what cannot wait, and as what.

    The officer on duty and the stand-in; when neither can be written to, Kabid and Kepala Badan.
    """
    turn = turn_now(team, now)
    on_call = [(turn.officer, "petugas piket"), (turn.stand_in, "pengganti piket")] if turn else []
    found = {
        officer.account: role
        for officer, role in reversed(on_call)
        if officer is not None and officer.account is not None and can_be_written(officer.account)
    }
    if found:
        return list(reversed(found.items()))
    heads = User.objects.filter(team=team, role__in=(User.Role.VERIFIER, User.Role.SECRETARY))
    return [
        (person, "pengganti: tidak ada petugas piket yang dapat disurati")
        for person in heads.active().exclude(email="").order_by("pk")
    ]


def can_be_written(person: User) -> bool:
    """Whether mail reaches the person today, in the active zone."""
    return bool(person.email) and person.may_enter_today and person.is_secretariat


def gap(team: Team, now: dt.datetime) -> str:
    """Why nobody on duty hears at once of what cannot wait; "" when somebody does."""
    turn = turn_now(team, now)
    if turn is None or turn.officer is None:
        return "Jadwal piket hari ini kosong."
    accounts = [officer.account for officer in (turn.officer, turn.stand_in) if officer]
    if not any(account and can_be_written(account) for account in accounts):
        return "Petugas piket hari ini belum dihubungkan dengan akun bersurel."
    return ""


def takes_turns(person: User) -> bool:
    """Whether the person is among those who are on duty by turns."""
    return DutyOfficer.objects.current().filter(account=person).exists()
