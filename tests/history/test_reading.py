"""Files as they come: heads, days, spellings, hostile cells."""

import datetime as dt

import pytest
from openpyxl import Workbook

from incidents.forms import steps
from incidents.history import grid, heads, moments, telling
from tests.history.files import as_bytes, book, row
from timdu.core.columns import Unreadable
from timdu.core.filled import NotTaken


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("3/11/2019", (2019, 11, 3)),
        ("03-11-19", (2019, 11, 3)),
        ("3.11.2019", (2019, 11, 3)),
        ("2019-11-03", (2019, 11, 3)),
        ("3 November 2019", (2019, 11, 3)),
        ("3 Nop 2019", (2019, 11, 3)),
        ("3-Nov-19", (2019, 11, 3)),
        ("Minggu, 3 Nov 2019", (2019, 11, 3)),
        ("Minggu/3 Nov 2019", (2019, 11, 3)),
        ("Hari Minggu tanggal 3 November 2019", (2019, 11, 3)),
        ("tgl. 3 Nov '19", (2019, 11, 3)),
        ("3 s.d. 5 November 2019", (2019, 11, 3)),
        ("3-5 November 2019", (2019, 11, 3)),
        ("30 Oktober - 2 November 2019", (2019, 10, 30)),
        ("43772", (2019, 11, 3)),
        ("3/11/98", (1998, 11, 3)),
        ("3 November 2019 pukul 14.30 WIB", (2019, 11, 3)),
        ("2019-11-03 14:30", (2019, 11, 3)),
    ],
)
def test_read_knows_how_offices_write_days(said, day):
    assert moments.read(said)[0] == dt.date(*day)


def test_read_keeps_the_hour_beside_the_day():
    assert moments.read("3 Nov 2019 pukul 14.30 WIB") == (
        dt.date(2019, 11, 3),
        dt.time(14, 30),
        True,
    )
    assert moments.read("3-5 Nov 2019")[2] is False


@pytest.mark.parametrize(
    "said",
    ["November 2019", "2019", "13/25/2019", "31 Februari 2019", "-", "awal tahun", "3/11/1820"],
)
def test_read_refuses_what_is_no_day(said):
    with pytest.raises(Unreadable):
        moments.read(said)


def test_read_book_finds_the_head_under_a_title():
    found = grid.read(as_bytes(book([row(1, "Toho")])))

    assert [sheet["title"] for sheet in found] == ["2019"]
    assert heads.head_row(found[0]) == 3
    assert heads.propose(found[0]["rows"][1][1]) == [
        "", "day", "kecamatan", "desa", "summary", "steps", "information_source"
    ]  # fmt: skip


def test_read_book_fills_cells_joined_downwards():
    made = book([row(1, "Toho"), row(2, None), row(3, None)])
    made.active.merge_cells("C4:C6")

    rows = grid.read(as_bytes(made))[0]["rows"]

    assert [cells[2] for _, cells in rows[-3:]] == ["Toho"] * 3


def test_read_book_leaves_hidden_sheets_and_names_hidden_rows():
    made = book([row(1, "Toho")])
    made.create_sheet("rahasia").append(["x"])
    made["rahasia"].sheet_state = "hidden"
    made.active.row_dimensions[4].hidden = True

    found = grid.read(as_bytes(made))

    assert [(sheet["title"], sheet["hidden"]) for sheet in found] == [("2019", [4])]


def test_read_book_takes_dates_numbers_and_controls():
    made = Workbook()
    made.active.append([dt.datetime(2019, 3, 3), dt.time(7, 5), 12.0, "a\tb\x7fc\r\nd", True])

    assert grid.read(as_bytes(made))[0]["rows"] == [
        (1, ["2019-03-03", "07:05", "12", "a b c\nd", "True"])
    ]


@pytest.mark.parametrize("sign", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_read_text_takes_what_spreadsheets_save(sign, encoding):
    told = '"Warga – café; ""ribut"", lalu\nbubar"'
    said = f"Tgl{sign}Kec{sign}Uraian\r\n3/11/2019{sign}Toho{sign}{told}\r\n"

    rows = grid.read(said.encode(encoding))[0]["rows"]

    assert rows[1] == (2, ["3/11/2019", "Toho", 'Warga – café; "ribut", lalu\nbubar'])


def test_read_refuses_too_many_rows_and_none():
    with pytest.raises(NotTaken, match="20.000"):
        grid.read(b"a;b\n" * 20_051)
    with pytest.raises(NotTaken, match="satu baris pun"):
        grid.read(b";;\n;;\n")


def test_as_many_steps_as_the_form_takes():
    assert telling.MOST_STEPS == steps.MOST_STEPS
