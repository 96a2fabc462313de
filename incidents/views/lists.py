"""The list of reports, filtered."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from incidents import masks, permissions
from incidents.forms.filters import SPAN, IncidentFilter
from incidents.models import Incident
from incidents.views.rows import is_partial
from timdu.core import paging
from timdu.core.access import require
from timdu.core.typing import AppRequest
from timdu.inbox import saved


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
        "saved": [] if is_partial(request) else saved.of(request.user, request.path),
        "path": request.path,
        "kept": query,
        "can_report": permissions.can_report(request.user),
        "can_triage": permissions.can_triage(request.user),
    }
    partial = "incidents/_list.html"
    return render(request, partial if is_partial(request) else "incidents/list.html", context)
