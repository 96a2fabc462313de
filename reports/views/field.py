"""Home of those who report: Lapor, nihil, what waits, the months, who is on duty."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from incidents import compliance
from incidents import figures as reporting
from incidents.cases.emergency.banner import emergencies
from incidents.models import Incident
from reports.figures.desk import own
from timdu.core import words
from timdu.core.periods import Month
from timdu.core.typing import AppRequest
from timdu.inbox.models import Todo
from timdu.team.duty import on_duty
from timdu.team.models import Team, User

SHOWN = 3


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
        "emergencies": emergencies(user, now),
    }
    if user.team:
        context |= months(user, user.team, now)
    return render(request, "reports/home_field.html", context)


def months(user: User, team: Team, now: dt.datetime) -> dict[str, Any]:
    """The year of one's own office: its strip, what may be nihil, the report to be made.

    Nothing for an agency of which no monthly answer is expected.
    """
    running = Month.of(now, team.zone)
    january = Month(running.year, 1)
    year = compliance.months_of(running.year)
    asked = [january.previous, *year] if running == january else year
    key, states = compliance.own_states(user, team, asked, now)
    if not key:
        return {}
    drawing = compliance.Drawing(
        user, year, states, compliance.read_behind(user, team, year), running
    )
    last = states[key, running.previous]
    return {
        "strip": drawing.cells(key),
        "year": running.year,
        "nil": nil_offer(last, states[key, running]),
        "last": last,
        "compile_url": f"{reverse('report_compile')}?bulan={last.month}"
        if user.kecamatan_id
        else "",
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
