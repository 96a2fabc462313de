"""Reports as lines of a table: one column for each fact, figures with their certainty."""

import datetime as dt
from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any

from django.utils import timezone
from django.utils.text import capfirst

from incidents import masks
from incidents.models import Casualty, Damage
from incidents.models.choices import (
    TOLL,
    Certainty,
    Channel,
    Classification,
    Field,
    Informant,
    InformationValue,
    Kind,
    Loss,
    Precision,
    Rank,
    Status,
    Urgency,
)
from incidents.models.incident import IncidentQuerySet
from timdu.core import words

CHUNK = 2000
# The field, what the column is called, and what a reader must know of it.
ASKED = (
    ("code", "Kode", "Kode laporan. Tidak menunjukkan urutan atau jumlah laporan."),
    ("status", "Status", "Keadaan laporan pada saat berkas dibuat."),
    ("kind", "Jenis", "Informasi, potensi konflik, atau peristiwa."),
    ("urgency", "Urgensi", "Menurut pelapor, bila tidak diubah sekretariat."),
    ("classification", "Klasifikasi", "Biasa atau Terbatas. Yang Rahasia tidak ikut dalam berkas."),
    ("occurred_at", "Kapan", "Waktu kejadian, dalam zona waktu kabupaten."),
    ("occurred_precision", "Ketepatan waktu", "Tepat, atau perkiraan."),
    ("place__name", "Desa/kelurahan", "Tempat kejadian; kecamatan bila desanya tidak disebut."),
    ("kecamatan__name", "Kecamatan", "Kecamatan dari tempat itu."),
    ("place_id", "Kode wilayah", "Kode Kemendagri dari tempat itu."),
    ("place_text", "Tempat", "Tempat lebih rinci menurut pelapor."),
    ("latitude", "Lintang", "Kosong bila titiknya tidak diberikan."),
    ("longitude", "Bujur", "Kosong bila titiknya tidak diberikan."),
    ("place_precision", "Ketepatan tempat", "Tepat, atau perkiraan; kosong bila tidak dinyatakan."),
    ("byline", "Pelapor", "Jabatan atau kantor yang mengirim."),
    ("summary", "Apa yang terjadi", "Fakta dalam satu kalimat."),
    ("situation", "Keadaan", "Keadaan terakhir menurut laporan."),
    ("pattern__name", "Pola isu", "Dipilih pelapor atau verifikator."),
    ("source", "Sumber konflik", "Huruf menurut UU 7/2012 Pasal 5, ditetapkan verifikator."),
    ("field", "Bidang", "Bidang Ipoleksosbudhankam, ditetapkan verifikator."),
    ("likelihood", "Kemungkinan", "Penilaian verifikator; kosong bila belum dinilai."),
    ("impact", "Dampak", "Penilaian verifikator; kosong bila belum dinilai."),
    ("level", "Tingkat kerawanan", "Kemungkinan × dampak; kosong bila belum dinilai."),
    ("information_value", "Nilai informasi", "Terkonfirmasi, satu sumber, atau belum."),
    ("people", "Perkiraan orang", "Angka saja; kosong bila tidak diketahui atau tidak disebut."),
    ("people_certainty", "Perkiraan orang: kepastian",
     "Pasti, sementara, atau tidak diketahui. Tidak diketahui bukan nol."),
    ("information_source", "Sumber informasi", "Dari siapa pelapor mendengarnya, tanpa nama."),
    ("submitted_at", "Dikirim", "Waktu laporan diajukan."),
    ("verified_at", "Diverifikasi", "Kosong bila belum diverifikasi."),
    ("relays__channel", "Disampaikan lewat", "Bila dicatat untuk orang lain."),
    ("relays__told_at", "Waktu disampaikan", "Bila dicatat untuk orang lain."),
)  # fmt: skip
COLUMNS = ("pk", *(name for name, _, _ in ASKED))
COUNTED = [capfirst(kind.label) for kind in (*TOLL, *Loss)]
SURE = "{}: kepastian"
HEAD = [
    *(label for _, label, _ in ASKED),
    *(name for label in COUNTED for name in (label, SURE.format(label))),
]
FIGURE = "Angka saja; kosong bila tidak diketahui atau tidak disebut dalam laporan."
CERTAINTY = (
    "Pasti, sementara, atau tidak diketahui. Tidak diketahui bukan nol; kosong berarti tidak "
    "disebut dalam laporan."
)
EXPLAINED = [
    *((label, said) for _, label, said in ASKED),
    *(pair for label in COUNTED for pair in ((label, FIGURE), (SURE.format(label), CERTAINTY))),
]
WORDS: dict[str, dict[Any, Any]] = {
    name: {choice.value: choice.label for choice in choices}
    for name, choices in (
        ("status", Status), ("kind", Kind), ("urgency", Urgency), ("field", Field),
        ("classification", Classification), ("occurred_precision", Precision),
        ("likelihood", Rank), ("impact", Rank), ("level", Rank),
        ("information_value", InformationValue), ("people_certainty", Certainty),
        ("information_source", Informant), ("relays__channel", Channel),
        ("place_precision", Precision),
    )
}  # fmt: skip
CERTAIN = {choice.value: choice.label for choice in Certainty}
MOMENTS = {"occurred_at", "submitted_at", "verified_at", "relays__told_at"}
POINT = {"latitude", "longitude"}
MASKED = {"byline", "information_source"}
HIDDEN = "disamarkan"
Given = dict[str, tuple[int | None, str]]
Figures = dict[int, Given]
NOT_GIVEN = (None, "")


def lines(rows: IncidentQuerySet, *, masked: bool) -> Iterator[list[Any]]:
    """The rows in order, a chunk at a time with its figures."""
    found = rows.values_list(*COLUMNS).iterator(chunk_size=CHUNK)
    while chunk := list(islice(found, CHUNK)):
        keys = [row[0] for row in chunk]
        tolls, losses = figures(Casualty, keys), figures(Damage, keys)
        veils = masks.of(keys) if masked else {}
        for row in chunk:
            if masked:
                row = under(veils[row[0]], row)
            yield line(row, tolls.get(row[0], {}), losses.get(row[0], {}), masked)


def under(veil: masks.Veil, row: tuple[Any, ...]) -> tuple[Any, ...]:
    """The row with the names of who reported taken out of its free text."""
    cells = zip(COLUMNS, row, strict=True)
    return tuple(veil.over(cell) if name in masks.TEXTS else cell for name, cell in cells)


def line(row: tuple[Any, ...], tolls: Given, losses: Given, masked: bool) -> list[Any]:
    """One report; a figure and its certainty side by side, both empty where nobody spoke of it."""
    cells = [
        value if write is None else write(value)
        for value, write in zip(row[1:], WRITERS[masked], strict=True)
    ]
    cells += [cell for kind in TOLL for cell in tolls.get(kind, NOT_GIVEN)]
    return cells + [cell for kind in Loss for cell in losses.get(kind, NOT_GIVEN)]


def moment(value: dt.datetime | None) -> str:
    """A time in words, without the spaces that must not break."""
    return words.date_time(value).replace(words.NBSP, " ") if value else ""


def now() -> str:
    """The time a file is made, as its columns write times."""
    return moment(timezone.now())


def writer(name: str, masked: bool) -> Callable[[Any], str] | None:
    """How a value of a column is written; None where it stands as it is (nothing is empty)."""
    if masked and name in MASKED:
        return lambda _: HIDDEN
    if name in MOMENTS:
        return moment
    if name in POINT:
        return lambda value: "" if value is None else str(value)
    if name not in WORDS:
        return None
    known = WORDS[name]
    return lambda value: known.get(value, "")


# Decided once for each column: a file has millions of cells.
WRITERS = {masked: [writer(name, masked) for name in COLUMNS[1:]] for masked in (False, True)}


def figures(model: type[Casualty] | type[Damage], keys: list[int]) -> Figures:
    """The figures of some reports with their certainty in words, in one query."""
    found: Figures = {}
    rows = model._default_manager.filter(incident_id__in=keys)
    for key, kind, value, certainty in rows.values_list(
        "incident_id", "kind", "value", "certainty"
    ):
        found.setdefault(key, {})[kind] = (value, CERTAIN[certainty])
    return found
