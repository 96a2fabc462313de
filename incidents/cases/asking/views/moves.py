"""One arrow of a disposisi: accept, return, report, judge, take back."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from incidents.cases.asking import permissions
from incidents.cases.asking.actions import doing, giving
from incidents.cases.asking.forms.acts import MoveForm, ReportedForm
from incidents.cases.asking.models import Result
from incidents.cases.asking.views.rows import attach, load, page
from incidents.cases.asking.workflow import TRANSITIONS
from incidents.cases.views.rows import tried
from timdu.core.access import require
from timdu.core.typing import AppRequest

DEEDS: dict[str, Callable[..., Any]] = {
    "accept": doing.accept,
    "return": doing.send_to_giver,
    "report": doing.report,
    "finish": doing.finish,
    "send_back": doing.send_back,
    "withdraw": giving.withdraw,
}
SAID = {
    "accept": "Disposisi diterima. Batas waktunya berjalan.",
    "return": "Disposisi dikembalikan kepada yang memberikannya.",
    "report": "Dilaporkan selesai. Hasilnya menunggu diperiksa.",
    "finish": "Hasil disposisi diterima.",
    "send_back": "Hasil dikembalikan untuk dilengkapi.",
    "withdraw": "Disposisi ditarik.",
}


@require_http_methods(["GET", "POST"])
def move(request: AppRequest, code: str, action: str) -> HttpResponse:
    """The words the arrow asks for; without any, one button."""
    row, transition = load(request, code), TRANSITIONS[action]
    require(transition.allowed(request.user, row))
    is_own = permissions.is_addressed(request.user, row)
    # Some arrows ask for no words: an empty POST is a press of the button all the same.
    sent = request.POST if request.method == "POST" else None
    made_by = ReportedForm if action == "report" else MoveForm
    form = made_by(sent, request.FILES or None, action=action, disposition=row, is_own=is_own)
    if request.method == "POST" and form.is_valid():
        made = tried(form, lambda: DEEDS[action](row, by=request.user, **form.facts()))
        if made is not None:
            if isinstance(made, Result):
                attach(request, made, form)
            messages.success(request, SAID[action])
            return redirect(row)
    stopped = row.status not in transition.sources
    return page(
        request, form, transition.label, transition.label, asked=row, lead=transition.confirm,
        stopped=row.get_status_display() if stopped else "",
        back=row.get_absolute_url(), word=row.code,
    )  # fmt: skip
