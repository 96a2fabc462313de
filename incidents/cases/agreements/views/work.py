"""Writing down a kesepakatan, changing it, saying whether it is kept, taking it back."""

from typing import Any

from django.contrib import messages
from django.db import models
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from incidents.cases import surroundings
from incidents.cases.agreements import actions, permissions
from incidents.cases.agreements.forms import AgreementForm, AmendForm, CheckForm
from incidents.cases.agreements.models import Agreement
from incidents.cases.agreements.views.rows import load
from incidents.cases.agreements.workflow import TRANSITIONS
from incidents.cases.forms.acts import ReasonForm
from incidents.cases.views.rows import links_of, page, tried
from incidents.cases.views.rows import load as load_case
from timdu.core.access import require
from timdu.core.typing import AppRequest
from timdu.files import actions as file_actions
from timdu.team.models import Team

SECRET_LEAD = (
    "Permasalahan ini Rahasia: hanya dibaca orang yang ditunjuk. Pemeriksaan ditagih 30, 90, dan "
    "180 hari sesudah tanggal kesepakatan."
)
LEAD = (
    "Dibaca sekretariat, pimpinan, dan kantor pemegang permasalahan. Pemeriksaan ditagih 30, 90, "
    "dan 180 hari sesudah tanggal kesepakatan."
)


@require_http_methods(["GET", "POST"])
def agreement_create(request: AppRequest, code: str) -> HttpResponse:
    """What the parties agreed; the signed berita acara follows the words."""
    case = load_case(request, code)
    require(permissions.can_record(request.user))
    links = [link for link in links_of(request, case) if link.withdrawn_at is None]
    around = surroundings.of(request.user, case, [link.incident for link in links])
    form = AgreementForm(
        request.POST or None, request.FILES or None, user=request.user, parties=around["parties"]
    )
    if request.method == "POST" and form.is_valid():
        key = form.cleaned_data["client_uuid"]
        made = tried(
            form, lambda: actions.record(case, by=request.user, key=key, **form.typed())
        )  # fmt: skip
        if made is not None:
            attach(request, made, form, case.team)
            messages.success(request, "Kesepakatan tercatat.")
            return redirect(made)
    return page(request, form, "Catat kesepakatan", "Simpan kesepakatan", case=case,
                lead=SECRET_LEAD if case.is_secret else LEAD)  # fmt: skip


def attach(request: AppRequest, made: models.Model, form: Any, team: Team) -> None:
    """The files follow the words; one that is refused does not undo them."""
    chosen = form.cleaned_data["uploads"]
    taken = file_actions.attach_all(made, chosen, team=team, by=request.user)
    for words in taken.refused:
        messages.warning(request, words)


@require_http_methods(["GET", "POST"])
def agreement_amend(request: AppRequest, code: str, pk: int) -> HttpResponse:
    """Change it with the reason; what somebody else saved meanwhile stands beside it."""
    agreement = load(request, code, pk)
    require(permissions.can_amend(request.user, agreement))
    form = AmendForm(
        request.POST or None, request.FILES or None, instance=agreement, user=request.user
    )
    if request.method == "POST" and form.is_valid():
        version, reason = form.opened_over(), form.cleaned_data["reason"]
        made = tried(
            form,
            lambda: actions.amend(
                agreement, by=request.user, version=version, reason=reason, **form.typed()
            ),
        )
        if made is not None:
            attach(request, made, form, agreement.case.team)
            messages.success(request, "Tersimpan.")
            return redirect(made)
    return own_page(request, form, agreement, "Ubah kesepakatan", "Simpan")


@require_http_methods(["GET", "POST"])
def agreement_check(request: AppRequest, code: str, pk: int) -> HttpResponse:
    """Whether it is kept: a sentence, and what shows it."""
    agreement = load(request, code, pk)
    transition = TRANSITIONS["check"]
    require(transition.allowed(request.user, agreement))
    form = CheckForm(request.POST or None, request.FILES or None, agreement=agreement)
    if request.method == "POST" and form.is_valid():
        key = form.cleaned_data["client_uuid"]
        made = tried(
            form, lambda: actions.check(agreement, by=request.user, key=key, **form.typed())
        )  # fmt: skip
        if made is not None:
            attach(request, made, form, agreement.case.team)
            messages.success(request, "Pemeriksaan tercatat.")
            return redirect(agreement)
    return own_page(request, form, agreement, "Periksa kesepakatan", "Simpan pemeriksaan")


@require_http_methods(["GET", "POST"])
def agreement_withdraw(request: AppRequest, code: str, pk: int) -> HttpResponse:
    """Take it back, with the reason."""
    agreement = load(request, code, pk)
    transition = TRANSITIONS["withdraw"]
    require(transition.allowed(request.user, agreement))
    form = ReasonForm(request.POST or None, longest=300)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["note"]
        if tried(form, lambda: actions.withdraw(agreement, by=request.user, reason=reason)):
            messages.success(request, "Kesepakatan ditarik.")
            return redirect(agreement)
    return own_page(request, form, agreement, transition.label, "Tarik", lead=transition.confirm)


def own_page(
    request: AppRequest, form: Any, agreement: Agreement, title: str, button: str, **more: Any
) -> HttpResponse:
    """A form about one kesepakatan; a stale save is a 409."""
    back = agreement.get_absolute_url()
    return page(
        request, form, title, button, back=back, word="Kesepakatan",
        subject=agreement.summary, **more,
    )  # fmt: skip
