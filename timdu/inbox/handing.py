"""When what waits passes to a successor: on the day of the mutation, in the team's zone."""

from dataclasses import asdict

from django.utils import timezone

from timdu.inbox import todos
from timdu.inbox.todos import Passed
from timdu.team.models import Holder, User
from timdu.team.roster.actions.withdrawing import TakenBack


def hand_over(holder: Holder, *, by: User | None) -> int:
    """Move what waits from the predecessor's account, once; returns how much it was."""
    row = (
        Holder.objects.select_for_update(of=("self",))
        .select_related("user", "succeeds__user")
        .get(pk=holder.pk)
    )
    before = row.succeeds.user if row.succeeds else None
    if row.handed_over_at is not None or row.user is None or before is None:
        return 0
    passed = Passed([], [])
    if before.pk != row.user_id:
        passed = todos.hand_over(before, row.user, by=by)
    row.handed_over_at, row.handed_over = timezone.now(), asdict(passed)
    row.save(update_fields=["handed_over_at", "handed_over"])
    return len(passed.moved)


def passed_with(row: Holder) -> Passed:
    """What the row says has passed; rows of earlier days say nothing."""
    return Passed(row.handed_over.get("moved", []), row.handed_over.get("closed", []))


def take_back(change: TakenBack, *, by: User | None) -> int:
    """Move back what a change of holder moved; returns how much it was.

    An account the change opened waits for nothing any more: all that reached it goes back.
    """
    leaving, coming = change.leaving, change.coming
    if leaving is None or coming is None or leaving.pk == coming.pk:
        return 0
    moved = 0
    for row in change.rows:
        if row.handed_over_at is not None:
            moved += todos.give_back(passed_with(row), leaving, coming, by=by)
            row.handed_over_at, row.handed_over = None, {}
            row.save(update_fields=["handed_over_at", "handed_over"])
    if change.was_opened and not coming.is_active:
        moved += len(todos.hand_over(coming, leaving, by=by).moved)
    return moved
