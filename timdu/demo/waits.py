"""What still waits for somebody on the demo's day, waiting since it began to."""

import datetime as dt

from incidents.actions import waiting
from incidents.models import Incident
from incidents.models.choices import Status
from timdu.core.models import FieldMark
from timdu.demo.ledger import Ledger, generic
from timdu.inbox.models import Todo


def open_all(ledger: Ledger) -> int:
    """Open them as the actions do; returns how many."""
    last = last_events(ledger)
    unanswered = unanswered_marks(ledger)
    for row in ledger.incidents:
        happened = last[id(row)]
        if row.is_open and row.status != Status.DRAFT and row.completed_at is None:
            waiting.for_completion(row)
            since(row, waiting.COMPLETE, happened["incident.report"])
        if row.status == Status.RETURNED:
            waiting.for_answers(row, unanswered.get(id(row), 0))
            since(row, waiting.RETURNED, happened["incident.send_back"])
        if row.is_secret and nobody_else_was_named(ledger, row):
            waiting.for_naming(row)
            since(row, waiting.SECRET, happened["incident.classify"])
    return Todo.objects.filter(closed_at=None).count()


def since(row: Incident, kind: str, at: dt.datetime) -> None:
    """The row in the inbox is as old as what it is about."""
    Todo.objects.filter(kind=kind, closed_at=None, **generic(row)).update(created_at=at)


def last_events(ledger: Ledger) -> dict[int, dict[str, dt.datetime]]:
    """For each record, when each kind of event last happened."""
    found: dict[int, dict[str, dt.datetime]] = {}
    for event, about in ledger.events:
        for record in about:
            found.setdefault(id(record), {})[event.what] = event.at
    return found


def unanswered_marks(ledger: Ledger) -> dict[int, int]:
    """How many notes on each record wait for an answer."""
    found: dict[int, int] = {}
    for row, about in ledger.about:
        if isinstance(row, FieldMark) and row.is_open:
            found[id(about)] = found.get(id(about), 0) + 1
    return found


def nobody_else_was_named(ledger: Ledger, row: Incident) -> bool:
    """Whether the secretary has not yet said who else may open the secret report."""
    named = [
        event
        for event, about in ledger.events
        if event.what == "incident.name" and row in about and event.by
    ]
    return not any(event.by.role == event.by.Role.SECRETARY for event in named if event.by)
