"""An SK in words: what it says, and what changed in it."""

from typing import Any, NamedTuple

from incidents.cases.emergency.models import Act
from timdu.core.words import long_date


class Typed(NamedTuple):
    """What was typed: of the status itself, and of the SK."""

    head: dict[str, Any]
    facts: dict[str, Any]


LABELS = {
    "title": "Status", "area": "Wilayah", "case": "Permasalahan", "report_days": "Jarak laporan",
    "number": "Nomor SK", "signed_on": "Tanggal SK", "starts_on": "Mulai berlaku",
    "ends_on": "Hari terakhir berlaku", "summary": "Isi pokok", "consulted_on": "Konsultasi DPRD",
    "consulted_note": "Hasil konsultasi", "beyond_reason": "Alasan di luar ketentuan",
}  # fmt: skip


def told(value: Any) -> str:
    """A value in words."""
    if value is None or value == "":
        return "kosong"
    if getattr(value, "is_secret", False):
        return "permasalahan Rahasia"
    return long_date(value) if hasattr(value, "isoformat") else str(value)


def pairs(act: Act, typed: Typed) -> list[tuple[str, str, str]]:
    """Label, what is saved, what was typed, for what differs."""
    found = []
    for row, facts in ((act.emergency, typed.head), (act, typed.facts)):
        for name, value in facts.items():
            saved = getattr(row, name)
            if saved != value:
                found.append((LABELS[name], told(saved), told(value)))
    return found


def changes(act: Act, typed: Typed) -> list[str]:
    """What would change, line by line.

    Which permasalahan is meant the chronology leaves out: it outlives that one becoming R.
    """
    about = LABELS["case"]
    return [
        f"{label} yang dirujuk diganti" if label == about else f"{label}: {saved} → {own}"
        for label, saved, own in pairs(act, typed)
    ]
