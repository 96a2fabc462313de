"""Any spreadsheet as rows of texts: XLSX or CSV, however the office wrote it."""

import csv
import datetime as dt
import io
from collections import Counter
from typing import Any

from timdu.core.filled import BROKEN, TORN, NotTaken, opened
from timdu.files import sheets

# A row more is another file; wider sheets are layouts, not tables.
MOST_ROWS, MOST_COLUMNS = 20_000, 60
# What may stand above and below them: a title, the head, a sum.
BESIDE = 50
CONTROLS = {code: " " for code in (*range(32), *range(127, 160)) if chr(code) not in "\n"}
# Half of a pair, or no character at all: no database keeps them.
CONTROLS |= {code: " " for code in (*range(0xD800, 0xE000), 0xFFFE, 0xFFFF)}
DELIMITERS = ";,\t|"
LOOKED_AT = 30
MIDNIGHT = dt.time()
NO_ROWS = "Berkas ini tidak berisi satu baris pun."
TOO_LONG = (
    f"Berkas ini berisi lebih dari {MOST_ROWS // 1000}.000 baris. Bagi menjadi beberapa berkas, "
    "misalnya satu berkas setahun."
)
Sheet = dict[str, Any]


def read(data: bytes) -> list[Sheet]:
    """Every sheet people see, with what stands in it; raises NotTaken."""
    try:
        found = of_book(data) if data.startswith(b"PK") else [of_text(data)]
    except (*BROKEN, csv.Error) as problem:
        raise NotTaken(TORN) from problem
    found = [sheet for sheet in found if sheet["rows"]]
    if not found:
        raise NotTaken(NO_ROWS)
    if any(len(sheet["rows"]) > MOST_ROWS + BESIDE for sheet in found):
        raise NotTaken(TOO_LONG)
    return found


def of_book(data: bytes) -> list[Sheet]:
    """The sheets of a workbook; a formula counts as what it came to when it was last saved."""
    book = opened(data, computed=True)
    return [of_sheet(sheet) for sheet in book.worksheets if sheet.sheet_state == "visible"]


def of_sheet(sheet: Any) -> Sheet:
    """One sheet: cells joined downwards all say what the first says."""
    cells = {place: text(cell.value) for place, cell in sheet._cells.items()}
    for area in sheet.merged_cells.ranges:
        first = cells.get((area.min_row, area.min_col), "")
        if first and area.min_col == area.max_col:
            cells |= {(row, area.min_col): first for row in range(area.min_row, area.max_row + 1)}
    rows: dict[int, list[str]] = {}
    for (row, at), value in sorted(cells.items()):
        if value and at <= MOST_COLUMNS:
            line = rows.setdefault(row, [])
            line += [""] * (at - len(line) - 1) + [value]
    hidden = [number for number in rows if sheet.row_dimensions[number].hidden]
    return {"title": text(sheet.title), "rows": list(rows.items()), "hidden": hidden}


def of_text(data: bytes) -> Sheet:
    """A CSV, with whatever stands between its cells."""
    said = sheets.decoded(data)
    reader = csv.reader(io.StringIO(said, newline=""), delimiter=delimiter_of(said))
    rows = []
    for number, cells in enumerate(reader, start=1):
        line = [text(cell) for cell in cells[:MOST_COLUMNS]]
        if any(line):
            rows.append((number, line))
    return {"title": "CSV", "rows": rows, "hidden": []}


def delimiter_of(said: str) -> str:
    """What stands most often between the cells of the first lines."""
    times = Counter(sign for line in said.splitlines()[:LOOKED_AT] for sign in line)
    return max(DELIMITERS, key=lambda sign: times[sign])


def text(value: Any) -> str:
    """A cell as a text a database keeps; a real date reads the same everywhere."""
    if value is None:
        return ""
    if isinstance(value, dt.datetime):
        is_day = value.time() == MIDNIGHT
        return f"{value:%Y-%m-%d}" if is_day else f"{value:%Y-%m-%d %H:%M}"
    if isinstance(value, dt.time):
        return f"{value:%H:%M}"
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    plain = str(value).replace("\r\n", "\n").replace("\r", "\n").translate(CONTROLS)
    lines = (" ".join(line.split()) for line in plain.split("\n"))
    return "\n".join(line for line in lines if line)
