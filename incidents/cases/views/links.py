"""Linking reports: from the permasalahan, from the report, and letting one go."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from incidents.cases import permissions, search
from incidents.cases.actions import linking
from incidents.cases.forms.acts import ReasonForm, ReportForm
from incidents.cases.models import Case, CaseIncident
from incidents.cases.views.rows import load, page, tried
from incidents.cases.views.work import refusal
from incidents.models import Incident
from timdu.core import codes
from timdu.core.access import require
from timdu.core.typing import AppRequest
from timdu.core.workflow import WrongState

OFFERED = 10
WHO_READS = (
    "Yang dapat membaca laporan ini akan dapat membuka permasalahannya: judul, tahap, tingkat, "
    "pemegang, dan tenggat; bukan laporan kantor lain."
)
SECRET_ONLY = (
    "Laporan Rahasia hanya dihubungkan ke permasalahan Rahasia yang juga terbuka bagi Anda. Yang "
    "membaca salah satunya tidak karenanya membaca yang lain."
)


@require_http_methods(["GET", "POST"])
def link_report(request: AppRequest, code: str) -> HttpResponse:
    """Name a report by its code."""
    case = load(request, code)
    require(permissions.can_work(request.user))
    form = ReportForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        incident = form.cleaned_data["code"]
        if tried(form, lambda: linking.link(case, incident, by=request.user)) is not None:
            messages.success(request, f"{incident.code} dihubungkan.")
            return redirect(case)
    lead = SECRET_ONLY if case.is_secret else WHO_READS
    return page(request, form, "Hubungkan laporan", "Hubungkan", case=case, lead=lead)


@require_http_methods(["GET", "POST"])
def link_case(request: AppRequest, code: str) -> HttpResponse:
    """From a report: find the permasalahan by code or title, and choose it."""
    seen = Incident.objects.visible_to(request.user).select_related("place")
    incident = get_object_or_404(seen, code=codes.normalise(code))
    require(permissions.can_work(request.user))
    open_ones = Case.objects.visible_to(request.user).open().with_names()
    if incident.is_secret:
        open_ones = open_ones.filter(classification=incident.classification)
    if request.method == "POST":
        chosen = open_ones.filter(code=codes.normalise(request.POST.get("case", ""))).first()
        if chosen is None:
            messages.warning(request, "Pilih satu permasalahan yang masih terbuka.")
        elif linked(request, chosen, incident):
            return redirect(chosen)
    text = request.GET.get("q", "")[:100]
    context = {
        "incident": incident,
        "cases": search.narrow(open_ones, text, request.user).order_by("-changed_at", "-pk")[
            :OFFERED
        ],
        "q": text,
        "lead": SECRET_ONLY if incident.is_secret else WHO_READS,
        "refused": refusal(incident, is_secret=open_ones.filter(classification="R").exists()),
    }
    return render(request, "cases/link.html", context)


def linked(request: AppRequest, case: Case, incident: Incident) -> bool:
    """Whether it could be linked; why not is said above the page."""
    try:
        linking.link(case, incident, by=request.user)
    except WrongState as refused:
        messages.warning(request, refused.words)
        return False
    messages.success(request, f"{incident.code} dihubungkan ke {case.code}.")
    return True


@require_http_methods(["GET", "POST"])
def unlink(request: AppRequest, code: str, pk: int) -> HttpResponse:
    """Let a report go, with the reason."""
    case = load(request, code)
    require(permissions.can_work(request.user))
    rows = CaseIncident.objects.visible_to(request.user).standing().select_related("incident")
    link = get_object_or_404(rows, pk=pk, case=case)
    form = ReasonForm(request.POST or None, longest=300)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["note"]
        if tried(form, lambda: linking.unlink(link, by=request.user, reason=reason)) is not None:
            messages.success(request, f"{link.incident.code} dilepas.")
            return redirect(case)
    lead = f"{link.incident.code}: {link.incident.summary}"
    return page(request, form, "Lepaskan laporan", "Lepaskan", case=case, lead=lead)
