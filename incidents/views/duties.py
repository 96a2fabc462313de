"""Who must report each month and who need not: the list, a decision, its end."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from incidents import permissions
from incidents.actions import duties as duty_actions
from incidents.forms.duties import DutyForm, EndDutyForm
from incidents.models import ReportingDuty
from timdu.core.access import require
from timdu.core.typing import AppRequest
from timdu.core.workflow import WrongState


@require_safe
def duty_list(request: AppRequest) -> HttpResponse:
    """Every decision, those that stand first."""
    require(permissions.can_see_nil(request.user))
    rows = list(ReportingDuty.objects.visible_to(request.user))
    context = {
        "exempt": [row for row in rows if is_standing(row, ReportingDuty.Kind.EXEMPT)],
        "owing": [row for row in rows if is_standing(row, ReportingDuty.Kind.OWES)],
        "withdrawn": [row for row in rows if row.withdrawn_at is not None],
        "can_decide": permissions.can_decide_duty(request.user),
    }
    return render(request, "incidents/duties.html", context)


def is_standing(row: ReportingDuty, kind: str) -> bool:
    return row.kind == kind and row.withdrawn_at is None


@require_http_methods(["GET", "POST"])
def duty_create(request: AppRequest) -> HttpResponse:
    """Decide that an agency reports, or that somebody need not for a time."""
    require(permissions.can_decide_duty(request.user))
    form = DutyForm(request.POST or None, user=request.user, now=timezone.now())
    if request.method == "POST" and form.is_valid():
        try:
            duty = duty_actions.decide(by=request.user, **form.decided())
        except WrongState as refused:
            form.add_error(None, refused.words)
        else:
            messages.success(request, f"Tercatat. {duty}.")
            return redirect("nil:duties")
    return render(request, "incidents/duty_form.html", {"form": form})


@require_http_methods(["GET", "POST"])
def duty_end(request: AppRequest, pk: int) -> HttpResponse:
    """Let a decision end with a month, or take back what was recorded by mistake."""
    duty = get_object_or_404(ReportingDuty.objects.visible_to(request.user), pk=pk)
    require(permissions.can_decide_duty(request.user))
    form = EndDutyForm(request.POST or None, duty=duty, now=timezone.now())
    if request.method == "POST" and form.is_valid():
        try:
            duty_actions.end(duty, by=request.user, **form.ended())
        except WrongState as refused:
            form.add_error(None, refused.words)
        else:
            messages.success(request, "Tersimpan; alasannya tetap tercatat.")
            return redirect("nil:duties")
    return render(request, "incidents/duty_end.html", {"form": form, "duty": duty})
