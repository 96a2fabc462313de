"""Noting what went to the gubernur and what was asked of TNI; taking a mistaken note back."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods

from incidents.cases.emergency import permissions
from incidents.cases.emergency.actions import duties
from incidents.cases.emergency.forms import ProgressForm, TroopsForm
from incidents.cases.emergency.models import Progress, TroopRequest
from incidents.cases.emergency.views.rows import load, own_page
from incidents.cases.forms.acts import ReasonForm
from incidents.cases.views.rows import tried
from timdu.core.access import require
from timdu.core.typing import AppRequest

WITHDRAW = (
    "Untuk yang salah catat. Isinya tetap terbaca sebagai ditarik, dengan alasannya; hitungan "
    "disusun lagi tanpa catatan ini."
)


@require_http_methods(["GET", "POST"])
def progress_create(request: AppRequest, pk: int) -> HttpResponse:
    """Note that a report of progress went to the gubernur."""
    row = load(request, pk)
    require(permissions.can_note(request.user))
    form = ProgressForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        key = form.cleaned_data["client_uuid"]
        if tried(form, lambda: duties.report(row, by=request.user, facts=form.typed(), key=key)):
            messages.success(request, "Laporan perkembangan tercatat.")
            return redirect(row)
    return own_page(request, form, row, "Catat laporan perkembangan", "Simpan")


@require_http_methods(["GET", "POST"])
def troops_create(request: AppRequest, pk: int) -> HttpResponse:
    """Note a request for help by TNI."""
    row = load(request, pk)
    require(permissions.can_note(request.user))
    form = TroopsForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        key = form.cleaned_data["client_uuid"]
        made = tried(
            form, lambda: duties.ask_troops(row, by=request.user, facts=form.typed(), key=key)
        )
        if made is not None:
            messages.success(request, "Permintaan bantuan TNI tercatat.")
            return redirect(row)
    return own_page(request, form, row, "Catat permintaan bantuan TNI", "Simpan")


@require_http_methods(["GET", "POST"])
def troops_edit(request: AppRequest, pk: int, request_pk: int) -> HttpResponse:
    """The letter that followed, and the answer."""
    row = load(request, pk)
    require(permissions.can_note(request.user))
    rows = TroopRequest.objects.visible_to(request.user)
    found = get_object_or_404(rows, pk=request_pk, emergency=row)
    form = TroopsForm(request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid():
        version = form.opened_over()
        made = tried(
            form,
            lambda: duties.complete_troops(
                found, by=request.user, version=version, facts=form.typed()
            ),
        )
        if made is not None:
            messages.success(request, "Tersimpan.")
            return redirect(row)
    gone = found.withdrawn_at and duties.GONE
    return own_page(request, form, row, "Lengkapi permintaan bantuan TNI", "Simpan", refused=gone)


@require_http_methods(["GET", "POST"])
def progress_withdraw(request: AppRequest, pk: int, note_pk: int) -> HttpResponse:
    """Take back the note of a report that did not go out like that."""
    return withdraw(request, pk, note_pk, Progress, duties.withdraw_report)


@require_http_methods(["GET", "POST"])
def troops_withdraw(request: AppRequest, pk: int, note_pk: int) -> HttpResponse:
    """Take back the note of a request nobody made."""
    return withdraw(request, pk, note_pk, TroopRequest, duties.withdraw_troops)


def withdraw(
    request: AppRequest, pk: int, note_pk: int, model: Any, act: Callable[..., Any]
) -> HttpResponse:
    """Ask for the reason, under the words of the note."""
    row = load(request, pk)
    require(permissions.can_note(request.user))
    rows = model.objects.visible_to(request.user)
    note = get_object_or_404(rows, pk=note_pk, emergency=row)
    kind = model._meta.verbose_name
    form = ReasonForm(request.POST or None, longest=300)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["note"]
        if tried(form, lambda: act(note, by=request.user, reason=reason)):
            messages.success(request, f"Catatan {kind} ditarik.")
            return redirect(row)
    title, gone = f"Tarik catatan {kind}", note.withdrawn_at and duties.GONE
    return own_page(
        request, form, row, title, "Tarik", lead=WITHDRAW, subject=note, refused=gone
    )  # fmt: skip
