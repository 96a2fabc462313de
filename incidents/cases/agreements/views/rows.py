"""The kesepakatan an address names, for the person who asks."""

from django.shortcuts import get_object_or_404

from incidents.cases.agreements import permissions
from incidents.cases.agreements.models import Agreement
from incidents.cases.views.rows import noted
from timdu.core import codes
from timdu.core.access import require
from timdu.core.typing import AppRequest


def load(request: AppRequest, code: str, pk: int) -> Agreement:
    """The kesepakatan, if the person may know of it."""
    require(permissions.can_read(request.user))
    rows = Agreement.objects.visible_to(request.user).with_names()
    found: Agreement = get_object_or_404(rows, pk=pk, case__code=codes.normalise(code))
    noted(request, found.case, "Kesepakatan")
    return found
