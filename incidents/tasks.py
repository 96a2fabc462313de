"""What the clock does: reminders in working days, whom to call, which reports look alike.

One `Reminder` for each sender and month is the truth; what waits in the inbox follows it.
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from zoneinfo import ZoneInfo

from celery import shared_task
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from incidents import duties, figures
from incidents.alike import keeping
from incidents.models import Reminder
from timdu.core import calendar, event_names, events, words
from timdu.core.calendar import WorkCalendar
from timdu.core.periods import Month
from timdu.inbox import todos
from timdu.team import settings as team_settings
from timdu.team.models import Agency, Team, User
from timdu.wilayah.models import Wilayah

SCHEDULE = {
    "incidents.remind": {"task": "incidents.tasks.remind_due", "schedule": 60.0 * 15},
    "incidents.compare": {"task": "incidents.tasks.compare_new", "schedule": 60.0},
}
# Of one team in one round; the next round takes the rest.
COMPARED_AT_ONCE = 200
# What waits in the inbox: a month to be answered for, and somebody to be called.
ANSWER, CALL = "month.answer", "month.call"
DAYS_BEFORE = 3
# How many months back silence is still asked about.
MONTHS_BACK = 3
Stage = Reminder.Stage

event_names.name(
    month_remind="Diingatkan tentang laporan bulanan",
    month_answered="Bulan terjawab",
)


@shared_task(max_retries=0)
def remind_due() -> None:
    """Remind whoever has not answered; may ring any number of times."""
    for team in Team.objects.order_by("pk"):
        remind(team, timezone.now())


def remind(team: Team, now: dt.datetime) -> None:
    """Open and close the reminders of one team as its day asks for."""
    watched = watched_months(team, now)
    reminders = Reminder.objects.filter(team=team).watched_since(watched[0].first)
    known = {(duties.key_of(row.kecamatan_id, row.agency_id), row.period): row for row in reminders}
    months = sorted({*watched, *(month for _, month in known)})
    for key, state, stage in looked_at(team, months, now):
        row = known.get((key, state.month))
        if stage is not None:
            is_new = row is None and state.month in watched
            if is_new or row is not None and (row.closed_at or row.stage != stage):
                open_one(team, key, state, stage, now)
        elif row is not None and row.closed_at is None:
            close_one(row, by=None, now=now)
    refresh_calls(team)


def watched_months(team: Team, now: dt.datetime) -> list[Month]:
    """The months whose silence is asked about, the oldest first."""
    running = Month.of(now, team.zone)
    return [running.plus(-back) for back in range(MONTHS_BACK, -1, -1)]


def looked_at(
    team: Team, months: Sequence[Month], now: dt.datetime
) -> Iterator[tuple[str, figures.MonthState, str | None]]:
    """Every sender and month with the stage its silence has reached; none where all is well."""
    states = {
        **figures.month_states(team, months, now=now),
        **figures.agency_states(team, months, duties.agencies_of(team, months), now=now),
    }
    stages = stages_of(team, months, now)
    for (key, month), state in states.items():
        is_silent = state.owed and state.sent_at is None
        yield key, state, stages[month] if is_silent else None


def stages_of(team: Team, months: Sequence[Month], now: dt.datetime) -> dict[Month, str | None]:
    """How near each month's last day is, counted in the team's working days."""
    today = now.astimezone(ZoneInfo(team.zone)).date()
    due_day = team_settings.over_time(team, "monthly.due_day")
    days = calendar.around(team, today)
    return {
        month: stage_on(today, figures.due_on(month, due_day(month.next.first)), days)
        for month in months
    }


def stage_on(today: dt.date, due_on: dt.date, days: WorkCalendar) -> str | None:
    """H-3, H or H+1, whichever was reached last; nothing before the first of them.

    Where the last day is a day off, H is the last working day before it.
    """
    if today >= days.shift(due_on, 1):
        return Stage.OVER
    last = days.on_or_before(due_on)
    if today >= last:
        return Stage.DUE
    return Stage.BEFORE if today >= days.shift(last, -DAYS_BEFORE) else None


@transaction.atomic
def open_one(
    team: Team, key: str, state: figures.MonthState, stage: str, now: dt.datetime
) -> Reminder:
    """Let one month wait for its sender, in words that fit the day."""
    row, _ = Reminder.objects.get_or_create(
        team=team,
        month=state.month.first,
        **duties.sender_of(key),
        defaults={"stage": stage, "opened_at": now},
    )
    row = Reminder.objects.with_names().select_for_update(of=("self",)).get(pk=row.pk)
    row.stage, row.closed_at = stage, None
    row.save(update_fields=["stage", "closed_at"])
    ask(row, state.due_at)
    events.record(by=None, what="month.remind", about=row, note=row.get_stage_display())
    return row


def ask(row: Reminder, due_at: dt.datetime) -> None:
    """What waits in the sender's inbox; a vertical agency is asked, never called late."""
    coordinates = row.agency is not None and row.agency.is_vertical
    todos.open(
        ANSWER,
        row,
        team=row.team,
        title=title_of(row, is_request=coordinates),
        note="Kirim laporan, atau nyatakan nihil sesudah bertanya.",
        url=f"{reverse('nil:create')}?bulan={row.period}",
        kecamatan=row.kecamatan,
        agency=row.agency,
        due_at=None if coordinates else due_at,
    )


def title_of(row: Reminder, *, is_request: bool) -> str:
    """What is asked, in the words of the day."""
    label = row.period.label
    if is_request:
        return f"Mohon kabar bulan {label}: laporan, atau nihil"
    return {
        Stage.BEFORE: f"Laporan {label} ditunggu: kirim laporan atau nyatakan nihil",
        Stage.DUE: f"Batas laporan {label} hari ini: kirim laporan atau nyatakan nihil",
        Stage.OVER: f"Laporan {label} belum masuk: kirim laporan atau nyatakan nihil",
    }[Stage(row.stage)]


def answered(
    team: Team,
    month: Month,
    kecamatan: Wilayah | None,
    agency: Agency | None,
    *,
    by: User | None,
    now: dt.datetime,
) -> None:
    """The month is answered in this moment: nothing waits for it any more."""
    rows = Reminder.objects.open().filter(
        team=team, month=month.first, kecamatan=kecamatan, agency=agency
    )
    found = list(rows)
    for row in found:
        close_one(row, by=by, now=now)
    if found:
        refresh_calls(team)


@transaction.atomic
def close_one(row: Reminder, *, by: User | None, now: dt.datetime) -> None:
    """Nobody needs to answer for the month any more."""
    row = Reminder.objects.select_for_update(of=("self",)).get(pk=row.pk)
    if row.closed_at is not None:
        return
    row.closed_at = now
    row.save(update_fields=["closed_at"])
    todos.close(ANSWER, row, by=by)
    events.record(by=by, what="month.answered", about=row)


def refresh_calls(team: Team) -> None:
    """One task for the desk as long as somebody is silent after the last day."""
    silent = Reminder.objects.filter(team=team).to_call().count()
    if not silent:
        todos.close(CALL, team)
        return
    todos.open(
        CALL,
        team,
        team=team,
        title=f"Hubungi {words.count(silent, 'pengirim')} yang belum melapor",
        url=reverse("nil:calls"),
        role=User.Role.STAFF,
    )


@shared_task(max_retries=0)
def compare_new() -> None:
    """Find what is alike among the reports that came or changed; may ring any number of times."""
    for team in Team.objects.order_by("pk"):
        for pk in keeping.not_compared(team, COMPARED_AT_ONCE):
            keeping.compare(pk)
