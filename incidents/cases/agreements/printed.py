"""The berita acara on paper, to be read out and signed: from the row to a PDF. Keeps nothing."""

import datetime as dt

from incidents.cases.agreements.models import Agreement
from timdu.documents import roster_sheets
from timdu.documents.pdf import Pdf


def inside(text: str) -> str:
    """The words as part of a sentence."""
    return text[:1].lower() + text[1:]


def draw(agreement: Agreement, *, day: dt.date) -> Pdf:
    """Draw it; the same words on the same day give the same bytes."""
    case = agreement.case
    return roster_sheets.draw(
        "pdf/agreement.html",
        {
            "agreement": agreement,
            "case": case,
            "subject": inside(agreement.summary).rstrip(". "),
            "mechanism": inside(agreement.mechanism_name),
            "clauses": list(agreement.clauses.all()),
        },
        team=case.team,
        place=None,
        title="Berita Acara Kesepakatan",
        day=day,
        mark=case.classification,
        foot=f"Konsep berita acara kesepakatan · {case.code}",
        is_draft=True,
    )
