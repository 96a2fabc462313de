"""What the clock does: lets what a Status Keadaan Konflik asks for wait for its holders."""

import datetime as dt
from zoneinfo import ZoneInfo

from celery import shared_task
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from incidents.cases.emergency import clock, limits
from incidents.cases.emergency.models import Act, Emergency, TroopRequest
from incidents.cases.emergency.models.choices import Status
from timdu.core.words import long_date
from timdu.inbox import todos
from timdu.team.models import Team, User

SCHEDULE = {
    "emergency.watch": {"task": "incidents.cases.emergency.tasks.watch", "schedule": 60.0 * 5}
}
CONFIRM, REPORT, EXPIRY, TROOPS = (
    "emergency.confirm", "emergency.report", "emergency.expiry", "emergency.troops",
)  # fmt: skip
# So many days before a report of progress is due somebody is asked.
AHEAD = dt.timedelta(days=2)
# How long after its end a Status Keadaan Konflik is still looked at.
AFTER = dt.timedelta(days=40)
Role = User.Role


@shared_task(max_retries=0)
def watch() -> None:
    """Open and close what waits; may ring any number of times."""
    now = timezone.now()
    for team in Team.objects.filter(pk__in=Emergency.objects.values("team")).order_by("pk"):
        watch_team(team, now)


def watch_team(team: Team, now: dt.datetime) -> None:
    """Those of one team that run, or ended a little while ago."""
    today = now.astimezone(ZoneInfo(team.zone)).date()
    rows = Emergency.objects.filter(team=team, ends_on__gte=today - AFTER)
    for pk in list(rows.order_by("pk").values_list("pk", flat=True)):
        with transaction.atomic():
            refresh(locked(pk), now)


def locked(pk: int) -> Emergency:
    """The row under lock, with its team."""
    rows = Emergency.objects.select_for_update(of=("self",)).select_related("team")
    return rows.get(pk=pk)


def refresh(row: Emergency, now: dt.datetime) -> None:
    """What waits about one of them follows its clock; nothing of one that is not confirmed."""
    zone = ZoneInfo(row.team.zone)
    today = now.astimezone(zone).date()
    state = clock.state_of(row, today)[0] if row.starts_on and row.ends_on else ""
    refresh_report(row, today, zone, state)
    refresh_expiry(row, today, zone, state)
    for request in row.requests.all():
        ask_for_letter(row, request)


def end_of(day: dt.date, zone: ZoneInfo) -> dt.datetime:
    """The instant at which a day of the team's zone is over."""
    return dt.datetime.combine(day + limits.DAY, dt.time(), zone)


def refresh_report(row: Emergency, today: dt.date, zone: ZoneInfo, state: str) -> None:
    """The report of Pasal 23 ayat (2) waits for the desk from two days before it is due."""
    due = clock.reports_due(row, list(row.reports.all()), today) if state else []
    if not due or state == "ahead" or due[0].on > today + AHEAD:
        todos.close(REPORT, row)
        return
    todos.open(
        REPORT,
        row,
        team=row.team,
        title=f"Laporan perkembangan kepada gubernur: {row.title}",
        note="UU 7/2012 Pasal 23 ayat (2), tembusan menteri dan DPRD.",
        url=reverse("emergency:progress", args=[row.pk]),
        role=Role.STAFF,
        due_at=end_of(due[0].on, zone),
    )


def refresh_expiry(row: Emergency, today: dt.date, zone: ZoneInfo, state: str) -> None:
    """In the last ten days the secretary and the leaders read when it ends; nothing is proposed."""
    ends_on = row.ends_on
    if state != "running" or ends_on is None or today < limits.consult_from(ends_on):
        todos.close(EXPIRY, row)
        return
    for role in (Role.SECRETARY, Role.LEADER):
        todos.open(
            EXPIRY,
            row,
            team=row.team,
            title=f"Hari terakhir berlaku {long_date(ends_on)}: {row.title}",
            note="Bila diperpanjang, konsultasi dengan pimpinan DPRD jatuh pada masa ini (UU "
            "7/2012 Pasal 30 ayat (1)).",
            url=row.get_absolute_url(),
            role=role,
            due_at=end_of(ends_on, zone),
        )


def ask_for_letter(row: Emergency, request: TroopRequest) -> None:
    """The letter that follows a request by word of mouth within 1×24 hours."""
    if not request.awaits_letter:
        todos.close(TROOPS, request)
        return
    for role in (Role.STAFF, Role.SECRETARY):
        todos.open(
            TROOPS,
            request,
            team=row.team,
            title=f"Susulkan permintaan bantuan TNI secara tertulis: {row.title}",
            note="Paling lambat 1×24 jam sesudah diminta secara lisan (PP 2/2015 Pasal 45 ayat "
            "(4)).",
            url=reverse("emergency:troops_edit", args=[row.pk, request.pk]),
            role=role,
            due_at=request.due_at,
        )


def ask_to_confirm(act: Act) -> None:
    """An entry waits for whoever confirms, until somebody did or it was taken back."""
    if act.status != Status.ENTERED:
        todos.close(CONFIRM, act)
        return
    for role in (Role.VERIFIER, Role.SECRETARY):
        todos.open(
            CONFIRM,
            act,
            team=act.emergency.team,
            title=f"Konfirmasi {act.get_kind_display().lower()}: {act.emergency.title}",
            note=f"SK {act.number}, bandingkan dengan naskahnya.",
            url=act.emergency.get_absolute_url(),
            role=role,
        )
