"""Entering an SK, comparing it, taking it back."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from incidents.cases import chronicle
from incidents.cases.emergency import permissions
from incidents.cases.emergency.actions import decrees
from incidents.cases.emergency.forms import ActForm, EstablishForm, extension
from incidents.cases.emergency.models import Act
from incidents.cases.emergency.models.choices import Kind
from incidents.cases.emergency.views.rows import load, load_act, own_page
from incidents.cases.emergency.workflow import TRANSITIONS
from incidents.cases.forms.acts import ReasonForm
from incidents.cases.views.rows import Made, page, tried
from incidents.views.chronicle import as_file
from timdu.core.access import require
from timdu.core.typing import AppRequest
from timdu.core.workflow import WrongState
from timdu.files import actions as file_actions

LEAD = (
    "Tulis seperti bunyi SK. Sistem tidak menetapkan dan tidak mengusulkan status; ia menghitung "
    "hari dan mengingatkan yang jatuh tempo sesudah orang kedua mengonfirmasi."
)


def held_back(form: Any, act: Callable[[], Made]) -> Made | None:
    """What the action made; None when it asks for a reason or refuses, said in the form."""
    try:
        return tried(form, act)
    except decrees.Beyond as beyond:
        form.show_beyond(beyond.words)
    return None


def attach(request: AppRequest, made: Act, form: Any) -> None:
    """The scan follows the words; one that is refused does not undo them."""
    chosen = form.cleaned_data["uploads"]
    taken = file_actions.attach_all(made, chosen, team=made.emergency.team, by=request.user)
    for words in taken.refused:
        messages.warning(request, words)


@require_http_methods(["GET", "POST"])
def emergency_create(request: AppRequest) -> HttpResponse:
    """A penetapan, with its scan."""
    require(permissions.can_enter(request.user))
    form = EstablishForm(request.POST or None, request.FILES or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        key, typed = form.cleaned_data["client_uuid"], form.typed()
        made = held_back(
            form,
            lambda: decrees.establish(by=request.user, head=typed.head, facts=typed.facts, key=key),
        )
        if made is not None:
            attach(request, made, form)
            messages.success(request, "SK tercatat, menunggu konfirmasi orang kedua.")
            return redirect(made.emergency)
    return page(
        request, form, "Catat SK penetapan", "Simpan", back="/status-keadaan/",
        word="Status keadaan", lead=LEAD,
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def emergency_extend(request: AppRequest, pk: int) -> HttpResponse:
    """A perpanjangan."""
    return add(request, pk, Kind.EXTEND, "Catat SK perpanjangan")


@require_http_methods(["GET", "POST"])
def emergency_revoke(request: AppRequest, pk: int) -> HttpResponse:
    """A pencabutan."""
    return add(request, pk, Kind.REVOKE, "Catat SK pencabutan")


def add(request: AppRequest, pk: int, kind: str, title: str) -> HttpResponse:
    """One more SK about a status that stands."""
    row = load(request, pk)
    require(permissions.can_enter(request.user))
    initial = extension(row) if kind == Kind.EXTEND else {}
    form = ActForm(
        request.POST or None, request.FILES or None, user=request.user, kind=kind, initial=initial
    )
    if request.method == "POST" and form.is_valid():
        key, facts = form.cleaned_data["client_uuid"], form.facts()
        made = held_back(
            form, lambda: decrees.add(row, kind, by=request.user, facts=facts, key=key)
        )
        if made is not None:
            attach(request, made, form)
            messages.success(request, "SK tercatat, menunggu konfirmasi orang kedua.")
            return redirect(row)
    return own_page(request, form, row, title, "Simpan", lead=LEAD)


@require_http_methods(["GET", "POST"])
def act_edit(request: AppRequest, pk: int, act_pk: int) -> HttpResponse:
    """Put an entry right before it is confirmed."""
    act = load_act(request, pk, act_pk)
    require(TRANSITIONS["edit"].allowed(request.user, act))
    given: dict[str, Any] = {"instance": act, "user": request.user}
    if act.kind == Kind.ESTABLISH:
        form: ActForm = EstablishForm(request.POST or None, request.FILES or None, **given)
    else:
        form = ActForm(request.POST or None, request.FILES or None, kind=act.kind, **given)
    if request.method == "POST" and form.is_valid():
        version, typed = form.opened_over(), form.typed()
        made = held_back(
            form, lambda: decrees.edit(act, by=request.user, version=version, typed=typed)
        )
        if made is not None:
            attach(request, made, form)
            messages.success(request, "Tersimpan.")
            return redirect(act.emergency)
    return own_page(request, form, act.emergency, f"Perbaiki catatan {act}", "Simpan")


@require_http_methods(["GET", "POST"])
def act_confirm(request: AppRequest, pk: int, act_pk: int) -> HttpResponse:
    """Compare the entry with the scan; only the POST confirms."""
    act = load_act(request, pk, act_pk)
    transition = TRANSITIONS["confirm"]
    require(transition.allowed(request.user, act))
    if request.method == "POST":
        told = request.POST.get("version", "")
        version = int(told) if told.isdecimal() and len(told) < 10 else 0
        try:
            decrees.confirm(act, by=request.user, version=version)
        except (WrongState, decrees.Beyond) as refused:
            messages.warning(request, str(refused))
        else:
            messages.success(request, f"{act} dikonfirmasi.")
            return redirect(act.emergency)
        act = load_act(request, pk, act_pk)
    files = chronicle.files_of([act]).get(str(act.pk), [])
    context = {
        "act": act,
        "row": act.emergency,
        "files": [as_file(one, one.caption or one.file.name) for one in files],
        "transition": transition,
        "can_edit": TRANSITIONS["edit"].allowed(request.user, act),
    }
    return render(request, "emergency/confirm.html", context)


@require_http_methods(["GET", "POST"])
def act_withdraw(request: AppRequest, pk: int, act_pk: int) -> HttpResponse:
    """Take an entry back, with the reason."""
    act = load_act(request, pk, act_pk)
    transition = TRANSITIONS["withdraw"]
    require(transition.allowed(request.user, act))
    form = ReasonForm(request.POST or None, longest=300)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["note"]
        if tried(form, lambda: decrees.withdraw(act, by=request.user, reason=reason)):
            messages.success(request, f"{act} ditarik.")
            return redirect(act.emergency)
    return own_page(
        request, form, act.emergency, f"Tarik {act}", "Tarik", lead=transition.confirm
    )  # fmt: skip
