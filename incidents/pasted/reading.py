"""A pasted message read as a whole: what it says of each field, from which words, how surely."""

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from incidents.models.choices import Channel, Kind, Origin, Urgency
from incidents.pasted import moments, own, places, senders, signs, summary
from incidents.pasted import text as texts
from incidents.pasted.senders import PHONE, Sender
from incidents.pasted.text import Part, Span
from timdu.core import words
from timdu.team.models import Agency
from timdu.wilayah.models import Wilayah

SURE, DOUBTFUL, MISSING = "sure", "provisional", "unknown"
WORDS = {SURE: "jelas", DOUBTFUL: "periksa", MISSING: "tidak ditemukan"}
NAMES = {
    "summary": "Apa yang terjadi", "kind": "Jenis", "place": "Desa atau kelurahan",
    "occurred_at": "Kapan", "urgency": "Seberapa mendesak", "people": "Perkiraan orang",
    "situation": "Keadaan sekarang", "sender": "Pengirim", "what": "Uraian",
}  # fmt: skip
ASKED = ("summary", "place", "occurred_at", "urgency", "people", "sender")
TOLD_LENGTH = {"what": 4000, "situation": 2000, "place_text": 200}
SKEW = dt.timedelta(minutes=10)
NUMBER_ONLY = re.compile(r"^\W*(?:hp|wa|no|telp|nomor)?\W*\[nomor\]\W*$\n?", re.M | re.I)


@dataclass(frozen=True)
class Found:
    """One field as it was read, for the person who checks it."""

    key: str
    shown: str
    certainty: str
    spans: tuple[Span, ...] = ()
    note: str = ""

    @property
    def label(self) -> str:
        return NAMES[self.key]

    @property
    def word(self) -> str:
        return WORDS[self.certainty]


@dataclass
class Reading:
    """What was read; `initial` fills the form, `found` says why."""

    text: str
    parts: list[Part]
    chosen: int
    code: str = ""
    found: dict[str, Found] = field(default_factory=dict)
    initial: dict[str, Any] = field(default_factory=dict)

    def put(self, key: str, value: Any, shown: str, certainty: str, *spans: Span) -> None:
        """One field that was recognised."""
        self.initial[key] = value
        self.found[key] = Found(key, shown, certainty, spans)

    @property
    def rows(self) -> list[Found]:
        """Every field in the order of the form; what was not found is said, too."""
        return [
            self.found.get(key) or Found(key, "", MISSING)
            for key in NAMES
            if key in self.found or key in ASKED
        ]


def read(
    pasted: str, *, areas: Iterable[Wilayah], agencies: Iterable[Agency], now: dt.datetime,
    chosen: int = 0,
) -> Reading:  # fmt: skip
    """Read one of the messages that were pasted, or (0) all of them as one report.

    `now` is aware, in the zone of the team; a message with a head is read from its own time.
    """
    text = texts.unified(pasted)
    clean, index = texts.squeezed(texts.without_machine_words(texts.clean(text)))
    parts = texts.parts(clean)
    reading = Reading(text, parts, chosen if 0 < chosen <= len(parts) else 0)
    part = parts[max(reading.chosen - 1, 0)]
    span = (part.start, part.end) if reading.chosen else (parts[0].start, len(clean))
    clean = without_heads(clean, parts)
    base = sent_at(part, now)
    known = places.candidates(areas)
    reading.code = own.code(clean[slice(*span)])
    if own.is_own(text):
        take_own(reading, own.read(text, known, now.tzinfo or dt.UTC))
        return reading
    take_words(reading, clean, span, known, base, part)
    take_sender(reading, senders.find(clean, span, part), agencies, part, base)
    put_back(reading, index)
    return reading


def put_back(reading: Reading, index: list[int]) -> None:
    """The words where they stand in the message as it came."""
    for key, found in reading.found.items():
        spans = [(index[start], index[end - 1] + 1) for start, end in found.spans if start < end]
        reading.found[key] = replace(found, spans=tuple(spans))


def without_heads(clean: str, parts: list[Part]) -> str:
    """The text with the heads between its messages blanked, letter for letter."""
    for before, after in zip(parts, parts[1:], strict=False):
        head = clean[before.end : after.start]
        clean = clean[: before.end] + re.sub(r"[^\n]", " ", head) + clean[after.start :]
    return clean


def sent_at(part: Part, now: dt.datetime) -> dt.datetime:
    """From when the words of the message are to be understood."""
    if part.at is None:
        return now
    at = part.at.replace(tzinfo=now.tzinfo)
    return at if at <= now + SKEW else now


def take_own(reading: Reading, found: own.Own) -> None:
    """A message of our own: every line is a field."""
    reading.initial |= {"channel": Channel.WHATSAPP, "origin": Origin.SECRETARIAT}
    labels = {choice.value: choice.label for choice in (*Kind, *Urgency)}
    for key, value in found.values.items():
        if key not in NAMES:
            reading.initial[key] = value
            continue
        shown = labels.get(str(value), str(value))
        if key == "occurred_at":
            shown = words.date_time(value)
        elif key == "place":
            shown = value.full_name
        elif value is None:
            shown = "tidak diketahui"
        reading.put(key, value, shown, SURE, *found.spans.get(key, ()))


def take_words(
    reading: Reading, clean: str, span: Span, known: list[places.Candidate], base: dt.datetime,
    part: Part,
) -> None:  # fmt: skip
    """A message in anybody's words."""
    low = texts.lowered(clean)
    told = summary.find(clean, span)
    if told:
        reading.put("summary", told.words, told.words, sureness(told.is_plain), told.span)
        account = NUMBER_ONLY.sub("", PHONE.sub("[nomor]", summary.rest(clean, span, told.span)))
        reading.initial["what"] = account[: TOLD_LENGTH["what"]]
    take_place(reading, places.find(clean, span, known))
    take_moment(reading, moments.find(low, span, base), part, base)
    urgency = signs.urgency(low, span)
    if urgency:
        label = Urgency(str(urgency.value)).label
        reading.put("urgency", urgency.value, label, sureness(urgency.is_plain), urgency.span)
    people = signs.people(low, span)
    if people:
        shown = words.count(int(people.value), "orang")
        reading.put("people", people.value, shown, sureness(people.is_plain), people.span)
        reading.initial["people_certainty"] = people.certainty


def sureness(is_plain: bool) -> str:
    return SURE if is_plain else DOUBTFUL


def take_place(reading: Reading, named: places.Named | None) -> None:
    """The desa; one of several of that name is only a proposal."""
    if named is None:
        return
    place = named.place
    shown = ", ".join(filter(None, (place.full_name, place.above_within(place.code[:5]))))
    reading.put("place", place, shown, sureness(named.is_sure), named.span)
    if named.others:
        others = ", ".join(one.above_within(one.code[:5]) for one in named.others)
        note = f"Ada juga di {others}."
        reading.found["place"] = Found("place", shown, DOUBTFUL, (named.span,), note)


def take_moment(
    reading: Reading, moment: moments.Moment | None, part: Part, base: dt.datetime
) -> None:
    """The time; where the words name none, the time of the message, said so."""
    if moment:
        at = moment.at
        reading.put("occurred_at", at, words.date_time(at), sureness(moment.is_plain),
                    *moment.spans)  # fmt: skip
        reading.initial["occurred_precision"] = "exact" if moment.is_exact else "approximate"
    elif part.at is not None:
        reading.put("occurred_at", base, f"{words.date_time(base)} (waktu pesan)", DOUBTFUL)
        reading.initial["occurred_precision"] = "approximate"


def take_sender(
    reading: Reading, sender: Sender | None, agencies: Iterable[Agency], part: Part,
    base: dt.datetime,
) -> None:  # fmt: skip
    """Who sent it by WhatsApp, and whose report it is."""
    reading.initial |= {"channel": Channel.WHATSAPP, "origin": Origin.SECRETARIAT}
    if part.at is not None:
        reading.initial["told_at"] = base
    if sender is None:
        return
    shown = ", ".join(filter(None, (sender.name, sender.office, sender.contact)))
    reading.put("sender", shown, shown, sureness(sender.is_plain), *sender.spans)
    reading.initial |= {"told_by": sender.name, "told_contact": sender.contact}
    reading.initial |= office_of(sender.office or sender.name, agencies)


def office_of(office: str, agencies: Iterable[Agency]) -> dict[str, Any]:
    """A camat's word is the kecamatan's, an agency's the agency's; others gave the report."""
    low = office.lower()
    if re.match(r"(?:camat|sekcam|sekretaris kecamatan)\b", low):
        return {"origin": Origin.KECAMATAN}
    for agency in agencies:
        if re.search(rf"\b{re.escape(agency.short_name.lower())}\b", low):
            return {"origin": Origin.AGENCY, "agency": agency}
    return {"on_behalf": office} if senders.OFFICE.match(office) else {}


@dataclass(frozen=True)
class Piece:
    """A stretch of the message, and the number of the field it was read into."""

    text: str
    number: int = 0
    label: str = ""
    certainty: str = ""
    is_summary: bool = False


def pieces(reading: Reading) -> list[Piece]:
    """The message cut where something was recognised; inner words before the sentence around."""
    marks = [
        (start, end, number, found)
        for number, found in enumerate(reading.rows, start=1)
        for start, end in found.spans
        if start < end
    ]
    cuts = sorted({0, len(reading.text), *(cut for mark in marks for cut in mark[:2])})
    made = []
    for start, end in zip(cuts, cuts[1:], strict=False):
        over = [mark for mark in marks if mark[0] <= start and end <= mark[1]]
        # The shortest stretch says most: a desa inside the sentence it stands in.
        inner = min(over, key=lambda mark: mark[1] - mark[0], default=None)
        in_summary = any(mark[3].key == "summary" for mark in over)
        made.append(piece(reading.text[start:end], inner, start, in_summary=in_summary))
    return made


def piece(text: str, mark: Any, start: int, *, in_summary: bool) -> Piece:
    """One stretch; its number stands where its field begins."""
    if mark is None:
        return Piece(text)
    begins, _, number, found = mark
    if found.key == "summary":
        return Piece(text, number if begins == start else 0, "", "", is_summary=True)
    shown = number if begins == start else 0
    return Piece(text, shown, found.label, found.certainty, is_summary=in_summary)
