"""Home of those who report: Lapor, nihil, what waits, the months, who is on duty."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from incidents import figures as reporting
from incidents.models import Incident
from incidents.models.choices import Origin, Status
from reports.figures.desk import own
from reports.figures.numbers import query
from timdu.core import words
from timdu.core.periods import Month
from timdu.core.typing import AppRequest
from timdu.inbox.models import Todo
from timdu.team.duty import on_duty
from timdu.team.models import Team

SHOWN = 3
MONTHS = 12


@dataclass(frozen=True)
class NilOffer:
    """The month one may call nihil now, or why there is no need."""

    month: Month
    due_at: dt.datetime
    reason: str = ""

    @property
    def url(self) -> str:
        return f"{reverse('nil:create')}?bulan={self.month}"

    @property
    def due_on(self) -> dt.date:
        return last_day_in_time(self.due_at)


def last_day_in_time(due_at: dt.datetime) -> dt.date:
    """The day that ends when the report becomes late."""
    return (timezone.localtime(due_at) - dt.timedelta(minutes=1)).date()


def home(request: AppRequest) -> HttpResponse:
    """Big actions first, then the three most urgent things, then the year."""
    user, now = request.user, timezone.now()
    waiting = Todo.objects.waiting_for(user)
    context = {
        "now": now,
        "todos": waiting[:SHOWN],
        "todo_count": waiting.count(),
        "own": own(Incident.objects.visible_to(user)),
        "duty": on_duty(user.team),
    }
    if user.team and user.kecamatan_id:
        context |= months(user.team, user.kecamatan_id, now)
    return render(request, "reports/home_field.html", context)


def months(team: Team, kecamatan: str, now: dt.datetime) -> dict[str, Any]:
    """The year of one kecamatan: its strip, what may be nihil, the report to be made."""
    running = Month.of(now, team.zone)
    january = Month(running.year, 1)
    asked = [january.plus(index) for index in range(MONTHS)]
    if running == january:
        asked = [january.previous, *asked]
    states = reporting.month_states(team, asked, now=now, kecamatan=kecamatan)
    found = [states[kecamatan, month] for month in asked]
    last = states[kecamatan, running.previous]
    return {
        "strip": [cell(state, running, kecamatan) for state in found[-MONTHS:]],
        "year": running.year,
        "nil": nil_offer(last, states[kecamatan, running]),
        "last": last,
        "compile_url": f"{reverse('report_compile')}?bulan={last.month}",
    }


def nil_offer(last: reporting.MonthState, running: reporting.MonthState) -> NilOffer:
    """Last month as long as nobody answered for it, then the month that runs."""
    state = running if last.sent_at else last
    reason = ""
    if state.count:
        reason = f"Tidak perlu: sudah ada {words.count(state.count, 'laporan')}."
    elif state.sent_at:
        reason = f"Nihil {state.month.label} sudah dinyatakan."
    return NilOffer(state.month, state.due_at, reason)


def cell(state: reporting.MonthState, running: Month, kecamatan: str) -> dict[str, Any]:
    """One cell of the month strip, a link to what stands behind it."""
    sent = [status for status in Status.values if status != Status.DRAFT]
    rows = query(state.month, sent, kecamatan=kecamatan, asal=Origin.KECAMATAN)
    url = ""
    if state.count:
        url = f"{reverse('incidents:list')}?{rows}"
    elif state.sent_at:
        url = reverse("nil:list")
    elif state.state == reporting.MISSING:
        url = f"{reverse('nil:create')}?bulan={state.month}"
    return {
        "label": state.month.short,
        "state": state.mark,
        "count": state.count,
        "url": url,
        "now": state.month == running,
    }
