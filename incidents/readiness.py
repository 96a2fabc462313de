"""How far a report is, and what still stands between it and its verification."""

import datetime as dt
from dataclasses import dataclass

from incidents.facts import Record, read
from incidents.models import Incident

# A report that waits longer has waited too long.
LOOKED_AT_WITHIN = dt.timedelta(hours=24)
# From the first word to the full facts.
COMPLETE_WITHIN = dt.timedelta(hours=24)


@dataclass(frozen=True)
class Part:
    """One of the five parts a report needs to be verified."""

    key: str
    title: str
    done: int
    total: int

    @property
    def is_answered(self) -> bool:
        return self.done == self.total


PARTS = (
    ("who", "Siapa saja", ("parties", "people")),
    ("pattern", "Pola isu", ("pattern",)),
    ("situation", "Keadaan sekarang", ("situation",)),
    ("steps", "Langkah yang sudah diambil", ("steps",)),
    ("source", "Sumber informasi", ("information_source",)),
)


def parts(found: Record) -> list[Part]:
    """How far the report is; “belum diketahui” is an answer."""
    answered = {fact.key for fact in read(found) if fact.lines}
    return [
        Part(key, title, len(answered.intersection(facts)), len(facts))
        for key, title, facts in PARTS
    ]


def is_complete(found: Record) -> bool:
    """Whether the full facts are there, as verification needs them."""
    return all(part.is_answered for part in parts(found))


def missing(found: Record) -> list[str]:
    """The parts that are not answered, as they stand in a sentence."""
    return [part.title.lower() for part in parts(found) if not part.is_answered]


def blockers(found: Record, open_marks: int) -> list[str]:
    """What must be done before anybody can verify; empty when nothing is in the way."""
    unanswered = missing(found)
    words = []
    if open_marks:
        words.append(f"{open_marks} catatan masih terbuka")
    if unanswered:
        words.append(f"belum dijawab pelapor: {', '.join(unanswered)}")
    return words


def complete_by(incident: Incident) -> dt.datetime | None:
    """Until when the full facts are due; what was told earlier is due from when it was typed."""
    if incident.reported_at is None:
        return None
    return max(incident.reported_at, incident.received_at) + COMPLETE_WITHIN
