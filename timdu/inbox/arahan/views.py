"""Pages of arahan: the list, writing one down, one of them with its answers."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from timdu.core import events, paging
from timdu.core.access import require
from timdu.core.typing import AppRequest
from timdu.core.workflow import WrongState
from timdu.inbox.arahan import actions, beside, permissions, subjects
from timdu.inbox.arahan.forms import ArahanForm, ConfirmForm, FinishForm
from timdu.inbox.models import Arahan
from timdu.team.roster.trying import tried


@require_safe
def arahan_list(request: AppRequest) -> HttpResponse:
    """Those the person gave, noted or received, the newest first."""
    require(permissions.can_see_arahan(request.user))
    rows = Arahan.objects.visible_to(request.user)
    page = paging.newest_first(rows, request.GET.get("lanjut", ""), by="given_at")
    context = {"page": page, "can_record": permissions.can_record(request.user)}
    return render(request, "inbox/arahan/list.html", context)


@require_http_methods(["GET", "POST"])
def arahan_create(request: AppRequest) -> HttpResponse:
    """Write one down; `?tentang=` names the report or the document it is about."""
    require(permissions.can_record(request.user))
    about = subjects.find(request.GET.get("tentang", ""), request.user)
    initial = {"given_at": timezone.localtime().replace(second=0, microsecond=0)}
    form = ArahanForm(request.POST or None, by=request.user, initial=initial)
    if request.method == "POST" and form.is_valid():
        made = tried(form, lambda: actions.record(by=request.user, about=about, **form.facts()))
        if made is not None:
            messages.success(request, f"Arahan dicatat dan menunggu {made.addressee}.")
            return redirect(made)
    return render(request, "inbox/arahan/create.html", {"form": form, "about": about})


@require_safe
def arahan_detail(request: AppRequest, pk: int) -> HttpResponse:
    """One arahan: the words, who wrote them down, whether the leader said yes, what was done."""
    return page_of(request, seen(request, pk))


def page_of(request: AppRequest, arahan: Arahan, **typed: ConfirmForm | FinishForm) -> HttpResponse:
    """The page, with what was typed and refused still in its place."""
    context = {
        "arahan": arahan,
        "about": subjects.find(subjects.name_of(arahan.about), request.user),
        "can_confirm": permissions.can_confirm(request.user, arahan),
        "can_finish": permissions.can_finish(request.user, arahan),
        "confirm_form": ConfirmForm(initial={"text": arahan.text}),
        "finish_form": FinishForm(),
        "chronology": events.told_to(request.user, arahan)[:20],
        "panels": beside.panels(request.user, arahan),
    }
    return render(request, "inbox/arahan/detail.html", context | typed)


def seen(request: AppRequest, pk: int) -> Arahan:
    """The arahan, if the person may know of it."""
    found: Arahan = get_object_or_404(Arahan.objects.visible_to(request.user), pk=pk)
    return found


@require_POST
def arahan_confirm(request: AppRequest, pk: int) -> HttpResponse:
    """The leader's yes, or the words the leader means."""
    arahan = seen(request, pk)
    require(permissions.can_confirm(request.user, arahan))
    form = ConfirmForm(request.POST)
    if not form.is_valid():
        return page_of(request, arahan, confirm_form=form)
    try:
        actions.confirm(arahan, by=request.user, text=form.cleaned_data["text"])
        messages.success(request, "Jawaban Anda tersimpan.")
    except WrongState as refused:
        messages.warning(request, refused.words)
    return redirect(arahan)


@require_POST
def arahan_finish(request: AppRequest, pk: int) -> HttpResponse:
    """What came of it."""
    arahan = seen(request, pk)
    require(permissions.can_finish(request.user, arahan))
    form = FinishForm(request.POST)
    if not form.is_valid():
        return page_of(request, arahan, finish_form=form)
    try:
        actions.finish(arahan, by=request.user, note=form.cleaned_data["note"])
        messages.success(request, "Pelaksanaan dicatat.")
    except WrongState as refused:
        messages.warning(request, refused.words)
    return redirect(arahan)
