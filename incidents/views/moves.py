"""Pages that ask for the reason before a report is set aside or brought back."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from incidents.actions import joining, moves
from incidents.actions.rows import Stale
from incidents.forms.review import ReasonForm
from incidents.models import Incident
from incidents.views.rows import load
from incidents.workflow import TRANSITIONS
from timdu.core import event_names
from timdu.core.access import require
from timdu.core.typing import AppRequest
from timdu.core.workflow import WrongState

SEPARATE = "separate"


@require_http_methods(["GET", "POST"])
def incident_move(request: AppRequest, code: str, action: str) -> HttpResponse:
    """Close, reopen, drop, restore or separate, with the reason."""
    incident = load(request, code)
    require(TRANSITIONS[action].allowed(request.user, incident))
    form = ReasonForm(request.POST or None, initial={"version": incident.version})
    if request.method == "POST" and form.is_valid():
        try:
            if action == SEPARATE:
                joining.separate(incident, by=request.user, **form.cleaned_data)
            else:
                moves.move(incident, action, by=request.user, **form.cleaned_data)
        except (WrongState, Stale) as refused:
            form.add_error(None, str(refused))
        else:
            done = event_names.NAMES[f"incident.{action}"].lower()
            messages.success(request, f"{incident.code} {done}.")
            return redirect(incident)
    return show(request, incident, action, form)


def show(request: AppRequest, incident: Incident, action: str, form: forms.Form) -> HttpResponse:
    """What is about to happen, and the reason for it."""
    context = {"incident": incident, "transition": TRANSITIONS[action], "form": form}
    return render(request, "incidents/move.html", context)
