"""A camat's table of October: uploaded, and not stored, because one cell of it is wrong."""

import datetime as dt
import io
from dataclasses import asdict

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from openpyxl import load_workbook

from incidents.actions.importing import KIND
from incidents.forms import imported
from incidents.imported.asked import table_for
from timdu.core import blank_table
from timdu.core.filled import FIRST_ROW, HEAD_ROW
from timdu.core.imports import Batch
from timdu.demo.ledger import Ledger
from timdu.demo.stage import Stage
from timdu.files import intake
from timdu.files.models import Attachment, StoredFile
from timdu.files.sheets import XLSX
from timdu.team.models import User

NAME = "laporan-bulan-lalu.xlsx"
WHO = "camat.sungaikunyit"
# Days ago, hour, what: the second day is written as nobody can read it.
TOLD = (
    (30, "09.15", "Warga Dusun A menanyakan batas kebun kepada PT Contoh."),
    (24, "pagi", "Kelompok A dan Kelompok B berebut tempat berjualan di pasar."),
    (18, "16.40", "Pemuda dua dusun berselisih sesudah pertandingan voli."),
)


def look_at_all(stage: Stage, ledger: Ledger) -> None:
    """The file as the page takes it in, on the evening before."""
    camat = User.objects.select_related("team", "kecamatan").get(username=WHO)
    at = stage.clock.ago(1, 19, 5)
    with timezone.override(stage.clock.zone):
        upload = SimpleUploadedFile(NAME, filled_in(camat, stage.clock.today), content_type=XLSX)
        file = intake.receive(upload, team=stage.people.team, by=camat, kinds=(intake.SHEET,))
        lines = imported.judge(file.read(), user=camat)
    StoredFile.objects.filter(pk=file.pk).update(uploaded_at=at)
    batch = Batch.objects.create(
        team=stage.people.team, kecamatan=camat.kecamatan, by=camat, at=at, kind=KIND,
        name=file.name, sha256=file.sha256_received, rows=[asdict(line) for line in lines],
        count=len(lines), wrong_count=sum(len(line.wrong) for line in lines),
    )  # fmt: skip
    Attachment(owner=batch, file=file, added_by=camat, added_at=at).save()
    note = f"{file.name}: {len(lines)} baris"
    ledger.event("import.look", [batch], by=camat, at=at, note=note)


def filled_in(camat: User, today: dt.date) -> bytes:
    """The camat's own table with three rows in it."""
    table = table_for(camat)
    noon = timezone.make_aware(dt.datetime.combine(today, dt.time(12)))
    blank = blank_table.draw(table, title="Laporan", made_for=WHO, rules=(), day=noon)
    book = load_workbook(io.BytesIO(blank))
    sheet = book.worksheets[0]
    heads = {cell.value: cell.column for cell in sheet[HEAD_ROW]}
    places = next(column.choices for column in table.columns if column.key == "place")
    for row, (days, clock, summary) in enumerate(TOLD, start=FIRST_ROW + 1):
        day = today - dt.timedelta(days=days)
        said = {"Apa yang terjadi? (wajib)": summary, "Jam kejadian (wajib)": clock,
                "Desa atau kelurahan (wajib)": places[row % len(places)][1],
                "Tanggal kejadian (wajib)": f"{day.day}/{day.month}/{day.year}"}  # fmt: skip
        for label, text in said.items():
            sheet.cell(row, heads[label] or 0, text)
    raw = io.BytesIO()
    book.save(raw)
    return raw.getvalue()
