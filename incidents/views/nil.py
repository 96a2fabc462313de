"""Nihil: who was heard in which month, and saying that there was nothing."""

import datetime as dt
from functools import partial
from typing import cast

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from incidents import compliance, compliance_sheet, expected, figures, masks, permissions
from incidents.actions import nil as nil_actions
from incidents.forms.nil import NilForm, WithdrawForm
from incidents.models import NilReport
from incidents.views import handed
from timdu.core import programs, reads, tables
from timdu.core.access import require
from timdu.core.periods import DECEMBER, Month
from timdu.core.typing import AppRequest
from timdu.core.workflow import WrongState
from timdu.team.models import User

RECENT = 20
EARLIEST = 2000
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
def nil_list(request: AppRequest) -> HttpResponse:
    """The year of every sender: ada laporan, nihil, terlambat, belum melapor, tidak wajib."""
    require(permissions.can_see_nil(request.user))
    user, now = request.user, timezone.now()
    team, year = user.own_team, year_of(request, now)
    nils = NilReport.objects.visible_to(user).select_related("kecamatan", "agency")
    blocks = compliance.year_of(user, team, year, now)
    sent, masked = nils.filter(month__year=year)[: RECENT * DECEMBER], permissions.is_masked(user)
    watches = not (user.kecamatan_id or user.role == User.Role.MEMBER)
    context = {
        "year": year,
        "is_this_year": year == timezone.localtime(now).year,
        "months": compliance.months_of(year),
        "blocks": blocks if watches else [],
        "own": [] if watches else [line for block in blocks for line in block.lines],
        "exemptions": compliance.exemptions(user, year),
        "nils": masks.hide_nil(sent.select_related("entered_by")) if masked else sent,
        "can_file": permissions.can_file_nil(user),
        "can_call": permissions.can_call(user),
        "masked": masked,
    }
    return render(request, "incidents/nil_list.html", context)


@require_safe
def nil_answers(request: AppRequest) -> HttpResponse:
    """The answers a rate counts: who was expected in which month, and what came."""
    require(permissions.can_see_nil(request.user))
    user, now = request.user, timezone.now()
    year = year_of(request, now)
    blocks = compliance.year_of(user, user.own_team, year, now)
    asked = {name: request.GET.get(name, "") for name in ("pengirim", "kelompok", "bulan")}
    found = expected.answers(blocks, asked)
    context = {
        "year_words": str(year),
        "heading": expected.heading(found, year),
        "rate": figures.rate(answer.cell.of for answer in found),
        "groups": expected.groups(found),
    }
    return render(request, "incidents/nil_answers.html", context)


@require_safe
def nil_export(request: AppRequest) -> HttpResponse:
    """The table of the year as CSV or a spreadsheet."""
    require(permissions.can_see_nil(request.user))
    user, now = request.user, timezone.now()
    year = year_of(request, now)
    rows = compliance_sheet.rows(compliance.year_of(user, user.own_team, year, now))
    is_sheet = request.GET.get("bentuk") == "xlsx"
    if permissions.is_masked(user):
        reads.opened(by=user, what=user.own_team, note=f"Kepatuhan laporan {year} (tabel)")
    if is_sheet:
        data = tables.spreadsheet(f"Kepatuhan {year}", compliance_sheet.HEAD, rows, created=now)
    else:
        data = tables.csv_for_people(compliance_sheet.HEAD, rows)
    response = HttpResponse(data, content_type=XLSX if is_sheet else "text/csv; charset=utf-8")
    name = f"kepatuhan-{year}.{'xlsx' if is_sheet else 'csv'}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def year_of(request: AppRequest, now: dt.datetime) -> int:
    """The year asked for, else this one."""
    asked = request.GET.get("tahun", "")
    this = timezone.localtime(now).year
    return int(asked) if asked.isdecimal() and EARLIEST <= int(asked[:5]) <= this else this


@require_http_methods(["GET", "POST"])
def nil_create(request: AppRequest) -> HttpResponse:
    """Say that a month had nothing to report, and who was asked."""
    require(permissions.can_file_nil(request.user))
    if request.method == "POST" and programs.asks(request):
        return handed.by_program(request, nil_actions.NIL, lambda: judged(request), field="month")
    now = timezone.now()
    asked = request.GET.get("bulan") or str(compliance.month_to_answer(request.user, now))
    form = NilForm(request.POST or None, user=request.user, now=now, initial={"month": asked})
    if request.method == "POST" and form.is_valid():
        try:
            receipt = handed.by_person(request, hand_in(form))
        except WrongState as refused:
            form.add_error("month", refused.words)
        else:
            nil = cast(NilReport, receipt.row.became)
            messages.success(request, f"Nihil {nil.period.label} sudah diterima.")
            return redirect("nil:list")
    context = {"form": form, "running": Month.of(now, request.user.own_team.zone)}
    return render(request, "incidents/nil_create.html", context)


def judged(request: AppRequest) -> handed.HandIn | JsonResponse:
    """How to hand in what a program sent, or what is wrong with it."""
    form = NilForm(request.POST, user=request.user, now=timezone.now())
    return hand_in(form) if form.is_valid() else handed.errors(form.errors)


def hand_in(form: NilForm) -> handed.HandIn:
    """The action that takes what the form says."""
    return partial(nil_actions.hand_in, by=form.user, **form.filed())


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
