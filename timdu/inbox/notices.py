"""Letting a mail go to people of the team; called by actions, in their transaction."""

from collections.abc import Iterable

from django.db import models

from timdu.inbox import sending, tasks
from timdu.team.models import Team, User


def queue(
    kind: str,
    about: models.Model,
    to: Iterable[tuple[User, str]],
    *,
    team: Team,
    window: str = "1",
) -> int:
    """Make one row for each person, once per thing and window; the bell rings after the commit."""
    made = sending.make(kind, about, to, team=team, window=window)
    for pk in made:
        tasks.send_notification.delay_on_commit(pk)
    return len(made)
