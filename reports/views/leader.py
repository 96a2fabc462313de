"""The leaders' dashboard: one phone screen that answers "what waits for me, what is hot"."""

import datetime as dt
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from incidents import duties
from incidents import figures as reporting
from incidents.cases import places as case_places
from incidents.cases.agreements.figures import kept
from incidents.cases.agreements.models import Agreement
from incidents.cases.asking.models import Disposition
from incidents.cases.emergency.banner import emergencies
from incidents.cases.models import Case
from incidents.cases.models.case import CaseQuerySet
from incidents.models import Incident
from incidents.models.incident import IncidentQuerySet
from reports import options, permissions
from reports.figures import cases as case_figures
from reports.figures import month as figures
from reports.figures.asking import dispositions
from reports.views.field import last_day_in_time
from timdu.core import tiles
from timdu.core.access import require
from timdu.core.periods import Month
from timdu.core.svg import SCREEN
from timdu.core.typing import AppRequest
from timdu.inbox import seen
from timdu.team import settings as team_settings
from timdu.team.models import Team, User

HIGHEST, DECISIONS = 4, 3


@require_safe
def dashboard(request: AppRequest) -> HttpResponse:
    """The same page by its own address, also for the secretariat."""
    require(permissions.can_see_dashboard(request.user))
    return summary(request)


def summary(request: AppRequest) -> HttpResponse:
    """Four figures, what waits, the four highest, the map, who has not reported."""
    user, now = request.user, timezone.now()
    team = user.team
    assert team is not None
    rows, matters = Incident.objects.visible_to(user), Case.objects.visible_to(user)
    month = chosen_month(request, team, now)
    waiting = seen.waiting(user)
    if user.serves:
        waiting = waiting.filter(pk__in=seen.records(user, waiting.select_related("content_type")))
    return render(
        request,
        "reports/dashboard.html",
        {
            "now": now,
            "month": month,
            "running": Month.of(now, team.zone),
            "team": team,
            "this": figures.summary(rows, month, team.zone),
            "before": figures.summary(rows, month.previous, team.zone),
            "told": dispositions(Disposition.objects.visible_to(user), timezone.localdate(now)),
            "todos": waiting[:DECISIONS],
            "todo_count": waiting.count(),
            "served": user.serves,
            "today": timezone.localdate(now),
            "cases": case_figures.cases(matters, timezone.localdate(now)),
            "highest": highest(user, matters),
            "emergencies": emergencies(user, now),
            "kept": kept(Agreement.objects.visible_to(user), timezone.localdate(now)),
            **places(rows, team, month, now),
        },
    )


def highest(user: User, rows: CaseQuerySet) -> list[tuple[Case, list[str]]]:
    """The few permasalahan that stand highest, each with the names of its kecamatan."""
    found = list(case_figures.highest(rows, HIGHEST))
    inside = case_places.kecamatan(user, rows.filter(pk__in=[case.pk for case in found]))
    return [(case, inside.get(case.pk, [])) for case in found]


def chosen_month(request: AppRequest, team: Team, now: dt.datetime) -> Month:
    """The month asked for, else the one that runs; never one to come."""
    running = Month.of(now, team.zone)
    try:
        return min(Month.parse(request.GET.get("bulan", "")), running)
    except ValueError:
        return running


def places(rows: IncidentQuerySet, team: Team, month: Month, now: dt.datetime) -> dict[str, Any]:
    """The tile map of the month, and how last month's reporting stands."""
    last = Month.of(now, team.zone).previous
    kecamatan = duties.kecamatan_of(team, month)
    codes = [place.code for place in kecamatan]
    states = reporting.month_states(team, [last], now=now)
    counts = figures.by_kecamatan(rows, month, team.zone, codes)
    missing = [place for place in kecamatan if _is_missing(states, place.code, last)]
    entries = team_settings.value(team, "map.tiles")
    drawing = tiles.tile_map(
        f"Peta petak {len(kecamatan)} kecamatan, {month.label}: kerawanan tertinggi dan jumlah "
        "laporan terverifikasi",
        [tile(place.name, counts[place.code], silent=place in missing) for place in kecamatan],
        places=options.places(entries, codes),
        frame=SCREEN,
    )
    return {
        "map": drawing,
        "last": last,
        "missing": missing,
        "due_on": last_day_in_time(next(iter(states.values())).due_at) if states else None,
        "reported": sum(state.count > 0 for state in states.values()),
        "nil": sum(state.sent_at is not None and not state.count for state in states.values()),
    }


def _is_missing(states: dict[reporting.Key, reporting.MonthState], code: str, month: Month) -> bool:
    """Whether nothing came from the kecamatan though it is past due."""
    state = states.get((code, month))
    return state is not None and state.state == reporting.MISSING


def tile(name: str, count: figures.KecamatanCount, *, silent: bool) -> tiles.Tile:
    """One kecamatan on the map; its number is a link to the rows it counts."""
    words = "belum melapor" if silent else ""
    if not count.total.count:
        return tiles.Tile(name, None, word="tidak ada", silent=words, href=count.total.url)
    return tiles.Tile(
        name,
        count.level,
        count.total.count,
        "" if count.level else "belum dinilai",
        words,
        count.total.url,
    )
