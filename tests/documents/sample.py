"""Two kinds of document for tests: one of the team, one of a kecamatan. They know no domain."""

import datetime as dt
from pathlib import Path

from django.conf import settings

from timdu.core.words import long_date
from timdu.documents.kinds import Kind, Passage, Wording, register
from timdu.team import settings as team_settings
from timdu.team.settings import Definition, lines, yes_or_no

TEMPLATES = Path(__file__).parent / "templates"
ROWS = [{"name": f"Baris {number}", "count": number} for number in range(1, 6)]
# What the facts will say; a test may change it to see what a refresh brings.
DATA = {"rows": ROWS, "photo": False}
PHOTOS: dict[str, bytes] = {}


def facts(document, now):
    return {**DATA, "total": sum(row["count"] for row in DATA["rows"])}


def wording(document):
    period = long_date(document.period_first)
    return Wording(
        title=f"Laporan Uji {document.owner_name} {period}",
        subject=f"Laporan Uji {period}",
        foot=f"Laporan uji · {document.owner_name}",
        attached="1 (satu) berkas",
    )


def opening(snapshot):
    return f"Bersama ini disampaikan laporan uji dengan {snapshot['facts']['total']} kejadian."


def kind(code, **changes):
    """Make a kind with the parts all tests share."""
    parts = {
        "label": "Laporan uji",
        "template": "uji/surat.html",
        "letterhead": "bupati",
        "schema": 1,
        "facts": facts,
        "wording": wording,
        "context": lambda version: {},
        "passages": (
            Passage("pembuka", "Pembuka", opening),
            Passage("uraian", "Uraian", lambda snapshot: "Uraian pertama.\n\n- satu\n- dua"),
        ),
        "pictures": lambda version: PHOTOS,
        "sections": {"rows": "Daftar"},
    }
    return Kind(code=code, **{**parts, **changes})


SETTINGS = (
    Definition("uji.tanda_tangan", "Uji: ditandatangani", False, yes_or_no),
    Definition("uji.jenjang", "Uji: jenjang paraf", ["Kepala Badan"], lines),
)


def install():
    """Register the kinds and their settings, and let their template be found."""
    for definition in SETTINGS:
        team_settings.define(definition)
    folders = settings.TEMPLATES[0]["DIRS"]
    if TEMPLATES not in folders:
        folders.append(TEMPLATES)
    register(kind("uji"))
    register(kind("uji_polos", signature_setting="uji.tanda_tangan", paraf_setting="uji.jenjang"))
    register(kind("uji_kecamatan", letterhead="kecamatan", paraf_setting=""))


install()
OCTOBER = (dt.date(2026, 10, 1), dt.date(2026, 10, 31))
