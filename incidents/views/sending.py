"""What one handed in: who asks, everything that was received, and the receipt of one thing."""

from typing import Any, cast
from uuid import UUID

from django.http import Http404, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from incidents import permissions, sent
from incidents.actions.intake import INCIDENT
from incidents.actions.later import DEVELOPMENT
from incidents.actions.nil import NIL
from incidents.views.detail import files_of
from incidents.views.rows import load
from timdu.core.access import require
from timdu.core.models import Received
from timdu.core.paging import newest_first
from timdu.core.receipts import account_id
from timdu.core.typing import AppRequest
from timdu.files.models import Upload
from timdu.team.entrance import held


@held.never_waits
@never_cache
@require_safe
def whoami(request: AppRequest) -> JsonResponse:
    """For a program, before it sends: whose session this is, and the token of its forms."""
    return JsonResponse({"account": account_id(request.user), "csrf": get_token(request)})


@require_safe
def sent_list(request: AppRequest) -> HttpResponse:
    """Everything one's account handed in, newest first, from all devices or from one."""
    require(permissions.can_report(request.user))
    rows = Received.objects.visible_to(request.user)
    devices = rows.devices()
    asked = number(request.GET.get("perangkat", ""))
    if asked is not None:
        rows = rows.filter(device=asked)
    page = newest_first(rows, request.GET.get("lanjut", ""), by="at")
    context = {
        "lines": sent.lines(page.rows, request.user),
        "page": page,
        "query": f"perangkat={asked}&" if asked else "",
        "devices": devices,
        "asked": asked,
        "own": request.device.key,
    }
    return render(request, "incidents/sent.html", context)


def number(text: str) -> UUID | None:
    """The number of a device or a delivery as an address holds it; None, which none has."""
    try:
        return UUID(text)
    except ValueError:
        return None


@require_safe
def sent_receipt(request: AppRequest, key: str) -> HttpResponse:
    """What was received under one key: when, from where, its hash, all of it."""
    own = Received.objects.visible_to(request.user)
    row = get_object_or_404(own, client_uuid=number(key))
    became: Any = row.became
    if row.kind == INCIDENT:
        return redirect("incidents:receipt", code=became.code)
    incident = None
    more = sent.MORE.get(row.kind)
    if more is not None and not list(more.rows(request.user, {row.object_id})):
        raise Http404
    if more is None and row.kind != NIL:
        # Through the door of the report: what is R is logged, what was closed is not there.
        about = became.incident if row.kind == DEVELOPMENT else became
        incident = load(request, about.code)
    content = cast(dict[str, Any], became.received if row.content is None else row.content)
    is_news = more is not None or row.kind == DEVELOPMENT
    context = {
        "files": files_of(became) if is_news else [],
        "uploads": Upload.objects.of(became).not_arrived() if is_news else [],
        "line": sent.line(row, became),
        "row": row,
        "incident": incident,
        "made": became if more else None,
        "content": {name: told(value) for name, value in content.items()},
    }
    return render(request, "incidents/sent_receipt.html", context)


def told(value: str | list[str]) -> str:
    """What one field sent, as a text."""
    return value if isinstance(value, str) else ", ".join(value)
