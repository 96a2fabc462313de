"""Lengkapi and answers to notes, handed in whole: once, however often they are sent."""

from dataclasses import dataclass, replace

from incidents.actions import edit
from incidents.actions.answers import Reply
from incidents.actions.edit import Changes
from incidents.models import Incident
from timdu.core.receiving import Outcome, Receipt, Wire, once
from timdu.team.models import User

COMPLETION = "completion"


@dataclass(frozen=True)
class Typed:
    """What somebody wrote on a page filled from one version of the report."""

    changes: Changes
    answers: dict[int, Reply]
    version: int
    sends: bool = False


def hand_in(wire: Wire, *, incident: Incident, typed: Typed, by: User) -> Receipt:
    """Save, answer and, where asked, send, all of it or nothing.

    Raises Stale when the report is newer than the page, WrongState when it cannot be sent yet.
    """

    def make() -> Incident:
        saved = edit.save(incident, typed.changes, by=by, version=typed.version)
        edit.answer(saved, typed.answers, by=by)
        if not typed.sends:
            return saved
        return edit.submit(saved, by=by, version=saved.version)

    receipt = once(wire, by=by, kind=COMPLETION, make=make)
    if str(receipt.row.object_id) != str(incident.pk):
        # The same words about another report are another thing.
        return replace(receipt, outcome=Outcome.OTHER)
    return receipt
