"""The rows behind the administrator's figures: mail and work by state, never what they carry."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from reports import permissions
from reports.figures import system
from timdu.core.access import require
from timdu.core.typing import AppRequest

SHOWN = 200


@require_safe
def system_rows(request: AppRequest) -> HttpResponse:
    """One of the figures, row by row; without a choice the first of them."""
    require(permissions.can_see_system(request.user))
    team, now = request.user.own_team, timezone.now()
    asked = request.GET.get("yang", "")
    chosen = asked if asked in system.FIGURES else next(iter(system.FIGURES))
    found: QuerySet[Any] = (
        system.mail(team, chosen) if chosen in system.MAIL else system.work(team, chosen, now)
    )
    shown = list(found[:SHOWN])
    context = {
        "chosen": chosen,
        "figures": system.FIGURES.items(),
        "is_mail": chosen in system.MAIL,
        "total": found.count(),
        "rows": [system.told(row) for row in shown] if chosen in system.MAIL else shown,
    }
    return render(request, "reports/system.html", context)
