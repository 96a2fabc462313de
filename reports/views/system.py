"""The rows behind the administrator's figures: mail and work by state, never what they carry."""

import datetime as dt
from collections.abc import Callable
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
from timdu.team import duty
from timdu.team.models import Team

SHOWN = 200


@require_safe
def system_rows(request: AppRequest) -> HttpResponse:
    """One of the figures, row by row; without a choice the first of them."""
    require(permissions.can_see_system(request.user))
    team, now = request.user.own_team, timezone.now()
    asked = request.GET.get("yang", "")
    chosen = asked if asked in system.FIGURES else next(iter(system.FIGURES))
    found, told = rows_behind(team, chosen, now)
    context = {
        "chosen": chosen,
        "figures": system.FIGURES.items(),
        "is_mail": chosen in system.MAIL or chosen in system.NOTICES,
        "duty_gap": duty.gap(team, now),
        "total": found.count(),
        "rows": [told(row) for row in found[:SHOWN]],
    }
    return render(request, "reports/system.html", context)


def rows_behind(
    team: Team, chosen: str, now: dt.datetime
) -> tuple[QuerySet[Any], Callable[[Any], Any]]:
    """The rows of one figure, and how much of each is told."""
    if chosen in system.MAIL:
        return system.mail(team, chosen), system.told
    if chosen in system.NOTICES:
        return system.notices(team, chosen, now), system.told_of
    return system.work(team, chosen, now), lambda row: row
