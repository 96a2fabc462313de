"""Pages of piket: the rota of a month, planning it, and who takes turns."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from timdu.core import conflicts
from timdu.core.access import require
from timdu.core.conflicts import Stale
from timdu.core.periods import Month
from timdu.core.typing import AppRequest
from timdu.core.workflow import WrongState
from timdu.team.duty import duty_day, gap, on_duty
from timdu.team.models import DutyOfficer
from timdu.team.permissions import can_change_settings
from timdu.team.roster import permissions
from timdu.team.roster.actions import duty as duty_actions
from timdu.team.roster.duty_forms import MonthForm, OfficerForm, SpanForm, SwapForm
from timdu.team.roster.forms import EARLIEST, LATEST, ReasonForm
from timdu.team.roster.rota import Day, rota
from timdu.team.roster.trying import tried
from timdu.team.roster.views.seats import page


@require_safe
def rota_now(request: AppRequest) -> HttpResponse:
    """The rota of the month that runs."""
    require(permissions.can_see_roster(request.user))
    today = duty_day(request.user.own_team, timezone.now())
    return shown(request, Month.of(today))


@require_safe
def rota_month(request: AppRequest, month: str) -> HttpResponse:
    """The rota of one month."""
    require(permissions.can_see_roster(request.user))
    return shown(request, month_of(month))


def month_of(text: str) -> Month:
    """The month of the address; 404 for none."""
    try:
        month = Month.parse(text)
    except ValueError:
        raise Http404 from None
    if not EARLIEST.year < month.year < LATEST.year:
        raise Http404
    return month


def days_of(request: AppRequest, month: Month) -> list[Day]:
    """The days of the month of the reader's team."""
    team = request.user.own_team
    return rota(team, month, duty_day(team, timezone.now()))


def shown(request: AppRequest, month: Month) -> HttpResponse:
    """Who is on duty now, and every day of the month."""
    days = days_of(request, month)
    can_plan = permissions.can_plan_duty(request.user)
    context = {
        "month": month,
        "rows": [{"one": one} for one in days],
        "gaps": sum(one.is_gap and not one.is_over for one in days),
        "team": request.user.own_team,
        "duty": on_duty(request.user.team),
        "can_plan": can_plan,
        "unreached": gap(request.user.own_team, timezone.now()) if can_plan else "",
        "can_set": can_change_settings(request.user),
    }
    return render(request, "team/roster/rota.html", context)


@require_http_methods(["GET", "POST"])
def rota_plan(request: AppRequest, month: str) -> HttpResponse:
    """Plan a month at a time."""
    require(permissions.can_plan_duty(request.user))
    wanted = month_of(month)
    form = MonthForm(
        request.POST or None, days=days_of(request, wanted), officers=officers_of(request)
    )
    if request.method == "POST" and form.is_valid() and planned(request, wanted, form):
        return redirect("roster:rota_month", month)
    return plan_page(request, wanted, form)


def officers_of(request: AppRequest) -> list[DutyOfficer]:
    """Those who take turns."""
    return list(DutyOfficer.objects.visible_to(request.user).current())


def planned(request: AppRequest, month: Month, form: MonthForm) -> bool:
    """Whether the month was kept; one planned meanwhile stands beside it."""
    try:
        changed = duty_actions.plan(month, form.wanted(), by=request.user, version=form.version)
    except Stale as late:
        form.conflict(late.current)
        return False
    except WrongState as refused:
        form.add_error(None, refused.words)
        return False
    messages.success(request, f"Jadwal tersimpan, {changed} hari berubah.")
    return True


def plan_page(
    request: AppRequest,
    month: Month,
    form: MonthForm,
    *,
    span: SpanForm | None = None,
    swap: SwapForm | None = None,
) -> HttpResponse:
    """The month as a table of fields, and the quicker ways beside it."""
    days, officers = days_of(request, month), officers_of(request)
    context = {
        "month": month,
        "form": form,
        "officers": officers,
        "gaps": sum(one.is_gap and not one.is_over for one in days),
        "is_open": bool(form.open_days),
        "span": span or SpanForm(days=days, officers=officers),
        "swap": swap or SwapForm(days=days),
    }
    return render(request, "team/roster/rota_plan.html", context, status=conflicts.status(form))


@require_POST
def rota_fill(request: AppRequest, month: str) -> HttpResponse:
    """Give the empty days of a span to one person."""
    require(permissions.can_plan_duty(request.user))
    wanted = month_of(month)
    days, officers = days_of(request, wanted), officers_of(request)
    form = SpanForm(request.POST, days=days, officers=officers)
    if form.is_valid():
        act = duty_actions.fill
        done = tried(form, lambda: act(*form.span(), by=request.user))
        if done is not None:
            return back_to(request, month, done)
    return plan_page(request, wanted, MonthForm(days=days, officers=officers), span=form)


@require_POST
def rota_swap(request: AppRequest, month: str) -> HttpResponse:
    """Let two people change days."""
    require(permissions.can_plan_duty(request.user))
    wanted = month_of(month)
    days, officers = days_of(request, wanted), officers_of(request)
    form = SwapForm(request.POST, days=days)
    if form.is_valid() and worked(form, lambda: swapped(request, form)):
        messages.success(request, "Dua hari piket ditukar.")
        return redirect("roster:rota_plan", month)
    return plan_page(request, wanted, MonthForm(days=days, officers=officers), swap=form)


def swapped(request: AppRequest, form: SwapForm) -> bool:
    one, other = form.pair()
    duty_actions.swap(one, other, by=request.user)
    return True


def worked(form: forms.BaseForm, act: Callable[[], Any]) -> bool:
    """Whether the action did what the form asked."""
    return tried(form, act) is not None


@require_POST
def rota_copy(request: AppRequest, month: str) -> HttpResponse:
    """Fill the empty days as four weeks before."""
    require(permissions.can_plan_duty(request.user))
    done = duty_actions.copy_pattern(month_of(month), by=request.user)
    return back_to(request, month, done)


def back_to(request: AppRequest, month: str, done: int) -> HttpResponse:
    """Back to the month, with how many days were filled."""
    words = f"{done} hari kosong diisi." if done else "Tidak ada hari kosong yang dapat diisi."
    messages.success(request, words)
    return redirect("roster:rota_plan", month)


@require_http_methods(["GET", "POST"])
def officer_list(request: AppRequest) -> HttpResponse:
    """Who takes turns; a form to add somebody."""
    require(permissions.can_plan_duty(request.user))
    form = OfficerForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        facts = form.cleaned_data
        if tried(form, lambda: duty_actions.add_officer(by=request.user, **facts)):
            messages.success(request, "Petugas ditambahkan.")
            return redirect("roster:duty_officers")
    rows = list(DutyOfficer.objects.visible_to(request.user))
    context = {
        "form": form,
        "current": [row for row in rows if row.retired_on is None],
        "retired": [row for row in rows if row.retired_on is not None],
    }
    return render(request, "team/roster/duty_officers.html", context)


@require_http_methods(["GET", "POST"])
def officer_edit(request: AppRequest, pk: int) -> HttpResponse:
    """Another name or number."""
    require(permissions.can_plan_duty(request.user))
    officer = get_object_or_404(DutyOfficer.objects.visible_to(request.user), pk=pk)
    form = OfficerForm(request.POST or None, instance=officer, user=request.user)
    if request.method == "POST" and form.is_valid():
        facts = conflicts.facts(form)
        if tried(form, lambda: duty_actions.change_officer(officer, by=request.user, **facts)):
            messages.success(request, "Tersimpan.")
            return redirect("roster:duty_officers")
    lead = "Nomor baru langsung tampil pada semua hari petugas ini."
    back = reverse("roster:duty_officers")
    return page(request, form, "Ubah petugas piket", back, "Petugas piket", lead)


@require_http_methods(["GET", "POST"])
def officer_retire(request: AppRequest, pk: int) -> HttpResponse:
    """Takes no turns any more."""
    require(permissions.can_plan_duty(request.user))
    officer = get_object_or_404(DutyOfficer.objects.visible_to(request.user), pk=pk)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        facts = form.cleaned_data
        gaps = tried(form, lambda: duty_actions.retire_officer(officer, by=request.user, **facts))
        if gaps is not None:
            messages.success(request, f"{officer.name} tidak piket lagi; {gaps} hari kosong.")
            return redirect("roster:duty_officers")
    lead = "Hari piketnya yang akan datang menjadi kosong dan tampil sebagai kosong."
    back = reverse("roster:duty_officers")
    return page(request, form, f"{officer.name} tidak piket lagi", back, "Petugas piket", lead)
