"""Kabar awal and its receipt."""

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from incidents import facts, message, permissions, readiness
from incidents.actions import edit as edit_actions
from incidents.actions import intake, photos
from incidents.actions.intake import Receipt
from incidents.alike import shown as alike
from incidents.alike.told import Told
from incidents.forms import telling
from incidents.forms.report import ReportForm
from incidents.models import Incident
from incidents.views import handed
from incidents.views.detail import files_of
from incidents.views.rows import load
from timdu.core import programs
from timdu.core.access import require
from timdu.core.receiving import Outcome
from timdu.core.typing import AppRequest
from timdu.core.workflow import WrongState
from timdu.files import actions as file_actions
from timdu.files.forms import show_held
from timdu.files.intake import IMAGE
from timdu.files.models import Upload
from timdu.team.duty import on_duty
from timdu.team.entrance import held
from timdu.team.models import User

# What goes with a kabar awal; papers follow on the page of its files.
PHOTOS = (IMAGE,)
# Names and contacts of who told it, as they came over the wire.
PROTECTED = (telling.NAME, telling.CONTACT, telling.PASTED, "source_name")
HIDDEN = "dilindungi"
DRAFT = Incident.Status.DRAFT


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
        return handed.errors(form.errors) if programs.asks(request) else show_form(request, form)
    try:
        receipt = take_in(request, form)
    except WrongState as refused:
        if programs.asks(request):
            return handed.refused(refused, "place")
        form.add_error("place", refused.words)
        return show_form(request, form)
    return answer(request, form, receipt)


def show_form(request: AppRequest, form: ReportForm) -> HttpResponse:
    """The form with everything that was typed."""
    if form.is_bound:
        keep_photos(request, form)
    context = {"form": form, "duty": on_duty(request.user.team)}
    return render(request, "incidents/create.html", context)


@require_POST
def incident_alike(request: AppRequest) -> HttpResponse:
    """What may have been reported already, for who is writing; reads only, and never in the way.

    Posted although nothing is written: what somebody types stands in no address and no log.
    """
    require(permissions.can_report(request.user))
    form = ReportForm(request.POST, user=request.user, now=timezone.now())
    form.is_valid()
    typed = {name: form.cleaned_data.get(name) for name in ("summary", "place", "occurred_at")}
    found = alike.nearby(as_told(typed), request.user) if all(typed.values()) else []
    return render(request, "incidents/_alike_before.html", {"suggestions": found})


def as_told(typed: dict[str, Any]) -> Told:
    """What is typed so far, to be compared."""
    place = typed["place"]
    kecamatan = intake.kecamatan_of(place)
    return Told(
        text=typed["summary"], occurred_at=typed["occurred_at"], place_id=place.pk,
        place=place.name, kecamatan_id=kecamatan.pk, kecamatan=kecamatan.name,
    )  # fmt: skip


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
        device=request.device,
    )
    if receipt.outcome == Outcome.OTHER:
        return receipt
    if receipt.outcome == Outcome.SAME and not as_draft and receipt.incident.status == DRAFT:
        receipt.row.became = edit_actions.send(receipt.incident, by=request.user)
    for words in photos.attach(
        receipt.incident, form.cleaned_data["photos"], by=request.user, kinds=PHOTOS
    ):
        messages.warning(request, words)
    return receipt


def answer(request: AppRequest, form: ReportForm, receipt: Receipt) -> HttpResponse:
    """The receipt: a page for people, its facts for programs; other content is never lost."""
    if programs.asks(request):
        return handed.receipt(receipt)
    incident, status = receipt.incident, receipt.outcome.value
    if receipt.outcome == Outcome.OTHER:
        context = {"incident": incident, "pairs": pairs(incident, form), "form": form,
                   "fields": resend(form), "new_uuid": uuid4(),
                   "here": request.path}  # fmt: skip
        return render(request, "incidents/other_content.html", context, status=status)
    if incident.status == DRAFT:
        messages.success(request, "Draf tersimpan; belum dikirim.")
        return redirect("incidents:complete", code=incident.code)
    return redirect("incidents:receipt", code=incident.code)


def pairs(incident: Incident, form: ReportForm) -> list[tuple[str, str, str]]:
    """What stands and what came now, field by field; only of this account's own report."""
    new = form.received()
    labels = {name: field.label or "" for name, field in form.fields.items()}
    return [
        (str(labels.get(name, name)), incident.received.get(name, ""), new.get(name, ""))
        for name in form.asked_over_the_wire
        if name in new and name != "opened_at" and incident.received.get(name, "") != new[name]
    ]


def resend(form: ReportForm) -> list[tuple[str, str]]:
    """The typed answers, to be sent under a new key when they are a report of their own."""
    sent = form.data
    return [(name, str(sent[name])) for name in form.asked_over_the_wire if sent.get(name)]


@require_safe
def incident_receipt(request: AppRequest, code: str) -> HttpResponse:
    """Where the report is now: code, time, hash; to be kept or printed."""
    incident = load(request, code)
    require(permissions.can_read_receipt(request.user))
    found = facts.record(incident)
    context = {
        "incident": incident,
        # What was told earlier was sent when it was typed.
        "sent_at": max(incident.reported_at or incident.received_at, incident.received_at),
        "told": next(iter(facts.relay(found)), None),
        "files": files_of(incident),
        "uploads": Upload.objects.of(incident).not_arrived(),
        "is_own": incident.entered_by_id == request.user.pk,
        "due_at": readiness.complete_by(incident),
        "duty": on_duty(incident.team),
        "can_edit": permissions.can_edit(request.user, incident),
        "message": message.compose(found),
        "received": readable(incident, request.user),
    }
    return render(request, "incidents/receipt.html", context)


def readable(incident: Incident, user: User) -> dict[str, Any]:
    """What came over the wire, without who told it for those from whom that is kept."""
    if permissions.can_see_source_name(user, incident):
        return dict(incident.received)
    hidden = {name: HIDDEN for name in PROTECTED if incident.received.get(name)}
    return incident.received | hidden
