"""Nihil: who was heard in which month, and saying that there was nothing."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from incidents import figures, permissions
from incidents.actions import nil as nil_actions
from incidents.forms.nil import NilForm, WithdrawForm
from incidents.models import NilReport
from incidents.models.choices import Origin, Status
from timdu.core.access import require
from timdu.core.periods import DECEMBER, Month
from timdu.core.typing import AppRequest
from timdu.core.workflow import WrongState
from timdu.team.models import User

RECENT = 20
EARLIEST = 2000


@require_safe
def nil_list(request: AppRequest) -> HttpResponse:
    """Twelve months of every kecamatan: ada laporan, nihil, terlambat, belum melapor."""
    require(permissions.can_see_nil(request.user))
    now = timezone.now()
    year = year_of(request, now)
    nils = NilReport.objects.visible_to(request.user).select_related("kecamatan", "agency")
    context = {
        "year": year,
        "is_this_year": year == timezone.localtime(now).year,
        "strips": strips(request, year, now),
        "nils": nils.filter(month__year=year)[: RECENT * DECEMBER],
        "can_file": permissions.can_file_nil(request.user),
        "masked": permissions.is_masked(request.user),
    }
    return render(request, "incidents/nil_list.html", context)


def year_of(request: AppRequest, now: Any) -> int:
    """The year asked for, else this one."""
    asked = request.GET.get("tahun", "")
    this = timezone.localtime(now).year
    return int(asked) if asked.isdecimal() and EARLIEST <= int(asked[:5]) <= this else this


def strips(request: AppRequest, year: int, now: Any) -> list[dict[str, Any]]:
    """One strip for each kecamatan the reader watches over; members have none."""
    user, team = request.user, request.user.team
    if team is None or user.role == User.Role.MEMBER:
        return []
    months = [Month(year, number) for number in range(1, DECEMBER + 1)]
    own = user.kecamatan_id or ""
    states = figures.month_states(team, months, now=now, kecamatan=own)
    places = figures.kecamatan_of(team, months[-1])
    running = Month.of(now, team.zone)
    return [
        {
            "place": place,
            "cells": [cell(states[place.code, month], place.code, running) for month in months],
        }
        for place in places
        if (place.code, months[0]) in states
    ]


def cell(state: figures.MonthState, code: str, running: Month) -> dict[str, Any]:
    """One month of one kecamatan, as the strip draws it; a link to its rows where there are any."""
    sent = [status for status in Status.values if status != Status.DRAFT]
    asked = {"bulan": str(state.month), "status": sent, "kecamatan": code, "asal": Origin.KECAMATAN}
    rows = f"{reverse('incidents:list')}?{urlencode(asked, doseq=True)}"
    return {
        "label": state.month.short,
        "state": state.mark,
        "count": state.count,
        "url": rows if state.count else "",
        "now": state.month == running,
    }


@require_http_methods(["GET", "POST"])
def nil_create(request: AppRequest) -> HttpResponse:
    """Say that a month had nothing to report, and who was asked."""
    require(permissions.can_file_nil(request.user))
    initial = {"month": request.GET["bulan"]} if "bulan" in request.GET else {}
    form = NilForm(request.POST or None, user=request.user, now=timezone.now(), initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            nil = nil_actions.file(by=request.user, **form.filed())
        except WrongState as refused:
            form.add_error("month", refused.words)
        else:
            messages.success(request, f"Nihil {nil.period.label} sudah diterima.")
            return redirect("nil:list")
    return render(request, "incidents/nil_create.html", {"form": form})


@require_http_methods(["GET", "POST"])
def nil_withdraw(request: AppRequest, pk: int) -> HttpResponse:
    """Take back a nil report filed by mistake; it stays to be read."""
    nil = get_object_or_404(NilReport.objects.visible_to(request.user), pk=pk)
    require(permissions.can_withdraw_nil(request.user, nil))
    form = WithdrawForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            nil_actions.withdraw(nil, by=request.user, **form.cleaned_data)
        except WrongState as refused:
            form.add_error(None, refused.words)
        else:
            messages.success(request, f"Nihil {nil.period.label} ditarik.")
            return redirect("nil:list")
    return render(request, "incidents/nil_withdraw.html", {"form": form, "nil": nil})
