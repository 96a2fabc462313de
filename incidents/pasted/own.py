"""Messages in the shape our own "Salin untuk WhatsApp" writes: read back as they were written."""

import datetime as dt
import re
from dataclasses import dataclass, field
from typing import Any

from incidents import message
from incidents.facts import LABELS, PRECISIONS
from incidents.models.choices import Certainty, Kind, Urgency
from incidents.pasted import moments, numbers, places
from incidents.pasted.text import Span, trimmed
from timdu.wilayah.names import normalise

KEYS = {LABELS[key]: key for key in message.TOLD_OPENLY} | {"Urgensi": "urgency"}
LINE = re.compile(rf"^(?P<label>{'|'.join(map(re.escape, KEYS))}): ", re.MULTILINE)
CODE = re.compile(r"\bTDU-\d{2}-[0-9A-Z]{4,12}\b")
EXACTNESS = {word: key for key, (_, word) in PRECISIONS.items()}
SURENESS = {choice.label: choice.value for choice in Certainty}
# Told in rows, which the form for a first word does not ask for: they go into the account.
IN_ROWS = ("parties", "steps", "casualties", "damages")


@dataclass
class Own:
    """What stood in the message, by the fields of a report."""

    values: dict[str, Any] = field(default_factory=dict)
    spans: dict[str, tuple[Span, ...]] = field(default_factory=dict)
    byline: str = ""


def code(text: str) -> str:
    """The code of a report the message names; it is known already."""
    found = CODE.search(text)
    return found.group() if found else ""


def is_own(text: str) -> bool:
    """Whether the message begins and ends as ours do."""
    return message.OPENING in text and message.CLOSING in text


def read(text: str, known: list[places.Candidate], zone: dt.tzinfo) -> Own:
    """Every line of the message, letter for letter."""
    found = Own()
    start = text.index(message.OPENING) + len(message.OPENING)
    end = text.index(message.CLOSING, start)
    lines = list(LINE.finditer(text, start, end))
    whole = trimmed(text, start, lines[0].start() if lines else end)
    put(found, "summary", text[slice(*whole)], whole)
    ends = [*(line.start() for line in lines[1:]), end]
    for line, stop in zip(lines, ends, strict=True):
        span = trimmed(text, line.end(), stop)
        take(found, KEYS[line["label"]], line["label"], text[slice(*span)], span, known, zone)
    found.byline = text[end + len(message.CLOSING) :].strip().rpartition(", ")[0]
    return found


def put(found: Own, name: str, value: Any, span: Span) -> None:
    """One value and the words it was read from."""
    found.values[name] = value
    found.spans[name] = (span,)


def take(
    found: Own, key: str, label: str, words: str, span: Span,
    known: list[places.Candidate], zone: dt.tzinfo,
) -> None:  # fmt: skip
    """One line of the message."""
    if key in IN_ROWS:
        account = [found.values.get("what", ""), f"{label}: {words}"]
        found.values["what"] = "\n".join(filter(None, account))
        found.spans["what"] = (*found.spans.get("what", ()), span)
    elif key in ("kind", "urgency"):
        labels = {choice.label: choice.value for choice in (*Kind, *Urgency)}
        put(found, key, labels.get(words, ""), span)
    elif key == "situation":
        if words != "belum diketahui":
            put(found, key, words, span)
    elif key == "people":
        take_people(found, words, span)
    elif key == "occurred_at":
        take_moment(found, words, span, zone)
    else:
        take_place(found, words, span, known)


def take_people(found: Own, words: str, span: Span) -> None:
    """ "40 orang sementara"; "tidak diketahui" is an answer, too."""
    word = next((word for word in SURENESS if words.endswith(word)), "")
    put(found, "people", numbers.value(words.partition(" ")[0]), span)
    found.values["people_certainty"] = SURENESS.get(word, "")


def take_moment(found: Own, words: str, span: Span, zone: dt.tzinfo) -> None:
    """ "21 November 2026, 14.30 WIB tepat"."""
    base = dt.datetime.max.replace(year=9990, tzinfo=zone)
    read_at = moments.find(words.lower(), (0, len(words)), base)
    if read_at:
        put(found, "occurred_at", read_at.at, span)
        found.values["occurred_precision"] = EXACTNESS.get(words.rpartition(" ")[2], "exact")


def take_place(found: Own, words: str, span: Span, known: list[places.Candidate]) -> None:
    """ "Desa Semudun, Kecamatan Sungai Kunyit, dekat dermaga tepat"."""
    before, _, last = words.rpartition(" ")
    exactness = EXACTNESS.get(last, "")
    name, *others = [one.strip() for one in (before if exactness else words).split(", ")]
    kecamatan = others.pop(0) if others and others[0].startswith("Kecamatan ") else ""
    fits = [one.place for one in known if normalise(one.place.full_name) == normalise(name)]
    above = {one.place.pk for one in known
             if one.place.full_name == kecamatan and not one.is_desa}  # fmt: skip
    fits = [one for one in fits if not above or one.parent_id in above]
    if len(fits) == 1:
        put(found, "place", fits[0], span)
    if others:
        found.values["place_text"] = ", ".join(others)
        found.values["place_precision"] = exactness
