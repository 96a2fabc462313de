"""What the dry run came to, storing it, what stayed outside, taking it back."""

import re
from collections import Counter
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from incidents.forms.imported import UndoForm
from incidents.history import finding, permissions, writing
from incidents.history.actions import storing
from incidents.history.models import Reading
from incidents.history.views.lists import load
from incidents.models import Incident
from timdu.core import imports, paging
from timdu.core.access import require
from timdu.core.periods import DECEMBER, Month
from timdu.core.tables import spreadsheet
from timdu.core.typing import AppRequest
from timdu.core.workflow import WrongState
from timdu.files.models import Attachment
from timdu.files.sheets import XLSX

LISTED = 100
YEAR = re.compile(r"(?:19|20)\d\d", re.ASCII)


@require_safe
def history_detail(request: AppRequest, key: UUID) -> HttpResponse:
    """The file as it stands: to be prepared, found, stored, taken back."""
    reading = load(request, key, whole=False)
    if reading.is_open and reading.found is None:
        return redirect(reverse(next_step(reading), kwargs={"key": key}))
    rows = finding.left(reading)
    numbers = {row["number"] for row in rows}
    context = {
        "reading": reading,
        "file": Attachment.objects.of(reading).first(),
        "twin": imports.twin_of(reading.batch) if reading.is_open else None,
        "enter": len(finding.numbers(reading)),
        "alike": (reading.found or {}).get("alike", [])[:LISTED],
        "alike_count": len((reading.found or {}).get("alike", [])),
        "table": table(reading),
        "problems": outside(reading, rows)[:LISTED],
        "problem_count": len(outside(reading, rows)),
        "left": len(numbers),
        "page": None if reading.is_open else reports(request, reading),
        "query": narrowed(request),
        "can_undo": permissions.can_undo(request.user, reading),
    }
    return render(request, "history/detail.html", context)


def next_step(reading: Reading) -> str:
    """The name of the first page whose question is not answered."""
    if reading.head is None:
        return "history:sheet"
    return "history:values" if reading.values else "history:columns"


def outside(reading: Reading, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What cannot enter; what is alike stands in a list of its own as long as it may still."""
    found: list[dict[str, Any]] = (reading.found or {}).get("problems", [])
    return found if reading.is_open else rows


def table(reading: Reading) -> dict[str, Any]:
    """Years as columns, kecamatan as rows; what is alike is counted where it was stored too."""
    found = reading.found or {}
    groups = [(code, name, year, count) for year, code, name, count in found.get("by", [])]
    if reading.with_alike:
        groups += [(row["kecamatan"], row["name"], row["year"], 1) for row in found["alike"]]
    names = {code: name for code, name, _, _ in groups}
    counts: Counter[tuple[str, int]] = Counter()
    for code, _, year, count in groups:
        counts[code, year] += count
    years = sorted({year for _, year in counts})
    return {
        "total": sum(counts.values()),
        "years": [(year, sum(counts[code, year] for code in names)) for year in years],
        "rows": [
            (code, names[code], [(year, counts[code, year]) for year in years],
             sum(counts[code, year] for year in years))
            for code in sorted(names)
        ],
    }  # fmt: skip


def reports(request: AppRequest, reading: Reading) -> Any:
    """What the rows became, newest first, narrowed as a number of the table asks."""
    rows = Incident.objects.visible_to(request.user).filter(history__reading=reading)
    year, code = request.GET.get("tahun", ""), request.GET.get("kecamatan", "")
    if YEAR.fullmatch(year):
        zone = reading.team.zone
        first, last = Month(int(year), 1).start(zone), Month(int(year), DECEMBER).end(zone)
        rows = rows.filter(occurred_at__gte=first, occurred_at__lt=last)
    if code:
        rows = rows.filter(kecamatan_id=code[:13])
    return paging.newest_first(rows.for_rows(), request.GET.get("lanjut", ""), by="occurred_at")


def narrowed(request: AppRequest) -> str:
    """The other parameters of the list, ready to stand before its next page."""
    asked = {name: request.GET[name] for name in ("tahun", "kecamatan") if name in request.GET}
    return f"{urlencode(asked)}&" if asked else ""


@require_POST
def history_store(request: AppRequest, key: UUID) -> HttpResponse:
    """The good rows at once, or as a job; pressed twice, once."""
    reading = load(request, key, whole=False)
    with_alike = request.POST.get("mirip") == "on"
    try:
        stored = storing.store(reading, by=request.user, with_alike=with_alike)
    except WrongState as refused:
        messages.warning(request, refused.words)
        return redirect(reading)
    if stored.is_under_way and stored.job is not None and stored.job.by == request.user:
        return redirect("core:job", pk=stored.job.pk)
    if stored.state == Reading.State.STORED:
        messages.success(request, "Riwayat tersimpan.")
    return redirect(reading)


@require_safe
def history_left(request: AppRequest, key: UUID) -> HttpResponse:
    """What stayed outside, row by row, to be mended and handed in again."""
    reading = load(request, key, whole=False)
    rows = [
        [row["number"], row["column"], row["value"], row["words"]] for row in finding.left(reading)
    ]
    head = ["Baris", "Kolom", "Tertulis", "Sebabnya"]
    data = spreadsheet("Ditinggal", head, rows, created=timezone.now())
    answer = HttpResponse(data, content_type=XLSX)
    answer["Content-Disposition"] = 'attachment; filename="baris-ditinggal.xlsx"'
    answer["Cache-Control"] = "private, no-store"
    return answer


@require_http_methods(["GET", "POST"])
def history_undo(request: AppRequest, key: UUID) -> HttpResponse:
    """Take all of it back, or say which reports stand in the way."""
    reading = load(request, key, whole=False)
    require(permissions.can_undo(request.user, reading))
    form = UndoForm(request.POST or None)
    stopping: Any = []
    if request.method == "POST" and form.is_valid():
        try:
            reason = form.cleaned_data["reason"]
            done = storing.undo(reading, by=request.user, reason=reason)
        except writing.Held as held:
            refuse(form, held.words)
            stopping = held.rows
        except WrongState as refused:
            refuse(form, refused.words)
        else:
            return after(request, done)
    count = len(finding.numbers(reading))
    context = {"reading": reading, "form": form, "stopping": stopping[:LISTED], "count": count}
    return render(request, "history/undo.html", context)


def refuse(form: forms.Form, words: str) -> None:
    form.add_error(None, words)


def after(request: AppRequest, reading: Reading) -> HttpResponse:
    """To the work where it takes long; else back to the file."""
    if reading.is_under_way and reading.job is not None:
        return redirect("core:job", pk=reading.job.pk)
    messages.success(request, "Impor dibatalkan; semua laporannya ditarik.")
    return redirect(reading)
