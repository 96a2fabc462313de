"""The steps from draft to signed file; each POST is one action."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from timdu.core.access import require
from timdu.core.typing import AppRequest
from timdu.core.workflow import WrongState
from timdu.documents import comparing, signed
from timdu.documents.actions import approval, drafts, signing
from timdu.documents.forms import (
    NumberForm,
    PaperInitialForm,
    PassagesForm,
    ReasonForm,
    RenumberForm,
    ShareForm,
    SignedFileForm,
)
from timdu.documents.models import Document
from timdu.documents.views.finding import document_of
from timdu.documents.workflow import TRANSITIONS
from timdu.files.intake import Refused
from timdu.team.entrance import proof


def attempt(request: HttpRequest, done: str, act: Callable[[], Any]) -> None:
    """Do it and say so; what the record does not allow any more is said instead."""
    try:
        act()
    except WrongState as wrong:
        messages.error(request, wrong.words)
    else:
        messages.success(request, done)


@require_http_methods(["GET", "POST"])
def edit(request: AppRequest, pk: int) -> HttpResponse:
    """The editable text; the same page shows how it will be set."""
    document = document_of(request.user, pk)
    require(TRANSITIONS["edit"].allowed(request.user, document))
    current = document.current
    if current is None:
        raise Http404
    initial = {**current.passages, "version": current.number}
    form = PassagesForm(request.POST or None, document=document, initial=initial)
    context: dict[str, Any] = {"document": document, "form": form}
    if request.method == "POST" and form.is_valid():
        if "preview" in request.POST:
            context["preview"] = comparing.preview(document, form.texts())
        else:
            try:
                drafts.edit(
                    document,
                    form.texts(),
                    version_number=form.cleaned_data["version"],
                    by=request.user,
                )
                messages.success(request, "Naskah tersimpan. PDF konsep disusun ulang.")
                return redirect(document)
            except drafts.StaleText as stale:
                context["conflict"] = comparing.both(document, form.texts(), stale.current)
            except WrongState as wrong:
                form.add_error(None, wrong.words)
    return render(request, "documents/edit.html", context)


@require_POST
def refresh(request: AppRequest, pk: int) -> HttpResponse:
    """Take today's data."""
    document = document_of(request.user, pk)
    attempt(
        request,
        "Data disegarkan; versi baru sedang disusun.",
        lambda: drafts.refresh(document, by=request.user),
    )
    return redirect(document)


@require_POST
def draw_again(request: AppRequest, pk: int) -> HttpResponse:
    """Try a PDF that failed once more."""
    document = document_of(request.user, pk)
    attempt(request, "PDF dibuat ulang.", lambda: drafts.draw_again(document, by=request.user))
    return redirect(document)


@require_POST
def submit(request: AppRequest, pk: int) -> HttpResponse:
    """Pass the draft on for paraf."""
    document = document_of(request.user, pk)
    attempt(
        request, "Konsep diajukan untuk paraf.", lambda: approval.submit(document, by=request.user)
    )
    return redirect(document)


@require_POST
def initial(request: AppRequest, pk: int) -> HttpResponse:
    """Give the paraf that is due."""
    document = document_of(request.user, pk)
    text = request.POST.get("version", "")
    number = int(text) if text.isdecimal() else 0
    attempt(
        request,
        "Paraf Anda tercatat.",
        lambda: approval.initial(document, version_number=number, by=request.user),
    )
    return redirect(document)


@require_POST
def initial_on_paper(request: AppRequest, pk: int) -> HttpResponse:
    """Note a paraf given on paper."""
    document = document_of(request.user, pk)
    form = PaperInitialForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Paraf belum dicatat: sebutkan nama yang memberi paraf.")
        return redirect(document)
    attempt(
        request,
        "Paraf basah tercatat.",
        lambda: approval.initial_on_paper(
            document,
            version_number=form.cleaned_data["version"],
            on_paper_by=form.cleaned_data["on_paper_by"],
            by=request.user,
        ),
    )
    return redirect(document)


@require_http_methods(["GET", "POST"])
def number(request: AppRequest, pk: int) -> HttpResponse:
    """Type in number and date, or correct them."""
    document = document_of(request.user, pk)
    again = document.status == Document.Status.NUMBERED
    require(TRANSITIONS["renumber" if again else "number"].allowed(request.user, document))
    year = timezone.localdate().year
    frozen = document.current.snapshot if document.current else {"settings": {"number_pattern": ""}}
    pattern = frozen["settings"]["number_pattern"].replace("{tahun}", str(year))
    kind = RenumberForm if again else NumberForm
    first = {
        "official_number": document.official_number or pattern,
        "date": document.official_date or timezone.localdate(),
    }
    form = kind(request.POST or None, pattern=pattern, initial=first)
    if request.method == "POST" and form.is_valid():
        act = approval.renumber if again else approval.number
        try:
            act(document, by=request.user, **form.cleaned_data)
            messages.success(request, "Nomor dan tanggal tercatat. PDF bernomor sedang dibuat.")
            return redirect(document)
        except WrongState as wrong:
            form.add_error(None, wrong.words)
    return render(
        request, "documents/number.html", {"document": document, "form": form, "again": again}
    )


@require_http_methods(["GET", "POST"])
def sign(request: AppRequest, pk: int) -> HttpResponse:
    """Bring back the signed file; what differs is said on the same page."""
    document = document_of(request.user, pk)
    require(TRANSITIONS["sign"].allowed(request.user, document))
    form = SignedFileForm(request.POST or None, request.FILES or None)
    context: dict[str, Any] = {"document": document, "form": form}
    if request.method == "POST" and form.is_valid():
        try:
            signing.accept(document, by=request.user, **_named(form))
            messages.success(request, "Berkas cocok dengan naskah bernomor dan tersimpan.")
            return redirect(document)
        except signing.Mismatch as mismatch:
            context["finding"] = mismatch.finding
        except (signed.Unreadable, Refused) as refused:
            form.add_error("file", str(refused))
        except WrongState as wrong:
            form.add_error(None, wrong.words)
    return render(request, "documents/sign.html", context)


def _named(form: Form) -> dict[str, Any]:
    return {"upload": form.cleaned_data["file"], "confirmed": form.cleaned_data["confirmed"]}


REASONED = {
    "give_back": (approval.give_back, "Konsep dikembalikan dengan catatan."),
    "reopen": (approval.reopen, "Dokumen dibuka kembali sebagai konsep."),
    "cancel": (approval.cancel, "Dokumen dibatalkan. Nomornya tetap tercatat."),
}


@require_http_methods(["GET", "POST"])
def with_reason(request: AppRequest, pk: int, action: str) -> HttpResponse:
    """A way back: what it means, and why."""
    document = document_of(request.user, pk)
    transition = TRANSITIONS[action]
    require(transition.allowed(request.user, document))
    act, done = REASONED[action]
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            act(document, note=form.cleaned_data["note"], by=request.user)
            messages.success(request, done)
            return redirect(document)
        except WrongState as wrong:
            form.add_error(None, wrong.words)
    context = {"document": document, "form": form, "action": action, "label": transition.label}
    return render(request, "documents/reason.html", context)


@require_POST
def share(request: AppRequest, pk: int) -> HttpResponse:
    """Open a Rahasia document to one person."""
    document = document_of(request.user, pk)
    form = ShareForm(request.POST, document=document)
    if form.is_valid():
        proof.demand(request)
        person = form.cleaned_data["person"]
        attempt(
            request,
            f"Dokumen dibuka untuk {person.byline}.",
            lambda: drafts.share(document, person, by=request.user),
        )
    else:
        messages.error(request, "Pilih satu orang.")
    return redirect(document)
