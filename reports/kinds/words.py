"""How a report says numbers, lists and states in sentences."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from timdu.core import words
from timdu.core.periods import MONTHS, MONTHS_SHORT

NBSP = words.NBSP
LEVELS = {1: "Rendah", 2: "Sedang", 3: "Tinggi", 4: "Sangat Tinggi"}
HEADLINE = 90


def amount(count: int, unit: str) -> str:
    """16 (enam belas) laporan: figure and words, as letters want it."""
    return f"{words.number(count)} ({words.in_words(count)}){NBSP}{unit}"


def bound(text: str) -> str:
    """The text on one line."""
    return text.replace(" ", NBSP)


def listed(names: Sequence[str]) -> str:
    """Toho; Toho dan Jongkat; Toho, Jongkat, dan Segedong."""
    whole = [bound(name) for name in names]
    if len(whole) > 2:
        return f"{', '.join(whole[:-1])}, dan {whole[-1]}"
    return " dan ".join(whole)


def capital(sentence: str) -> str:
    """The sentence with its first letter large; the rest stays."""
    return sentence[:1].upper() + sentence[1:]


def inside(sentence: str) -> str:
    """The sentence as a part of another one; Rp and KK stay as they are written."""
    return sentence[:1].lower() + sentence[1:]


def day(iso: str, *, year: bool = True) -> str:
    """12 Oktober 2026 from 2026-10-12."""
    date = dt.date.fromisoformat(iso)
    text = f"{date.day}{NBSP}{MONTHS[date.month - 1]}"
    return f"{text}{NBSP}{date.year}" if year else text


def short_day(iso: str, *, year: bool = False) -> str:
    """12 Okt, or 12 Okt 2026."""
    date = dt.date.fromisoformat(iso)
    text = f"{date.day}{NBSP}{MONTHS_SHORT[date.month - 1]}"
    return f"{text}{NBSP}{date.year}" if year else text


def certain_sum(figure: dict[str, Any]) -> str:
    """A sum with its certainty: unknown parts are said, never counted as zero.

    "3 orang (pasti)", "sekurang-kurangnya 3 orang (sementara), 2 laporan belum diketahui",
    "belum diketahui (2 laporan)", "tidak ada".
    """
    known, unknown = figure["total"], figure["unknown"]
    if not figure["known"]:
        return f"belum diketahui ({words.number(unknown)}{NBSP}laporan)" if unknown else "tidak ada"
    value = words.money(known) if figure["unit"] == "Rp" else _counted(known, figure["unit"])
    sure = "sementara" if figure["provisional"] else "pasti"
    if not unknown:
        return f"{value} ({sure})" if known else f"tidak ada ({sure})"
    unsaid = f"{words.number(unknown)}{NBSP}laporan"
    if not known:
        return f"belum diketahui dalam {unsaid}; dalam laporan lain tidak ada ({sure})"
    return f"sekurang-kurangnya {value} ({sure}), {unsaid} belum diketahui"


def _counted(value: int, unit: str) -> str:
    return f"{words.number(value)}{NBSP}{unit}"


def headline(summary: str) -> str:
    """The summary as a heading: without its full stop, cut at a word when it is long."""
    plain = " ".join(summary.split()).rstrip(".")
    if len(plain) <= HEADLINE:
        return plain
    return plain[:HEADLINE].rsplit(" ", 1)[0].rstrip(",;:") + " …"


def state_words(state: str, sent_on: str | None) -> str:
    """How the kecamatan was heard, as the recap says it."""
    sent = f", {short_day(sent_on)}" if sent_on else ""
    return {
        "report": f"Melapor{sent}",
        "late": f"Melapor{sent}, terlambat",
        "nil": f"Nihil{sent}",
        "late_nil": f"Nihil{sent}, terlambat",
        "missing": "Belum melapor",
        "exempt": "Tidak wajib lapor",
    }.get(state, "Belum jatuh tempo")
