"""The row an address names, for the person who asks."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from incidents.cases.asking import permissions
from incidents.cases.asking.models import CoordinationRequest, Disposition
from incidents.cases.views.rows import noted
from timdu.core import codes
from timdu.core.access import require
from timdu.core.typing import AppRequest
from timdu.files import actions as file_actions
from timdu.files.forms import show_held


def load(request: AppRequest, code: str) -> Disposition:
    """The disposisi, if the person may know of it."""
    require(permissions.can_see_dispositions(request.user))
    rows = Disposition.objects.visible_to(request.user).with_names()
    found: Disposition = get_object_or_404(rows, code=codes.normalise(code))
    noted(request, found.case, f"Disposisi {found.code}")
    return found


def load_request(request: AppRequest, code: str) -> CoordinationRequest:
    """The permintaan, if the person may know of it."""
    require(permissions.can_see_requests(request.user))
    rows = CoordinationRequest.objects.visible_to(request.user).with_names()
    found: CoordinationRequest = get_object_or_404(rows, code=codes.normalise(code))
    noted(request, found.case, f"Permintaan {found.code}")
    return found


def page(
    request: AppRequest, form: forms.BaseForm, title: str, button: str, **more: Any
) -> HttpResponse:
    """A form of its own; the files of one that comes back are held until it is mended."""
    hold(request, form)
    context = {"form": form, "title": title, "button": button, **more}
    return render(request, "asking/form.html", context)


def hold(request: AppRequest, form: forms.BaseForm) -> None:
    """A browser forgets the files of a form that comes back: they are kept until it is mended."""
    if form.is_bound and "uploads" in form.fields:
        chosen, user = form.cleaned_data.get("uploads", []), request.user
        show_held(form, "uploads", file_actions.hold(chosen, team=user.own_team, by=user))


def attach(request: AppRequest, made: Any, form: forms.BaseForm) -> None:
    """The files follow the words; one that is refused does not undo what was said."""
    chosen = form.cleaned_data["uploads"]
    team = request.user.own_team
    taken = file_actions.attach_all(made, chosen, team=team, by=request.user)
    for words in taken.refused:
        messages.warning(request, words)
