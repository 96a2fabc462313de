"""The kind of document: a nota dinas to the bupati through the Sekda about one permasalahan."""

import datetime as dt
from typing import Any

from incidents.cases.models import Case
from reports.kinds.words import day, inside, short_day
from reports.nota.facts import facts
from reports.nota.texts import PASSAGES
from timdu.documents.kinds import Kind, Wording
from timdu.documents.models import Document, DocumentVersion

CODE = "nota_dinas"


def wording(document: Document) -> Wording:
    """Title, hal and foot. A title goes into subjects of mail: the matter is for the paper."""
    case = Case.objects.get(team=document.team_id, code=document.subject)
    title = case.title.rstrip(". ")
    return Wording(
        title=f"Nota Dinas {case.code}",
        subject=f"Perkembangan permasalahan: {inside(title)}",
        foot=f"Nota dinas · {case.code} · {day(document.period_first.isoformat())}",
    )


def context(version: DocumentVersion) -> dict[str, Any]:
    """What the template prints, from the frozen facts alone."""
    found: dict[str, Any] = version.facts
    return {
        "incidents": [
            {**row, "date_words": short_day(row["date"], year=True)} for row in found["incidents"]
        ],
        "handlings": [
            {**row, "date_words": short_day(row["date"], year=True)} for row in found["handlings"]
        ],
        "agreements": [
            {**row, "date_words": day(row["date"])} for row in found["agreements"]
        ],
        "due": f"{found['due_what']}, {day(found['due_on'])}" if found["due_on"] else "",
        "written_on": day(dt.date.fromisoformat(version.snapshot["period"]["first"]).isoformat()),
    }  # fmt: skip


KIND = Kind(
    code=CODE,
    label="Nota Dinas",
    template="pdf/nota_dinas.html",
    letterhead="badan",
    schema=1,
    facts=facts,
    wording=wording,
    context=context,
    passages=PASSAGES,
    sections={
        "head": "Kepala permasalahan",
        "incidents": "Laporan",
        "handlings": "Langkah penanganan",
        "agreements": "Kesepakatan",
    },
    signature_setting="nota.needs_signature",
    paraf_setting="nota.levels",
    for_auditor=False,
)
