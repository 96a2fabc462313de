"""Files of a report: more may follow, and one may be taken back.

The two pages are written once, for whatever record with a code has files.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from incidents import permissions
from incidents.actions import photos
from incidents.forms.files import FilesForm
from incidents.forms.nil import WithdrawForm
from incidents.views.detail import files_of
from incidents.views.rows import load
from timdu.core.access import require
from timdu.core.typing import AppRequest
from timdu.core.workflow import WrongState
from timdu.files.actions import Chosen
from timdu.team.models import User


@dataclass(frozen=True)
class Room:
    """Whose files they are: what attaches and takes back, its addresses, how its pages read."""

    attach: Callable[..., list[str]]
    withdraw: Callable[..., Any]
    files_url: str
    withdraw_url: str
    word: str
    empty: str
    hint: str


REPORTS = Room(
    photos.attach, photos.withdraw, "incidents:files", "incidents:file_withdraw",
    "Foto dan lampiran", "Belum ada lampiran",
    "Foto membantu sekretariat memeriksa. Wajah anak dan korban jangan terlihat.",
)  # fmt: skip


@require_http_methods(["GET", "POST"])
def incident_files(request: AppRequest, code: str) -> HttpResponse:
    """Add photographs or PDFs, each judged by itself."""
    incident = load(request, code)
    require(permissions.can_attach(request.user, incident))
    return files_page(request, REPORTS, incident)


@require_http_methods(["GET", "POST"])
def file_withdraw(request: AppRequest, code: str, pk: int) -> HttpResponse:
    """Take one file back, with the reason."""
    incident = load(request, code)
    require(permissions.can_attach(request.user, incident))
    return withdraw_page(request, REPORTS, incident, pk)


def files_page(request: AppRequest, room: Room, record: Any) -> HttpResponse:
    """The files there are, and the form for more."""
    form = FilesForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        attach(request, room, record, form.cleaned_data["uploads"], by=request.user)
        return redirect(room.files_url, code=record.code)
    files = files_of(record)
    for file in files:
        file["withdraw_url"] = reverse(room.withdraw_url, args=[record.code, file["pk"]])
    context = {"record": record, "room": room, "form": form, "files": files}
    return render(request, "incidents/files.html", context)


def attach(
    request: AppRequest, room: Room, record: Any, chosen: Sequence[Chosen], *, by: User
) -> None:
    """What was taken and what was refused, each in words."""
    refused = room.attach(record, chosen, by=by)
    for words in refused:
        messages.warning(request, words)
    if len(refused) < len(chosen):
        messages.success(request, f"{len(chosen) - len(refused)} berkas dilampirkan.")


def withdraw_page(request: AppRequest, room: Room, record: Any, pk: int) -> HttpResponse:
    """Why one is taken back; one that is gone already is said to be."""
    back = reverse(room.files_url, args=[record.code])
    form = WithdrawForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            room.withdraw(record, pk, by=request.user, **form.cleaned_data)
        except WrongState as refused:
            messages.warning(request, refused.words)
        else:
            messages.success(request, "Lampiran ditarik.")
        return redirect(back)
    found = [file for file in files_of(record) if file["pk"] == pk]
    if not found:
        messages.info(request, "Lampiran ini sudah ditarik.")
        return redirect(back)
    context = {"form": form, "file": found[0], "back": back, "word": room.word}
    return render(request, "incidents/file_withdraw.html", context)
