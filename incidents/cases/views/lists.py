"""The list of permasalahan, what moved last first; and the reports that belong to none yet."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from incidents import queue, tabs
from incidents.cases import gathering, masking, permissions, rooms
from incidents.cases.forms.filters import CaseFilter
from incidents.cases.models import Case
from incidents.views.queue import own_tabs
from incidents.views.rows import is_partial
from timdu.core import paging
from timdu.core.access import require
from timdu.core.typing import AppRequest
from timdu.inbox import saved


@require_safe
def case_list(request: AppRequest) -> HttpResponse:
    """Those one may read; every figure about permasalahan links into it."""
    require(permissions.can_read(request.user))
    filters = CaseFilter(request.GET, user=request.user, today=timezone.localdate())
    rows = filters.narrow(Case.objects.visible_to(request.user, few=True)).with_names()
    page = paging.newest_first(rows, request.GET.get("lanjut", ""), by="changed_at")
    masking.hide(request.user, page.rows)
    query = filters.query().urlencode()
    context = {
        "filters": filters,
        "chips": filters.chips(),
        "page": page,
        "query": f"{query}&" if query else "",
        "saved": [] if is_partial(request) else saved.of(request.user, request.path),
        "path": request.path,
        "kept": query,
        "today": timezone.localdate(),
        "can_export": permissions.can_export(request.user),
        "can_work": permissions.can_work(request.user),
        "ways": rooms.ways(request.user),
        "whole": permissions.reads_everything(request.user),
    }
    partial = "cases/_list.html"
    return render(request, partial if is_partial(request) else "cases/list.html", context)


@require_safe
def ungathered(request: AppRequest) -> HttpResponse:
    """The queue's tab of verified reports without a permasalahan; each leads to one in one step."""
    require(permissions.can_work(request.user))
    rows = gathering.without_case(request.user)
    besides = tabs.of(request.user)
    # The tabs of the page counted it already.
    total = next(one.rows for one in besides if one.key == gathering.KEY)
    start = first_row(request.GET.get("mulai", ""), total)
    shown = list(rows.for_rows()[start : start + paging.PAGE_SIZE])
    after = start + len(shown)
    context = {
        "rows": shown,
        "total": total,
        "said": gathering.said(total),
        "tabs": own_tabs(queue.counts(request.user, timezone.now())),
        "besides": besides,
        "tab": gathering.KEY,
        "start": start + 1,
        "end": after,
        "next": f"?mulai={after}" if after < min(total, gathering.MOST) else "",
    }
    return render(request, "cases/ungathered.html", context)


def first_row(sent: str, total: int) -> int:
    """Where the page begins; what is unreadable, or past the end, begins at the beginning."""
    start = int(sent) if sent.isdecimal() and len(sent) < 5 else 0
    return start if start < min(total, gathering.MOST) else 0
