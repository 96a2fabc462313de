"""Pages of one seat: its history, its holder, adding, changing and ending it."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from timdu.core import conflicts, events
from timdu.core.access import require
from timdu.core.typing import AppRequest
from timdu.core.workflow import WrongState
from timdu.team.models import Decree, Holder, Seat
from timdu.team.roster import permissions, sheet
from timdu.team.roster.actions import seats as seat_actions
from timdu.team.roster.forms import CorrectForm, EndForm, HolderForm, SeatForm
from timdu.team.roster.trying import tried


@require_safe
def seat_detail(request: AppRequest, pk: int) -> HttpResponse:
    """One seat: who sits there now, who sat there before, under which SK."""
    user, today = request.user, timezone.localdate()
    seat = get_object_or_404(Seat.objects.visible_to(user), pk=pk)
    can_edit = permissions.can_edit_seat(user, seat)
    family = [seat, *seats_before(user, seat)]
    holders = Holder.objects.visible_to(user).filter(seat__in=family).select_related("seat__decree")
    now = next(iter(seat.holders.on(today).select_related("user")), None)
    line = sheet.Line(seat, now)
    may_call = permissions.can_see_contact(user, seat).yes
    context = {
        "seat": seat,
        "line": line,
        "contact": sheet.contact(line, now) if now and may_call else None,
        "coming": [
            row
            for row in holders
            if row.seat_id == seat.pk and row.valid_from > today and not row.withdrawn_at
        ],
        "holders": holders,
        "can_edit": can_edit,
        "can_replace": can_replace(user, now, can_edit),
        "chronology": events.chronology(seat)[:20] if can_edit else [],
        "is_open": seat.valid_from is not None and seat.valid_until is None,
    }
    return render(request, "team/roster/seat.html", context)


def can_replace(user: Any, holder: Holder | None, can_edit: Any) -> Any:
    """Whoever may write the seat; with an account, whoever may move access."""
    if holder is not None and holder.user_id is not None:
        return permissions.can_move_access(user)
    return can_edit


def seats_before(user: Any, seat: Seat) -> list[Seat]:
    """The same seat under the SK before, and so on back; one query for each SK."""
    found: list[Seat] = []
    while seat.continues_id is not None and len(found) < 30:
        seat = Seat.objects.visible_to(user).get(pk=seat.continues_id)
        found.append(seat)
    return found


@require_http_methods(["GET", "POST"])
def seat_create(request: AppRequest, pk: int) -> HttpResponse:
    """A new line of an SK."""
    user = request.user
    decree = get_object_or_404(Decree.objects.visible_to(user), pk=pk)
    require(permissions.can_edit_roster(user, decree.roster))
    seat = Seat(team=user.own_team, roster=decree.roster, decree=decree)
    form = SeatForm(request.POST or None, instance=seat, user=user)
    if request.method == "POST" and form.is_valid():
        made = tried(form, lambda: seat_actions.add(decree, by=user, **form.cleaned_data))
        if made is not None:
            messages.success(request, f"{made.office} ditambahkan. Catat siapa pejabatnya.")
            return redirect("roster:holder_create", made.pk)
    title = "Tambah kedudukan"
    return page(request, form, title, decree.get_absolute_url(), str(decree))


@require_http_methods(["GET", "POST"])
def seat_edit(request: AppRequest, pk: int) -> HttpResponse:
    """Change what a seat is called or where it stands."""
    seat = get_object_or_404(Seat.objects.visible_to(request.user), pk=pk)
    require(permissions.can_edit_seat(request.user, seat))
    form = SeatForm(request.POST or None, instance=seat, user=request.user)
    if request.method == "POST" and form.is_valid():
        facts = conflicts.facts(form)
        if tried(form, lambda: seat_actions.change(seat, by=request.user, **facts)) is not None:
            messages.success(request, "Tersimpan.")
            return redirect(seat)
    return page(request, form, "Ubah kedudukan", seat.get_absolute_url(), seat.office)


@require_http_methods(["GET", "POST"])
def seat_end(request: AppRequest, pk: int) -> HttpResponse:
    """End a seat of an SK in force."""
    seat = get_object_or_404(Seat.objects.visible_to(request.user), pk=pk)
    require(permissions.can_edit_seat(request.user, seat))
    form = EndForm(request.POST or None, initial={"last_day": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        facts = form.cleaned_data
        if tried(form, lambda: seat_actions.end(seat, by=request.user, **facts)) is not None:
            messages.success(request, f"Kedudukan {seat.office} diakhiri.")
            return redirect(seat)
    lead = (
        "Pejabatnya berhenti memegang kedudukan ini pada hari itu. Akunnya tidak berubah; akhiri "
        "aksesnya di halaman Pengguna bila perlu."
    )
    return page(request, form, "Akhiri kedudukan", seat.get_absolute_url(), seat.office, lead)


@require_POST
def seat_drop(request: AppRequest, pk: int) -> HttpResponse:
    """Leave a seat out of a draft."""
    seat = get_object_or_404(Seat.objects.visible_to(request.user), pk=pk)
    try:
        seat_actions.drop(seat, by=request.user)
        messages.success(request, f"{seat.office} tidak dimuat dalam konsep ini.")
    except WrongState as refused:
        messages.error(request, refused.words)
    return redirect(seat.decree)


@require_http_methods(["GET", "POST"])
def holder_create(request: AppRequest, pk: int) -> HttpResponse:
    """Who sits in an empty seat."""
    seat = get_object_or_404(Seat.objects.visible_to(request.user), pk=pk)
    require(permissions.can_edit_seat(request.user, seat))
    form = HolderForm(request.POST or None, user=request.user, today=timezone.localdate())
    if request.method == "POST" and form.is_valid():
        facts = form.cleaned_data
        if tried(form, lambda: seat_actions.hold(seat, by=request.user, **facts)) is not None:
            messages.success(request, "Pejabat dicatat.")
            return redirect(seat.decree if seat.decree.is_draft else seat)
    return page(request, form, "Catat pejabat", seat.get_absolute_url(), seat.office)


@require_http_methods(["GET", "POST"])
def holder_edit(request: AppRequest, pk: int) -> HttpResponse:
    """Mend how a holder was written down."""
    user = request.user
    holder = get_object_or_404(Holder.objects.visible_to(user), pk=pk)
    seat = get_object_or_404(Seat.objects.visible_to(user), pk=holder.seat_id)
    require(permissions.can_edit_seat(user, seat))
    if holder.withdrawn_at is not None:
        messages.info(request, "Catatan pejabat ini sudah dibatalkan.")
        return redirect(seat)
    form = CorrectForm(request.POST or None, instance=holder, user=user, today=timezone.localdate())
    if request.method == "POST" and form.is_valid():
        facts = conflicts.facts(form)
        if tried(form, lambda: seat_actions.correct(holder, by=user, **facts)) is not None:
            messages.success(request, "Tersimpan.")
            return redirect(seat)
    lead = "Untuk salah tulis. Bila orangnya berganti, gunakan “Ganti pejabat”."
    links = [
        (reverse("succession:redate", args=[pk]), "Tanggalnya salah"),
        (reverse("succession:withdraw", args=[pk]), "Orangnya salah: batalkan catatan ini"),
    ]
    title, back = "Perbaiki data pejabat", seat.get_absolute_url()
    return page(request, form, title, back, seat.office, lead, links=links)


def page(
    request: AppRequest,
    form: forms.BaseForm,
    title: str,
    back: str,
    word: str,
    lead: str = "",
    *,
    links: Sequence[tuple[str, str]] = (),
) -> HttpResponse:
    """A page with one form and one button, and links to what else may be meant."""
    context = {
        "form": form, "title": title, "back": back, "word": word, "lead": lead, "links": links,
    }  # fmt: skip
    return render(request, "team/roster/form.html", context, status=conflicts.status(form))
