"""Seats and their holders: adding, changing, ending, naming, correcting."""

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils import timezone

from timdu.core import events
from timdu.core.access import require
from timdu.core.conflicts import refuse_stale
from timdu.core.workflow import WrongState
from timdu.team.models import Decree, Holder, Seat, User
from timdu.team.roster import permissions
from timdu.team.roster.actions.decrees import DAY, lock_team


@transaction.atomic
def add(decree: Decree, *, by: User, **facts: Any) -> Seat:
    """Add a seat to an SK; one of an SK in force begins on `valid_from`."""
    require(permissions.can_edit_roster(by, decree.roster))
    lock_team(by)
    decree = Decree.objects.visible_to(by).get(pk=decree.pk)
    if decree.status == Decree.Status.WITHDRAWN:
        raise WrongState("Konsep SK ini sudah dibatalkan.")
    start = facts.pop("valid_from", None)
    seat = Seat(team=decree.team, roster=decree.roster, decree=decree, **facts)
    if not decree.is_draft:
        seat.valid_from = start or decree.valid_from
    require(permissions.can_edit_seat(by, seat))
    seat.full_clean()
    seat.save()
    events.record(by=by, what="seat.add", about=[seat, decree], note=str(seat))
    return seat


@transaction.atomic
def change(seat: Seat, *, by: User, version: str | None = None, **facts: Any) -> Seat:
    """Change what a seat is called or where it stands; its holder stays."""
    lock_team(by)
    seat = locked(seat, by)
    refuse_stale(seat, facts, version)
    changed = {
        name: [str(getattr(seat, name)), str(value)]
        for name, value in facts.items()
        if getattr(seat, name) != value
    }
    for name, value in facts.items():
        setattr(seat, name, value)
    require(permissions.can_edit_seat(by, seat))
    seat.full_clean()
    seat.save()
    events.record(by=by, what="seat.change", about=seat, data={"changed": changed})
    return seat


@transaction.atomic
def end(seat: Seat, *, by: User, last_day: dt.date, reason: str) -> Seat:
    """A seat of an SK in force ends with a day; whoever sits there sits there no longer."""
    lock_team(by)
    seat = locked(seat, by)
    if seat.valid_from is None:
        raise WrongState("Kedudukan ini masih konsep. Keluarkan dari konsep SK-nya saja.")
    if seat.valid_until is not None:
        raise WrongState("Kedudukan ini sudah diakhiri.")
    later = seat.holders.standing().filter(valid_from__gt=last_day).first()
    if last_day < seat.valid_from or later is not None:
        since = later.valid_from if later else seat.valid_from
        raise WrongState(f"Hari terakhir tidak boleh sebelum {since:%d/%m/%Y}, hari mulainya.")
    seat.holders.not_over(last_day).update(valid_until=last_day)
    seat.valid_until, seat.ended_reason = last_day, reason
    seat.save(update_fields=["valid_until", "ended_reason"])
    events.record(by=by, what="seat.end", about=[seat, seat.decree], note=reason)
    return seat


@transaction.atomic
def drop(seat: Seat, *, by: User) -> Seat:
    """Leave a seat out of a draft; the row stays."""
    lock_team(by)
    seat = locked(seat, by)
    if not seat.decree.is_draft:
        raise WrongState("SK ini sudah berlaku. Akhiri kedudukannya dengan tanggal dan alasan.")
    if seat.dropped_at is None:
        seat.dropped_at = timezone.now()
        seat.save(update_fields=["dropped_at"])
        events.record(by=by, what="seat.drop", about=[seat, seat.decree], note=str(seat))
    return seat


@transaction.atomic
def hold(seat: Seat, *, by: User, valid_from: dt.date, **facts: Any) -> Holder:
    """Write down who sits in an empty seat (or in a seat of a draft)."""
    lock_team(by)
    seat = locked(seat, by)
    taken = seat.holders.not_over(valid_from).first()
    if taken is not None:
        raise WrongState(
            f"Kedudukan ini sudah dipegang {taken.full_name}. Gunakan “Ganti pejabat”."
        )
    if seat.valid_from is not None and valid_from < seat.valid_from:
        raise WrongState(f"Kedudukan ini baru ada sejak {seat.valid_from:%d/%m/%Y}.")
    holder = Holder(seat=seat, valid_from=valid_from, valid_until=seat.valid_until, **facts)
    holder.full_clean()
    holder.save()
    note = f"{holder.full_name}, {holder.title}"
    events.record(by=by, what="seat.hold", about=[seat, holder], note=note)
    return holder


@transaction.atomic
def correct(holder: Holder, *, by: User, version: str | None = None, **facts: Any) -> Holder:
    """Mend name, standing, telephone or account of a holder; the days stay as recorded."""
    lock_team(by)
    seat = locked(holder.seat, by)
    holder = Holder.objects.select_for_update(of=("self",)).get(pk=holder.pk, seat=seat)
    if holder.withdrawn_at is not None:
        raise WrongState("Catatan pejabat ini sudah dibatalkan.")
    refuse_stale(holder, facts, version)
    changed = sorted(name for name, value in facts.items() if getattr(holder, name) != value)
    for name, value in facts.items():
        setattr(holder, name, value)
    holder.full_clean()
    holder.save()
    events.record(by=by, what="seat.correct", about=[seat, holder], data={"changed": changed})
    return holder


def locked(seat: Seat, by: User) -> Seat:
    """Read the row again under lock, if the person may write it."""
    rows = Seat.objects.visible_to(by).select_for_update(of=("self",))
    seat = rows.get(pk=seat.pk)
    require(permissions.can_edit_seat(by, seat))
    return seat


def day_before(day: dt.date) -> dt.date:
    """The last day of whoever goes."""
    return day - DAY
