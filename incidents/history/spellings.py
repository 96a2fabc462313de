"""What texts of matched columns may mean: letter for letter, nearly, or as said before."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from rapidfuzz import fuzz, process

from incidents.history.heads import BY_KEY
from incidents.history.models import EMPTY, SKIP, Reading, ValueMatch
from incidents.models import IssuePattern
from incidents.models.choices import Field, Informant, Kind, Source
from incidents.pasted.places import joined
from timdu.core.columns import squeeze
from timdu.team.models import Team
from timdu.wilayah.models import Wilayah
from timdu.wilayah.names import normalise

Level = Wilayah.Level
CALLED = {"kec", "kecamatan", "desa", "ds", "kel", "kelurahan"}
# Above SURE a suggestion stands chosen until the person says otherwise.
NEAR, SURE, SUGGESTED, LONGEST = 55.0, 82.0, 4, 200
# Between the kecamatan and the desa of one place; nobody types the first.
BETWEEN, SPOKEN = "\u241f", " / "
Pair = tuple[str, str]


def compared(text: str) -> str:
    """A text as it is compared and remembered."""
    return squeeze(text)[:LONGEST]


def name_of(text: str) -> str:
    """The name of an area without what it is called, as it is compared: "Kec. Sei Pinyuh"."""
    words = [word for word in normalise(text).split() if word not in CALLED]
    return joined(words)


@dataclass(frozen=True)
class Choice:
    """One of ours: its key, its words, the names it goes by."""

    key: str
    words: str
    names: tuple[str, ...]


@dataclass(frozen=True)
class Spelling:
    """One distinct value of a matched column: how often it stands there, what it may mean."""

    field: str
    text: str
    shown: str
    count: int
    near: Sequence[Choice]
    others: Sequence[Choice]
    guess: str = ""
    chosen: str = ""


@dataclass
class Meanings:
    """Everything texts of one file may be matched with, read once."""

    team: Team
    known: dict[Pair, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        rows = ValueMatch.objects.filter(team=self.team).values_list("field", "text", "target")
        self.known = {(name, text): target for name, text, target in rows}

    @cached_property
    def areas(self) -> dict[str, Wilayah]:
        """Every kecamatan and desa of the team's kabupaten."""
        rows = Wilayah.objects.within(self.team.scope).current().named()
        return {row.pk: row for row in rows.filter(level__gte=Level.KECAMATAN)}

    @cached_property
    def lists(self) -> dict[str, list[Choice]]:
        """The choices of each matched field; those of desa lie under their kecamatan."""
        found = {"kecamatan": [area(row) for row in self.of_level(Level.KECAMATAN)]}
        patterns = IssuePattern.objects.offered_to(self.team)
        found["pattern"] = [plain(str(row.pk), str(row)) for row in patterns]
        for name, choices in (("kind", Kind), ("field", Field), ("information_source", Informant)):
            found[name] = [plain(key, str(words)) for key, words in choices.choices]
        found["source"] = [
            Choice(key, words, (key, normalise(words), normalise(words[3:])))
            for key, words in Source.choices
        ]
        return found

    @cached_property
    def desa(self) -> dict[str, list[Choice]]:
        """The desa of each kecamatan; of the whole kabupaten under the empty key."""
        found: dict[str, list[Choice]] = {"": []}
        for row in self.of_level(Level.DESA):
            found.setdefault(str(row.parent_id), []).append(area(row))
            found[""].append(area(row))
        return found

    def of_level(self, level: Level) -> list[Wilayah]:
        return [row for row in self.areas.values() if row.level == level]

    def choices(self, name: str, within: str = "") -> list[Choice]:
        """What a text of the field may mean; of a desa inside its kecamatan."""
        return self.desa.get(within, []) if name == "desa" else self.lists[name]

    def meaning(self, name: str, text: str, within: str = "") -> str:
        """What was said of the text before, or what it is letter for letter; else nothing."""
        said = self.known.get((scoped(name, within), compared(text)))
        if said is not None:
            return said if said in (SKIP, EMPTY) or self.offers(name, said) else ""
        return self.exact(name, text, within)

    def exact(self, name: str, text: str, within: str = "") -> str:
        """The one of ours that is written just so."""
        wanted = compared_name(name, text)
        fits = [one.key for one in self.choices(name, within) if wanted in one.names]
        return fits[0] if len(fits) == 1 else ""

    def offers(self, name: str, key: str) -> bool:
        """Whether the key still stands among the choices."""
        if name in ("kecamatan", "desa"):
            return key in self.areas
        return any(one.key == key for one in self.choices(name))

    def near(self, name: str, text: str, within: str = "") -> list[tuple[Choice, float]]:
        """What is written nearly so, the nearest first."""
        options = [(one, said) for one in self.choices(name, within) for said in one.names]
        found = process.extract(
            compared_name(name, text), [said for _, said in options], scorer=fuzz.WRatio,
            score_cutoff=NEAR, limit=SUGGESTED * 2,
        )  # fmt: skip
        best: dict[str, tuple[Choice, float]] = {}
        for _, score, at in found:
            best.setdefault(options[at][0].key, (options[at][0], score))
        return list(best.values())[:SUGGESTED]


def scoped(name: str, within: str) -> str:
    """Under which field a spelling is remembered: a desa under its kecamatan."""
    return f"{name}:{within}" if within else name


def compared_name(name: str, text: str) -> str:
    return name_of(text) if name in ("kecamatan", "desa") else normalise(text)


def area(row: Wilayah) -> Choice:
    """An area by its name; two desa of one name lie in different kecamatan."""
    above = "" if row.parent is None or row.level == Level.KECAMATAN else row.parent.name
    name = f"{row.name}, Kec. {above}" if above else row.name
    return Choice(row.pk, name, (name_of(row.name),))


def plain(key: str, words: str) -> Choice:
    return Choice(key, words, (normalise(words),))


def texts(reading: Reading, name: str) -> Counter[str]:
    """How often each text stands in the column of a field."""
    if name not in reading.columns:
        return Counter()
    at = reading.columns.index(name)
    cells = (compared(line[at]) for _, line in reading.body if at < len(line) and line[at])
    return Counter(cells)


def pairs(reading: Reading) -> Counter[Pair]:
    """How often each desa stands beside each kecamatan, as they are written."""
    if "desa" not in reading.columns:
        return Counter()
    desa = reading.columns.index("desa")
    above = reading.columns.index("kecamatan") if "kecamatan" in reading.columns else None
    found: Counter[Pair] = Counter()
    for _, line in reading.body:
        if desa < len(line) and line[desa]:
            kecamatan = line[above] if above is not None and above < len(line) else ""
            found[compared(kecamatan), compared(line[desa])] += 1
    return found


def understood(reading: Reading, meanings: Meanings) -> dict[str, dict[str, str]]:
    """What every text of the matched columns means, as far as it is known."""
    said: dict[str, dict[str, str]] = {}
    for name in matched(reading):
        if name != "desa":
            found = {text: meanings.meaning(name, text) for text in texts(reading, name)}
            said[name] = {text: key for text, key in found.items() if key}
    if "desa" in reading.columns:
        said["desa"] = {}
        for above, text in pairs(reading):
            within = said.get("kecamatan", {}).get(above, "")
            key = "" if is_left(above, within) else meanings.meaning("desa", text, within)
            if key:
                said["desa"][above + BETWEEN + text] = key
    return said


def is_left(above: str, within: str) -> bool:
    """Whether a desa waits for its kecamatan, or goes with it."""
    return bool(above) and within in ("", SKIP)


def matched(reading: Reading) -> list[str]:
    """The matched fields of the file, in the order of the form."""
    return [key for key, target in BY_KEY.items() if target.matched and key in reading.columns]


def unknown(reading: Reading, meanings: Meanings, *, with_answered: bool = False) -> list[Spelling]:
    """What nobody has matched yet, each once, the most frequent of each field first.

    `with_answered` also asks again what a person matched: a slip of the hand can be mended.
    """
    found: list[Spelling] = []
    for name in matched(reading):
        if name == "desa":
            found += unknown_desa(reading, meanings, with_answered)
            continue
        for text, count in texts(reading, name).most_common():
            if is_asked(reading, name, text, meanings.exact(name, text), with_answered):
                found.append(asked(meanings, name, text, text, count, reading=reading))
    return found


def unknown_desa(reading: Reading, meanings: Meanings, with_answered: bool) -> Iterable[Spelling]:
    """Desa whose kecamatan is matched already."""
    above_known = reading.values.get("kecamatan", {})
    for (above, text), count in pairs(reading).most_common():
        within = above_known.get(above, "")
        key = above + BETWEEN + text
        exact = meanings.exact("desa", text, within)
        if is_left(above, within) or not is_asked(reading, "desa", key, exact, with_answered):
            continue
        yield asked(meanings, "desa", text, key, count, within, reading=reading)


def is_asked(reading: Reading, name: str, key: str, exact: str, with_answered: bool) -> bool:
    """Whether the text is not matched; or matched otherwise than it is written."""
    known = reading.values.get(name, {})
    return key not in known or with_answered and known[key] != exact


def asked(
    meanings: Meanings,
    name: str,
    text: str,
    key: str,
    count: int,
    within: str = "",
    *,
    reading: Reading,
) -> Spelling:
    """One question with its suggestions; a short list of choices is offered whole."""
    near = meanings.near(name, text, within)
    shown = [choice for choice, _ in near]
    short = name != "desa" or bool(within)
    others = [one for one in meanings.choices(name, within) if one not in shown] if short else []
    guess = near[0][0].key if near and near[0][1] >= SURE else ""
    words = f"{meanings.areas[within].name}{SPOKEN}{text}" if within else text
    chosen = reading.values.get(name, {}).get(key, "")
    return Spelling(name, key, words, count, shown, others, guess, chosen)
