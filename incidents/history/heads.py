"""The words above columns: where a table begins, and which field each column goes to."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from incidents.history.grid import Sheet
from timdu.wilayah.names import normalise


@dataclass(frozen=True)
class Target:
    """One field a column may go to; several columns only into one that joins."""

    key: str
    label: str
    said: str
    joins: bool = False
    # Whether each distinct value is matched with one of ours.
    matched: bool = False


TARGETS = (
    Target("day", "Tanggal kejadian",
           "tanggal, tgl, hari tanggal, hari tgl, waktu, waktu kejadian, tanggal kejadian, "
           "tgl kejadian, tanggal peristiwa, tgl peristiwa"),
    Target("clock", "Jam kejadian", "jam, pukul, pkl, jam kejadian"),
    Target("kecamatan", "Kecamatan", "kec, kecamatan, wilayah kecamatan, nama kecamatan",
           matched=True),
    Target("desa", "Desa atau kelurahan",
           "desa, kelurahan, desa kel, desa kelurahan, nama desa, kel desa", matched=True),
    Target("place_text", "Tempat lebih rinci",
           "tempat, lokasi, alamat, tkp, tempat kejadian, lokasi kejadian, dusun", joins=True),
    Target("summary", "Apa yang terjadi",
           "kejadian, uraian kejadian, peristiwa, permasalahan, masalah, potensi konflik, isu, "
           "kasus, perihal, judul, kejadian peristiwa, nama kejadian, uraian masalah", joins=True),
    Target("what", "Uraian lengkap",
           "uraian, kronologi, kronologis, keterangan, deskripsi, uraian lengkap, "
           "kronologis kejadian, penjelasan", joins=True),
    Target("parties", "Pihak yang terlibat",
           "pihak, pihak terlibat, pihak yang terlibat, pihak bertikai, kelompok", joins=True),
    Target("why", "Mengapa", "penyebab, sebab, akar masalah, latar belakang, faktor penyebab",
           joins=True),
    Target("situation", "Keadaan", "keadaan, kondisi, situasi, perkembangan, kondisi terakhir",
           joins=True),
    Target("steps", "Langkah yang sudah diambil",
           "tindak lanjut, langkah, upaya, penanganan, tindakan, upaya penanganan, "
           "tindak lanjut penanganan, langkah penanganan, penyelesaian", joins=True),
    Target("advice", "Saran", "saran, rekomendasi, saran tindak", joins=True),
    Target("kind", "Jenis laporan", "jenis, jenis laporan, kategori", matched=True),
    Target("pattern", "Pola isu",
           "pola isu, jenis konflik, jenis isu, jenis kejadian, kategori konflik, jenis potensi "
           "konflik", matched=True),
    Target("source", "Sumber konflik (huruf a–e)", "sumber konflik, huruf, kode sumber konflik",
           matched=True),
    Target("field", "Bidang", "bidang, aspek, ipoleksosbudhankam", matched=True),
    Target("information_source", "Sumber informasi",
           "sumber, sumber informasi, sumber data, sumber berita, informasi dari", matched=True),
    Target("source_name", "Nama sumber (dilindungi)", "nama sumber, pelapor, nama pelapor"),
    Target("people", "Perkiraan jumlah orang", "jumlah orang, jumlah massa, massa"),
    Target("dead", "Korban meninggal", "meninggal, korban meninggal, korban jiwa, md"),
    Target("severe", "Korban luka berat", "luka berat, korban luka berat, lb"),
    Target("light", "Korban luka ringan", "luka ringan, korban luka ringan, lr"),
)  # fmt: skip
BY_KEY = {target.key: target for target in TARGETS}
TOLLS = ("dead", "severe", "light")
NUMBERS = ("people", *TOLLS)
SAID = {word.strip(): target.key for target in TARGETS for word in target.said.split(",")}
ALIKE, FIRST_ROWS, FEWEST = 84.0, 20, 3


def meant(head: str) -> tuple[str, float]:
    """The field a head speaks of, and how sure that is; none where nothing is near."""
    words = normalise(head)
    if not words:
        return "", 0.0
    if words in SAID:
        return SAID[words], 100.0
    near = process.extractOne(words, list(SAID), scorer=fuzz.token_sort_ratio, score_cutoff=ALIKE)
    return (SAID[near[0]], near[1]) if near else ("", 0.0)


def head_row(sheet: Sheet) -> int:
    """The number of the row that most looks like a head; a title above it says less."""
    rows = sheet["rows"][:FIRST_ROWS]
    known = {number: len({meant(cell)[0] for cell in cells} - {""}) for number, cells in rows}
    best = max(known, key=lambda number: (known[number], -number))
    if known[best] > 1:
        return int(best)
    wide = (number for number, cells in rows if sum(map(bool, cells)) >= FEWEST)
    return int(next(wide, rows[0][0]))


def key_of(heads: Sequence[str]) -> str:
    """What says that another file has the same heads."""
    said = "\n".join(normalise(head) for head in heads)
    return hashlib.sha256(said.encode()).hexdigest()


def propose(heads: Sequence[str]) -> list[str]:
    """A field for each column, each field once: where two want one, the surer head has it."""
    wanted = [meant(head) for head in heads]
    order = sorted(range(len(heads)), key=lambda at: (-wanted[at][1], at))
    found, taken = [""] * len(heads), set()
    for at in order:
        key = wanted[at][0]
        if key and key not in taken:
            found[at] = key
            taken.add(key)
    if "summary" not in taken and "what" in taken:
        # Without a short telling the long one is what happened.
        found[found.index("what")] = "summary"
    return found


def problems(columns: Sequence[str]) -> list[str]:
    """Why a file cannot be read so, in sentences; empty when it can."""
    words = []
    for key in ("day", "summary"):
        if key not in columns:
            words.append(f"Pilih kolom untuk “{BY_KEY[key].label}”.")
    if not {"kecamatan", "desa"} & set(columns):
        words.append("Pilih kolom untuk “Kecamatan” atau “Desa atau kelurahan”.")
    words += [
        f"“{target.label}” hanya diisi dari satu kolom."
        for target in TARGETS
        if not target.joins and list(columns).count(target.key) > 1
    ]
    return words
