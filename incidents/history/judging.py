"""Every row of an old file, as it is understood: a report to be, or why it cannot be one."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from zoneinfo import ZoneInfo

from django.utils import timezone

from incidents.facts import Figure, StepTaken
from incidents.history import moments
from incidents.history.heads import BY_KEY
from incidents.history.models import EMPTY, SKIP, Reading
from incidents.history.spellings import BETWEEN, compared
from incidents.history.telling import (
    Wrong,
    clock_of,
    fitting,
    joined,
    parties_of,
    people_of,
    steps_of,
    tolls_of,
    words_of,
)
from incidents.models.choices import Precision, StepsAnswer
from timdu.core.columns import Unreadable
from timdu.wilayah.models import Wilayah

SHOWN = 200
HIDDEN = "baris ini tersembunyi di lembar. Tampilkan dan periksa, atau hapus."
NO_DAY = "tanggal kejadian kosong."
NO_PLACE = "kecamatan dan desanya kosong."
UNMATCHED = "belum dicocokkan dengan daftar."
LEFT = "ditandai “tidak ada; lewati barisnya”."
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


@dataclass
class Judge:
    """Everything the rows of one file are judged by."""

    reading: Reading
    areas: dict[str, Wilayah]
    zone: ZoneInfo
    today: dt.date
    seen: dict[tuple[str, str, dt.date], int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        # Read once: each of them looks through the whole file.
        self.heads, self.columns = self.reading.heads, self.reading.columns
        self.hidden = frozenset(self.reading.chosen["hidden"])

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
        for key, cell in zip(self.columns, cells, strict=False):
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
            raise Wrong("kecamatan" if "kecamatan" in self.columns else "desa", "",
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
        found = {"berkas": self.reading.batch.name, "lembar": self.reading.chosen["title"],
                 "baris": str(number)}  # fmt: skip
        for at, cell in enumerate(cells):
            if cell:
                found[f"{at + 1}. {self.heads[at][:80] or 'tanpa kepala'}"] = cell
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
