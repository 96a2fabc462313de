"""Langkah penanganan: one recorded, one taken back."""

from functools import partial
from typing import cast

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods

from incidents.cases import permissions
from incidents.cases.actions import handling as handling_actions
from incidents.cases.forms.acts import HandlingForm, ReasonForm
from incidents.cases.models import Handling
from incidents.cases.views.rows import load, page, tried
from incidents.views import handed
from timdu.core import codes, programs
from timdu.core.access import require
from timdu.core.models import Received
from timdu.core.typing import AppRequest
from timdu.files import actions as file_actions


@require_http_methods(["GET", "POST"])
def handling_create(request: AppRequest, code: str) -> HttpResponse:
    """Who did what, when, with what result; files follow the words."""
    if request.method == "POST" and programs.asks(request):
        return answer_program(request, code)
    case = load(request, code)
    require(permissions.can_handle(request.user))
    form = HandlingForm(request.POST or None, request.FILES or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        facts, key = form.typed(), form.cleaned_data["client_uuid"]
        made = tried(form, lambda: handling_actions.record(case, by=request.user, key=key, **facts))
        if made is not None:
            chosen = form.cleaned_data["uploads"]
            taken = file_actions.attach_all(made, chosen, team=case.team, by=request.user)
            for words in taken.refused:
                messages.warning(request, words)
            messages.success(request, "Langkah penanganan tercatat.")
            return redirect(f"{case.get_absolute_url()}#langkah-{made.pk}")
    title, button = "Catat langkah penanganan", "Kirim langkah"
    return page(request, form, title, button, case=case, template="cases/handle.html")


def answer_program(request: AppRequest, code: str) -> JsonResponse:
    """The words; photographs follow by themselves, under the same key."""

    def judge() -> handed.HandIn | JsonResponse:
        case = load(request, code)
        require(permissions.can_handle(request.user))
        form = HandlingForm(request.POST, user=request.user)
        if not form.is_valid():
            return handed.errors(form.errors)
        return partial(handling_actions.hand_in, case=case, by=request.user, **form.typed())

    def is_this(row: Received) -> bool:
        return cast(Handling, row.became).case.code == codes.normalise(code)

    return handed.by_program(request, handling_actions.HANDLING, judge, is_this=is_this)


@require_http_methods(["GET", "POST"])
def handling_withdraw(request: AppRequest, code: str, pk: int) -> HttpResponse:
    """Take one back, with the reason."""
    case = load(request, code)
    rows = Handling.objects.visible_to(request.user).select_related(
        "agency", "kecamatan", "partner", "case"
    )
    found = get_object_or_404(rows, pk=pk, case=case)
    require(permissions.can_withdraw(request.user, found))
    form = ReasonForm(request.POST or None, longest=300)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["note"]
        made = tried(form, lambda: handling_actions.withdraw(found, by=request.user, reason=reason))
        if made is not None:
            messages.success(request, "Langkah penanganan ditarik.")
            return redirect(case)
    return page(request, form, "Tarik langkah penanganan", "Tarik", case=case, lead=str(found))
