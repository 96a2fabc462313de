"""“Salin untuk WhatsApp”: a disposisi or a permintaan in a few lines, by its class."""

from django.conf import settings

from incidents.cases.asking.mail import term
from incidents.cases.asking.models import CoordinationRequest, Disposition
from incidents.message import CLOSING, RESTRICTED
from timdu.core import words


def compose(row: Disposition) -> str:
    """What is Terbatas says what kind of thing it is, until when, and where it is read."""
    lines = [
        f"Mohon izin menyampaikan disposisi {row.giver.byline} kepada {row.addressee}.",
        f"Urgensi: {row.get_urgency_display()}",
        f"Batas waktu: {term(row)}",
    ]
    return finished(row, lines)


def compose_request(row: CoordinationRequest) -> str:
    """The same for what is asked."""
    lines = [f"Mohon izin menyampaikan permintaan koordinasi kepada {row.addressee}."]
    if row.expected_on:
        lines.append(f"Jawaban diharapkan s.d. {words.long_date(row.expected_on)}")
    return finished(row, lines)


def finished(row: Disposition | CoordinationRequest, lines: list[str]) -> str:
    """The class above, the words only of what is open, the address below."""
    restricted = row.classification != "B"
    head = [RESTRICTED, ""] if restricted else []
    told = [] if restricted else ["", row.subject, "", row.text]
    url = settings.SITE_URL + row.get_absolute_url()
    every = [*head, *lines, *told, "", CLOSING, f"{row.code}: {url}"]
    return "\n".join(every).replace("\u00a0", " ")
