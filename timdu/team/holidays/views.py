"""The days off of a year, and adding or taking back some."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from timdu.core.access import require
from timdu.core.models import Holiday
from timdu.core.typing import AppRequest
from timdu.core.workflow import WrongState
from timdu.team import permissions
from timdu.team.holidays import actions as holiday_actions
from timdu.team.holidays.forms import HolidaysForm, fixed_days

EARLIEST, LATEST = 2000, 2100


@require_http_methods(["GET", "POST"])
def holiday_list(request: AppRequest) -> HttpResponse:
    """The days off of one year; reminders and deadlines in working days skip them."""
    require(permissions.can_see_settings(request.user))
    can_change = permissions.can_change_settings(request.user)
    asked = request.GET.get("tahun", "")
    year = int(asked) if asked.isdecimal() and len(asked) == 4 else timezone.localdate().year
    year = min(max(year, EARLIEST), LATEST)
    of_team = Holiday.objects.visible_to(request.user).standing()
    rows = list(of_team.filter(day__year=year))
    known = {row.day for row in rows}
    missing = [one for one in fixed_days(year) if one.day not in known]
    lines = "\n".join(f"{one.day:%d-%m-%Y} {one.name}" for one in missing)
    form = HolidaysForm(request.POST or None, initial={"days": lines})
    if request.method == "POST":
        require(can_change)
        if form.is_valid():
            added = holiday_actions.add(by=request.user, **form.cleaned_data)
            messages.success(request, f"{added} hari libur ditambahkan.")
            return redirect(request.get_full_path())
    context = {"rows": rows, "year": year, "form": form, "can_change": can_change}
    return render(request, "team/holidays.html", context)


@require_POST
def holiday_withdraw(request: AppRequest, pk: int) -> HttpResponse:
    """Take one day out of the list."""
    holiday = get_object_or_404(Holiday.objects.visible_to(request.user), pk=pk)
    require(permissions.can_change_settings(request.user))
    try:
        holiday_actions.withdraw(holiday, by=request.user)
        messages.success(request, f"{holiday.name} tidak lagi hari libur.")
    except WrongState as refused:
        messages.error(request, refused.words)
    return redirect("team:holidays")
