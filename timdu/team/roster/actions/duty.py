"""Piket: who takes turns, and the rota of a month: planned, filled, copied, swapped."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from timdu.core import events
from timdu.core.access import require
from timdu.core.conflicts import Stale, refuse_stale
from timdu.core.periods import Month
from timdu.core.workflow import WrongState
from timdu.team.duty import duty_day
from timdu.team.models import DutyOfficer, DutyTurn, Team, User
from timdu.team.roster import permissions
from timdu.team.roster.actions.decrees import lock_team
from timdu.team.roster.rota import PATTERN, Day, days_of, mark, rota

# Who has a day, and who stands in.
Turn = tuple[DutyOfficer | None, DutyOfficer | None]
NOBODY: Turn = (None, None)


@transaction.atomic
def add_officer(*, by: User, **facts: Any) -> DutyOfficer:
    """Somebody takes turns from now on."""
    require(permissions.can_plan_duty(by))
    officer = DutyOfficer(team=lock_team(by), **facts)
    officer.full_clean()
    officer.save()
    events.record(by=by, what="duty.officer_add", about=officer, note=officer.name)
    return officer


@transaction.atomic
def change_officer(
    officer: DutyOfficer, *, by: User, version: str | None = None, **facts: Any
) -> DutyOfficer:
    """Another name or number; every day of the officer follows."""
    officer = _locked(officer, by)
    refuse_stale(officer, facts, version)
    changed = sorted(name for name, value in facts.items() if getattr(officer, name) != value)
    for name, value in facts.items():
        setattr(officer, name, value)
    officer.full_clean()
    officer.save()
    events.record(by=by, what="duty.officer_change", about=officer, data={"changed": changed})
    return officer


@transaction.atomic
def retire_officer(officer: DutyOfficer, *, by: User, reason: str) -> int:
    """Takes no turns any more; the days still to come are gaps, and their number is returned."""
    officer = _locked(officer, by)
    if officer.retired_on is not None:
        raise WrongState("Petugas ini sudah tidak piket lagi.")
    today = duty_day(officer.team, timezone.now())
    coming = DutyTurn.objects.filter(team=officer.team, day__gte=today)
    coming.filter(stand_in=officer).update(stand_in=None)
    gaps = coming.filter(officer=officer).update(officer=None, stand_in=None)
    officer.retired_on, officer.retired_reason = today, reason
    officer.save(update_fields=["retired_on", "retired_reason"])
    data = {"gaps": gaps}
    events.record(by=by, what="duty.officer_retire", about=officer, note=reason, data=data)
    return gaps


def _locked(officer: DutyOfficer, by: User) -> DutyOfficer:
    require(permissions.can_plan_duty(by))
    lock_team(by)
    rows = DutyOfficer.objects.visible_to(by).select_for_update(of=("self",))
    return rows.select_related("team").get(pk=officer.pk)


@transaction.atomic
def plan(month: Month, wanted: Mapping[dt.date, Turn], *, by: User, version: str) -> int:
    """Write a month as it was planned; returns how many days changed."""
    team, days = _month(month, by)
    standing = {one.day: (one.officer, one.stand_in) for one in days}
    if version != mark(days) and any(standing[day] != turn for day, turn in wanted.items()):
        raise Stale(days)
    return _write(team, standing, wanted, by=by, what="duty.plan")


@transaction.atomic
def fill(
    first: dt.date,
    last: dt.date,
    officer: DutyOfficer,
    stand_in: DutyOfficer | None,
    *,
    by: User,
) -> int:
    """Give the empty days of a span to one person, a week say; planned days stay."""
    team = _lock_rota(by)
    standing: dict[dt.date, Turn] = {}
    for month in sorted({Month.of(first), Month.of(last)}):
        standing |= _standing(team, month)
    empty = {
        day: (officer, stand_in)
        for day, turn in standing.items()
        if first <= day <= last and turn[0] is None
    }
    return _write(team, standing, empty, by=by, what="duty.fill", only_coming=True)


@transaction.atomic
def copy_pattern(month: Month, *, by: User) -> int:
    """Fill the empty days of a month as four weeks before; who serves no longer stays out."""
    team, days = _month(month, by)
    standing = {one.day: (one.officer, one.stand_in) for one in days}
    known = _standing(team, month.previous) | standing
    wanted = {}
    for day in days_of(month):
        officer, stand_in = known.get(day - PATTERN, NOBODY)
        if standing[day][0] is None and officer is not None and officer.retired_on is None:
            is_there = stand_in is not None and stand_in.retired_on is None
            wanted[day] = known[day] = (officer, stand_in if is_there else None)
    return _write(team, standing, wanted, by=by, what="duty.copy", only_coming=True)


@transaction.atomic
def swap(one: dt.date, other: dt.date, *, by: User) -> None:
    """Two people change days, with who stands in for them."""
    team = _lock_rota(by)
    standing = _standing(team, Month.of(one)) | _standing(team, Month.of(other))
    if standing[one][0] is None or standing[other][0] is None:
        raise WrongState("Satu dari dua hari itu belum ada petugasnya. Isi hari itu saja.")
    if standing[one] == standing[other]:
        raise WrongState("Dua hari itu dipegang orang yang sama.")
    wanted = {one: standing[other], other: standing[one]}
    _write(team, standing, wanted, by=by, what="duty.swap")


def _lock_rota(by: User) -> Team:
    """Whoever plans one team's rota takes turns."""
    require(permissions.can_plan_duty(by))
    return lock_team(by)


def _month(month: Month, by: User) -> tuple[Team, list[Day]]:
    team = _lock_rota(by)
    return team, rota(team, month, duty_day(team, timezone.now()))


def _standing(team: Team, month: Month) -> dict[dt.date, Turn]:
    """Who has which day of a month."""
    days = rota(team, month, duty_day(team, timezone.now()))
    return {one.day: (one.officer, one.stand_in) for one in days}


def _write(
    team: Team,
    standing: Mapping[dt.date, Turn],
    wanted: Mapping[dt.date, Turn],
    *,
    by: User,
    what: str,
    only_coming: bool = False,
) -> int:
    """Keep what differs; a day that is over stays as it was."""
    today = duty_day(team, timezone.now())
    changed = {day: turn for day, turn in wanted.items() if standing[day] != turn}
    over = [day for day in changed if day < today]
    if over and not only_coming:
        raise WrongState(f"{over[0]:%d/%m/%Y} sudah lewat; siapa yang bertugas tidak diubah lagi.")
    for day in over:
        del changed[day]
    for day, (officer, stand_in) in sorted(changed.items()):
        _refuse_who_cannot(team, officer, stand_in)
        row = DutyTurn.objects.filter(team=team, day=day).first() or DutyTurn(team=team, day=day)
        row.officer, row.stand_in = officer, stand_in
        row.full_clean()
        row.save()
    if changed:
        days = sorted(day.isoformat() for day in changed)
        events.record(by=by, what=what, about=team, data={"days": days})
    return len(changed)


def _refuse_who_cannot(team: Team, *people: DutyOfficer | None) -> None:
    """Only those of the team who still take turns are given a day."""
    for person in filter(None, people):
        if person.team_id != team.pk or person.retired_on is not None:
            raise WrongState(f"{person.name} tidak piket lagi. Pilih petugas lain.")
