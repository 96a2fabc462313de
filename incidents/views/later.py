"""Perkembangan, and asking for a correction: what one adds to a report that was sent."""

from functools import partial
from typing import cast
from uuid import uuid4

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from incidents import facts, permissions
from incidents.actions import corrections, later
from incidents.actions.later import Told
from incidents.forms.corrections import CorrectionForm
from incidents.forms.later import DevelopmentForm
from incidents.forms.nil import WithdrawForm
from incidents.models import Development, Incident, Proposal
from incidents.models.choices import Status
from incidents.views import handed
from incidents.views.corrections import ALL, GROUPS
from incidents.views.rows import load
from timdu.core import codes, programs
from timdu.core.access import require
from timdu.core.models import Received
from timdu.core.receiving import Outcome, content_of
from timdu.core.typing import AppRequest
from timdu.core.workflow import WrongState
from timdu.files import actions as file_actions
from timdu.files.forms import show_held
from timdu.files.intake import IMAGE

PHOTOS = (IMAGE,)


@require_http_methods(["GET", "POST"])
def incident_develop(request: AppRequest, code: str) -> HttpResponse:
    """What is new, sent once however often the button is pressed."""
    if request.method == "POST" and programs.asks(request):
        return answer_program(request, code)
    incident = load(request, code)
    require(permissions.can_tell(request.user, incident))
    now = timezone.now()
    if request.method == "GET":
        return show_form(request, incident, DevelopmentForm(incident=incident, now=now))
    form = DevelopmentForm(request.POST, request.FILES, incident=incident, now=now)
    if not form.is_valid():
        return show_form(request, incident, form)
    try:
        told = later.tell(
            incident, form.news(), by=request.user, received=content_of(request.POST),
            client_uuid=form.cleaned_data["client_uuid"], device=request.device,
        )  # fmt: skip
    except WrongState as refused:
        form.add_error(None, refused.words)
        return show_form(request, incident, form)
    return answer(request, form, told)


def answer_program(request: AppRequest, code: str) -> JsonResponse:
    """The text; its photographs follow by themselves, under the same key."""

    def judge() -> handed.HandIn | JsonResponse:
        incident = load(request, code)
        require(permissions.can_tell(request.user, incident))
        form = DevelopmentForm(request.POST, incident=incident, now=timezone.now())
        if not form.is_valid():
            return handed.errors(form.errors)
        return partial(later.hand_in, incident=incident, news=form.news(), by=request.user)

    def is_this(row: Received) -> bool:
        return cast(Development, row.became).incident.code == codes.normalise(code)

    return handed.by_program(request, later.DEVELOPMENT, judge, is_this=is_this)


def show_form(request: AppRequest, incident: Incident, form: DevelopmentForm) -> HttpResponse:
    """The form with everything that was typed; a closed report says how it is opened again."""
    if form.is_bound:
        chosen = form.cleaned_data.get("photos", [])
        team, by = request.user.own_team, request.user
        show_held(form, "photos", file_actions.hold(chosen, team=team, by=by, kinds=PHOTOS))
    shut = later.SHUT.get(Status(incident.status), "")
    context = {"incident": incident, "form": form, "shut": shut}
    return render(request, "incidents/develop.html", context)


def answer(request: AppRequest, form: DevelopmentForm, told: Told) -> HttpResponse:
    """The receipt; of other content under the same key both are shown, nothing is lost."""
    if told.outcome == Outcome.OTHER:
        context = {"development": told.development, "form": form, "new_uuid": uuid4(),
                   "incident": form.incident, "fields": typed_again(request)}  # fmt: skip
        return render(request, "incidents/develop_other.html", context, status=409)
    photos = form.cleaned_data["photos"]
    team, by = form.incident.team, request.user
    taken = file_actions.attach_all(told.development, photos, team=team, by=by, kinds=PHOTOS)
    for words in taken.refused:
        messages.warning(request, words)
    messages.success(request, "Perkembangan terkirim dan diterima sekretariat.")
    return redirect(where(told.development))


def where(development: Development) -> str:
    """Where it stands on the page of its report."""
    return f"{development.incident.get_absolute_url()}#perkembangan-{development.pk}"


def typed_again(request: AppRequest) -> list[tuple[str, str]]:
    """What was typed, to be sent under a key of its own."""
    return [
        (name, text) for name, text in content_of(request.POST).items() if isinstance(text, str)
    ]


@require_http_methods(["GET", "POST"])
def development_withdraw(request: AppRequest, code: str, pk: int) -> HttpResponse:
    """Take a perkembangan back, with the reason."""
    incident = load(request, code)
    development = get_object_or_404(incident.developments, pk=pk)
    require(permissions.can_withdraw_development(request.user, development))
    form = WithdrawForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            later.withdraw(development, by=request.user, **form.cleaned_data)
        except WrongState as refused:
            messages.warning(request, refused.words)
        else:
            messages.success(request, "Perkembangan ditarik.")
        return redirect(incident)
    context = {"incident": incident, "form": form, "development": development}
    return render(request, "incidents/develop_withdraw.html", context)


@require_http_methods(["GET", "POST"])
def incident_propose(request: AppRequest, code: str, field: str) -> HttpResponse:
    """Ask the verifier to set one fact of a verified report right."""
    incident = load(request, code)
    require(permissions.can_propose(request.user, incident))
    if field in (*GROUPS, ALL):
        names = [n for n in corrections.FIELDS if field in (ALL, corrections.fact_key(n))]
        choices = [(name, facts.label(name)) for name in names]
        context = {"incident": incident, "choices": choices, "waiting": waiting(incident)}
        return render(request, "incidents/propose_which.html", context)
    if field not in corrections.FIELDS:
        raise Http404
    form = CorrectionForm(request.POST or None, incident=incident, field=field, user=request.user)
    if request.method == "POST" and form.is_valid() and asked(request, form):
        return redirect(incident)
    context = {
        "incident": incident,
        "form": form,
        "label": facts.label(field),
        "now": corrections.text(incident, field),
        "waiting": next((one for one in waiting(incident) if one.field == field), None),
    }
    return render(request, "incidents/propose.html", context)


def waiting(incident: Incident) -> list[Proposal]:
    """What was asked for and is not decided, each with the word of its field."""
    rows = list(incident.proposals.open().filter(development=None))
    for row in rows:
        row.label = facts.label(row.field)  # type: ignore[attr-defined]
    return rows


@require_http_methods(["GET", "POST"])
def proposal_retract(request: AppRequest, code: str, pk: int) -> HttpResponse:
    """Take a request for correction back while nobody has decided it."""
    incident = load(request, code)
    proposal = get_object_or_404(incident.proposals, pk=pk)
    require(permissions.can_retract(request.user, incident, proposal))
    if request.method == "POST":
        try:
            later.retract(proposal, by=request.user)
        except WrongState as refused:
            messages.warning(request, refused.words)
        else:
            messages.success(request, "Permintaan koreksi ditarik.")
        return redirect(incident)
    label = facts.label(proposal.field)
    context = {"incident": incident, "proposal": proposal, "label": label}
    return render(request, "incidents/propose_retract.html", context)


def asked(request: AppRequest, form: CorrectionForm) -> bool:
    """Whether the request was written; otherwise the form says why not."""
    reason = form.cleaned_data["reason"]
    try:
        later.propose(form.incident, form.field, form.value(), by=request.user, reason=reason)
    except WrongState as refused:
        form.add_error(None, refused.words)
        return False
    words = "Permintaan koreksi terkirim. Kabid memutuskannya; jawabannya tampil di kronologi."
    messages.success(request, words)
    return True
