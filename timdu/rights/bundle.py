"""The berkas pemeriksaan: what the auditor may read of some days, masked as the pages are.

CSV for people and the SHA-256 of each part in one archive. Stored documents do not travel; their
SHA-256 stands in the list, so that a copy from elsewhere can be compared.
"""

import datetime as dt
import hashlib
import io
import zipfile
from collections.abc import Iterable, Sequence
from typing import Any
from zoneinfo import ZoneInfo

from django.template.loader import render_to_string
from django.utils import timezone

from incidents import masks
from incidents import sheet as reports
from incidents.models import Incident, NilReport
from timdu.core import tables, words
from timdu.documents.models import Document
from timdu.rights import openings, sheet
from timdu.team.models import SuratTugas, User

SUMS, README = "SHA256SUMS", "BACA-DAHULU.txt"
HIDDEN = "disamarkan"
NIL_HEAD = ["Bulan", "Kecamatan/instansi", "Pelapor", "Dikirim", "Ditarik", "Alasan ditarik"]
PAPER_HEAD = [
    "Jenis", "Judul", "Klasifikasi", "Keadaan", "Nomor agenda", "Nomor surat", "Tanggal surat",
    "Dibuat", "Dikirim", "SHA-256 berkas bertanda tangan",
]  # fmt: skip


def archive(first: dt.date, last: dt.date, user: User) -> bytes:
    """The parts, their sums and a word on what they are."""
    zone = ZoneInfo(user.own_team.zone)
    start = dt.datetime.combine(first, dt.time(), zone)
    end = dt.datetime.combine(last + dt.timedelta(days=1), dt.time(), zone)
    parts = {
        "laporan.csv": _csv(reports.HEAD, _reports(start, end, user)),
        "laporan-nihil.csv": _csv(NIL_HEAD, _nils(start, end, user)),
        "dokumen.csv": _csv(PAPER_HEAD, _papers(start, end, user)),
        "pembukaan.csv": _csv(openings.HEAD, _opened(start, end, user)),
        "hak-akses.csv": _csv(sheet.HEAD, sheet.rows_of_table()),
    }
    parts[README] = _readme(first, last, user, parts).encode()
    sums = [f"{hashlib.sha256(data).hexdigest()}  {name}" for name, data in parts.items()]
    parts[SUMS] = "\n".join([*sums, ""]).encode()
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED) as out:
        for name, data in parts.items():
            out.writestr(name, data)
    return raw.getvalue()


def _csv(head: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    return tables.csv_for_people(head, rows)


def _reports(start: dt.datetime, end: dt.datetime, user: User) -> Iterable[list[Any]]:
    rows = Incident.objects.visible_to(user).filter(occurred_at__gte=start, occurred_at__lt=end)
    return reports.lines(rows.order_by("occurred_at", "pk"), masked=user.is_masked)


def _nils(start: dt.datetime, end: dt.datetime, user: User) -> Iterable[list[Any]]:
    rows = NilReport.objects.visible_to(user).filter(sent_at__gte=start, sent_at__lt=end)
    rows = rows.select_related("kecamatan", "agency", "entered_by").order_by("sent_at", "pk")
    for nil in masks.hide_nil(rows):
        yield [
            nil.period.label, nil.sender, HIDDEN, _moment(nil.sent_at), _moment(nil.withdrawn_at),
            nil.withdrawn_reason,
        ]  # fmt: skip


def _papers(start: dt.datetime, end: dt.datetime, user: User) -> Iterable[list[Any]]:
    rows = Document.objects.visible_to(user).filter(made_at__gte=start, made_at__lt=end)
    for row in rows.prefetch_related("signed_files__file").order_by("made_at", "pk"):
        signed = [one.file.sha256_stored for one in row.signed_files.all() if not one.superseded_at]
        yield [
            row.kind_label, row.title, row.get_classification_display(), row.get_status_display(),
            row.agenda_label, row.official_number,
            row.official_date.isoformat() if row.official_date else "",
            _moment(row.made_at), _moment(row.sent_at), *(signed or [""]),
        ]  # fmt: skip


def _opened(start: dt.datetime, end: dt.datetime, user: User) -> Iterable[list[Any]]:
    rows = openings.rows_for(user).filter(at__gte=start, at__lt=end)
    return openings.lines(rows, user)


def _moment(value: dt.datetime | None) -> str:
    return reports.moment(value)


def _readme(first: dt.date, last: dt.date, user: User, parts: dict[str, bytes]) -> str:
    said = {
        "team": user.own_team,
        "span": f"{words.long_date(first)} sampai dengan {words.long_date(last)}",
        "who": f"{user.full_name}, {user.byline}",
        "letter": SuratTugas.objects.of(user).first(),
        "until": user.access_until,
        "when": words.date_time(timezone.now()),
        "parts": {name: data.count(b"\r\n") - 1 for name, data in parts.items()},
    }
    return render_to_string("rights/bundle.txt", said).replace(words.NBSP, " ")
