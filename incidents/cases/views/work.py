"""Pages of the desk: opening, changing and judging a permasalahan."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods

from incidents.cases import permissions
from incidents.cases.actions import opening
from incidents.cases.actions.linking import ONCE, is_taken, why_not
from incidents.cases.forms.acts import AssessForm
from incidents.cases.forms.head import HeadForm, OpenForm, begun_from
from incidents.cases.views.rows import load, page, tried
from incidents.models import Incident
from timdu.core import codes
from timdu.core.access import require
from timdu.core.typing import AppRequest


@require_http_methods(["GET", "POST"])
def case_create(request: AppRequest) -> HttpResponse:
    """A new one; `?laporan=` names the report it begins with, and fills in what that says."""
    require(permissions.can_work(request.user))
    incident = report_of(request)
    initial = begun_from(incident) if incident else {}
    form = OpenForm(request.POST or None, user=request.user, initial=initial)
    if request.method == "POST" and form.is_valid():
        key = form.cleaned_data["client_uuid"]
        made = tried(
            form,
            lambda: opening.open_case(
                by=request.user, ranks=form.ranks(), incident=incident, key=key, **form.typed()
            ),
        )
        if made is not None:
            messages.success(request, f"Permasalahan dibuka, {made.code}.")
            return redirect(made)
    may_be_secret = bool(permissions.can_classify(request.user))
    refused = refusal(incident, is_secret=may_be_secret) if incident else ""
    title = "Permasalahan baru"
    return page(
        request, form, title, "Buka permasalahan", incident=incident, refused=refused,
        back=incident.get_absolute_url() if incident else "/permasalahan/",
        word=incident.code if incident else "Permasalahan",
    )  # fmt: skip


def report_of(request: AppRequest) -> Incident | None:
    """The report the address names, if the person may know of it."""
    code = codes.normalise(request.GET.get("laporan", ""))
    if not code:
        return None
    found: Incident = get_object_or_404(Incident.objects.visible_to(request.user), code=code)
    return found


def refusal(incident: Incident, *, is_secret: bool) -> str:
    """Why the report cannot become part of a permasalahan, said before anything is typed.

    `is_secret` where that may be one that is R, of which a report may have several.
    """
    if words := why_not(incident, is_secret=is_secret):
        return words
    return ONCE if not is_secret and is_taken(incident) else ""


@require_http_methods(["GET", "POST"])
def case_edit(request: AppRequest, code: str) -> HttpResponse:
    """Change the head; what somebody else saved meanwhile stands beside it."""
    case = load(request, code)
    require(permissions.can_work(request.user))
    form = HeadForm(request.POST or None, instance=case, user=request.user)
    if request.method == "POST" and form.is_valid():
        version = form.opened_over()
        made = tried(
            form,
            lambda: opening.edit(
                case, by=request.user, version=version, reason=form.reason(), **form.typed()
            ),
        )
        if made is not None:
            messages.success(request, "Tersimpan.")
            return redirect(made)
    return page(request, form, "Ubah permasalahan", "Simpan", case=case)


@require_http_methods(["GET", "POST"])
def case_assess(request: AppRequest, code: str) -> HttpResponse:
    """Judge the kerawanan: both inputs and why."""
    case = load(request, code)
    require(permissions.can_work(request.user))
    form = AssessForm(request.POST or None, case=case)
    if request.method == "POST" and form.is_valid():
        made = tried(
            form,
            lambda: opening.assess(
                case, form.ranks(), form.cleaned_data["reason"], by=request.user,
                newest=form.filled_over(),
            ),
        )  # fmt: skip
        if made is not None:
            messages.success(request, "Penilaian tersimpan.")
            return redirect(case)
    return page(request, form, "Nilai kerawanan", "Simpan penilaian", case=case)
