"""A table to hand out: drop-downs, a note on each column, an example row that is never read."""

import datetime as dt
import io
from collections.abc import Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill, Protection
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from timdu.core import columns as kinds
from timdu.core.columns import Column
from timdu.core.filled import FIRST_ROW, HEAD_ROW, NUMBER, TITLE_ROW, Table
from timdu.core.tables import CONTROLS, without_clock

SHEET, GUIDE, LISTS = "Isian", "Petunjuk", "Pilihan"
HEAD, NEEDED, SHOWN = (PatternFill("solid", fgColor=colour) for colour in
                       ("FFE8EDF3", "FFFBE9BF", "FFF1F1EC"))  # fmt: skip
INK, GREY = "FF17202A", "FF667085"
FORMATS = {kinds.DATE: "dd/mm/yyyy", kinds.CLOCK: "hh:mm", kinds.TEXT: "@", kinds.CHOICE: "@",
           kinds.MOMENT: "@", kinds.NUMBER: "@"}  # fmt: skip
WRONG = "Pilih dari daftar, atau kosongkan."


def draw(
    table: Table, *, title: str, made_for: str, rules: Sequence[str], day: dt.datetime
) -> bytes:
    """The workbook; the same questions on the same day give the same bytes."""
    book = Workbook()
    book.properties.creator, book.properties.title = "Timdu", title
    book.properties.created = day.astimezone(dt.UTC).replace(tzinfo=None)
    sheet: Any = book.active
    sheet.title = SHEET
    guide, lists = book.create_sheet(GUIDE), book.create_sheet(LISTS)
    put(sheet, TITLE_ROW, 1, f"{title} {table.mark} · {made_for}", Font(bold=True, size=13))
    ask(sheet, table)
    for at, column in enumerate(table.columns, start=2):
        offer(sheet, lists, at, column, FIRST_ROW + table.most)
    explain(guide, title, table, rules)
    lists.sheet_state = "hidden"
    # The heads stay in sight, and so does the first answer.
    sheet.freeze_panes = sheet.cell(FIRST_ROW, 3)
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    raw = io.BytesIO()
    book.save(raw)
    return without_clock(raw, day)


def put(sheet: Worksheet, row: int, at: int, text: str, font: Font | None = None) -> None:
    """A text that is never a formula."""
    cell: Any = sheet.cell(row, at)
    cell.value = text.translate(CONTROLS)
    cell.data_type = "s"
    cell.font = font or Font(color=INK)
    cell.alignment = Alignment(wrap_text=row != TITLE_ROW, vertical="top")


def ask(sheet: Worksheet, table: Table) -> None:
    """The heads with their notes, and the row that shows how it is done."""
    put(sheet, HEAD_ROW, 1, NUMBER, Font(bold=True))
    put(sheet, FIRST_ROW, 1, "CONTOH, tidak dibaca", Font(italic=True, color=GREY))
    sheet.column_dimensions["A"].width = 12
    for at, column in enumerate(table.columns, start=2):
        label = f"{column.label} (wajib)" if column.needed else column.label
        put(sheet, HEAD_ROW, at, label, Font(bold=True, color=INK))
        head: Any = sheet.cell(HEAD_ROW, at)
        head.fill = NEEDED if column.needed else HEAD
        head.comment = Comment(column.note, "Timdu", height=140, width=280)
        put(sheet, FIRST_ROW, at, column.example, Font(italic=True, color=GREY))
        sheet.column_dimensions[get_column_letter(at)].width = column.width
    for at in range(1, len(table.columns) + 2):
        sheet.cell(FIRST_ROW, at).fill = SHOWN
    sheet.row_dimensions[HEAD_ROW].height = 48


def offer(sheet: Worksheet, lists: Worksheet, at: int, column: Column, last: int) -> None:
    """How the cells of a column are formatted, and the list they are chosen from."""
    letter = get_column_letter(at)
    sheet.column_dimensions[letter].number_format = FORMATS[column.sort]
    sheet.column_dimensions[letter].protection = Protection(locked=False)
    if not column.choices:
        return
    put(lists, 1, at, column.label, Font(bold=True))
    for row, (_, words) in enumerate(column.choices, start=2):
        put(lists, row, at, words)
    names = f"{quote_sheetname(LISTS)}!${letter}$2:${letter}${len(column.choices) + 1}"
    choice = DataValidation(type="list", formula1=f"={names}", allow_blank=True)
    choice.error, choice.errorTitle = WRONG, column.label[:32]
    choice.showErrorMessage = not column.open_list
    choice.prompt, choice.promptTitle = column.note[:250], column.label[:32]
    choice.showInputMessage = True
    choice.add(f"{letter}{FIRST_ROW + 1}:{letter}{last}")
    sheet.add_data_validation(choice)


def explain(guide: Worksheet, title: str, table: Table, rules: Sequence[str]) -> None:
    """How it is filled in, and every column in words: comments are lost on telephones."""
    put(guide, 1, 1, title, Font(bold=True, size=13))
    for row, rule in enumerate(rules, start=2):
        put(guide, row, 1, f"{row - 1}. {rule}")
        guide.merge_cells(start_row=row, end_row=row, start_column=1, end_column=3)
        guide.row_dimensions[row].height = 32
    start = len(rules) + 3
    for at, word in enumerate(("Kolom", "Wajib", "Cara mengisi"), start=1):
        put(guide, start, at, word, Font(bold=True))
        guide.cell(start, at).fill = HEAD
    for row, column in enumerate(table.columns, start=start + 1):
        for at, text in enumerate((column.label, "ya" if column.needed else "", column.note), 1):
            put(guide, row, at, text)
    for letter, width in (("A", 30), ("B", 8), ("C", 90)):
        guide.column_dimensions[letter].width = width
