"""The list of kegiatan, the newest first."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from incidents.views.rows import is_partial
from renaksi import figures, permissions
from renaksi.forms.filters import ActivityFilter
from renaksi.models import Activity
from timdu.core import paging
from timdu.core.access import require
from timdu.core.typing import AppRequest


@require_safe
def activity_list(request: AppRequest) -> HttpResponse:
    """Those one may read; every figure about kegiatan links into it."""
    require(permissions.can_read(request.user))
    filters = ActivityFilter(request.GET, user=request.user)
    rows = filters.narrow(Activity.objects.visible_to(request.user))
    page = paging.newest_first(rows.with_names(), request.GET.get("lanjut", ""), by="starts_at")
    for row in page.rows:
        row.team = request.user.own_team
    query = filters.query().urlencode()
    context = {
        "filters": filters,
        "chips": filters.chips(),
        "page": page,
        "query": f"{query}&" if query else "",
        "counts": counted(filters, figures.by_kind(rows)),
        "export": f"{reverse('activities:export')}?{query}",
        "can_record": permissions.can_record(request.user),
        "edits_list": permissions.can_edit_reference(request.user),
        "whole": permissions.reads_everything(request.user),
    }
    partial = "renaksi/_list.html"
    return render(request, partial if is_partial(request) else "renaksi/list.html", context)


def counted(filters: ActivityFilter, found: list[figures.KindCount]) -> list[dict[str, object]]:
    """How many of each jenis, each with the list of exactly those."""
    narrowed = []
    for one in found:
        query = filters.query()
        query.setlist("jenis", [str(one.kind.pk)])
        narrowed.append({"word": str(one.kind), "count": one.count, "query": query.urlencode()})
    return narrowed
