"""What arahan, disposisi and permintaan of the demo must be waiting for, by their states."""

from incidents.cases.asking.models import CoordinationRequest, DateChange, Disposition
from timdu.inbox.models import Arahan

OF_DISPOSITION = {
    "sent": "disposition.accept",
    "returned": "disposition.returned",
    "accepted": "disposition.do",
    "reported": "disposition.check",
}


def waiting_for_arahan():
    """The leader's yes; the office's doing, unless a disposisi is followed in its place."""
    for row in Arahan.objects.all():
        if row.confirmed_at is None:
            yield "arahan.confirm", row
        if row.done_at is None and not Disposition.objects.running().filter(arahan=row).exists():
            yield "arahan.do", row


def waiting_for_dispositions():
    """The one who has to take the next step."""
    for row in Disposition.objects.running():
        yield OF_DISPOSITION[row.status], row
    for change in DateChange.objects.open().select_related("disposition"):
        yield "disposition.date", change.disposition


def waiting_for_requests():
    """Whoever is asked, or the desk in the place of who has no account."""
    for row in CoordinationRequest.objects.filter(status="sent"):
        yield "request.answer", row


SOURCES = (waiting_for_arahan, waiting_for_dispositions, waiting_for_requests)
