"""Pages of mail: what one wants of it, and one that may not have arrived."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from timdu.core import conflicts
from timdu.core.access import require
from timdu.core.typing import AppRequest
from timdu.inbox import actions, mails, permissions, seen, sending, todos
from timdu.inbox.mail_forms import ChoiceForm, ReachedForm
from timdu.inbox.models import Notification
from timdu.team.roster.trying import tried


@require_http_methods(["GET", "POST"])
def choices(request: AppRequest) -> HttpResponse:
    """Which mails come to the person, which must, and the days they do not work."""
    form = ChoiceForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        facts = conflicts.facts(form)
        if tried(form, lambda: actions.choose_mails(by=request.user, **facts)):
            messages.success(request, "Pilihan surel tersimpan.")
            return redirect("mail:choices")
    context = {"form": form, "address": request.user.email}
    return render(request, "inbox/choices.html", context, status=conflicts.status(form))


@require_http_methods(["GET", "POST"])
def detail(request: AppRequest, pk: int) -> HttpResponse:
    """One mail: to whom, why, what became of it; whoever rings the person up says so."""
    row: Notification = get_object_or_404(Notification.objects.visible_to(request.user), pk=pk)
    can_note = permissions.can_note_reached(request.user, row)
    form = ReachedForm(request.POST or None)
    if request.method == "POST":
        require(can_note)
        note = form.cleaned_data["note"] if form.is_valid() else ""
        if note and tried(form, lambda: actions.note_reached(row, by=request.user, note=note)):
            messages.success(request, "Tercatat.")
            return redirect(row)
    context = {
        "row": row,
        "kind": mails.MAILS.get(row.kind),
        "about": seen.about(request.user, row),
        "is_asked": todos.waits(sending.FAILED, row),
        "can_note": can_note,
        "form": form,
    }
    return render(request, "inbox/mail.html", context)
