"""Old files as offices keep them."""

import io

from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

from incidents.history import heads
from incidents.history.actions import handing, storing

HEADS = ["No", "Tgl", "Kec.", "Desa/Kel", "Uraian Kejadian", "Tindak Lanjut", "Sumber"]


def book(rows, heads=HEADS, title="REKAP POTENSI KONFLIK TAHUN 2019", sheet="2019"):
    """A workbook with a title above its head."""
    found = Workbook()
    page = found.active
    page.title = sheet
    page["A1"] = title
    page.append([])
    page.append(heads)
    for row in rows:
        page.append(row)
    return found


def as_bytes(found):
    raw = io.BytesIO()
    found.save(raw)
    return raw.getvalue()


def xlsx(rows, name="rekap-2019.xlsx", **more):
    return SimpleUploadedFile(name, as_bytes(book(rows, **more)))


def lines(rows, heads=HEADS, sign=";", encoding="utf-8"):
    """The same as CSV."""
    said = "\r\n".join(sign.join(f'"{cell}"' for cell in map(str, row)) for row in [heads, *rows])
    return SimpleUploadedFile("rekap.csv", said.encode(encoding))


def row(number, kecamatan, desa="", day="3 Maret 2019", words="", more="", source=""):
    words = words or f"Kelompok {number} mendatangi kantor, kejadian ke-{number * 7919}."
    return [number, day, kecamatan, desa, words, more, source]


def mapped(upload, by, **answers):
    """The file up to its values: head and columns as they are proposed."""
    reading = handing.look(upload, by=by)
    from_head = heads_of(reading, by)
    columns = answers.pop("columns", from_head.columns)
    return handing.map_columns(
        from_head, columns=columns, kind="information", version=from_head.version, by=by
    )


def heads_of(reading, by):
    return handing.choose(
        reading, sheet=0, head=heads.head_row(reading.sheets[0]), version=reading.version, by=by
    )


def checked(upload, by):
    return handing.check(mapped(upload, by), by=by)


def stored(upload, by, **more):
    """The file as reports."""
    return storing.store(checked(upload, by), by=by, direct=True, **more)
