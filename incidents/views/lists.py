"""Lists of reports: filtered, and in the queue."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from incidents import masks, permissions, readiness
from incidents.forms.filters import SPAN, IncidentFilter
from incidents.models import Incident
from incidents.models.choices import Urgency
from incidents.views.rows import is_partial
from timdu.core import paging
from timdu.core.access import require
from timdu.core.typing import AppRequest

GROUP = 25


@require_safe
def incident_list(request: AppRequest) -> HttpResponse:
    """The reports one may read, newest first; every figure of the system links into it."""
    require(permissions.can_read(request.user))
    filters = IncidentFilter(request.GET, user=request.user, now=timezone.now())
    rows = filters.narrow(Incident.objects.visible_to(request.user)).for_rows()
    page = paging.newest_first(rows, request.GET.get("lanjut", ""), by="occurred_at")
    masked = permissions.is_masked(request.user)
    if masked:
        masks.hide(page.rows)
    query = filters.query().urlencode()
    context = {
        "filters": filters,
        "chips": filters.chips(),
        "page": page,
        "query": f"{query}&" if query else "",
        "span": None if filters.reads_only_open_ones or filters.window()[2] else SPAN,
        "masked": masked,
        "can_report": permissions.can_report(request.user),
        "can_triage": permissions.can_triage(request.user),
    }
    partial = "incidents/_list.html"
    return render(request, partial if is_partial(request) else "incidents/list.html", context)


@require_safe
def incident_queue(request: AppRequest) -> HttpResponse:
    """What waits for a verifier, by urgency, the oldest first."""
    require(permissions.can_triage(request.user))
    now = timezone.now()
    waiting = Incident.objects.visible_to(request.user).waiting()
    counts = waiting.counts_by_urgency()
    groups = [
        group_of(waiting, urgency, counts[urgency], now)
        for urgency in reversed(Urgency)
        if counts.get(urgency)
    ]
    context = {"groups": groups, "total": sum(counts.values())}
    return render(request, "incidents/queue.html", context)


def group_of(waiting: Any, urgency: Urgency, count: int, now: Any) -> dict[str, Any]:
    """One urgency of the queue: its rows, and how many more there are."""
    rows = list(waiting.filter(urgency=urgency).for_rows().with_note_counts()[:GROUP])
    late = now - readiness.LOOKED_AT_WITHIN
    for row in rows:
        row.is_late = row.reported_at < late
    more = count - len(rows)
    return {"urgency": urgency.value, "count": count, "rows": rows, "more": more}
