"""Pages: who may do what, who opened what, what an auditor carries away."""

from collections.abc import Iterator
from typing import Any
from zoneinfo import ZoneInfo

from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from timdu.core import paging, reads
from timdu.core.access import require
from timdu.core.tables import stream_for_people
from timdu.core.typing import AppRequest
from timdu.rights import actions, permissions, sheet
from timdu.rights import openings as log
from timdu.rights.forms import BundleForm, OpeningsForm
from timdu.team.permissions import can_see_openings


@require_safe
def matrix_page(request: AppRequest) -> HttpResponse:
    """The whole permission matrix in words, made to be printed."""
    require(permissions.can_see_matrix(request.user))
    context = {
        "sections": sheet.sections(),
        "columns": [*sheet.COLUMNS.values(), sheet.ELSEWHERE],
        "can_see_openings": can_see_openings(request.user),
        "can_take_bundle": permissions.can_take_bundle(request.user),
        "now": timezone.now(),
    }
    return render(request, "rights/matrix.html", context)


@require_safe
def openings(request: AppRequest) -> HttpResponse:
    """Who opened what, the newest first; filtered to one record it answers for that record."""
    require(can_see_openings(request.user))
    form = OpeningsForm(request.GET, user=request.user)
    page = paging.newest_first(form.rows(), request.GET.get("lanjut", ""), by="at")
    query = asked(request)
    context = {
        "form": form,
        "page": page,
        "rows": log.told(page.rows, request.user),
        "query": f"{query}&" if query else "",
        "masked": request.user.is_masked,
    }
    return render(request, "rights/openings.html", context)


@require_safe
def openings_export(request: AppRequest) -> StreamingHttpResponse:
    """The same rows as CSV; that they were carried away is recorded as well."""
    require(can_see_openings(request.user))
    rows = OpeningsForm(request.GET, user=request.user).rows()
    note = f"Catatan pembukaan (CSV): {asked(request) or 'semua'}"
    reads.opened(by=request.user, what=request.user.own_team, note=note)
    zone = ZoneInfo(timezone.get_current_timezone_name())

    def lines() -> Iterator[list[Any]]:
        # The answer is streamed after the middleware has put the zone back.
        with timezone.override(zone):
            yield from log.lines(rows, request.user)

    response = StreamingHttpResponse(
        stream_for_people(log.HEAD, lines()), content_type="text/csv; charset=utf-8"
    )
    day = timezone.localdate().isoformat()
    response["Content-Disposition"] = f'attachment; filename="pembukaan-{day}.csv"'
    return response


def asked(request: AppRequest) -> str:
    """The filters as they were sent, the cursor left out."""
    sent = request.GET.copy()
    sent.pop("lanjut", None)
    return sent.urlencode()


@require_http_methods(["GET", "POST"])
def bundle(request: AppRequest) -> HttpResponse:
    """Choose the days; on POST the archive."""
    require(permissions.can_take_bundle(request.user))
    today = timezone.localdate()
    first = {"dari": today.replace(month=1, day=1), "sampai": today}
    form = BundleForm(request.POST if request.method == "POST" else None, initial=first)
    if form.is_valid():
        days = form.cleaned_data["dari"], form.cleaned_data["sampai"]
        data = actions.take_bundle(*days, by=request.user)
        response = HttpResponse(data, content_type="application/zip")
        name = f"berkas-pemeriksaan-{days[0]}-{days[1]}.zip"
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        return response
    return render(request, "rights/bundle.html", {"form": form})
