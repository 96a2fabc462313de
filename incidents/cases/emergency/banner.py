"""The clock of whatever runs, for the homes and for the page of the status itself."""

import datetime as dt
from typing import Any

from django.utils import timezone

from incidents.cases.emergency import clock
from incidents.cases.emergency.clock import Clock
from incidents.cases.emergency.models import Emergency
from timdu.team.models import User


def clock_of(row: Emergency, *, today: dt.date, now: dt.datetime) -> Clock | None:
    """The clock of one status, with what is due."""
    reports, requests = list(row.reports.all()), list(row.requests.all())
    return clock.read(row, today=today, now=now, reports=reports, requests=requests)


def emergencies(user: User, now: dt.datetime) -> list[dict[str, Any]]:
    """Those that run or are about to, for whoever may know; a fixed number of queries."""
    local = timezone.localtime(now)
    today = local.date()
    rows = Emergency.objects.visible_to(user).in_force(today)
    found = rows.order_by("ends_on", "pk").prefetch_related("reports", "requests")
    return [{"row": row, "clock": clock_of(row, today=today, now=local)} for row in found]
