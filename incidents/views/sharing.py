"""To whom a report is open; for what is R the secretary names persons."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from incidents import permissions
from incidents.actions import sharing
from incidents.forms.review import ShareForm
from incidents.models import Incident
from timdu.core import codes
from timdu.core.access import require
from timdu.core.typing import AppRequest
from timdu.core.workflow import WrongState
from timdu.team.entrance import proof


def load(request: AppRequest, code: str) -> Incident:
    """The report, or for the secretary the bare existence of a secret one.

    The page shows nothing of a report its reader may not open: only the code and who is named.
    """
    known = Incident.objects.visible_to(request.user, to_name=True).select_related("entered_by")
    return get_object_or_404(known, code=codes.normalise(code))


@require_http_methods(["GET", "POST"])
def incident_share(request: AppRequest, code: str) -> HttpResponse:
    """Who may open the report beside those who may anyway."""
    incident = load(request, code)
    require(permissions.can_share(request.user, incident))
    form = ShareForm(request.POST or None, user=request.user, incident=incident)
    if request.method == "POST" and request.POST.get("do") == "nobody":
        return nobody_else(request, incident)
    if request.method == "POST" and form.is_valid():
        if incident.is_secret:
            proof.demand(request)
        try:
            made = sharing.share(incident, by=request.user, **form.cleaned_data)
        except WrongState as refused:
            form.add_error(None, refused.words)
        else:
            messages.success(request, f"{incident.code} dibuka untuk {made.target}.")
            return redirect("incidents:share", code=incident.code)
    return show(request, incident, form)


def nobody_else(request: AppRequest, incident: Incident) -> HttpResponse:
    """Nobody beside those who know it already opens the secret report."""
    try:
        sharing.none_else(incident, by=request.user)
    except WrongState as refused:
        messages.warning(request, refused.words)
    else:
        messages.success(request, "Dicatat: tidak ada orang lain yang ditunjuk.")
    return redirect("incidents:share", code=incident.code)


def show(request: AppRequest, incident: Incident, form: ShareForm) -> HttpResponse:
    """The list and the form; the report's words only for those who may read them."""
    rows = incident.shares.select_related("agency", "kecamatan", "person", "by")
    readable = Incident.objects.visible_to(request.user).filter(pk=incident.pk).exists()
    context = {"incident": incident, "shares": rows, "form": form, "readable": readable}
    return render(request, "incidents/share.html", context)


@require_POST
def share_withdraw(request: AppRequest, code: str, pk: int) -> HttpResponse:
    """Close the report to one of them again."""
    incident = load(request, code)
    share = get_object_or_404(incident.shares.select_related("incident"), pk=pk)
    try:
        sharing.withdraw(share, by=request.user)
    except WrongState as refused:
        messages.warning(request, refused.words)
    else:
        messages.success(request, f"Pembagian kepada {share.target} ditarik.")
    return redirect("incidents:share", code=incident.code)
