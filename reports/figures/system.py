"""What the administrator may know: that the machinery lives, how much mail waits, never content."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count, Q

from timdu.core.models import Heartbeat, Job
from timdu.documents.models import Delivery
from timdu.team.models import Team, User

ALIVE = dt.timedelta(minutes=5)
LATELY = dt.timedelta(days=7)


@dataclass(frozen=True)
class System:
    """Signs of life and counts."""

    heard_at: dt.datetime | None
    is_alive: bool
    mail_waiting: int
    mail_unsure: int
    mail_refused: int
    jobs_open: int
    jobs_failed: int


def system(team: Team, now: dt.datetime) -> System:
    """The state of the machinery as far as it concerns the team."""
    beat = Heartbeat.objects.filter(name="worker").first()
    state = Delivery.State
    mail = Delivery.objects.filter(document__team=team).aggregate(
        waiting=Count("pk", filter=Q(state__in=(state.QUEUED, state.SENDING, state.RETRY))),
        unsure=Count("pk", filter=Q(state=state.UNSURE)),
        refused=Count("pk", filter=Q(state=state.REFUSED)),
    )
    jobs = Job.objects.filter(team=team).aggregate(
        open=Count("pk", filter=Q(state__in=(Job.State.QUEUED, Job.State.RUNNING))),
        failed=Count("pk", filter=Q(state=Job.State.FAILED, started_at__gt=now - LATELY)),
    )
    return System(
        heard_at=beat.at if beat else None,
        is_alive=beat is not None and now - beat.at < ALIVE,
        mail_waiting=mail["waiting"],
        mail_unsure=mail["unsure"],
        mail_refused=mail["refused"],
        jobs_open=jobs["open"],
        jobs_failed=jobs["failed"],
    )


def people_by_role(user: User) -> list[tuple[str, str, int]]:
    """How many people may sign in, by role (its key and word), in the order of the roles."""
    rows = User.objects.visible_to(user).active().order_by()
    counts = dict(rows.values_list("role").annotate(Count("pk")))
    return [(role.value, role.label, counts[role]) for role in User.Role if role in counts]
