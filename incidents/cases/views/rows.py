"""The permasalahan an address names, for the person who asks, with what belongs to it."""

from collections.abc import Callable
from typing import Any, TypeVar

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from incidents.cases import permissions
from incidents.cases.actions.rows import Before
from incidents.cases.models import Case, CaseIncident
from timdu.core import codes, conflicts, reads
from timdu.core.access import require
from timdu.core.typing import AppRequest
from timdu.core.workflow import WrongState
from timdu.files import actions as file_actions
from timdu.files.forms import show_held

Made = TypeVar("Made")
TAKEN = "Formulir ini sudah tersimpan, satu kali. Untuk yang lain, buka halamannya lagi. Tersimpan:"


def load(request: AppRequest, code: str) -> Case:
    """The permasalahan, if the person may know of it."""
    require(permissions.can_read(request.user))
    rows = Case.objects.visible_to(request.user).with_names()
    found: Case = get_object_or_404(rows, code=codes.normalise(code))
    noted(request, found)
    return found


def noted(request: AppRequest, case: Case | None, part: str = "") -> None:
    """Log that it was opened, when it is R or the reader an auditor; `part` says what of it."""
    if request.method != "GET" or case is None:
        return
    if case.is_secret or request.user.is_masked:
        reads.opened(by=request.user, what=case, note=part)


def links_of(request: AppRequest, case: Case) -> list[CaseIncident]:
    """Its links to reports the person reads, withdrawn ones too, the newest first."""
    rows = CaseIncident.objects.visible_to(request.user).filter(case=case)
    people = ("by", "withdrawn_by")
    return list(rows.select_related("incident__place", "incident__kecamatan", *people))


def tried(form: Any, act: Callable[[], Made]) -> Made | None:
    """What the action made; None when it refused, with its words in the form."""
    try:
        return act()
    except conflicts.Stale as late:
        form.show_both(late.current)
    except Before as twice:
        form.add_error(None, f"{TAKEN} {twice.row}")
    except WrongState as refused:
        form.add_error(None, refused.words)
    except ValidationError as refused:
        for words in refused.messages:
            form.add_error(None, words)
    return None


def page(
    request: AppRequest,
    form: forms.BaseForm,
    title: str,
    button: str,
    *,
    template: str = "cases/form.html",
    **more: Any,
) -> HttpResponse:
    """A form of its own, with the permasalahan it is about; 409 when it shows a conflict.

    A browser forgets the files of a form that comes back: they are held until it is mended.
    """
    if form.is_bound and "uploads" in form.fields:
        chosen, user = form.cleaned_data.get("uploads", []), request.user
        show_held(form, "uploads", file_actions.hold(chosen, team=user.own_team, by=user))
    context = {"form": form, "title": title, "button": button, **more}
    return render(request, template, context, status=conflicts.status(form))
