"""What the clock does for those who wait: tasks pass to a successor, mail is sent and swept."""

from zoneinfo import ZoneInfo

from celery import shared_task
from django.db import transaction
from django.utils import timezone

from timdu.core import events
from timdu.inbox import digest, handing, reached, sending
from timdu.team.models import Holder
from timdu.team.roster.posting import today_of

SCHEDULE = {
    "inbox.hand_over": {"task": "timdu.inbox.tasks.hand_over_due", "schedule": 60.0},
    "inbox.digests": {"task": "timdu.inbox.tasks.make_digests", "schedule": 60.0},
    "inbox.filters": {"task": "timdu.inbox.tasks.look_at_filters", "schedule": 60.0 * 5},
    "inbox.sweep": {"task": "timdu.inbox.tasks.sweep", "schedule": 60.0},
}
FIRST_ZONE = ZoneInfo("Asia/Jayapura")


@shared_task(max_retries=0)
def hand_over_due() -> None:
    """Move what waits for predecessors whose last day is over in their zone; may run twice."""
    # The day begins in the east: one question for all teams, however many there are.
    newest = timezone.localdate(timezone=FIRST_ZONE)
    for holder in Holder.objects.due_to_hand_over(newest).select_related("seat__team"):
        if holder.valid_from <= today_of(holder.seat.team):
            hand_over_one(holder)


@transaction.atomic
def hand_over_one(holder: Holder) -> None:
    """One office, in a transaction of its own."""
    moved = handing.hand_over(holder, by=None)
    if moved:
        events.record(by=None, what="todo.hand_over", about=holder.seat, data={"todos": moved})


@shared_task(max_retries=0)
def make_digests() -> None:
    """Make the digests of the teams whose morning has come; may run twice, or late."""
    for team, day in digest.teams_due(timezone.now()):
        for pk in digest.make(team, day):
            send_notification.delay(pk)


@shared_task(max_retries=0)
def look_at_filters() -> None:
    """Tell whose saved filter found as many as they asked for; may run twice, or late."""
    for pk in reached.look_at_all(timezone.now()):
        send_notification.delay(pk)


@shared_task(max_retries=0)
def send_notification(pk: int) -> None:
    """Hand one mail to one person, never twice."""
    row = sending.claim(pk, now=timezone.now())
    if row is not None:
        sending.attempt(row)


@shared_task(max_retries=0)
def sweep() -> None:
    """Find mails whose bell was lost or whose worker died; safe to run twice at once."""
    now = timezone.now()
    sending.mend_silent(now)
    for pk in sending.waiting(now):
        send_notification.delay(pk)
