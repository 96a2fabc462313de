"""The two lists: what is told, and what is asked."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from incidents.cases.asking import figures, permissions
from incidents.cases.asking.forms.filters import DispositionFilter, RequestFilter
from incidents.cases.asking.models import CoordinationRequest, Disposition
from incidents.cases.models.visibility import reads_whole
from incidents.views.rows import is_partial
from timdu.core import paging
from timdu.core.access import require
from timdu.core.typing import AppRequest


@require_safe
def disposition_list(request: AppRequest) -> HttpResponse:
    """Those one may read; the counts above are links into the same list."""
    require(permissions.can_see_dispositions(request.user))
    user, today = request.user, timezone.localdate()
    filters = DispositionFilter(request.GET, user=user, today=today)
    seen = Disposition.objects.visible_to(user)
    more = {
        "counts": figures.of_dispositions(seen, user, today),
        "can_see_requests": bool(permissions.can_see_requests(user)),
    }
    template = "asking/_dispositions.html" if is_partial(request) else "asking/dispositions.html"
    return listed(request, template, filters, seen.with_names(), more)


@require_safe
def request_list(request: AppRequest) -> HttpResponse:
    """Those one may read; nothing in it says who was slow."""
    require(permissions.can_see_requests(request.user))
    user = request.user
    filters = RequestFilter(request.GET, user=user, today=timezone.localdate())
    seen = CoordinationRequest.objects.visible_to(user)
    more = {
        "counts": figures.of_requests(seen, user),
        "can_see_dispositions": bool(permissions.can_see_dispositions(user)),
    }
    template = "asking/_requests.html" if is_partial(request) else "asking/requests.html"
    return listed(request, template, filters, seen.with_names(), more)


def listed(
    request: AppRequest, template: str, filters: Any, rows: Any, more: dict[str, Any]
) -> HttpResponse:
    """One page of a list, or just its rows for a filter that changed."""
    page = paging.newest_first(filters.narrow(rows), request.GET.get("lanjut", ""), by="changed_at")
    query = filters.query().urlencode()
    context = {
        "filters": filters,
        "chips": filters.chips(),
        "page": page,
        "query": f"{query}&" if query else "",
        "path": request.path,
        "whole": reads_whole(request.user),
        **more,
    }
    return render(request, template, context)
