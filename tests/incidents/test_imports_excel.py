"""Tables as Excel keeps them: shared strings, dates as numbers, rich text, both systems of dates.

XlsxWriter writes the parts of a workbook as Excel does, which openpyxl and LibreOffice do not.
"""

import datetime as dt
import io

import pytest
from openpyxl import load_workbook
from xlsxwriter import Workbook

from incidents.models import Incident
from tests.incidents.tables import DAY, HOUR, WHAT, WHERE, template, upload
from tests.settings import FULL as FULL_RUN
from tests.wilayah.factories import DesaFactory
from timdu.core.filled import HEAD_ROW, TITLE_ROW
from timdu.core.imports import Batch

pytestmark = pytest.mark.django_db
URL = "/laporan/impor/"
ROWS = 500 if FULL_RUN else 50
FIRST = HEAD_ROW  # XlsxWriter counts from nought: the row under the heads.


class Book:
    """A table of ours that somebody saved in Excel."""

    def __init__(self, person, **options):
        handed_out = load_workbook(io.BytesIO(template(person)))["Isian"]
        self.heads = {
            cell.value.removesuffix(" (wajib)"): cell.column - 1 for cell in handed_out[HEAD_ROW]
        }
        self.raw = io.BytesIO()
        self.book = Workbook(self.raw, {"in_memory": True, **options})
        self.day = self.book.add_format({"num_format": "d mmm yyyy"})
        self.hour = self.book.add_format({"num_format": "hh.mm"})
        self.shaded = self.book.add_format({"bg_color": "#FBF9F4", "border": 1})
        self.bold = self.book.add_format({"bold": True})
        self.sheet = self.book.add_worksheet("Laporan Oktober")
        title = handed_out.cell(TITLE_ROW, 1).value
        self.sheet.merge_range(0, 0, 0, len(self.heads) - 1, title, self.bold)
        for at in self.heads.values():
            self.sheet.write(1, at, handed_out.cell(HEAD_ROW, at + 1).value, self.bold)
            self.sheet.set_column(at, at, 18)
        self.sheet.freeze_panes(2, 0)

    def row(self, number, what="Kelompok A mendatangi dermaga", day=None, hour=None):
        """One report; a date is the number Excel makes of it."""
        at = FIRST + number
        self.sheet.write_string(at, self.heads[WHAT], f"{what}, kali ke-{number}.")
        self.sheet.write_string(at, self.heads[WHERE], "Tanjung Uji")
        if isinstance(day, str):
            self.sheet.write_string(at, self.heads[DAY], day)
        else:
            self.sheet.write_datetime(at, self.heads[DAY], day or dt.date(2026, 10, 3), self.day)
        self.sheet.write(at, self.heads[HOUR], hour or dt.time(14, 30), self.hour)

    def saved(self, last):
        """Its bytes; under the last row stand shaded cells nobody has filled in."""
        for at in range(FIRST + last, FIRST + last + 40):
            for column in self.heads.values():
                self.sheet.write_blank(at, column, None, self.shaded)
        self.book.close()
        return self.raw.getvalue()


@pytest.fixture
def operator(client, world):
    DesaFactory(parent=world.camat.kecamatan, name="Tanjung Uji")
    client.force_login(world.operator)
    return client


def look(client, data):
    page = client.post(URL, {"file": upload(data)}, follow=True)
    return page, Batch.objects.order_by("at", "pk").last()


def test_one_bad_cell_of_many_is_named_then_all_of_it_is_stored_and_taken_back(operator, world):
    spoiled, right = Book(world.operator), Book(world.operator)
    for number in range(ROWS):
        spoiled.row(number, day="tiga belas" if number == ROWS - 9 else None)
        right.row(number)

    page, batch = look(operator, spoiled.saved(ROWS))
    operator.post(f"{URL}{batch.key}/simpan/")

    # Numbered as Excel numbers them: heads above, counted from one.
    assert [(cell.number, cell.column) for cell in page.context["wrong"]] == [(ROWS - 6, DAY)]
    assert not Incident.objects.exists()

    _, batch = look(operator, right.saved(ROWS))
    operator.post(f"{URL}{batch.key}/simpan/")
    assert Incident.objects.filter(status="submitted").count() == ROWS

    operator.post(f"{URL}{batch.key}/batalkan/", {"reason": "Salah bulan."})
    assert set(Incident.objects.values_list("status", flat=True)) == {"withdrawn"}


@pytest.mark.parametrize("since_1904", [False, True])
def test_dates_and_hours_are_read_as_they_look(operator, world, since_1904):
    book = Book(world.operator, date_1904=since_1904)
    book.row(0)
    book.row(1, day="4 Oktober 2026", hour="09.05")
    book.row(2, day=dt.datetime(2026, 10, 5, 16, 0), hour=dt.time(16, 0))
    book.row(3)
    first_day = dt.date(1904, 1, 1) if since_1904 else dt.date(1899, 12, 30)
    value = (dt.date(2026, 10, 6) - first_day).days
    book.sheet.write_formula(FIRST + 3, book.heads[DAY], "=TODAY()", book.day, value)

    _, batch = look(operator, book.saved(4))

    read = [(one["typed"]["day"], one["typed"]["clock"]) for one in batch.rows]
    assert read == [
        ("2026-10-03", "14:30"), ("2026-10-04", "09:05"), ("2026-10-05", "16:00"),
        ("2026-10-06", "14:30"),
    ]  # fmt: skip
    assert batch.wrong_count == 0


def test_half_bold_words_errors_and_joined_cells(operator, world):
    book = Book(world.operator)
    for number in range(3):
        book.row(number)
    bold, at = book.bold, book.heads[WHAT]
    book.sheet.write_rich_string(FIRST, at, "Kelompok A ", bold, "mendatangi", " dermaga.")
    book.sheet.write_formula(FIRST + 1, at, "=NA()", None, "#N/A")
    # One place for two reports, as people join cells to say it once.
    book.sheet.merge_range(
        FIRST + 1, book.heads[WHERE], FIRST + 2, book.heads[WHERE], "Tanjung Uji"
    )

    page, batch = look(operator, book.saved(3))

    assert batch.rows[0]["typed"]["summary"] == "Kelompok A mendatangi dermaga."
    assert batch.rows[2]["typed"]["place"] == batch.rows[0]["typed"]["place"]
    assert [(cell.number, cell.column) for cell in page.context["wrong"]] == [(4, WHAT)]
