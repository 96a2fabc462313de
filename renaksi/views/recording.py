"""Recording a kegiatan, changing it, taking it back."""

from functools import partial
from typing import Any, cast

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from incidents.cases.forms.acts import ReasonForm
from incidents.cases.models import Case
from incidents.views import handed
from renaksi import permissions
from renaksi.actions import files as file_actions
from renaksi.actions import recording
from renaksi.forms.activity import ActivityForm, RecordForm
from renaksi.models import Activity
from renaksi.views.rows import load, tried
from timdu.core import codes, conflicts, programs
from timdu.core.access import require
from timdu.core.receiving import Outcome
from timdu.core.typing import AppRequest
from timdu.files import actions as stored_files
from timdu.files.forms import show_held
from timdu.files.intake import IMAGE


@require_http_methods(["GET", "POST"])
def activity_create(request: AppRequest) -> HttpResponse:
    """A new one, taken once; `?permasalahan=` names what it is about."""
    require(permissions.can_record(request.user))
    if request.method == "POST" and programs.asks(request):
        return handed.by_program(request, recording.ACTIVITY, lambda: judged(request))
    form = RecordForm(
        request.POST or None, request.FILES or None, user=request.user,
        today=timezone.localdate(), about=asked_about(request),
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        found = tried(form, lambda: handed.by_person(request, hand_in(form)))
        if found is not None:
            return received(request, form, cast(Activity, found.row.became), found.outcome)
    if form.is_bound:
        chosen, user = form.cleaned_data.get("photos", []), request.user
        held = stored_files.hold(chosen, team=user.own_team, by=user, kinds=(IMAGE,))
        show_held(form, "photos", held)
    return render(request, "renaksi/create.html", {"form": form})


def asked_about(request: AppRequest) -> list[Case]:
    """The permasalahan the address names, if the person may know of it."""
    code = codes.normalise(request.GET.get("permasalahan", ""))
    return list(Case.objects.visible_to(request.user).open().filter(code=code)) if code else []


def judged(request: AppRequest) -> handed.HandIn | JsonResponse:
    """How to hand in what a program sent, or what is wrong with it; photographs follow."""
    form = RecordForm(request.POST, user=request.user, today=timezone.localdate())
    return hand_in(form) if form.is_valid() else handed.errors(form.errors)


def hand_in(form: ActivityForm) -> handed.HandIn:
    """The action that takes what the form says."""
    return partial(recording.hand_in, by=form.user, **form.typed())


def received(
    request: AppRequest, form: ActivityForm, made: Activity, outcome: Outcome
) -> HttpResponse:
    """Its page; photographs follow the words, each judged by itself, the same ones once."""
    for words in follow(request, made, form.cleaned_data["photos"]):
        messages.warning(request, words)
    if outcome == Outcome.NEW:
        messages.success(request, f"Kegiatan tercatat, {made.code}.")
    else:
        messages.info(request, f"Kegiatan ini sudah tercatat sebagai {made.code}.")
    return redirect(made)


def follow(request: AppRequest, made: Activity, chosen: Any) -> list[str]:
    """Attach the photographs; what was taken back meanwhile takes none."""
    if not chosen or not permissions.can_edit(request.user, made):
        return []
    return file_actions.attach(made, chosen, by=request.user, kinds=(IMAGE,))


@require_http_methods(["GET", "POST"])
def activity_edit(request: AppRequest, code: str) -> HttpResponse:
    """Change it; what somebody else saved meanwhile stands beside it."""
    activity = load(request, code)
    require(permissions.can_edit(request.user, activity))
    form = ActivityForm(
        request.POST or None, instance=activity, user=request.user, today=timezone.localdate()
    )
    if request.method == "POST" and form.is_valid():
        version, typed = form.opened_over(), form.typed()
        made = tried(
            form, lambda: recording.edit(activity, by=request.user, version=version, **typed)
        )
        if made is not None:
            messages.success(request, "Tersimpan.")
            return redirect(made)
    context = {"form": form, "activity": activity}
    return render(request, "renaksi/edit.html", context, status=conflicts.status(form))


@require_http_methods(["GET", "POST"])
def activity_withdraw(request: AppRequest, code: str) -> HttpResponse:
    """Take it back, with the reason."""
    activity = load(request, code)
    require(permissions.can_withdraw(request.user, activity))
    form = ReasonForm(request.POST or None, longest=300)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["note"]
        act = partial(recording.withdraw, activity, by=request.user, reason=reason)
        if tried(form, act) is not None:
            messages.success(request, f"{activity.code} ditarik.")
            return redirect(activity)
    return render(request, "renaksi/withdraw.html", {"form": form, "activity": activity})
