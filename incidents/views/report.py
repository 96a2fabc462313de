"""Kabar awal and its receipt."""

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from incidents import facts, message, permissions
from incidents.actions import edit as edit_actions
from incidents.actions import intake, photos
from incidents.actions.intake import Outcome, Receipt
from incidents.actions.waiting import COMPLETE_WITHIN
from incidents.forms.report import RECEIVED, ReportForm
from incidents.models import Incident
from incidents.views.rows import load, wants_json
from timdu.core.access import require
from timdu.core.typing import AppRequest
from timdu.core.workflow import WrongState
from timdu.files import actions as file_actions
from timdu.files.forms import show_held
from timdu.files.intake import IMAGE
from timdu.team.duty import on_duty
from timdu.team.entrance import held

# What goes with a kabar awal; papers follow on the page of its files.
PHOTOS = (IMAGE,)


@held.never_waits
@require_http_methods(["GET", "POST"])
def incident_create(request: AppRequest) -> HttpResponse:
    """Four answers, sent once however often the button is pressed."""
    require(permissions.can_report(request.user))
    now = timezone.now()
    if request.method == "GET":
        return show_form(request, ReportForm(user=request.user, now=now))
    form = ReportForm(request.POST, request.FILES, user=request.user, now=now)
    if not form.is_valid():
        return show_form(request, form, status=422 if wants_json(request) else 200)
    try:
        receipt = take_in(request, form)
    except WrongState as refused:
        form.add_error("place", refused.words)
        return show_form(request, form)
    return answer(request, form, receipt)


def show_form(request: AppRequest, form: ReportForm, status: int = 200) -> HttpResponse:
    """The form with everything that was typed."""
    if status != 200:
        return JsonResponse({"errors": form.errors}, status=status)
    if form.is_bound:
        keep_photos(request, form)
    context = {"form": form, "duty": on_duty(request.user.team)}
    return render(request, "incidents/create.html", context)


def keep_photos(request: AppRequest, form: ReportForm) -> None:
    """A browser forgets the files of a form that comes back; they are held until it is sent."""
    if request.user.team is not None:
        chosen = form.cleaned_data.get("photos", [])
        taken = file_actions.hold(chosen, team=request.user.team, by=request.user, kinds=PHOTOS)
        show_held(form, "photos", taken)


def take_in(request: AppRequest, form: ReportForm) -> Receipt:
    """Hand the report in, then its photographs: text comes first."""
    as_draft = request.POST.get("do") == "draft"
    receipt = intake.report(
        by=request.user,
        client_uuid=form.cleaned_data["client_uuid"],
        received=form.received(),
        facts=form.facts(),
        sender=form.sender(),
        as_draft=as_draft,
    )
    incident = receipt.incident
    if receipt.outcome == Outcome.OTHER:
        return receipt
    if receipt.outcome == Outcome.SAME and not as_draft and incident.status == "draft":
        edit_actions.submit(incident, by=request.user, version=incident.version)
    for words in photos.attach(
        incident, form.cleaned_data["photos"], by=request.user, kinds=PHOTOS
    ):
        messages.warning(request, words)
    return receipt


def answer(request: AppRequest, form: ReportForm, receipt: Receipt) -> HttpResponse:
    """The receipt: a page for people, its facts for programs; other content is never lost."""
    incident, status = receipt.incident, receipt.outcome.value
    if wants_json(request):
        return JsonResponse(told(incident), status=status)
    if receipt.outcome == Outcome.OTHER:
        context = {"incident": incident, "pairs": pairs(incident, form), "form": form,
                   "fields": resend(form), "new_uuid": uuid4()}  # fmt: skip
        return render(request, "incidents/other_content.html", context, status=status)
    if incident.status == Incident.Status.DRAFT:
        messages.success(request, "Draf tersimpan; belum dikirim.")
        return redirect("incidents:complete", code=incident.code)
    return redirect("incidents:receipt", code=incident.code)


def told(incident: Incident) -> dict[str, Any]:
    """The receipt as a program reads it."""
    return {
        "code": incident.code,
        "status": incident.status,
        "received_at": incident.received_at.isoformat(),
        "received_hash": incident.received_hash,
        "received": incident.received,
        "url": reverse("incidents:receipt", kwargs={"code": incident.code}),
    }


def pairs(incident: Incident, form: ReportForm) -> list[tuple[str, str, str]]:
    """What stands and what came now, field by field; only of this account's own report."""
    new = form.received()
    labels = {name: field.label or "" for name, field in form.fields.items()}
    return [
        (str(labels.get(name, name)), incident.received.get(name, ""), new.get(name, ""))
        for name in RECEIVED
        if name in new and name != "opened_at" and incident.received.get(name, "") != new[name]
    ]


def resend(form: ReportForm) -> list[tuple[str, str]]:
    """The typed answers, to be sent under a new key when they are a report of their own."""
    sent = form.data
    return [(name, str(sent[name])) for name in RECEIVED if sent.get(name)]


@require_safe
def incident_receipt(request: AppRequest, code: str) -> HttpResponse:
    """Where the report is now: code, time, hash; to be kept or printed."""
    incident = load(request, code)
    require(permissions.can_read_receipt(request.user))
    due_at = incident.reported_at + COMPLETE_WITHIN if incident.reported_at else None
    context = {
        "incident": incident,
        "due_at": due_at,
        "duty": on_duty(incident.team),
        "can_edit": permissions.can_edit(request.user, incident),
        "message": message.compose(facts.record(incident)),
    }
    return render(request, "incidents/receipt.html", context)
