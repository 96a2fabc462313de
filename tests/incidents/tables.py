"""Filled-in tables, as people hand them in."""

import io

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from openpyxl import load_workbook

from incidents.imported.asked import table_for
from timdu.core import blank_table
from timdu.core.filled import FIRST_ROW, HEAD_ROW
from timdu.files.sheets import XLSX

WHAT, WHERE, DAY, HOUR = (
    "Apa yang terjadi?", "Desa atau kelurahan", "Tanggal kejadian", "Jam kejadian",
)  # fmt: skip
FULL = {
    "Pihak yang terlibat": "Kelompok A; Kelompok B",
    "Perkiraan jumlah orang": 40,
    "Pola isu": "Belum diketahui",
    "Keadaan sekarang": "Massa bubar.",
    "Langkah yang sudah diambil": "Camat: mempertemukan kedua pihak; Polsek: berjaga",
    "Sumber informasi": "warga",
    "Ada korban?": "Tidak ada",
    "Nama sumber": "Narasumber Uji",
}


def row(number=0, **changes):
    """One row that is right; a key of None takes the cell away."""
    said = {WHAT: f"Kelompok A mendatangi dermaga, kali ke-{number}.", WHERE: "Tanjung Uji",
            DAY: "3/10/2026", HOUR: "14.30"}  # fmt: skip
    return said | changes


def template(person):
    """The table as it is handed out."""
    noon = timezone.now().replace(hour=5, minute=0, second=0, microsecond=0)
    return blank_table.draw(
        table_for(person), title="Laporan", made_for="uji", rules=("Satu baris satu laporan.",),
        day=noon,
    )  # fmt: skip


def book_of(person, rows):
    """The table with these rows under the example, still open, and where each head stands."""
    book = load_workbook(io.BytesIO(template(person)))
    sheet = book["Isian"]
    heads = {cell.value.removesuffix(" (wajib)"): cell.column for cell in sheet[HEAD_ROW]}
    for at, said in enumerate(rows, start=FIRST_ROW + 1):
        for label, value in said.items():
            sheet.cell(at, heads[label]).value = value
    return book, sheet, heads


def as_bytes(book):
    raw = io.BytesIO()
    book.save(raw)
    return raw.getvalue()


def filled(person, rows):
    return as_bytes(book_of(person, rows)[0])


def upload(data, name="laporan.xlsx"):
    return SimpleUploadedFile(name, data, content_type=XLSX)
