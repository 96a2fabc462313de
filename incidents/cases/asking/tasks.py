"""What the clock does: reminds of the day of a disposisi. Of a permintaan it knows nothing."""

import datetime as dt
from zoneinfo import ZoneInfo

from celery import shared_task
from django.db import transaction
from django.utils import timezone

from incidents.cases.asking import addressing, mail
from incidents.cases.asking.models import Disposition
from incidents.cases.asking.models.choices import Stage, Status
from incidents.tasks import stage_on
from timdu.core import calendar, event_names, events
from timdu.inbox import notices
from timdu.team.models import Team, User

SCHEDULE = {
    "asking.remind": {
        "task": "incidents.cases.asking.tasks.remind_due",
        "schedule": 60.0 * 15,
    },
}
event_names.name(disposition_remind="Diingatkan tentang batas waktu")


@shared_task(max_retries=0)
def remind_due() -> None:
    """Remind the offices whose day is near or over; may ring any number of times."""
    for team in Team.objects.order_by("pk"):
        remind(team, timezone.now())


def remind(team: Team, now: dt.datetime) -> int:
    """One team; returns how many disposisi came to another stage."""
    today = now.astimezone(ZoneInfo(team.zone)).date()
    days = calendar.around(team, today)
    until = days.shift(today, 3) + dt.timedelta(days=7)
    rows = Disposition.objects.filter(team=team, status=Status.ACCEPTED, due_on__lte=until)
    told = 0
    for pk, due_on, reminded in rows.values_list("pk", "due_on", "reminded"):
        stage = stage_on(today, due_on, days) if due_on else None
        if due_on and stage is not None and stage != reminded:
            told += remind_one(pk, stage, due_on)
    return told


@transaction.atomic
def remind_one(pk: int, stage: str, due_on: dt.date) -> int:
    """One disposisi, once for each stage of its day."""
    rows = Disposition.objects.select_for_update(of=("self",)).with_names()
    row = rows.filter(pk=pk, status=Status.ACCEPTED, due_on=due_on).first()
    if row is None or row.reminded == stage:
        return 0
    row.reminded = stage
    row.save(update_fields=["reminded"])
    words = f"{row.addressee}: {Stage(stage).label}"
    events.record(by=None, what="disposition.remind", about=row, note=words)
    window = mail.window(stage, due_on)
    notices.queue(mail.REMIND, row, recipients(row, stage), team=row.team, window=window)
    return 1


def recipients(row: Disposition, stage: str) -> list[tuple[User, str]]:
    """The office; when the day is over also whoever gave it."""
    office = addressing.people_of(team_id=row.team_id, agency=row.agency, kecamatan=row.kecamatan)
    found = [(person, f"bagian dari {row.addressee}") for person in office]
    if stage == Stage.OVER:
        found.append((row.giver, "yang memberi disposisi"))
    return found
