"""Nota dinas of a permasalahan: those there are, a new one, what was decided."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from incidents.cases.models import Case
from incidents.cases.permissions import can_take_along
from incidents.cases.views.rows import load as load_case
from incidents.cases.views.rows import page, tried
from reports.nota import actions, permissions
from reports.nota.forms import DecisionForm
from reports.nota.models import Nota
from timdu.core.access import require
from timdu.core.typing import AppRequest
from timdu.core.workflow import WrongState
from timdu.files import actions as file_actions


@require_http_methods(["GET", "POST"])
def nota_create(request: AppRequest, code: str) -> HttpResponse:
    """What will stand in it; the POST has it compiled."""
    case = load_case(request, code)
    require(permissions.can_write(request.user))
    require(can_take_along(request.user, case))
    if request.method == "POST":
        return begun(request, case)
    rows = Nota.objects.visible_to(request.user).filter(case=case).with_names()
    return render(request, "nota/create.html", {"case": case, "rows": list(rows)})


def begun(request: AppRequest, case: Case) -> HttpResponse:
    """Begin, then watch the work; the one of today is opened."""
    try:
        made = actions.begin(case, by=request.user, today=timezone.localdate())
    except WrongState as refused:
        messages.warning(request, refused.words)
        return redirect(case)
    document = made.document
    if document.is_compiling and document.job and document.job.by_id == request.user.pk:
        return redirect("core:job", pk=document.job.pk)
    return redirect(document)


@require_http_methods(["GET", "POST"])
def nota_decide(request: AppRequest, code: str, pk: int) -> HttpResponse:
    """What the bupati said to it; the signed sheet follows the words."""
    case = load_case(request, code)
    require(permissions.can_read(request.user))
    rows = Nota.objects.visible_to(request.user).with_names()
    nota = get_object_or_404(rows, pk=pk, case=case)
    require(permissions.can_decide(request.user))
    form = DecisionForm(request.POST or None, request.FILES or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        key = form.cleaned_data["client_uuid"]
        made = tried(
            form, lambda: actions.decide(nota, by=request.user, key=key, **form.typed())
        )  # fmt: skip
        if made is not None:
            chosen = form.cleaned_data["uploads"]
            taken = file_actions.attach_all(made, chosen, team=case.team, by=request.user)
            for words in taken.refused:
                messages.warning(request, words)
            messages.success(request, "Keputusan tercatat.")
            return redirect(case)
    return page(
        request, form, "Catat keputusan nota dinas", "Simpan keputusan",
        back=case.get_absolute_url(), word=case.code, subject=str(nota),
        refused="" if nota.document.has_number else actions.UNNUMBERED,
    )  # fmt: skip
