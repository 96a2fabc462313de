"""Who may open a permasalahan that is R: the secretary names persons, one by one."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from incidents.cases import permissions
from incidents.cases.actions import sharing
from incidents.cases.forms.acts import ReasonForm
from incidents.cases.forms.sharing import NameForm
from incidents.cases.kinds import NAMING
from incidents.cases.models import Case
from incidents.cases.views.rows import page, tried
from timdu.core import codes
from timdu.core.access import require
from timdu.core.typing import AppRequest
from timdu.core.workflow import WrongState
from timdu.inbox import todos
from timdu.team.entrance import proof


def load(request: AppRequest, code: str) -> Case:
    """The permasalahan, or for the secretary the bare existence of one that is R.

    The pages show nothing of one its reader may not open: only the code and who is named.
    """
    require(permissions.can_read(request.user))
    known = Case.objects.visible_to(request.user, to_name=True).select_related("team")
    case: Case = get_object_or_404(known, code=codes.normalise(code))
    require(permissions.can_name(request.user, case))
    return case


@require_http_methods(["GET", "POST"])
def case_share(request: AppRequest, code: str) -> HttpResponse:
    """The list of who is named, with its history, and the form that names another."""
    case = load(request, code)
    if request.method == "POST" and request.POST.get("do") == "nobody":
        return nobody_else(request, case)
    form = NameForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        proof.demand(request)
        facts = form.cleaned_data
        made = tried(form, lambda: sharing.name(case, by=request.user, **facts))
        if made is not None:
            messages.success(request, f"{case.code} dibuka untuk {made.target}.")
            return redirect("cases:share", code=case.code)
    context = {
        "case": case,
        "shares": case.shares.select_related("person", "by", "withdrawn_by"),
        "form": form,
        "readable": reads(request, case),
        "waits": todos.waits(NAMING, case),
    }
    return render(request, "cases/share.html", context)


def reads(request: AppRequest, case: Case) -> bool:
    """Whether the person may open it themselves."""
    return Case.objects.visible_to(request.user).filter(pk=case.pk).exists()


def nobody_else(request: AppRequest, case: Case) -> HttpResponse:
    """Nobody beside those who know it already opens it."""
    try:
        sharing.none_else(case, by=request.user)
    except WrongState as refused:
        messages.warning(request, refused.words)
    else:
        messages.success(request, "Dicatat: tidak ada orang lain yang ditunjuk.")
    return redirect("cases:share", code=case.code)


@require_http_methods(["GET", "POST"])
def share_withdraw(request: AppRequest, code: str, pk: int) -> HttpResponse:
    """Close it to one of them again, with the reason."""
    case = load(request, code)
    rows = case.shares.standing().select_related("case", "person")
    share = get_object_or_404(rows, pk=pk)
    form = ReasonForm(request.POST or None, longest=300)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["note"]
        if tried(form, lambda: sharing.withdraw(share, by=request.user, reason=reason)):
            messages.success(request, f"{case.code} tidak lagi dibuka untuk {share.target}.")
            return redirect("cases:share", code=case.code)
    return page(
        request, form, "Tarik penunjukan", "Tarik", back=f"{case.get_absolute_url()}siapa/",
        word=case.code, subject=share.target,
        lead="Ia tidak dapat membukanya lagi sejak saat itu juga. Bahwa ia pernah ditunjuk tetap "
        "tercatat.",
    )  # fmt: skip
