"""Handing an office over, with everything that waits for its holder."""

from django.db import transaction

from timdu.core import event_names, events
from timdu.inbox import handing
from timdu.team.models import Holder, Seat, User
from timdu.team.roster.actions import succession
from timdu.team.roster.actions.succession import Succession, Successor
from timdu.team.roster.posting import today_of

event_names.name(todo_hand_over="Tugas berpindah kepada pengganti")


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


def rehearse(
    seat: Seat, comes: Successor, *, by: User, expected: int | None
) -> tuple[Succession, int]:
    """What `replace_holder` would come to: it is done and undone, so that nothing surprises."""
    with transaction.atomic():
        outcome = replace_holder(seat, comes, by=by, expected=expected)
        transaction.set_rollback(True)
    return outcome
