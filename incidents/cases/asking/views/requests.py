"""One permintaan koordinasi: what is asked, its five buttons, its answers."""

from uuid import uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from incidents.cases.asking import message, permissions, told
from incidents.cases.asking.actions import requests
from incidents.cases.asking.forms.acts import AnswerForm, NoteForm
from incidents.cases.asking.models import CoordinationRequest
from incidents.cases.asking.models.choices import Reply, RequestStatus
from incidents.cases.asking.views.rows import attach, hold, load_request, page
from incidents.cases.asking.workflow import REQUESTS
from incidents.cases.models import Case
from incidents.cases.views.rows import tried
from timdu.core import events
from timdu.core.access import require
from timdu.core.typing import AppRequest


@require_safe
def request_detail(request: AppRequest, code: str) -> HttpResponse:
    """The permintaan for whoever may know of it."""
    return page_of(request, load_request(request, code))


def page_of(
    request: AppRequest, row: CoordinationRequest, *, form: AnswerForm | None = None
) -> HttpResponse:
    """The page, with what was typed and refused still in its place."""
    user = request.user
    is_own = permissions.is_asked(user, row)
    if form is None:
        form = AnswerForm(is_own=is_own, initial={"client_uuid": uuid4()})
    hold(request, form)
    cases = Case.objects.visible_to(user).with_names()
    withdrawn = row.status == RequestStatus.WITHDRAWN
    context = {
        "row": row,
        "case": cases.filter(pk=row.case_id).first() if row.case_id else None,
        "is_own": is_own,
        "answers": told.answers(row),
        "entries": events.chronology(row),
        "can_answer": not withdrawn and permissions.can_answer(user, row),
        "form": form,
        "replies": Reply.choices,
        "can_take_back": row.status == RequestStatus.SENT and permissions.can_take_back(user, row),
        "sees_arahan": row.arahan_id and user.is_secretariat,
        "message": message.compose_request(row),
        "restricted": row.classification != "B",
    }
    return render(request, "asking/request.html", context)


@require_POST
def request_answer(request: AppRequest, code: str) -> HttpResponse:
    """One tap: which button was pressed is the answer."""
    row = load_request(request, code)
    require(permissions.can_answer(request.user, row))
    is_own = permissions.is_asked(request.user, row)
    form = AnswerForm(request.POST, request.FILES or None, is_own=is_own)
    if form.is_valid():
        made = tried(form, lambda: requests.answer(row, by=request.user, **form.facts()))
        if made is not None:
            attach(request, made, form)
            messages.success(request, f"Jawaban tersimpan: {made}.")
            return redirect(row)
    return page_of(request, row, form=form)


@require_http_methods(["GET", "POST"])
def request_withdraw(request: AppRequest, code: str) -> HttpResponse:
    """Nobody needs to answer it any more: why."""
    row, transition = load_request(request, code), REQUESTS["withdraw"]
    require(transition.allowed(request.user, row))
    form = NoteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        note = form.cleaned_data["note"]
        if tried(form, lambda: requests.withdraw(row, by=request.user, note=note)) is not None:
            messages.success(request, "Permintaan ditarik.")
            return redirect(row)
    stopped = row.status not in transition.sources
    return page(
        request, form, transition.label, transition.label, asked=row, lead=transition.confirm,
        stopped=row.get_status_display() if stopped else "",
        back=row.get_absolute_url(), word=row.code,
    )  # fmt: skip
