"""The status and the SK an address names, for the person who asks; forms about them."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404

from incidents.cases.emergency import permissions
from incidents.cases.emergency.models import Act, Emergency
from incidents.cases.views.rows import page
from timdu.core.access import require
from timdu.core.typing import AppRequest


def load(request: AppRequest, pk: int) -> Emergency:
    """The status, if the person may know of it."""
    require(permissions.can_read(request.user))
    rows = Emergency.objects.visible_to(request.user).select_related("team", "case", "by")
    found: Emergency = get_object_or_404(rows, pk=pk)
    return found


def load_act(request: AppRequest, pk: int, act_pk: int) -> Act:
    """One of its SK, if the person may know of it."""
    row = load(request, pk)
    rows = Act.objects.visible_to(request.user).select_related("by", "confirmed_by")
    found: Act = get_object_or_404(rows, pk=act_pk, emergency=row)
    found.emergency = row
    return found


def own_page(
    request: AppRequest, form: Any, row: Any, title: str, button: str, **more: Any
) -> HttpResponse:
    """A form about one status; a stale save is a 409."""
    told = {"subject": row.title, "word": "Status keadaan", **more}
    return page(request, form, title, button, back=row.get_absolute_url(), **told)
