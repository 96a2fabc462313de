"""Three steps before the dry run: where the table begins, what its columns and values are."""

from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from incidents.history import heads, spellings
from incidents.history.actions import handing
from incidents.history.forms import ColumnsForm, HeadForm, ValuesForm
from incidents.history.heads import BY_KEY
from incidents.history.models import Reading
from incidents.history.spellings import Meanings, Spelling
from incidents.history.views.lists import load
from timdu.core.typing import AppRequest
from timdu.core.workflow import WrongState

# Rows shown to choose the head from, examples beside a column, values on a page.
SHOWN_ROWS, EXAMPLES, ASKED = 12, 3, 60


def took(form: Form, act: Callable[[], Reading]) -> Reading | None:
    """What the action came to; its refusal stands above the form, with everything typed."""
    if not form.is_valid():
        return None
    try:
        return act()
    except WrongState as refused:
        form.add_error(None, refused.words)
        return None


@require_http_methods(["GET", "POST"])
def history_sheet(request: AppRequest, key: UUID) -> HttpResponse:
    """Step 1: the sheet, and the row that names the columns."""
    reading = load(request, key)
    if not reading.is_open:
        return redirect(reading)
    at = sheet_of(reading, request.POST.get("sheet") or request.GET.get("lembar", ""))
    rows = reading.sheets[at]["rows"][:SHOWN_ROWS]
    chosen = reading.head if at == reading.sheet and reading.head else None
    initial = {"head": chosen or heads.head_row(reading.sheets[at])}
    form = HeadForm(request.POST or None, reading=reading, at=at, rows=rows, initial=initial)
    if request.method == "POST":
        made = took(form, lambda: choose(form, reading, request))
        if made is not None:
            return redirect("history:columns", key=key)
    shown = zip(form["head"], rows, strict=True)
    context = {
        "reading": reading,
        "form": form,
        "at": at,
        "rows": [(radio, number, cells) for radio, (number, cells) in shown],
        "sheets": [(place, sheet["title"]) for place, sheet in enumerate(reading.sheets)],
    }
    return render(request, "history/sheet.html", context)


def sheet_of(reading: Reading, said: str) -> int:
    """The sheet an address names; the chosen one where it names none."""
    at = int(said) if said.isdecimal() and len(said) < len("1000") else reading.sheet
    return at if at < len(reading.sheets) else reading.sheet


def choose(form: HeadForm, reading: Reading, request: AppRequest) -> Reading:
    said = form.cleaned_data
    return handing.choose(
        reading, sheet=said["sheet"], head=said["head"], version=said["version"], by=request.user
    )


@require_http_methods(["GET", "POST"])
def history_columns(request: AppRequest, key: UUID) -> HttpResponse:
    """Step 2: what each column is."""
    reading = load(request, key)
    if not reading.is_open:
        return redirect(reading)
    if reading.head is None:
        return redirect("history:sheet", key=key)
    form = ColumnsForm(request.POST or None, reading=reading)
    if request.method == "POST":
        made = took(form, lambda: map_columns(form, reading, request))
        if made is not None:
            return onward(request, made)
    fields = [form[f"column_{at}"] for at in range(len(reading.heads))]
    context = {
        "reading": reading,
        "form": form,
        "columns": list(zip(fields, examples(reading), strict=True)),
    }
    return render(request, "history/columns.html", context)


def map_columns(form: ColumnsForm, reading: Reading, request: AppRequest) -> Reading:
    said = form.cleaned_data
    return handing.map_columns(
        reading, columns=form.columns, kind=said["kind"], version=said["version"], by=request.user
    )


def examples(reading: Reading) -> list[list[str]]:
    """Three different values of each column."""
    found: list[list[str]] = [[] for _ in reading.heads]
    for _, cells in reading.body:
        for at, cell in enumerate(cells):
            if cell and len(found[at]) < EXAMPLES and cell not in found[at]:
                found[at].append(cell)
    return found


def onward(request: AppRequest, reading: Reading) -> HttpResponse:
    """To the values that are asked; where none are left, to what the dry run came to."""
    if spellings.unknown(reading, Meanings(reading.team)):
        return redirect("history:values", key=reading.key)
    return look(request, reading)


def look(request: AppRequest, reading: Reading) -> HttpResponse:
    """The dry run, and its page."""
    try:
        handing.check(reading, by=request.user)
    except WrongState as refused:
        messages.warning(request, refused.words)
    return redirect(reading)


@require_http_methods(["GET", "POST"])
def history_values(request: AppRequest, key: UUID) -> HttpResponse:
    """Step 3: what the texts of matched columns mean; each once, not once a row."""
    reading = load(request, key)
    if not reading.is_open:
        return redirect(reading)
    if not any(reading.columns):
        return redirect("history:columns", key=key)
    everything = "semua" in request.GET
    asked = spellings.unknown(reading, Meanings(reading.team), with_answered=everything)
    form = ValuesForm(request.POST or None, reading=reading, asked=asked[:ASKED])
    if request.method == "POST":
        made = took(form, lambda: match(form, reading, request))
        if made is not None:
            return next_page(request, made, asked)
    context = {
        "reading": reading,
        "form": form,
        "groups": groups(form, asked[:ASKED]),
        "more": max(len(asked) - ASKED, 0),
        "everything": everything,
    }
    return render(request, "history/values.html", context)


def match(form: ValuesForm, reading: Reading, request: AppRequest) -> Reading:
    said = form.cleaned_data
    return handing.match(
        reading, form.answers, version=said["version"], by=request.user,
        skip_rest=said["skip_rest"],
    )  # fmt: skip


def next_page(request: AppRequest, reading: Reading, asked: Sequence[Spelling]) -> HttpResponse:
    """More questions where answers opened some; else the dry run, with what is left unmatched."""
    before = {(one.field, one.text) for one in asked[:ASKED]}
    rest = spellings.unknown(reading, Meanings(reading.team))
    if any((one.field, one.text) not in before for one in rest):
        messages.info(request, "Tersimpan. Masih ada nilai lain yang perlu dicocokkan.")
        return redirect("history:values", key=reading.key)
    return look(request, reading)


def groups(form: ValuesForm, asked: Sequence[Spelling]) -> list[dict[str, Any]]:
    """The questions under the field they belong to."""
    found: dict[str, dict[str, Any]] = {}
    for at, one in enumerate(asked):
        group = found.setdefault(one.field, {"title": BY_KEY[one.field].label, "rows": []})
        group["rows"].append((form[f"value_{at}"], form[f"text_{at}"], one))
    return list(found.values())
