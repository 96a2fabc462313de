"""The team as on the SK, its chart, the teams of the kecamatan, the contacts."""

import datetime as dt
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.views.decorators.http import require_safe

from timdu.core.access import require
from timdu.core.typing import AppRequest
from timdu.team.duty import on_duty
from timdu.team.models import Decree, Seat
from timdu.team.permissions import can_change_settings
from timdu.team.roster import permissions, sheet
from timdu.team.roster.forms import EARLIEST, LATEST
from timdu.wilayah.models import Wilayah


@require_safe
def team(request: AppRequest) -> HttpResponse:
    """The team of the kabupaten as on the SK, today or on a day one asks for."""
    require(permissions.can_see_roster(request.user))
    return render(request, "team/roster/team.html", roster_of(request, None))


@require_safe
def kecamatan_team(request: AppRequest, code: str) -> HttpResponse:
    """The Tim Terpadu of one kecamatan."""
    require(permissions.can_see_roster(request.user))
    place = get_object_or_404(places(request), pk=code)
    return render(request, "team/roster/team.html", roster_of(request, place))


@require_safe
def chart(request: AppRequest) -> HttpResponse:
    """Who stands above whom."""
    require(permissions.can_see_roster(request.user))
    return render(request, "team/roster/chart.html", roster_of(request, None))


@require_safe
def kecamatan_list(request: AppRequest) -> HttpResponse:
    """The teams of the kecamatan: who leads each, how many sit in it."""
    require(permissions.can_see_roster(request.user))
    today = timezone.localdate()
    seats = Seat.objects.visible_to(request.user).on(today).filter(roster__isnull=False)
    lines = sheet.lines_on(seats, today)
    rows = [
        {
            "place": place,
            "chair": next((line for line in of(lines, place) if line.seat.rank == "chair"), None),
            "count": len(of(lines, place)),
        }
        for place in places(request)
    ]
    return render(request, "team/roster/kecamatan.html", {"rows": rows})


@require_safe
def contacts(request: AppRequest) -> HttpResponse:
    """Whom to call, by kecamatan; one's own first."""
    require(permissions.can_see_roster(request.user))
    user = request.user
    circles = sheet.circles(user.own_team, user, timezone.localdate())
    circles.sort(key=lambda circle: not is_mine(circle, user.kecamatan_id))
    context = {
        "circles": circles,
        "duty": on_duty(user.team),
        "can_set_duty": can_change_settings(user),
        "hides": not user.is_secretariat,
    }
    return render(request, "team/roster/contacts.html", context)


def is_mine(circle: sheet.Circle, kecamatan: str | None) -> bool:
    """Whether it is the reader's own kecamatan."""
    return circle.kecamatan is not None and circle.kecamatan.pk == kecamatan


def places(request: AppRequest) -> Any:
    """The kecamatan of the reader's team, for all of the team."""
    return Wilayah.objects.current().kecamatan_of(request.user.own_team.scope)


def of(lines: list[sheet.Line], place: Wilayah) -> list[sheet.Line]:
    """The lines of one kecamatan's team."""
    return [line for line in lines if line.seat.roster_id == place.pk]


def day_asked(request: AppRequest) -> dt.date:
    """The day of the address; today when there is none or it cannot be read."""
    try:
        day = parse_date(request.GET.get("pada", ""))
    except ValueError:
        day = None
    return day if day and EARLIEST <= day <= LATEST else timezone.localdate()


def roster_of(request: AppRequest, place: Wilayah | None) -> dict[str, Any]:
    """What a page of one roster shows."""
    user, today, day = request.user, timezone.localdate(), day_asked(request)
    roster = place.pk if place else None
    decrees = Decree.objects.visible_to(user).of_roster(user.own_team, roster)
    base = decrees.base_on(day)
    lines = sheet.lines_on(
        Seat.objects.visible_to(user).of_roster(user.own_team, roster).on(day), day
    )
    can_edit = permissions.can_edit_roster(user, place)
    return {
        "team": user.own_team,
        "place": place,
        "day": day,
        "is_today": day == today,
        "decree": base,
        "amendments": decrees.issued().filter(amends=base, valid_from__lte=day) if base else [],
        "is_over": base is not None and base.is_over(day),
        "groups": sheet.groups(lines),
        "vacant": sum(line.holder is None for line in lines),
        "count": len(lines),
        "can_edit": can_edit,
        "drafts": decrees.drafts() if can_edit else [],
    }
