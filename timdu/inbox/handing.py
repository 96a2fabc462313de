"""When what waits passes to a successor: on the day of the mutation, in the team's zone."""

from django.utils import timezone

from timdu.inbox import todos
from timdu.team.models import Holder, User


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
    moved = 0 if before.pk == row.user_id else todos.hand_over(before, row.user, by=by)
    row.handed_over_at = timezone.now()
    row.save(update_fields=["handed_over_at"])
    return moved
