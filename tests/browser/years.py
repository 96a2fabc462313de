"""Old files in each state, for the pages of imported history; runs inside the demo."""

import datetime as dt
import io

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from openpyxl import Workbook

from incidents.history import heads
from incidents.history.actions import handing, storing
from incidents.models import Incident
from incidents.models.choices import Kind, Status

HEADS = ["No", "Tgl", "Kec.", "Desa/Kel", "Uraian Kejadian", "Pihak", "Tindak Lanjut", "Sumber"]
WORDS = (
    "Warga dua dusun berselisih tentang batas lahan kebun.",
    "Nelayan menolak alat tangkap kapal dari luar.",
    "Pekerja mendatangi kantor PT Contoh menuntut upah.",
    "Pemuda dua desa berkelahi sesudah pertandingan bola.",
    "Warga menolak rencana tambang pasir di tepi sungai.",
)


def made(staff):
    """One asked about its values, one looked at, one stored with a report."""
    asked = prepared(upload(staff, 2017, misspelt=True), staff)
    found = handing.check(prepared(upload(staff, 2019, misspelt=True), staff), by=staff)
    stored = handing.check(prepared(upload(staff, 2021), staff), by=staff)
    stored = storing.store(stored, by=staff, direct=True)
    report = Incident.objects.filter(history__reading=stored).order_by("pk").first()
    return {
        "import_years_asked": str(asked.key),
        "import_years_found": str(found.key),
        "import_years_stored": str(stored.key),
        "years_report": report.code,
    }


def upload(staff, year, *, misspelt=False):
    """A rekap of one year, as an office keeps it."""
    book = Workbook()
    page = book.active
    page.title = str(year)
    page["A1"] = f"REKAPITULASI POTENSI KONFLIK KABUPATEN TAHUN {year}"
    page.append([])
    page.append(HEADS)
    names = ["Kec. Sungai Kunyit", "Sei Pinyuh", "TOHO", "Jongkat"]
    if misspelt:
        names += ["Sungai Kunyt", "Mempawa Hilir", "Lintas Kabupaten"]
        page.append(like(staff))
    for number in range(30):
        day = dt.date(year, 1 + number % 12, 1 + number % 28)
        said = f"{day.day}/{day.month}/{year}" if number % 9 else f"{day:%B} {year}"
        page.append([
            number + 1, said, names[number % len(names)], "",
            f"{WORDS[number % 5]} Kejadian ke-{number * 37 + year}.", "Kelompok A; Kelompok B",
            "Dimediasi camat dan kapolsek", "Babinsa" if number % 2 else "Warga",
        ])  # fmt: skip
    raw = io.BytesIO()
    book.save(raw)
    file = SimpleUploadedFile(f"rekap-potensi-konflik-{year}.xlsx", raw.getvalue())
    return handing.look(file, by=staff)


def like(staff):
    """A row that says what a report of the demo says."""
    rows = Incident.objects.visible_to(staff).filter(status=Status.CLOSED)
    row = rows.exclude(classification="R").select_related("kecamatan").first()
    day = timezone.localtime(row.occurred_at).date().isoformat()
    return [0, day, row.kecamatan.name, "", row.summary, "", "", "Warga"]


def prepared(reading, staff):
    """Its head and its columns, as they are proposed."""
    head = heads.head_row(reading.sheets[0])
    reading = handing.choose(reading, sheet=0, head=head, version=reading.version, by=staff)
    return handing.map_columns(
        reading, columns=reading.columns, kind=Kind.POTENTIAL, version=reading.version, by=staff
    )
