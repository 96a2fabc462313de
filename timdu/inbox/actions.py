"""Handing an office over, with everything that waits for its holder."""

import datetime as dt

from django.db import transaction

from timdu.core import event_names, events
from timdu.inbox import handing
from timdu.team.models import Holder, Seat, User
from timdu.team.roster.actions import succession, withdrawing
from timdu.team.roster.actions.succession import Succession, Successor
from timdu.team.roster.actions.withdrawing import TakenBack
from timdu.team.roster.posting import today_of

event_names.name(
    todo_hand_over="Tugas berpindah kepada pengganti",
    todo_take_back="Tugas kembali kepada pejabat sebelumnya",
)


@transaction.atomic
def replace_holder(
    seat: Seat, comes: Successor, *, by: User, expected: int | None
) -> tuple[Succession, int]:
    """Record the mutation and move what waits; returns how many tasks moved today.

    Of a mutation still to come the clock moves them on its day (`tasks.hand_over_due`).
    """
    outcome = succession.replace(seat, comes, by=by, expected=expected)
    moved = 0
    if comes.valid_from <= today_of(seat.team) and comes.standing != Holder.Standing.PLH:
        moved = handing.hand_over(outcome.holder, by=by)
    if moved:
        events.record(by=by, what="todo.hand_over", about=seat, data={"todos": moved})
    return outcome, moved


@transaction.atomic
def withdraw_holder(holder: Holder, *, by: User, reason: str) -> int:
    """Take a holder back with all that the change moved; returns how many tasks went back."""
    change = withdrawing.withdraw(holder, by=by, reason=reason)
    return _told("todo.take_back", change, handing.take_back(change, by=by), by)


@transaction.atomic
def redate_holder(holder: Holder, *, by: User, valid_from: dt.date, reason: str) -> int:
    """Put the first day right; tasks wait for the new day, or pass at once when it has come."""
    change = withdrawing.redate(holder, by=by, valid_from=valid_from, reason=reason)
    if valid_from > today_of(holder.seat.team):
        return _told("todo.take_back", change, handing.take_back(change, by=by), by)
    if holder.standing == Holder.Standing.PLH:
        return 0
    moved = sum(handing.hand_over(row, by=by) for row in change.rows)
    return _told("todo.hand_over", change, moved, by)


def _told(what: str, change: TakenBack, moved: int, by: User) -> int:
    """The chronology says how many tasks moved."""
    if moved:
        events.record(by=by, what=what, about=change.rows[0].seat, data={"todos": moved})
    return moved


def rehearse(
    seat: Seat, comes: Successor, *, by: User, expected: int | None
) -> tuple[Succession, int]:
    """What `replace_holder` would come to: it is done and undone, so that nothing surprises."""
    with transaction.atomic():
        outcome = replace_holder(seat, comes, by=by, expected=expected)
        transaction.set_rollback(True)
    return outcome
