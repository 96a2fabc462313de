"""The team's settings that reports from the field depend on."""

from timdu.core.periods import Month
from timdu.team.settings import Definition, define, yes_or_no


def a_month(text: str) -> str:
    """A month written 2026-01."""
    return str(Month.parse(text.strip()))


def short_code(text: str) -> str:
    """A code of at most 20 characters; empty while it is not settled."""
    if len(text.strip()) > 20:
        raise ValueError("Paling banyak 20 huruf.")
    return text.strip()


define(
    Definition(
        "monthly.since",
        "Kecamatan wajib melapor sejak bulan",
        "",
        a_month,
        "Ditulis 2026-01. Selama belum diisi: sejak bulan tim dibuat di sistem ini.",
    )
)
define(
    Definition(
        "incidents.grading",
        "Penilaian sumber A–F dan isi 1–6 dipakai (ya/tidak)",
        False,
        yes_or_no,
    )
)
define(
    Definition("incidents.athg", "ATHG diisi dalam laporan (ya/tidak)", False, yes_or_no),
)
define(
    Definition(
        "incidents.archive_code",
        "Kode klasifikasi arsip untuk laporan dari lapangan",
        "",
        short_code,
        "Disimpan pada setiap laporan baru.",
    )
)
