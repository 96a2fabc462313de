"""One table of arrows drives the gate, the buttons, the checks and the tests."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from timdu.core.access import Denied, Verdict

Question = Callable[[Any, Any], Verdict]


@dataclass(frozen=True)
class Transition:
    """One arrow: from any of `sources` to `target`, for whom `allowed` answers yes."""

    label: str
    sources: frozenset[str]
    target: str
    allowed: Question
    needs_note: bool = False
    confirm: str = ""


@dataclass(frozen=True)
class Offer:
    """An arrow as one person sees it now."""

    action: str
    transition: Transition
    verdict: Verdict


class WrongState(Exception):
    """Between page and click the record moved on; the words say what to do."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self.words = words


Table = Mapping[str, Transition]


def check(table: Table, action: str, record: Any, by: Any, *, note: str = "") -> Transition:
    """Return the arrow, or say why not: Denied (a person) or WrongState (the record)."""
    transition = table[action]
    verdict = transition.allowed(by, record)
    if not verdict:
        raise Denied(verdict.reason, verdict.who)
    if record.status not in transition.sources:
        raise WrongState(
            f"“{transition.label}” tidak dapat dilakukan lagi: keadaannya sekarang "
            f"“{record.get_status_display()}”. Muat ulang halaman untuk melihat yang terbaru."
        )
    if transition.needs_note and not note.strip():
        raise WrongState(f"“{transition.label}” memerlukan alasan.")
    return transition


def available(table: Table, record: Any, user: Any) -> list[Offer]:
    """List the arrows that leave the record's state, each with this person's verdict."""
    return [
        Offer(action, transition, transition.allowed(user, record))
        for action, transition in table.items()
        if record.status in transition.sources
    ]
