"""The list of permasalahan, what moved last first."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from incidents.cases import permissions, rooms
from incidents.cases.forms.filters import CaseFilter
from incidents.cases.models import Case
from incidents.views.rows import is_partial
from timdu.core import paging
from timdu.core.access import require
from timdu.core.typing import AppRequest


@require_safe
def case_list(request: AppRequest) -> HttpResponse:
    """Those one may read; every figure about permasalahan links into it."""
    require(permissions.can_read(request.user))
    filters = CaseFilter(request.GET, user=request.user, today=timezone.localdate())
    rows = filters.narrow(Case.objects.visible_to(request.user)).with_names()
    page = paging.newest_first(rows, request.GET.get("lanjut", ""), by="changed_at")
    query = filters.query().urlencode()
    context = {
        "filters": filters,
        "chips": filters.chips(),
        "page": page,
        "query": f"{query}&" if query else "",
        "today": timezone.localdate(),
        "can_work": permissions.can_work(request.user),
        "ways": rooms.ways(request.user),
        "whole": permissions.reads_everything(request.user),
    }
    partial = "cases/_list.html"
    return render(request, partial if is_partial(request) else "cases/list.html", context)
