"""What the clock compiles: the monthly report of each team, once."""

import datetime as dt
from zoneinfo import ZoneInfo

from celery import shared_task
from django.utils import timezone

from incidents.models.choices import Classification, Origin
from reports.figures.month import team_rows
from reports.kinds import monthly
from timdu.core.periods import Month
from timdu.documents import tasks as documents
from timdu.documents.models import Document
from timdu.team import settings as team_settings
from timdu.team.models import Team

SCHEDULE = {"reports.compile_due": {"task": "reports.tasks.compile_due", "schedule": 60.0 * 15}}


@shared_task(max_retries=0)
def compile_due() -> None:
    """Begin last month's report of every team whose day has come; may ring any number of times."""
    for team in Team.objects.order_by("pk"):
        begin_if_due(team, timezone.now())


def begin_if_due(team: Team, now: dt.datetime) -> Document | None:
    """Begin the team's report when its day has come and nobody began one.

    A cancelled report counts as begun: the clock does not undo what a person decided.
    """
    today = now.astimezone(ZoneInfo(team.zone)).date()
    if today.day < team_settings.value(team, "monthly.compile_day", on=today):
        return None
    month = Month.of(today).previous
    begun = Document.objects.filter(team=team, kind=monthly.CODE, period_first=month.first)
    if begun.exists() or not _worked_in(team, month):
        return None
    return documents.open_document(monthly.CODE, team, first=month.first, last=month.last)


def _worked_in(team: Team, month: Month) -> bool:
    """Whether the team was here in that month, or has reports of it; out of an old file is none."""
    if team.created_at < month.end(team.zone):
        return True
    rows = team_rows(team.pk, Classification.SECRET).exclude(origin=Origin.HISTORY)
    return rows.in_month(month, team.zone).exists()
