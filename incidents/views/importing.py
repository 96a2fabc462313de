"""Reports from a table: handed out, looked at, stored whole, taken back whole."""

from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from incidents import permissions
from incidents.actions import importing
from incidents.actions.importing import KIND, Stopped
from incidents.forms import imported
from incidents.forms.imported import UndoForm, UploadForm
from incidents.imported import asked
from incidents.imported.asked import table_for
from incidents.models import Incident
from incidents.models.choices import Status
from timdu.core import imports, paging
from timdu.core.access import require
from timdu.core.columns import Column
from timdu.core.filled import NotTaken, Table
from timdu.core.imports import Batch
from timdu.core.typing import AppRequest
from timdu.core.workflow import WrongState
from timdu.files.intake import Refused
from timdu.files.models import Attachment
from timdu.files.sheets import XLSX
from timdu.team.models import User

TITLE = "Laporan dari lapangan"
RULES = (
    "Satu baris satu laporan, mulai di bawah baris contoh. Paling banyak 500 baris sekali unggah.",
    "Kolom berlatar kuning wajib diisi; yang lain boleh kosong dan dilengkapi kemudian.",
    "Jangan mengubah judul lembar dan nama kolom. Kolom boleh dipindah urutannya.",
    "Jangan menulis nama anak, korban, suku, atau agama. Pihak adalah kelompok atau badan usaha.",
    "Unggah di Timdu: semua baris diperiksa dahulu, dan belum ada yang disimpan sampai Anda "
    "menyimpannya.",
)
ERRORS, ROWS = 200, 100


@dataclass(frozen=True)
class WrongCell:
    """One cell to be mended, as a sentence and as a line of the table."""

    number: int
    column: str
    typed: str
    words: str


@require_http_methods(["GET", "POST"])
def import_list(request: AppRequest) -> HttpResponse:
    """The table to fill in, the way to hand it in, and what one handed in before."""
    require(permissions.can_import(request.user))
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            return redirect("incidents:import", key=looked_at(request, form).key)
        except (Refused, NotTaken) as problem:
            form.add_error("file", problem.words)
    own = Batch.objects.visible_to(request.user).filter(kind=KIND).defer("rows")
    page = paging.newest_first(own, request.GET.get("lanjut", ""), by="at")
    context = {"form": form, "page": page, "most": asked.MOST}
    return render(request, "incidents/import_list.html", context)


def looked_at(request: AppRequest, form: UploadForm) -> Batch:
    """What came of the file."""
    return importing.look(
        form.cleaned_data["file"],
        by=request.user,
        judge=lambda data: imported.judge(data, user=request.user),
    )


@require_safe
def import_template(request: AppRequest) -> HttpResponse:
    """The table with the drop-downs of this person's places and agencies."""
    require(permissions.can_import(request.user))
    user = request.user
    # Loaded by the first table, with the library that writes it.
    data = import_module("timdu.core.blank_table").draw(
        table_for(user), title=TITLE, made_for=area_of(user), rules=RULES,
        day=timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0),
    )  # fmt: skip
    answer = HttpResponse(data, content_type=XLSX)
    place = user.scope or user.own_team.place_id
    answer["Content-Disposition"] = f'attachment; filename="lembar-laporan-{place}.xlsx"'
    answer["Cache-Control"] = "private, no-store"
    return answer


def area_of(user: User) -> str:
    """For whom the table is made."""
    if user.kecamatan is not None:
        return f"Kecamatan {user.kecamatan.name}"
    return user.agency.short_name if user.agency else user.own_team.name


@require_safe
def import_detail(request: AppRequest, key: UUID) -> HttpResponse:
    """The preview with what is wrong in it; once stored, what each row became."""
    batch = load(request, key)
    table = table_for(request.user)
    context = {
        "batch": batch,
        "file": Attachment.objects.of(batch).first(),
        "twin": imports.twin_of(batch) if batch.is_preview else None,
        "wrong": wrong_cells(batch, table)[:ERRORS],
        "more_wrong": max(batch.wrong_count - ERRORS, 0),
        "rows": preview(batch, table) if batch.is_preview else [],
        "more_rows": max(batch.count - ROWS, 0),
        "reports": [] if batch.is_preview else reports(request, batch),
    }
    return render(request, "incidents/import.html", context)


def load(request: AppRequest, key: UUID) -> Batch:
    """One's own batch."""
    require(permissions.can_import(request.user))
    return get_object_or_404(Batch.objects.visible_to(request.user), key=key, kind=KIND)


def reports(request: AppRequest, batch: Batch) -> list[Incident]:
    """What the rows became, as far as the person may still know of it."""
    return importing.reports_of(batch, Incident.objects.visible_to(request.user))


def wrong_cells(batch: Batch, table: Table) -> list[WrongCell]:
    """Every cell to be mended, in the order of the table."""
    columns = {column.key: column for column in table.columns}
    order = {key: position for position, key in enumerate(columns)}
    found = []
    for row in batch.rows:
        for key, words in sorted(row["wrong"].items(), key=lambda cell: order.get(cell[0], -1)):
            column = columns.get(key)
            typed = column.show(row["typed"].get(key, "")) if column else ""
            label = column.label if column else "seluruh baris"
            found.append(WrongCell(row["number"], label, typed, words))
    return found


def preview(batch: Batch, table: Table) -> list[dict[str, Any]]:
    """The first rows as they were understood: a day in figures is spelled out."""
    columns: dict[str, Column] = {column.key: column for column in table.columns}
    return [shown(row, columns) for row in batch.rows[:ROWS]]


def shown(row: dict[str, Any], columns: dict[str, Column]) -> dict[str, Any]:
    """One row in a few words, and how much else was filled in."""
    typed = row["typed"]
    first = ("summary", "place", "day", "clock", "urgency")
    said = {key: columns[key].show(typed.get(key, "")) for key in first if key in columns}
    return {
        "number": row["number"],
        "summary": said["summary"],
        "place": said["place"],
        "at": None if {"day", "clock"} & row["wrong"].keys() else imported.when(typed),
        "urgency": said["urgency"] or "Biasa",
        "more": len(typed.keys() - {*first}),
        "wrong": len(row["wrong"]),
    }


@require_POST
def import_store(request: AppRequest, key: UUID) -> HttpResponse:
    """All rows at once; pressed twice, once."""
    batch = load(request, key)
    try:
        stored = importing.store(
            batch,
            by=request.user,
            judge=lambda again: imported.judge_again(again.rows, user=request.user),
            device=request.device,
        )
    except WrongState as refused:
        messages.warning(request, refused.words)
        return redirect("incidents:import", key=batch.key)
    messages.success(request, f"{stored.count} laporan tersimpan dan terkirim ke sekretariat.")
    return redirect("incidents:import", key=stored.key)


def taken_back(rows: Sequence[Incident]) -> str:
    """What became of an import, and what was out of the figures before and stays as it is."""
    kept = sum(row.status == Status.DROPPED for row in rows)
    if not kept:
        return "Impor dibatalkan; semua laporannya ditarik."
    return (
        f"Impor dibatalkan; {len(rows) - kept} laporan ditarik. {kept} laporan yang sudah "
        "berstatus Tidak ditindaklanjuti tetap demikian."
    )


@require_http_methods(["GET", "POST"])
def import_undo(request: AppRequest, key: UUID) -> HttpResponse:
    """Take all of it back, or say which reports stand in the way."""
    batch = load(request, key)
    form = UndoForm(request.POST or None)
    stopping: Sequence[Incident] = importing.stopping(reports(request, batch))
    if request.method == "POST" and form.is_valid():
        try:
            batch = importing.undo(batch, by=request.user, reason=form.cleaned_data["reason"])
        except Stopped as refused:
            form.add_error(None, refused.words)
            stopping = refused.rows
        except WrongState as refused:
            form.add_error(None, refused.words)
        else:
            messages.success(request, taken_back(reports(request, batch)))
            return redirect("incidents:import", key=batch.key)
    context = {"batch": batch, "form": form, "stopping": stopping}
    return render(request, "incidents/import_undo.html", context)
