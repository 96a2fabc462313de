"""From a frozen version to HTML: what a template is given, and nothing that could change later."""

import datetime as dt
from collections.abc import Mapping
from typing import Any
from zoneinfo import ZoneInfo

import segno
from django.template.loader import render_to_string
from django.utils import timezone

from timdu.core.periods import Month
from timdu.documents import kinds, pdf
from timdu.documents.models import DocumentVersion, Rendition
from timdu.documents.snapshots import NUMBER_GAP

MARKS = {"B": "", "T": "TERBATAS", "R": "RAHASIA"}
NATURES = {"B": "Biasa", "T": "Terbatas", "R": "Rahasia"}
QUIET = 4


def qr_code(address: str) -> dict[str, Any]:
    """The QR of an address as one filled SVG path in a square of `size` modules."""
    code = segno.make(address, error="m", micro=False)
    rows = [list(row) for row in code.matrix]
    path = "".join(
        f"M{x + QUIET} {y + QUIET}h1v1h-1z"
        for y, row in enumerate(rows)
        for x, dark in enumerate(row)
        if dark
    )
    return {"size": len(rows) + 2 * QUIET, "path": path}


def letter(rendition: Rendition, *, pictures: bool = True) -> dict[str, Any]:
    """Everything the base template prints around the text of a kind."""
    version = rendition.version
    frozen = version.snapshot
    created = dt.datetime.fromisoformat(frozen["taken_at"]).astimezone(ZoneInfo(frozen["zone"]))
    pattern = frozen["settings"]["number_pattern"].replace("{tahun}", str(created.year))
    before, _, after = pattern.partition(NUMBER_GAP)
    flags = {
        "konsep": rendition.is_draft,
        "contoh": frozen["demo"],
        "rahasia": frozen["classification"] == "R",
        "f4": frozen["settings"]["paper"] == "F4",
    }
    signer = frozen["letterhead"]["signer"]
    return {
        **frozen["wording"],
        "css": " ".join(name for name, on in flags.items() if on),
        "author": f"Tim Terpadu Penanganan Konflik Sosial {frozen['team']['name']}",
        "is_demo": frozen["demo"],
        "is_draft": rendition.is_draft,
        "created": created,
        "month": Month.of(created, frozen["zone"]).label,
        "mark": MARKS[frozen["classification"]],
        "nature": NATURES[frozen["classification"]],
        "kop": {**frozen["letterhead"], "has_emblem": version.emblem_id is not None},
        "signer": {**signer, "office": _office(signer["title"])},
        "number": rendition.number,
        "number_before": before,
        "number_after": after,
        "date": rendition.date,
        "agenda": rendition.agenda,
        "levels": list(reversed(version.levels)),
        "addressees": [to for to in frozen["recipients"] if not to["is_copy"]],
        "copies": [to for to in frozen["recipients"] if to["is_copy"]],
        "check_address": frozen["check_url"].partition("://")[2],
        "qr": qr_code(frozen["check_url"]),
        "embedded": [item.name for item in embedded(version)],
        "pictures_left_out": not pictures,
    }


def _office(title: list[str]) -> str:
    """BUPATI MEMPAWAH → Bupati Mempawah, as the head of an annex names the letter."""
    return "".join(title[:1]).rstrip(",").title().replace(" Dan ", " dan ")


def embedded(version: DocumentVersion) -> list[kinds.Embedded]:
    """The files inside the PDF."""
    return kinds.get(version.document.kind).attachments(version.snapshot)


def head_of(rendition: Rendition) -> list[str]:
    """The phrases of the running head and foot, left out when pages are compared."""
    frozen = rendition.version.snapshot
    demo = ["DATA CONTOH – BUKAN KEJADIAN NYATA"] if frozen["demo"] else []
    return [*demo, MARKS[frozen["classification"]], frozen["wording"]["foot"]]


def files(version: DocumentVersion, *, pictures: bool = True) -> Mapping[str, bytes]:
    """The pictures the template may name: the emblem and, unless left out, the photographs."""
    handed = dict(kinds.get(version.document.kind).pictures(version)) if pictures else {}
    if version.emblem:
        handed["lambang"] = version.emblem.read()
    return handed


def html(rendition: Rendition, *, pictures: bool = True) -> str:
    """The document as HTML, in the zone of its team."""
    version = rendition.version
    kind = kinds.get(version.document.kind)
    with timezone.override(ZoneInfo(version.snapshot["zone"])):
        context = {
            **kind.context(version),
            "letter": letter(rendition, pictures=pictures),
            "facts": version.facts,
            "passages": version.passages,
            "pictures": pictures,
        }
        return render_to_string(kind.template, context)


def draw(rendition: Rendition, *, pictures: bool = True) -> pdf.Pdf:
    """Draw the rendition; raises pdf.DrawingError when a part would be missing."""
    version = rendition.version
    return pdf.render(
        html(rendition, pictures=pictures),
        files=files(version, pictures=pictures),
        attachments=embedded(version),
        created=dt.datetime.fromisoformat(version.snapshot["taken_at"]),
    )
