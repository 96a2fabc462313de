"""Correcting one fact: what was sent, what is true, and how that is known."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from incidents import facts, permissions
from incidents.actions import corrections
from incidents.actions.rows import Stale
from incidents.forms.corrections import CorrectionForm
from incidents.views.rows import load
from timdu.core.access import require
from timdu.core.typing import AppRequest
from timdu.core.workflow import WrongState

# Facts that show several figures: the page asks which one first; also for all of them.
GROUPS = ("casualties", "damages", "vulnerable")
ALL = "semua"


@require_http_methods(["GET", "POST"])
def incident_correct(request: AppRequest, code: str, field: str) -> HttpResponse:
    """One fact set right; the reporter's own words stay beside it."""
    incident = load(request, code)
    require(permissions.can_correct(request.user, incident))
    if field in (*GROUPS, ALL):
        names = [n for n in corrections.FIELDS if field in (ALL, corrections.fact_key(n))]
        choices = [(name, facts.label(name)) for name in names]
        context = {"incident": incident, "choices": choices}
        return render(request, "incidents/correct_which.html", context)
    if field not in corrections.FIELDS:
        raise Http404
    form = CorrectionForm(request.POST or None, incident=incident, field=field, user=request.user)
    if request.method == "POST" and form.is_valid() and set_right(request, form):
        return redirect(incident)
    context = {
        "incident": incident,
        "form": form,
        "label": facts.label(field),
        "now": corrections.text(incident, field),
        "standing": incident.corrections.filter(field=field, withdrawn_at=None).first(),
    }
    return render(request, "incidents/correct.html", context)


def set_right(request: AppRequest, form: CorrectionForm) -> bool:
    """Whether the correction was written; otherwise the form says why not."""
    try:
        corrections.correct(
            form.incident,
            form.field,
            form.value(),
            by=request.user,
            reason=form.cleaned_data["reason"],
            version=form.cleaned_data["version"],
        )
    except (WrongState, Stale) as refused:
        form.add_error(None, str(refused))
        return False
    messages.success(request, f"{facts.label(form.field)} dikoreksi.")
    return True
