"""A report that came back: only what was marked, each with its note, what stands and its input."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from incidents import facts
from incidents.actions import answers
from incidents.actions.answers import Reply
from incidents.forms.fields import typed
from incidents.forms.part import PartForm
from incidents.models import Incident
from timdu.core.models import FieldMark
from timdu.team.models import User

# What it is about, what stands now, what was typed.
Pair = tuple[str, str, str]
ANSWER, SEEN = "answer_", "seen_"
ANSWER_LENGTH, LONGEST_KEY = 500, 18
# Inputs that stand beside the one named like the fact.
BESIDE = {
    "occurred_at": ("occurred_precision",),
    "people": ("people_certainty",),
    "parties": ("parties_unknown",),
    "situation": ("situation_unknown",),
    "information_source": ("source_name",),
}
# The desa is asked in the first part, what is nearer in one of its own: a note is about both.
DESA = ("first", "place")


@dataclass
class Note:
    """One note with the answer as it stands or as it was typed."""

    mark: FieldMark
    answer: str
    seen: str


@dataclass
class Marked:
    """One marked fact: its notes, what stands now, its inputs."""

    label: str
    now: str
    notes: list[Note]
    fields: list[Any] = field(default_factory=list)


@dataclass
class MarkedPart:
    """A part with marked facts first and the rest of it folded away."""

    form: PartForm
    marked: list[Marked]
    rest: list[Any]

    @property
    def key(self) -> str:
        return self.form.key


def replies(data: Mapping[str, Any]) -> dict[int, Reply]:
    """The notes that were answered, by their key, with the answer each page was drawn over."""
    keys = [name.removeprefix(ANSWER) for name in data if name.startswith(ANSWER)]
    found = {
        int(key): Reply(
            typed(data, f"{ANSWER}{key}", ANSWER_LENGTH), str(data.get(f"{SEEN}{key}", ""))
        )
        for key in keys
        if key.isdecimal() and len(key) < LONGEST_KEY
    }
    return {key: reply for key, reply in found.items() if reply.text}


def unseen(incident: Incident, data: Mapping[str, Any], *, by: User) -> list[Pair]:
    """The answers that somebody else gave to what was answered on this page, too."""
    return as_pairs(answers.unseen(incident, replies(data), by=by))


def as_pairs(found: list[Pair]) -> list[Pair]:
    """Both answers to each note, as the page shows what differs."""
    return [(f"Jawaban: {label}", said, typed) for label, said, typed in found]


def marked_parts(
    incident: Incident, forms: Sequence[PartForm], data: Mapping[str, Any]
) -> list[MarkedPart]:
    """The parts with notes of this round, in the order of the form; none is in two places."""
    by_fact: dict[str, list[Note]] = {}
    was_typed = replies(data)
    for mark in answers.of_this_round(incident):
        text = was_typed[mark.pk].text if mark.pk in was_typed else mark.answer
        by_fact.setdefault(mark.field, []).append(Note(mark, text, answers.stamp(mark)))
    now = answers.texts(incident)
    found = [as_marked(form, by_fact, now) for form in forms]
    return [part for part in found if part.marked]


def as_marked(form: PartForm, by_fact: dict[str, list[Note]], now: dict[str, str]) -> MarkedPart:
    """One part: the marked facts it asks for, and whatever else it asks."""
    marked = [
        Marked(facts.LABELS[key], now.get(key, ""), by_fact[key], inputs(form, key))
        for key in form.facts
        if key in by_fact
    ]
    if form.key == DESA[0] and DESA[1] in by_fact:
        marked.append(Marked("Desa atau kelurahan", "", [], [form[DESA[1]]]))
    shown = {each.name for fact in marked for each in fact.fields}
    rest = [each for each in form.visible_fields() if each.name not in shown]
    return MarkedPart(form, marked, rest)


def inputs(form: PartForm, key: str) -> list[Any]:
    """The inputs of one fact; none of a part that is drawn whole."""
    if form.is_drawn_whole:
        return []
    return [form[name] for name in (key, *BESIDE.get(key, ())) if name in form.fields]
