"""Spreadsheets at the door: what runs, bursts, or is something else, is refused in words."""

import io
import zipfile

import pytest
from openpyxl import Workbook

from timdu.files import limits, sheets
from timdu.files.sheets import NoSheet, check

KIND = b'<Types><Override ContentType="application/vnd.x.spreadsheetml.sheet.main+xml"/></Types>'


def archive(ending="xml", /, **parts):
    """A zip with these parts; `types` stands for the list of what they are."""
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr(sheets.TYPES, parts.pop("types", KIND))
        for name, data in parts.items():
            made.writestr(f"{name.replace('__', '/')}.{ending}", data)
    return raw.getvalue()


def real():
    book, raw = Workbook(), io.BytesIO()
    book.active["A1"] = "Ada."
    book.save(raw)
    return raw.getvalue()


def joined(areas):
    refs = "".join(f'<mergeCell ref="{area}"/>' for area in areas)
    return archive(xl__sheet1=f"<worksheet><mergeCells>{refs}</mergeCells></worksheet>".encode())


def test_check_takes_a_plain_workbook():
    check(real())
    check(joined(["A1:C9", "B2:B400"]))
    check(archive(xl__vmlDrawing1=b"no xml", xl__printer=b"\\\0P\0"))


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"Tanggal;Apa\n3/11/2026;Ada\n", sheets.NO_SHEET),
        (b"<html><table></table></html>", sheets.NO_SHEET),
        (sheets.OLE + b"\0" * 600, sheets.OLD),
        (real()[:-400], sheets.TORN),
        (archive(types=b"<Types/>"), sheets.NO_SHEET),
        (archive(types=KIND + b"macroEnabled"), sheets.MACRO),
        (archive(xl__vbaProject=b"x"), sheets.MACRO),
        (archive(xl__embeddings__oleObject1=b"x"), sheets.MACRO),
        (archive(xl__besar=b"\0" * (limits.SHEET_UNPACKED + 1)), sheets.TOO_FULL),
        (archive(**{f"xl__{n}": b"<x/>" for n in range(limits.SHEET_PARTS + 1)}), sheets.TORN),
        (archive(xl__s=b'<!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>'), sheets.TORN),
        (archive(xl__s='<?xml version="1.0"?><!DOCTYPE x>'.encode("utf-16")), sheets.TORN),
        (joined(["A1:XFD1048576"]), sheets.JOINED),
        (joined(["a1:xfd1048576"]), sheets.JOINED),
        (joined(["$A$1:$XFD$1048576"]), sheets.JOINED),
        (joined(["A1&#58;XFD1048576"]), sheets.JOINED),
        (joined(["A:C"]), sheets.JOINED),
        (archive(xl__s=b"<x><mergeCell ref='A1:XFD1048576'/></x>"), sheets.JOINED),
        (archive(xl__s=b"<x><hyperlink ref='A1:XFD1048576'/></x>"), sheets.JOINED),
        (archive("dat", xl__s=b"<x><mergeCell ref='A1:XFD1048576'/></x>"), sheets.JOINED),
        (archive(xl__s=b"<x>" + b"<c/>" * (limits.SHEET_CELLS + 1) + b"</x>"), sheets.CROWDED),
        (archive(xl__s=b"<x>" + b"<y/>" * (limits.SHEET_ELEMENTS + 1) + b"</x>"), sheets.CROWDED),
        (archive(xl__s=b"<x><c></x>"), sheets.TORN),
    ],
)
def test_check_refuses_in_words(data, words):
    with pytest.raises(NoSheet) as refused:
        check(data)

    assert str(refused.value) == words
