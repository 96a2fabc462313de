"""Ganti pejabat: the form, the page that says what will happen, and doing it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from timdu.core.access import require
from timdu.core.typing import AppRequest
from timdu.inbox import actions, foretold
from timdu.inbox.forms import SuccessionForm
from timdu.team.entrance import proof
from timdu.team.models import Holder, Seat, User
from timdu.team.roster import permissions
from timdu.team.roster.actions.succession import Succession
from timdu.team.roster.posting import holder_on, posting_of
from timdu.team.roster.trying import tried

RECORDED = (
    "Pergantian pejabat ini sudah tercatat. Periksa di bawah. Bila kata sandi sementaranya belum "
    "sempat dicatat, administrator dapat membuat yang baru di halaman Pengguna."
)


@require_http_methods(["GET", "POST"])
def replace(request: AppRequest, pk: int) -> HttpResponse:
    """One step: who comes and when; a page says what follows; then it is done."""
    seat = get_object_or_404(Seat.objects.visible_to(request.user), pk=pk)
    leaving = holder_on(seat, timezone.localdate())
    allow(request.user, seat, leaving)
    if was_recorded(request, seat, leaving):
        messages.warning(request, RECORDED)
        return redirect(seat)
    form = bound(request, seat, leaving)
    if request.method != "POST" or not form.is_valid():
        return asked(request, form, seat, leaving)
    comes, expected = form.successor(), form.cleaned_data["expected"]
    sure = request.POST.get("sure") == "yes"
    if sure:
        proof.demand(request)
    act = actions.replace_holder if sure else actions.rehearse
    outcome = tried(form, lambda: act(seat, comes, by=request.user, expected=expected))
    if outcome is None:
        return asked(request, form, seat, leaving)
    if sure:
        return done(request, seat, *outcome)
    today = timezone.localdate()
    told = foretold.sentences(seat, outcome[0].left, comes, outcome[0], today)
    return render(request, "inbox/succession_sure.html", {"form": form, "seat": seat, "told": told})


def allow(user: User, seat: Seat, leaving: Holder | None) -> None:
    """Whoever writes the seat; where an account is at stake, whoever moves access."""
    require(permissions.can_edit_seat(user, seat))
    if leaving is not None and leaving.user_id is not None:
        require(permissions.can_move_access(user))


def was_recorded(request: AppRequest, seat: Seat, leaving: Holder | None) -> bool:
    """Whether somebody, or the first of two clicks, was faster."""
    if seat.holders.standing().filter(valid_from__gt=timezone.localdate()).exists():
        return True
    shown = request.POST.get("expected", "")
    return request.method == "POST" and shown != (str(leaving.pk) if leaving else "")


def bound(request: AppRequest, seat: Seat, leaving: Holder | None) -> SuccessionForm:
    """The form as it was sent, or begun with what is known."""
    return SuccessionForm(
        request.POST or None,
        by=request.user,
        posting=posting_of(seat, leaving),
        leaves_account=leaving is not None and leaving.user_id is not None,
        initial={
            "valid_from": timezone.localdate(),
            "expected": leaving.pk if leaving else None,
        },
    )


def asked(
    request: AppRequest, form: SuccessionForm, seat: Seat, leaving: Holder | None
) -> HttpResponse:
    """The form."""
    context = {"form": form, "seat": seat, "leaving": leaving}
    return render(request, "inbox/succession.html", context)


def done(request: AppRequest, seat: Seat, outcome: Succession, moved: int) -> HttpResponse:
    """The new password, shown once; without one, back to the seat."""
    words = f"{outcome.holder.full_name} tercatat sebagai {outcome.holder.title}."
    if moved:
        words += f" {moved} tugas berpindah."
    messages.success(request, words)
    if not outcome.password:
        return redirect(seat)
    context = {"person": outcome.user, "password": outcome.password, "seat": seat}
    return render(request, "inbox/succession_password.html", context)
