"""Every row of an old file, as it is understood: a report to be, or why it cannot be one."""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from zoneinfo import ZoneInfo

from django.utils import timezone

from incidents.facts import Figure, StepTaken
from incidents.forms.steps import MOST_STEPS
from incidents.history import moments
from incidents.history.heads import BY_KEY, TOLLS
from incidents.history.models import EMPTY, SKIP, Reading
from incidents.history.spellings import BETWEEN, compared
from incidents.models import Incident
from incidents.models.choices import Certainty, Precision, StepsAnswer
from timdu.core.columns import Unreadable, hours
from timdu.wilayah.models import Wilayah

SHOWN = 200
SHORT = 280
BETWEEN_COLUMNS = ". "
WHOLE = re.compile(r"^(\d{1,3}(?:\.\d{3})+|\d{1,7})(?: ?(?:orang|jiwa|org|kk))?$")
NOUGHT = ("", "-", "–", "nihil", "tidak ada")
ACTOR = "Menurut berkas lama"
LONG_STEP, LONG_PARTY, MOST_PARTIES = 300, 120, 20
HIDDEN = "baris ini tersembunyi di lembar. Tampilkan dan periksa, atau hapus."
NO_DAY, NO_WORDS = "tanggal kejadian kosong.", "tidak ada uraian tentang apa yang terjadi."
NO_PLACE = "kecamatan dan desanya kosong."
UNMATCHED = "belum dicocokkan dengan daftar."
LEFT = "ditandai “tidak ada; lewati barisnya”."
NO_NUMBER = "tulis angka bulat, misalnya 12, atau kosongkan bila tidak diketahui."
TOO_LONG = "lebih dari {} huruf. Ringkas di berkas, atau bagi ke beberapa kolom."
TWICE = "sama dengan baris {}: apa, tempat, dan tanggalnya."


@dataclass(frozen=True)
class Problem:
    """One cell that keeps its row out."""

    number: int
    column: str
    value: str
    words: str


@dataclass
class Good:
    """One row as the report it becomes."""

    number: int
    day: dt.date
    facts: dict[str, Any]
    parties: list[str] = field(default_factory=list)
    steps: list[StepTaken] = field(default_factory=list)
    tolls: dict[str, Figure] = field(default_factory=dict)
    content: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Judged:
    """What became of all rows."""

    good: list[Good]
    problems: list[Problem]


class Wrong(Exception):
    """What keeps a row out: the field, what stands there, why."""

    def __init__(self, key: str, value: str, words: str) -> None:
        super().__init__(words)
        self.key, self.value, self.words = key, value, words


@dataclass
class Judge:
    """Everything the rows of one file are judged by."""

    reading: Reading
    areas: dict[str, Wilayah]
    zone: ZoneInfo
    today: dt.date
    seen: dict[tuple[str, str, dt.date], int] = field(default_factory=dict)

    def row(self, number: int, cells: Sequence[str]) -> Good | Problem | None:
        """One row; nothing where none of its columns that are used says anything."""
        said = self.said(cells)
        if not said:
            return None
        try:
            return self.good(number, cells, said)
        except Wrong as wrong:
            label = BY_KEY[wrong.key].label if wrong.key else "seluruh baris"
            return Problem(number, label, wrong.value[:SHOWN], wrong.words)

    def said(self, cells: Sequence[str]) -> dict[str, str]:
        """What stands under each field, columns that join one after the other."""
        found: dict[str, list[str]] = {}
        for key, cell in zip(self.reading.columns, cells, strict=False):
            if key and cell:
                found.setdefault(key, []).append(cell)
        return {key: joined(texts) for key, texts in found.items()}

    def good(self, number: int, cells: Sequence[str], said: dict[str, str]) -> Good:
        """The row as a report; raises Wrong."""
        if number in self.hidden:
            raise Wrong("", "", HIDDEN)
        day, moment = self.when(said)
        place = self.place(said)
        facts = {"occurred_at": moment, "occurred_precision": self.precision, "place": place}
        facts |= words_of(said) | self.choices(said) | self.sender(said)
        made = Good(number, day, facts)
        made.parties, rest = parties_of(said.get("parties", ""))
        facts["who"] = fitting("parties", rest, "who")
        made.steps = steps_of(said.get("steps", ""))
        facts["steps_answer"] = StepsAnswer.TAKEN if made.steps else ""
        facts |= people_of(said)
        made.tolls = tolls_of(said)
        made.content = self.content(number, cells)
        self.once(made)
        return made

    @property
    def hidden(self) -> Sequence[int]:
        numbers: Sequence[int] = self.reading.chosen["hidden"]
        return numbers

    def when(self, said: dict[str, str]) -> tuple[dt.date, dt.datetime]:
        """The day and the moment; without an hour the middle of the day, and about then."""
        text = said.get("day", "")
        if not text:
            raise Wrong("day", "", NO_DAY)
        try:
            day, clock, is_one = moments.read(text)
            clock = clock or clock_of(said.get("clock", ""))
        except Unreadable as wrong:
            raise Wrong("day", text, wrong.words) from wrong
        if day > self.today:
            raise Wrong("day", text, moments.FUTURE)
        exact = clock is not None and is_one
        self.precision = Precision.EXACT if exact else Precision.APPROXIMATE
        moment = dt.datetime.combine(day, clock or moments.NOON, self.zone)
        return day, min(moment, timezone.now())

    def place(self, said: dict[str, str]) -> Wilayah:
        """The desa where it is known, else the kecamatan."""
        above, desa = compared(said.get("kecamatan", "")), compared(said.get("desa", ""))
        if not above and not desa:
            raise Wrong("kecamatan" if "kecamatan" in self.reading.columns else "desa", "",
                        NO_PLACE)  # fmt: skip
        code = self.match("kecamatan", above, said.get("kecamatan", "")) if above else ""
        if desa:
            code = self.match("desa", above + BETWEEN + desa, said["desa"]) or code
        if code not in self.areas:
            raise Wrong("desa" if desa else "kecamatan", said.get("desa") or above, UNMATCHED)
        return self.areas[code]

    def match(self, name: str, key: str, shown: str) -> str:
        """What a text was matched with; empty where the answer alone is left out."""
        found: str = self.reading.values.get(name, {}).get(key, "")
        if found == SKIP or not found:
            raise Wrong(name, shown, LEFT if found else UNMATCHED)
        return "" if found == EMPTY else found

    def choices(self, said: dict[str, str]) -> dict[str, Any]:
        """What was picked from lists of ours; what nobody said is nothing."""
        found = {
            name: self.match(name, compared(said[name]), said[name]) if name in said else ""
            for name in ("kind", "pattern", "source", "field", "information_source")
        }
        pattern = found.pop("pattern")
        kind = found.pop("kind") or self.reading.kind
        return {**found, "kind": kind, "pattern_id": int(pattern) if pattern else None}

    def sender(self, said: dict[str, str]) -> dict[str, str]:
        """The name behind an information, protected as every other."""
        return {"source_name": fitting("source_name", said.get("source_name", ""), "source_name")}

    def content(self, number: int, cells: Sequence[str]) -> dict[str, str]:
        """The row as it stood in the file, cell for cell."""
        heads = self.reading.heads
        found = {"berkas": self.reading.batch.name, "lembar": self.reading.chosen["title"],
                 "baris": str(number)}  # fmt: skip
        for at, cell in enumerate(cells):
            if cell:
                found[f"{at + 1}. {heads[at][:80] or 'tanpa kepala'}"] = cell
        return found

    def once(self, made: Good) -> None:
        """The same said twice in one file is said once."""
        key = (made.facts["summary"].casefold(), made.facts["place"].pk, made.day)
        first = self.seen.setdefault(key, made.number)
        if first != made.number:
            raise Wrong("summary", made.facts["summary"], TWICE.format(first))


def judge(reading: Reading) -> Judged:
    """All rows of the file, as its columns and values are understood now."""
    places = Wilayah.objects.within(reading.team.scope).current().named()
    areas = {row.pk: row for row in places.filter(level__gte=Wilayah.Level.KECAMATAN)}
    zone = ZoneInfo(reading.team.zone)
    judge_ = Judge(reading, areas, zone, timezone.now().astimezone(zone).date())
    good, problems = [], []
    for number, cells in reading.body:
        found = judge_.row(number, cells)
        if isinstance(found, Good):
            good.append(found)
        elif found is not None:
            problems.append(found)
    return Judged(good, problems)


def joined(texts: Sequence[str]) -> str:
    """Several columns as one text."""
    return BETWEEN_COLUMNS.join(text.rstrip(". ") for text in texts) if len(texts) > 1 else texts[0]


def fitting(key: str, text: str, column: str) -> str:
    """A text as long as its field may be; Wrong where it is longer: nothing is cut off unseen."""
    longest = Incident._meta.get_field(column).max_length
    if longest is not None and len(text) > longest:
        raise Wrong(key, text, TOO_LONG.format(longest))
    return text


def words_of(said: dict[str, str]) -> dict[str, str]:
    """The free texts. What is too long for one sentence stands whole in the telling."""
    told, what = " ".join(said.get("summary", "").split()), said.get("what", "")
    if not told and not what:
        raise Wrong("summary", "", NO_WORDS)
    short = told or " ".join(what.split())
    if len(short) > SHORT:
        what = what if not told else "\n".join(filter(None, (said["summary"], what)))
        short = short[: SHORT - 1].rsplit(" ", 1)[0] + "…"
    elif not told:
        what = ""
    found = {"summary": short, "what": fitting("what", what, "what")}
    for name in ("place_text", "why", "situation", "advice"):
        found[name] = fitting(name, said.get(name, ""), name)
    return found


def clock_of(text: str) -> dt.time | None:
    """The hour; what is no hour is nobody's reason to leave a row out."""
    try:
        return hours(text.casefold().strip()) if text else None
    except Unreadable:
        return None


def parties_of(text: str) -> tuple[list[str], str]:
    """Names of groups; what is too long for a name stands beside them."""
    named = [one.strip() for one in re.split(r"[;\n]", text) if one.strip()]
    short = [one for one in dict.fromkeys(named) if len(one) <= LONG_PARTY][:MOST_PARTIES]
    return short, "; ".join(one for one in named if one not in short)


def steps_of(text: str) -> list[StepTaken]:
    """Who did what, where the file says who."""
    if compared(text) in NOUGHT:
        return []
    found = []
    for entry in re.split(r"[;\n]", text):
        actor, colon, action = entry.strip().partition(":")
        if not (colon and action.strip() and len(actor) <= LONG_PARTY and actor.strip()):
            actor, action = ACTOR, entry
        found += [StepTaken(actor.strip(), part) for part in parts_of(action.strip())]
    if len(found) > MOST_STEPS:
        raise Wrong("steps", text, f"lebih dari {MOST_STEPS} langkah. Gabungkan di berkas.")
    return found


def parts_of(text: str) -> list[str]:
    """A long text in pieces a step can hold, cut between words."""
    parts = []
    while len(text) > LONG_STEP:
        at = text.rfind(" ", 0, LONG_STEP) if " " in text[:LONG_STEP] else LONG_STEP
        parts.append(text[:at].strip())
        text = text[at:].strip()
    return [part for part in (*parts, text) if part]


def number_of(key: str, text: str) -> int | None:
    """A whole number, "3 orang" among them; nothing where nobody knows, never nought."""
    plain = compared(text)
    if plain in (*NOUGHT, "tidak diketahui", "belum diketahui"):
        return None
    found = WHOLE.match(plain)
    if found is None:
        raise Wrong(key, text, NO_NUMBER)
    return int(found[1].replace(".", ""))


def people_of(said: dict[str, str]) -> dict[str, Any]:
    """How many people, provisional: what was counted years ago nobody can count again."""
    number = number_of("people", said.get("people", ""))
    return {"people": number, "people_certainty": certainty(number)}


def certainty(number: int | None) -> str:
    return "" if number is None else Certainty.PROVISIONAL


def tolls_of(said: dict[str, str]) -> dict[str, Figure]:
    """The figures somebody wrote; an empty cell, a stroke and "nihil" say nothing."""
    numbers = {kind: number_of(kind, said[kind]) for kind in TOLLS if kind in said}
    return {
        kind: Figure(number, Certainty.PROVISIONAL)
        for kind, number in numbers.items()
        if number is not None
    }
