"""Choosing a report and a month, seeing what there is, and having it compiled."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from incidents import duties
from incidents import figures as reporting
from incidents.models import Incident
from renaksi.models import Activity
from reports import actions, permissions
from reports.figures import activities as activity_figures
from reports.figures import month as figures
from reports.forms import CompileForm
from reports.kinds import kecamatan as kecamatan_kind
from timdu.core.access import require
from timdu.core.periods import Month
from timdu.core.typing import AppRequest
from timdu.core.workflow import WrongState
from timdu.documents.models import Document
from timdu.team.models import Team, User


@require_http_methods(["GET", "POST"])
def report_compile(request: AppRequest) -> HttpResponse:
    """Show what the month holds and what it lacks; on POST begin the report."""
    user = request.user
    require(permissions.can_compile(user))
    today = timezone.localdate()
    chosen = request.POST or request.GET
    first = {"jenis": _usual(request), "bulan": str(_month_to_tell(user.own_team, Month.of(today)))}
    form = CompileForm({**first, **chosen.dict()}, user=user, today=today)
    if not form.is_valid():
        return render(request, "reports/compile.html", {"form": form})
    kind, month = form.cleaned_data["jenis"], form.cleaned_data["bulan"]
    if request.method == "POST":
        return _begin(request, kind, month)
    return render(request, "reports/compile.html", {"form": form, **_preview(request, kind, month)})


def _month_to_tell(team: Team, running: Month) -> Month:
    """The month that is over; the running one for a team that only began in it."""
    return running if duties.first_month(team) >= running else running.previous


def _usual(request: AppRequest) -> str:
    return "monthly" if request.user.is_secretariat else kecamatan_kind.CODE


def _begin(request: AppRequest, kind: str, month: Month) -> HttpResponse:
    """Begin, then watch the work; a report that is already there is opened."""
    user = request.user
    try:
        document = actions.compile_month(kind, month, by=user, kecamatan=user.kecamatan)
    except WrongState as state:
        messages.error(request, state.words)
        return redirect(f"{request.path}?jenis={kind}&bulan={month}")
    if document.is_compiling and document.job and document.job.by_id == user.pk:
        return redirect("core:job", pk=document.job.pk)
    return redirect(document)


def _activities(user: User, month: Month) -> activity_figures.Activities:
    """The kegiatan the report will tell of; a kecamatan's tells of those it held itself."""
    rows = Activity.objects.visible_to(user)
    if not user.kecamatan_id:
        return activity_figures.activities(rows, month)
    own = rows.filter(kecamatan_id=user.kecamatan_id)
    return activity_figures.activities(own, month, penyelenggara=user.kecamatan_id)


def _preview(request: AppRequest, kind: str, month: Month) -> dict[str, Any]:
    """What there is and what is missing, every number a link."""
    user, team = request.user, request.user.team
    assert team is not None
    rows = Incident.objects.visible_to(user)
    places = [
        place
        for place in duties.kecamatan_of(team, month)
        if user.kecamatan_id in (None, place.code)
    ]
    states = reporting.month_states(team, [month], now=timezone.now())
    counts = figures.by_kecamatan(rows, month, team.zone, [row.code for row in places])
    return {
        "kind": kind,
        "month": month,
        "activities": _activities(user, month),
        "summary": figures.summary(rows, month, team.zone),
        "rows": [(row, states[row.code, month], counts[row.code]) for row in places],
        "missing": [row for row in places if states[row.code, month].state == "missing"],
        "existing": Document.objects.visible_to(user)
        .live()
        .filter(team=team, kind=kind, period_first=month.first, kecamatan_id=user.kecamatan_id)
        .first(),
    }
