"""Tables as files: CSV and spreadsheets in which no cell is ever a formula, the same every time."""

import csv
import datetime as dt
import io
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Any

# A spreadsheet takes a text that starts so for a formula; some take the wide signs of East Asian
# keyboards for the narrow ones.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
CONTROLS = {code: None for code in range(32) if chr(code) not in "\t\n"}
# Two code points that are no character: XML, and so a spreadsheet, cannot hold them.
CONTROLS |= {0xFFFE: None, 0xFFFF: None}
ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)
CORE = "docProps/core.xml"
MODIFIED = re.compile(rb"[0-9TZ:-]+</dcterms:modified>")
Cell = str | int | None


def csv_for_people(head: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """UTF-8 with a mark in front, semicolons as Indonesian spreadsheets expect, no formulas."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(head)
    writer.writerows([_harmless(cell) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def stream_for_people(
    head: Sequence[str], rows: Iterable[Sequence[Cell]], chunk: int = 500
) -> Iterator[bytes]:
    """The same file piece by piece: the first line leaves before the last row is read."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    text.write("\ufeff")
    writer.writerow(head)
    for count, row in enumerate(rows):
        if count % chunk == 0:
            yield _taken(text)
        writer.writerow([_harmless(cell) for cell in row])
    yield _taken(text)


def _taken(text: io.StringIO) -> bytes:
    """What was written so far, taken out of the buffer."""
    data = text.getvalue().encode()
    text.seek(0)
    text.truncate()
    return data


def _harmless(cell: Cell) -> Cell:
    """The cell; a text that would start a formula gets an apostrophe in front."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA) else cell


@dataclass(frozen=True)
class Sheet:
    """One sheet of a workbook: its name, its heads, its rows."""

    title: str
    head: Sequence[str]
    rows: Iterable[Sequence[Cell]]


def spreadsheet(
    title: str, head: Sequence[str], rows: Iterable[Sequence[Cell]], *, created: dt.datetime
) -> bytes:
    """One sheet; every text is stored as text, whatever it starts with. Same input, same bytes."""
    return workbook([Sheet(title, head, rows)], created=created)


def workbook(sheets: Iterable[Sheet], *, created: dt.datetime) -> bytes:
    """Several sheets, each with its heads held in place. Same input, same bytes."""
    # Loaded by the first spreadsheet: most processes never write one.
    book = import_module("openpyxl").Workbook(write_only=True)
    book.properties.creator = "Timdu"
    book.properties.created = created.astimezone(dt.UTC).replace(tzinfo=None)
    make = import_module("openpyxl.cell").WriteOnlyCell
    bold = import_module("openpyxl.styles").Font(bold=True)
    for told in sheets:
        sheet = book.create_sheet(told.title[:31])
        sheet.freeze_panes = "A2"
        heads = [_cell(sheet, name, make) for name in told.head]
        for cell in heads:
            cell.font = bold
        sheet.append(heads)
        for row in told.rows:
            sheet.append([_cell(sheet, cell, make) for cell in row])
    raw = io.BytesIO()
    book.save(raw)
    return without_clock(raw, created)


def _cell(sheet: Any, value: Cell, make: Callable[..., Any]) -> Any:
    """A cell whose text is never read as a formula."""
    if not isinstance(value, str):
        return value
    cell = make(sheet, value=value.translate(CONTROLS))
    cell.data_type = "s"
    return cell


def without_clock(raw: io.BytesIO, created: dt.datetime) -> bytes:
    """The same archive with the time of writing taken out of it."""
    stamp = f"{created.astimezone(dt.UTC):%Y-%m-%dT%H:%M:%SZ}</dcterms:modified>".encode()
    clean = io.BytesIO()
    with zipfile.ZipFile(raw) as old, zipfile.ZipFile(clean, "w") as new:
        for name in old.namelist():
            data = MODIFIED.sub(stamp, old.read(name)) if name == CORE else old.read(name)
            new.writestr(zipfile.ZipInfo(name, ZIP_EPOCH), data, zipfile.ZIP_DEFLATED)
    return clean.getvalue()
