"""Kegiatan as lines of a table: one column for each fact, the number with its certainty."""

from collections.abc import Iterator
from itertools import islice
from typing import Any

from incidents.models.choices import Certainty
from renaksi import words
from renaksi.models import Activity
from renaksi.models.activity import ActivityQuerySet
from timdu.core.words import date_time

CHUNK = 1000
EXPLAINED = [
    ("Kode", "Kode kegiatan. Tidak menunjukkan urutan atau jumlah kegiatan."),
    ("Jenis kegiatan", "Menurut daftar jenis kegiatan tim."),
    ("Tentang apa", "Satu kalimat."),
    ("Tanggal", "Hari kegiatan dimulai."),
    ("Sampai tanggal", "Kosong bila satu hari."),
    ("Jam", "Dalam zona waktu kabupaten; kosong bila tidak dicatat."),
    ("Tempat", "Tempat menurut yang mencatat, lalu wilayahnya."),
    ("Kecamatan", "Kecamatan dari tempat itu; kosong bila untuk seluruh kabupaten."),
    ("Kode wilayah", "Kode Kemendagri dari tempat itu."),
    ("Penyelenggara", "Kantor yang menyelenggarakan."),
    ("Yang terlibat", "Instansi, kecamatan, dan mitra lain yang ikut."),
    ("Jumlah peserta", "Angka saja; kosong bila tidak diketahui."),
    ("Jumlah peserta: kepastian",
     "Pasti, sementara, atau tidak diketahui. Tidak diketahui bukan nol."),
    ("Siapa pesertanya", "Menurut yang mencatat."),
    ("Hasil", "Kosong bila belum diisi."),
    ("Tindak lanjut", "Kosong bila belum diisi."),
    ("Klasifikasi", "Biasa atau Terbatas."),
    ("Dicatat oleh", "Jabatan atau kantor yang mencatat."),
    ("Dicatat", "Waktu kegiatan diterima sistem."),
    ("Ditarik", "Alasan, bila kegiatan ini sudah ditarik."),
]  # fmt: skip
HEAD = [name for name, _ in EXPLAINED]


def lines(rows: ActivityQuerySet) -> Iterator[list[Any]]:
    """The rows in order, a chunk at a time with who took part."""
    beside = ("involved__agency", "involved__kecamatan", "involved__partner")
    found = rows.select_related("kind", "place__parent", "place_kecamatan", "agency", "kecamatan",
                                "team").prefetch_related(*beside)  # fmt: skip
    whole = found.iterator(chunk_size=CHUNK)
    while chunk := list(islice(whole, CHUNK)):
        yield from map(line, chunk)


def line(row: Activity) -> list[Any]:
    """One kegiatan."""
    return [
        row.code,
        str(row.kind),
        row.about,
        row.held_on.isoformat(),
        row.until_on.isoformat() if row.until_on else "",
        words.hours(row.begins, row.ends) if row.begins else "",
        row.where,
        row.place_kecamatan.name if row.place_kecamatan else "",
        row.place_id,
        row.organiser,
        "; ".join(words.involved(row.involved.all())),
        row.people,
        Certainty(row.people_certainty).label,
        row.people_text,
        row.result,
        row.follow_up,
        row.get_classification_display(),
        row.byline,
        date_time(row.entered_at).replace("\u00a0", " "),
        row.withdrawn_reason,
    ]
