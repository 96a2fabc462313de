"""The figures of the month the story tells, worked out from what the test types into the pages.

The system counts in `reports.figures`; nothing of it is used here. One event was verified, one
rumour waits, and the other eight kecamatan need not report yet.
"""

import datetime as dt
from zoneinfo import ZoneInfo

from timdu.core.periods import Month

NBSP = "\N{NO-BREAK SPACE}"
ZONE = ZoneInfo("Asia/Pontianak")
DESA = "Sungai Kunyit Laut"
WORDS = "Sekitar 40 nelayan Kelompok C mendatangi dermaga dan meminta kapal tidak melaut."
RUMOUR = "Ada kabar nelayan Kelompok D akan menutup jalan ke dermaga."
HERE = "61.02.12"
KECAMATAN = {
    "61.02.01": "Mempawah Hilir",
    "61.02.06": "Toho",
    "61.02.07": "Sungai Pinyuh",
    "61.02.08": "Jongkat",
    HERE: "Sungai Kunyit",
    "61.02.15": "Segedong",
    "61.02.16": "Anjongan",
    "61.02.17": "Sadaniang",
    "61.02.18": "Mempawah Timur",
}
FIELDS = ("ideology", "politics", "economy", "sociocultural", "security")
NOTHING = {
    "events": 0,
    "reporters": 0,
    "social_conflicts": 0,
    "sources": [0, 0, 0, 0, 0],
    "verified": 0,
    "waiting": 0,
}


def today() -> dt.date:
    """The day as the kabupaten has it."""
    return dt.datetime.now(ZONE).date()


def happened(month: Month) -> dt.datetime:
    """When the event was."""
    return dt.datetime(month.year, month.month, 12, 9, 30)


def rumoured(month: Month) -> dt.datetime:
    """When the rumour went round."""
    return dt.datetime(month.year, month.month, 14, 16, 5)


def figures(code: str, month: Month, today: dt.date) -> dict:
    """The whole of `data.json`."""
    one = {"events": 1, "sources": [0, 0, 0, 1, 0], "verified": 1}
    return {
        "month": str(month),
        "label": month.label,
        "previous_label": month.previous.label,
        "team": {"name": "Kabupaten Mempawah", "short_name": "Mempawah", "zone": "WIB"},
        "totals": {
            **NOTHING,
            **one,
            "reporters": 1,
            "waiting": 1,
            "with_reports": 1,
            "nil": 0,
            "missing": 0,
            "not_due": 8,
        },
        "before": NOTHING,
        "kecamatan": [kecamatan(key, today) for key in KECAMATAN],
        "tiles": [],
        "fields": [field(key) for key in FIELDS],
        "months": [
            {"month": str(month.plus(back)), "events": int(back == 0), "others": 0, "missing": 0}
            for back in range(-11, 1)
        ],
        "losses": {
            "victims": [
                victims("severe", "luka berat", total=0, known=0, unknown=1),
                victims("light", "luka ringan", total=2, known=1, unknown=0),
            ],
            "damage": [],
            "silent_events": 0,
        },
        "activities": {
            "total": 0,
            "kinds": [],
            "people": 0,
            "provisional": 0,
            "unknown": 0,
            "rows": [],
            "more": 0,
            "withheld": None,
        },
        "events": [event(code, month)],
        "other_events": [],
        "priorities": [],
        "more_priorities": 0,
        "withheld": None,
    }


def kecamatan(key: str, today: dt.date) -> dict:
    """One line of the recap: this kecamatan reported; before the team began nobody had to."""
    row = {"code": key, "name": KECAMATAN[key]}
    if key == HERE:
        one = {"events": 1, "level": 3, "sources": [0, 0, 0, 1, 0], "verified": 1}
        return {**row, **one, "state": "report", "sent_on": today.isoformat()}
    none = {"events": 0, "level": None, "sources": [0, 0, 0, 0, 0], "verified": 0}
    return {**row, **none, "state": "exempt", "sent_on": None}


def field(key: str) -> dict:
    """One bidang; the Kabid put the event under economy."""
    if key != "economy":
        return {"key": key, "verified": 0, "kinds": [], "kecamatan": [], "level": None}
    kinds = [{"name": "Peristiwa", "count": 1}]
    return {"key": key, "verified": 1, "kinds": kinds, "kecamatan": [KECAMATAN[HERE]], "level": 3}


def victims(key: str, label: str, *, total: int, known: int, unknown: int) -> dict:
    """One kind of victim; what is unknown is counted apart, never as nought."""
    counts = {"total": total, "known": known, "provisional": 0, "unknown": unknown}
    return {"key": key, "label": label, "unit": "orang", **counts}


def event(code: str, month: Month) -> dict:
    """The event as the letter tells it; impact 3 and likelihood 3 come to level 3."""
    lines = {
        "Waktu": f"12{NBSP}{month.label.replace(' ', NBSP)}, 09.30{NBSP}WIB (tepat)",
        "Tempat": f"Desa {DESA}",
        "Pihak": f"Kelompok C, Kelompok D; 40{NBSP}orang (sementara)",
        "Korban": f"Luka berat: tidak diketahui; luka ringan: 2{NBSP}orang (pasti)",
        "Kerugian": "Belum diketahui",
        "Langkah": "Camat: Mempertemukan kedua pihak di kantor desa",
        "Keadaan": "Massa pulang dengan tertib",
        "Sumber": f"Camat Sungai Kunyit; satu sumber; laporan{NBSP}{code}",
    }
    return {
        "code": code,
        "date": happened(month).date().isoformat(),
        "kind": "event",
        "summary": WORDS,
        "kecamatan": KECAMATAN[HERE],
        "place": f"Desa {DESA}",
        "source": "d",
        "likelihood": 3,
        "impact": 3,
        "level": 3,
        "lines": [{"label": label, "text": text} for label, text in lines.items()],
    }
