"""Closing a permasalahan on grounds, and opening it again."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from incidents.cases import rooms
from incidents.cases.actions import moves
from incidents.cases.forms.acts import CloseForm, ReasonForm
from incidents.cases.models import Case, Closing
from incidents.cases.views.rows import load, page, tried
from incidents.cases.workflow import TRANSITIONS
from timdu.core.access import require
from timdu.core.typing import AppRequest
from timdu.files import actions as file_actions


@require_http_methods(["GET", "POST"])
def case_close(request: AppRequest, code: str) -> HttpResponse:
    """What it came to, what was looked at, what shows it."""
    case = load(request, code)
    transition = TRANSITIONS["close"]
    require(transition.allowed(request.user, case))
    endings = rooms.endings(request.user, case)
    form = CloseForm(request.POST or None, request.FILES or None, endings=endings)
    if request.method == "POST" and form.is_valid():
        facts = {name: form.cleaned_data[name] for name in ("outcome", "checks", "grounds")}
        settled = form.cleaned_data.get("settled", "")
        made = tried(form, lambda: moves.close(case, by=request.user, settled=settled, **facts))
        if made is not None:
            attach(request, made, form)
            messages.success(request, f"{case.code} ditutup.")
            return redirect(case)
    lead = f"{transition.confirm} {what_goes_on(request, case)}".strip()
    return page(request, form, transition.label, transition.label, case=case, lead=lead)


def what_goes_on(request: AppRequest, case: Case) -> str:
    """What closing does not end, by name: nobody should think that it does."""
    rows = rooms.still_open(request.user, case)
    if not rows:
        return ""
    named = "; ".join(f"{row.words} ({row.by})" if row.by else row.words for row in rows)
    return f"Masih terbuka dan tidak berakhir karenanya: {named}."


def attach(request: AppRequest, made: Closing, form: CloseForm) -> None:
    """The files follow the words; one that is refused does not undo the closing."""
    chosen = form.cleaned_data["uploads"]
    taken = file_actions.attach_all(made, chosen, team=made.case.team, by=request.user)
    for words in taken.refused:
        messages.warning(request, words)


@require_http_methods(["GET", "POST"])
def case_reopen(request: AppRequest, code: str) -> HttpResponse:
    """It was not over: why."""
    case = load(request, code)
    transition = TRANSITIONS["reopen"]
    require(transition.allowed(request.user, case))
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        note = form.cleaned_data["note"]
        if tried(form, lambda: moves.reopen(case, by=request.user, note=note)) is not None:
            messages.success(request, f"{case.code} dibuka lagi.")
            return redirect(case)
    return page(request, form, "Buka lagi permasalahan", transition.label, case=case)
