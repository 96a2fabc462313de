"""A holder or a day recorded by mistake: what taking it back will bring, and doing it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from timdu.core.access import require
from timdu.core.typing import AppRequest
from timdu.inbox import actions, foretold
from timdu.inbox.forms import RedateForm
from timdu.team.models import Holder, Seat
from timdu.team.roster import permissions
from timdu.team.roster.forms import ReasonForm
from timdu.team.roster.trying import tried


@require_http_methods(["GET", "POST"])
def withdraw(request: AppRequest, pk: int) -> HttpResponse:
    """Take a holder back; the row stays, with the reason."""
    holder = allowed(request, pk)
    if holder.withdrawn_at is not None:
        messages.info(request, "Catatan pejabat ini sudah dibatalkan.")
        return redirect(holder.seat)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        facts = form.cleaned_data
        moved = tried(form, lambda: actions.withdraw_holder(holder, by=request.user, **facts))
        if moved is not None:
            messages.success(request, said(f"Catatan {holder.full_name} dibatalkan.", moved))
            return redirect(holder.seat)
    context = {"form": form, "holder": holder, "told": foretold.of_withdrawal(holder)}
    return render(request, "inbox/withdraw.html", context)


@require_http_methods(["GET", "POST"])
def redate(request: AppRequest, pk: int) -> HttpResponse:
    """Put the first day right."""
    holder = allowed(request, pk)
    form = RedateForm(request.POST or None, initial={"valid_from": holder.valid_from})
    if request.method == "POST" and form.is_valid():
        facts = form.cleaned_data
        moved = tried(form, lambda: actions.redate_holder(holder, by=request.user, **facts))
        if moved is not None:
            messages.success(request, said("Tanggal diperbaiki.", moved))
            return redirect(holder.seat)
    context = {
        "form": form,
        "title": f"Perbaiki tanggal {holder.full_name}",
        "back": holder.seat.get_absolute_url(),
        "word": holder.seat.office,
        "lead": (
            "Hari terakhir pejabat sebelumnya, akses keduanya, dan tugas yang berpindah ikut "
            "tanggal yang benar."
        ),
    }
    return render(request, "team/roster/form.html", context)


def allowed(request: AppRequest, pk: int) -> Holder:
    """The holder, if the person may write the seat and, with accounts, move access."""
    user = request.user
    rows = Holder.objects.visible_to(user).select_related("seat__decree", "succeeds__user")
    holder = get_object_or_404(rows, pk=pk)
    seat = get_object_or_404(Seat.objects.visible_to(user), pk=holder.seat_id)
    require(permissions.can_edit_seat(user, seat))
    if holder.found.get("coming") or (holder.succeeds and holder.succeeds.user_id):
        require(permissions.can_move_access(user))
    return holder


def said(words: str, moved: int) -> str:
    """What was done, and how many tasks went with it."""
    return f"{words} {moved} tugas berpindah." if moved else words
