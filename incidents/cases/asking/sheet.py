"""What stands on a lembar disposisi and on the letter of a permintaan koordinasi."""

from typing import Any

from django.conf import settings

from incidents.cases.asking.mail import term
from incidents.cases.asking.models import CoordinationRequest, Disposition
from incidents.cases.asking.models.choices import Wanted
from incidents.cases.models import Case
from incidents.models.choices import Urgency
from timdu.documents.letters import NATURES, qr_code
from timdu.documents.roster_sheets import letterhead_of
from timdu.inbox.models import Arahan
from timdu.team.models import User


def boxes(choices: Any, ticked: Any) -> list[tuple[str, bool]]:
    """Every choice, and whether it is ticked."""
    return [(label, value in ticked) for value, label in choices.choices]


def of_disposition(row: Disposition, case: Case | None) -> dict[str, Any]:
    """The facts of the sheet; `case` is its permasalahan where the reader may open that."""
    address = settings.SITE_URL + row.get_absolute_url()
    last = row.results.first()
    return {
        "row": row,
        "about": about(row, case),
        "urgencies": boxes(Urgency, [row.urgency]),
        "wanted": boxes(Wanted, row.wanted),
        "term": term(row),
        "nature": NATURES[row.classification],
        "signer": signer_of(row),
        "last": last,
        "qr": qr_code(address),
        "address": address.partition("://")[2],
    }


def about(row: Disposition, case: Case | None) -> str:
    """PM-26-…: the permasalahan by its code; an arahan by who gave it and how."""
    if case is not None:
        return f"{case.code} {case.title}"
    arahan: Any = row.arahan
    return arahan_words(arahan) if arahan else ""


def arahan_words(arahan: Arahan) -> str:
    """Arahan Wakil Bupati, rapat."""
    return f"Arahan {arahan.leader.byline}, {arahan.get_manner_display().lower()}"


def signer_of(row: Disposition) -> dict[str, Any]:
    """Whoever gave it; of the Kepala Badan as the kop of the Badan says it."""
    giver = row.giver
    if giver.role != User.Role.SECRETARY:
        return {"title": [f"{giver.byline},"], "name": giver.full_name, "rank": "", "number": ""}
    return head_of(row)


def head_of(row: Disposition | CoordinationRequest) -> dict[str, Any]:
    """The signer of the Badan's kop."""
    head = letterhead_of(row.team, None)
    return {
        "title": head.signer_title.splitlines(),
        "name": head.signer_name,
        "rank": head.signer_rank,
        "number": head.signer_number,
        "place": head.place,
    }


def of_request(row: CoordinationRequest) -> dict[str, Any]:
    """The facts of the letter."""
    address = settings.SITE_URL + row.get_absolute_url()
    signer = head_of(row)
    return {
        "row": row,
        "nature": NATURES[row.classification],
        "signer": signer,
        "place": signer["place"],
        "to": recipient(row),
        "address": address.partition("://")[2],
        "qr": qr_code(address),
        "paragraphs": [line for line in row.text.splitlines() if line.strip()],
    }


def recipient(row: CoordinationRequest) -> str:
    """Whom the letter addresses: an office by its head, others as they are called."""
    if row.agency:
        return f"Pimpinan {row.agency.name}"
    return row.addressee
