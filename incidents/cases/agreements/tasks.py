"""What the clock does: asks whoever holds the permasalahan to look whether it is kept."""

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

from celery import shared_task
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from incidents.cases.agreements.models import Agreement
from timdu.inbox import todos
from timdu.inbox.models import Todo
from timdu.team.models import Team, User

SCHEDULE = {
    "agreements.ask": {"task": "incidents.cases.agreements.tasks.ask_due", "schedule": 60.0 * 15}
}
CHECK = "agreement.check"
# So many days before the day somebody is asked.
AHEAD = dt.timedelta(days=7)


@shared_task(max_retries=0)
def ask_due() -> None:
    """Let every look that comes near wait for its holder; may ring any number of times."""
    for team in Team.objects.order_by("pk"):
        ask_team(team, timezone.now())


def ask_team(team: Team, now: dt.datetime) -> None:
    """The looks of one team, by its own day."""
    near = now.astimezone(ZoneInfo(team.zone)).date() + AHEAD
    rows = Agreement.objects.standing().filter(case__team=team, next_check_on__lte=near)
    for pk in list(rows.order_by("pk").values_list("pk", flat=True)):
        with transaction.atomic():
            ask(locked(pk), now)


def locked(pk: int) -> Agreement:
    """The row under lock, with what names it."""
    return Agreement.objects.with_names().select_for_update(of=("self",)).get(pk=pk)


def ask(row: Agreement, now: dt.datetime) -> None:
    """Let the next look wait for whoever holds the permasalahan now, or for nobody yet."""
    today = now.astimezone(ZoneInfo(row.case.team.zone)).date()
    due_on = row.next_check_on
    if due_on is None or due_on > today + AHEAD:
        todos.close(CHECK, row)
        return
    holder = holder_of(row)
    waiting = Todo.objects.filter(kind=CHECK, object_id=str(row.pk), closed_at=None)
    if waiting.exclude(**_columns(holder)).exists():
        # Another office holds it now: what waited for the one before waits no more.
        todos.close(CHECK, row)
    zone = ZoneInfo(row.case.team.zone)
    todos.open(
        CHECK,
        row,
        team=row.case.team,
        title=f"Periksa kesepakatan hari ke-{row.next_milestone}: {row.heading}",
        note="Ditaati, sebagian, atau dilanggar: satu kalimat apa yang ditemukan.",
        url=reverse("agreements:check", args=[row.case.code, row.pk]),
        due_at=dt.datetime.combine(due_on + dt.timedelta(days=1), dt.time(), zone),
        **holder,
    )


def holder_of(row: Agreement) -> dict[str, Any]:
    """The kecamatan or OPD that holds the permasalahan; the desk for itself and for a vertical
    agency, which is asked by the desk and never given a deadline."""
    case = row.case
    if case.holder_kecamatan:
        return {"kecamatan": case.holder_kecamatan}
    if case.holder and not case.holder.is_vertical:
        return {"agency": case.holder}
    return {"role": User.Role.STAFF}


def _columns(holder: dict[str, Any]) -> dict[str, Any]:
    """The holder as all columns of a row say it."""
    return {"role": "", "kecamatan": None, "agency": None} | holder
