"""The hand-written situations reports are told from, and how one becomes words.

Texts hold names in braces (filled from `Names`) and alternatives in brackets ("[tertib|aman]").
Isian sebuah situasi: `places` (sifat kecamatan), `months` (bulan kejadian; kosong: kapan saja),
`risk` (kemungkinan, dampak), `people` (paling sedikit, paling banyak, kepastian; atau "unknown"),
`steps` (siapa, melakukan apa, berapa jam sesudah kejadian), `casualties` dan `damages` ("none",
"unknown", atau angka per jenis).
"""

import datetime as dt
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import Any

from timdu.core.periods import MONTHS
from timdu.demo.dice import Dice
from timdu.wilayah.models import Wilayah

TEXTS = Path(__file__).parent / "texts"
LIBRARY = (
    "politik", "lahan", "perairan", "kerja_tambang", "warga", "kerukunan_batas", "hoaks_bansos",
    "gladi",
)  # fmt: skip
GROUPS = "ABCDEFGH"
Range = tuple[int, int, str]
TOLD = (
    "summary", "what", "why", "how", "situation", "analysis", "prediction", "advice", "place",
)  # fmt: skip


@dataclass(frozen=True)
class Situation:
    """One thing that happens in the field, before it has a place, a day and numbers."""

    key: str
    kind: str
    pattern: str
    source: str
    field: str
    summary: str
    situation: str
    risk: tuple[int, int]
    people: Range | None
    parties: tuple[str, ...]
    informant: str
    what: str = ""
    why: str = ""
    how: str = ""
    analysis: str = ""
    prediction: str = ""
    advice: str = ""
    place: str = ""
    places: frozenset[str] = frozenset()
    months: tuple[int, ...] = ()
    urgency: str = "normal"
    classification: str = "B"
    steps: tuple[tuple[str, str, int], ...] = ()
    casualties: str | Mapping[str, Range] = ""
    damages: str | Mapping[str, Range] = ""
    second_place: bool = False
    drill: bool = False

    def happens(self, month: int, tags: frozenset[str]) -> bool:
        """Whether it can happen in this calendar month in a kecamatan with these tags."""
        here = not self.places or bool(self.places & tags)
        return here and (not self.months or month in self.months) and not self.drill


@dataclass(frozen=True)
class Told:
    """A situation in words: where, when, how many."""

    situation: Situation
    texts: Mapping[str, str]
    parties: tuple[str, ...]
    steps: tuple[tuple[str, str, int], ...]
    people: int | None
    other_desa: Wilayah
    groups: str


def read(entry: Mapping[str, Any]) -> Situation:
    """A table of a text file as a situation; an unknown or missing entry is an error."""
    given = dict(entry)
    known = {one.name for one in fields(Situation)}
    if strange := given.keys() - known:
        raise ValueError(f"{given.get('key')}: {sorted(strange)}")
    people, parties = given.get("people", "unknown"), given.get("parties", "unknown")
    given["people"] = None if people == "unknown" else tuple(people)
    given["parties"] = () if parties == "unknown" else tuple(parties)
    given["risk"] = tuple(given["risk"])
    given["places"] = frozenset(given.get("places", ()))
    given["months"] = tuple(given.get("months", ()))
    given["steps"] = tuple(tuple(step) for step in given.get("steps", ()))
    return Situation(**given)


@cache
def written_down() -> tuple[Mapping[str, Any], ...]:
    """Every table of the text files, in the order it is written."""
    return tuple(
        entry
        for name in LIBRARY
        for entry in tomllib.loads((TEXTS / f"{name}.toml").read_text("utf-8"))["situation"]
    )


@cache
def library() -> tuple[Situation, ...]:
    """Every situation, in the order it is written."""
    return tuple(read(entry) for entry in written_down())


def tell(
    situation: Situation, dice: Dice, place: Wilayah, siblings: Sequence[Wilayah],
    occurred_at: dt.datetime, groups: str = "",
) -> Told:  # fmt: skip
    """Put a situation into words for one place and one hour (in the zone it happens in)."""
    others = [row for row in siblings if row.code != place.code] or [place]
    other = dice.pick(others)
    people = dice.around(*situation.people[:2]) if situation.people else None
    groups = groups or "".join(dice.shuffled(GROUPS)[:4])
    names = names_of(dice, place, other, occurred_at, people, groups)

    def say(text: str) -> str:
        return dice.worded(text).format_map(names)

    return Told(
        situation=situation,
        texts={name: say(getattr(situation, name)) for name in TOLD},
        parties=tuple(dict.fromkeys(say(party) for party in situation.parties)),
        steps=tuple((say(actor), say(action), hours) for actor, action, hours in situation.steps),
        people=people,
        other_desa=other,
        groups=groups,
    )


def names_of(
    dice: Dice, place: Wilayah, other: Wilayah, occurred_at: dt.datetime, people: int | None,
    groups: str,
) -> dict[str, str]:  # fmt: skip
    """What stands for the names in braces."""
    is_desa = place.level == Wilayah.Level.DESA
    kecamatan = place.parent if is_desa and place.parent else place
    head = f"Lurah {place.name}" if place.kind == "kelurahan" else f"Kepala {place.full_name}"
    days = {
        f"h{after}": written(occurred_at.date() + dt.timedelta(days=after)) for after in (3, 7, 14)
    }
    return {
        **{name: f"Kelompok {letter}" for name, letter in zip("abcd", groups, strict=True)},
        "desa": place.full_name,
        "desa2": other.full_name,
        "kec": f"Kecamatan {kecamatan.name}",
        "kades": head if is_desa else f"Camat {place.name}",
        "n": str(people or 0),
        "m": str(dice.whole(2, 9)),
        "jam": f"pukul {occurred_at:%H.%M} WIB",
        **days,
    }


def written(day: dt.date) -> str:
    """24 Oktober 2026, as a person types it."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"
