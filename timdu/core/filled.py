"""A table that came back filled in: its rows, cell by cell, and why a cell cannot be read."""

import io
import re
import warnings
from collections.abc import Sequence
from dataclasses import dataclass, field
from importlib import import_module
from typing import Any
from zipfile import BadZipFile

from PIL.Image import DecompressionBombError

from timdu.core.columns import Column, Unreadable, by_label, squeeze

# The first cell of a table of ours says what it is, whatever the sheet is called by now.
MARK = re.compile(r"\(lembar ([a-z-]+)/(\d+)\)")
TITLE_ROW, HEAD_ROW, FIRST_ROW = 1, 2, 3
# In front of a row that only shows how it is done.
EXAMPLE = "contoh"
NUMBER = "No."
# What openpyxl raises on wild input, itself or from below: XML of any parser is a SyntaxError.
BROKEN = (
    ArithmeticError, AttributeError, BadZipFile, DecompressionBombError, LookupError, MemoryError,
    OSError, RecursionError, SyntaxError, TypeError, ValueError,
)  # fmt: skip
TORN = "Berkas ini rusak dan tidak dapat dibaca. Simpan ulang dari Excel atau LibreOffice."
NOT_OURS = "Ini bukan lembar isian Timdu. Unduh lembarnya di halaman ini, lalu salin isian Anda."
OLD = "Lembar ini dari bentuk yang lama. Unduh lembar yang baru, lalu salin isian Anda."
TWO = "Ada dua lembar isian dalam berkas ini; gabungkan dalam satu lembar, lalu unggah lagi."
EMPTY = "Lembar ini belum berisi satu baris pun. Isi di bawah baris contoh, lalu unggah lagi."
FORMULA = "berisi rumus tanpa hasil. Buka dan simpan berkasnya di Excel, atau ketik nilainya."
JOINED = "sel ini digabung dengan kolom lain. Pisahkan, lalu isi satu per satu."
STILL_EXAMPLE = (
    "Baris ini masih bertanda CONTOH di kolom No. Hapus tanda itu bila ini laporan, atau hapus "
    "barisnya."
)
HIDDEN = "Baris ini tersembunyi di lembar. Tampilkan dan periksa, atau hapus."


class NotTaken(Exception):
    """The whole file is something else than what was handed out; the words say what to do."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self.words = words


@dataclass(frozen=True)
class Table:
    """What was handed out: its name and version, its columns, how many rows it may have."""

    kind: str
    version: int
    columns: Sequence[Column]
    most: int

    @property
    def mark(self) -> str:
        return f"(lembar {self.kind}/{self.version})"


@dataclass
class Line:
    """One row: the number the spreadsheet gives it, what was typed, what cannot be read.

    Words under the empty key speak of the whole row.
    """

    number: int
    typed: dict[str, str] = field(default_factory=dict)
    wrong: dict[str, str] = field(default_factory=dict)


def read(data: bytes, table: Table) -> list[Line]:
    """Every row somebody filled in; raises NotTaken."""
    try:
        return read_book(data, table)
    except BROKEN as problem:
        raise NotTaken(TORN) from problem


def read_book(data: bytes, table: Table) -> list[Line]:
    book = opened(data, computed=False)
    sheet = sheet_of(book, table)
    cells = grid(sheet)
    heads = heads_of(cells, table)
    formulas = {place for place, cell in sheet._cells.items() if cell.data_type == "f"}
    if formulas:
        cells |= results(data, sheet.title, formulas)
    down, across = merged(sheet, cells)
    rows = rows_of(cells | down)
    lines: list[Line] = []
    for row, values in rows.items():
        asked = {at: values[at] for at in heads if at in values}
        marked = is_marked(values.get(1))
        if not is_filled(asked) or marked and is_example(asked, heads):
            continue
        if len(lines) == table.most:
            raise NotTaken(too_many(len(rows), table.most))
        line = line_of(row, asked, heads, {at for at in asked if (row, at) in formulas})
        line.wrong |= {heads[at].key: JOINED for at in heads if (row, at) in across}
        line.wrong |= whole_row(marked, sheet.row_dimensions[row].hidden)
        lines.append(line)
    if not lines:
        raise NotTaken(EMPTY)
    return lines


def rows_of(cells: dict[tuple[int, int], Any]) -> dict[int, dict[int, Any]]:
    """The cells row by row, from the first that may be filled in."""
    rows: dict[int, dict[int, Any]] = {}
    for (row, at), value in sorted(cells.items(), key=lambda cell: cell[0]):
        if row >= FIRST_ROW:
            rows.setdefault(row, {})[at] = value
    return rows


def too_many(rows: int, most: int) -> str:
    """How many there are, and how many there may be."""
    return (
        f"Lembar ini berisi sekitar {rows} baris; paling banyak {most} sekali unggah. "
        "Bagi menjadi beberapa berkas."
    )


def opened(data: bytes, *, computed: bool) -> Any:
    """The book with its formulas, or with what they came to when it was last saved."""
    with warnings.catch_warnings():
        # Of what other programs add, and openpyxl leaves out, nothing is read here.
        warnings.simplefilter("ignore")
        # Loaded by the first table: most processes never read one.
        load = import_module("openpyxl").load_workbook
        return load(io.BytesIO(data), data_only=computed, keep_links=False)


def sheet_of(book: Any, table: Table) -> Any:
    """The one sheet that says it is ours; NotTaken for another kind or an older version."""
    marks = [MARK.search(str(sheet.cell(TITLE_ROW, 1).value or "")) for sheet in book.worksheets]
    found = [
        (int(mark[2]), sheet)
        for mark, sheet in zip(marks, book.worksheets, strict=True)
        if mark and mark[1] == table.kind
    ]
    if not found:
        raise NotTaken(NOT_OURS)
    if len(found) > 1:
        raise NotTaken(TWO)
    version, sheet = found[0]
    if version != table.version:
        raise NotTaken(OLD)
    return sheet


def grid(sheet: Any) -> dict[tuple[int, int], Any]:
    """What is not empty, by row and column.

    Asked for by rows, openpyxl would make every cell up to the last one somebody ever formatted.
    """
    return {place: cell.value for place, cell in sheet._cells.items() if not is_blank(cell.value)}


def results(data: bytes, title: str, formulas: set[tuple[int, int]]) -> dict[Any, Any]:
    """What formulas came to when the book was last saved: None where nobody worked them out."""
    sheet: Any = opened(data, computed=True)[title]
    found = {}
    for place in formulas:
        cell = sheet._cells.get(place)
        nothing = cell is None or cell.value is None and cell.data_type == "n"
        found[place] = None if nothing else cell.value or ""
    return found


def is_blank(value: Any) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())


def is_filled(values: dict[int, Any]) -> bool:
    """Whether somebody answered anything: a formula that came to nothing is no answer."""
    return any(not is_blank(value) for value in values.values())


def is_marked(value: Any) -> bool:
    """Whether the row is said to be an example."""
    return squeeze(str(value or "")).startswith(EXAMPLE)


def is_example(values: dict[int, Any], heads: dict[int, Column]) -> bool:
    """Whether nobody wrote over what was handed out; what its lists offered may have changed."""
    return all(
        squeeze(str(value)) == squeeze(heads[at].example)
        for at, value in values.items()
        if not heads[at].choices and not is_blank(value)
    )


def whole_row(marked: bool, hidden: bool) -> dict[str, str]:
    """What is wrong with the row as such."""
    if marked:
        return {"": STILL_EXAMPLE}
    return {"": HIDDEN} if hidden else {}


def heads_of(cells: dict[tuple[int, int], Any], table: Table) -> dict[int, Column]:
    """Which column stands where; they may have been moved, not renamed or taken away."""
    known = by_label(table.columns)
    found: dict[int, Column] = {}
    strange = []
    for (row, at), value in sorted(cells.items()):
        label = squeeze(str(value)).removesuffix("(wajib)").strip()
        if row != HEAD_ROW or label == squeeze(NUMBER):
            continue
        if label in known and known[label] not in found.values():
            found[at] = known[label]
        else:
            strange.append(str(value))
    missing = [column.label for column in table.columns if column not in found.values()]
    problems = [(missing, "hilang"), (strange, "tidak dikenal atau dua kali ada")]
    said = [f"Kolom {', '.join(names[:5])} {word}." for names, word in problems if names]
    if said:
        raise NotTaken(f"{' '.join(said)} Unduh lembar Anda yang baru, lalu salin isiannya.")
    return found


def merged(
    sheet: Any, cells: dict[tuple[int, int], Any]
) -> tuple[dict[tuple[int, int], Any], set[tuple[int, int]]]:
    """Cells joined downwards all say what the first says; joined sideways nobody knows what."""
    last = max((row for row, _ in cells), default=0)
    down: dict[tuple[int, int], Any] = {}
    across: set[tuple[int, int]] = set()
    for area in sheet.merged_cells.ranges:
        first = (area.min_row, area.min_col)
        if area.max_row < FIRST_ROW or first not in cells:
            continue
        rows = range(max(area.min_row, FIRST_ROW), min(area.max_row, last) + 1)
        if area.min_col == area.max_col:
            down |= {(row, area.min_col): cells[first] for row in rows}
        else:
            columns = range(area.min_col, area.max_col + 1)
            across |= {(row, column) for row in rows for column in columns}
    return down, across


def line_of(row: int, values: dict[int, Any], heads: dict[int, Column], computed: Any) -> Line:
    """One row: what can be read as its column asks, and words for what cannot."""
    line = Line(row)
    for at, value in values.items():
        column = heads[at]
        if value is None and at in computed:
            line.wrong[column.key] = FORMULA
        elif isinstance(value, str) and at in computed and value.startswith("#"):
            line.wrong[column.key] = f"rumusnya salah ({value[:10]}). Ketik nilainya."
        elif not is_blank(value):
            try:
                line.typed[column.key] = column.read(value)
            except Unreadable as wrong:
                line.wrong[column.key] = wrong.words
                line.typed[column.key] = str(value)[:200]
    return line
