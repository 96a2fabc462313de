"""Lists of reports: filtered, and as a file."""

from collections.abc import Iterator
from typing import Any
from zoneinfo import ZoneInfo

from django.db import transaction
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from incidents import masks, permissions, sheet
from incidents.forms.filters import SPAN, IncidentFilter
from incidents.models import Incident
from incidents.models.choices import Classification
from incidents.views.rows import is_partial
from timdu.core import paging, reads
from timdu.core.access import require
from timdu.core.tables import stream_for_people
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


@require_safe
def incident_export(request: AppRequest) -> StreamingHttpResponse:
    """The filtered rows as CSV; what is R does not travel in files."""
    require(permissions.can_read(request.user))
    filters = IncidentFilter(request.GET, user=request.user, now=timezone.now())
    rows = filters.narrow(Incident.objects.visible_to(request.user))
    rows = rows.exclude(classification=Classification.SECRET).order_by("-occurred_at", "-pk")
    zone = timezone.get_current_timezone_name()
    masked = permissions.is_masked(request.user)
    if masked:
        asked = filters.query().urlencode() or "semua"
        reads.opened(by=request.user, what=request.user.own_team, note=f"Laporan (CSV): {asked}")
    response = StreamingHttpResponse(
        stream_for_people(sheet.HEAD, in_one_look(sheet.lines(rows, masked=masked), zone)),
        content_type="text/csv; charset=utf-8",
    )
    day = timezone.localdate().isoformat()
    response["Content-Disposition"] = f'attachment; filename="laporan-{day}.csv"'
    return response


def in_one_look(lines: Iterator[list[Any]], zone: str) -> Iterator[list[Any]]:
    """Read all rows in one transaction, in the zone of the page that asked.

    The response is streamed after the middleware has put the zone back; and a cursor outside a
    transaction would read every row before the first one is sent.
    """
    with timezone.override(ZoneInfo(zone)), transaction.atomic():
        yield from lines
