"""The facts of a report in the one order every page, text and comparison shows them."""

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from incidents.models import Incident
from incidents.models.choices import (
    BY_CHANNEL,
    TOLL,
    VULNERABLE,
    Certainty,
    Channel,
    Loss,
    StepsAnswer,
    Toll,
)
from timdu.core import words
from timdu.wilayah.models import Wilayah


@dataclass(frozen=True)
class Figure:
    """A number and how sure it is; no number exactly when it is unknown."""

    value: int | None
    certainty: str


@dataclass(frozen=True)
class StepTaken:
    """Who did what, and when if that is known."""

    actor: str
    action: str
    at: dt.datetime | None = None


@dataclass
class Record:
    """A report with its rows, as it stands now or as it stood in an earlier version."""

    row: Any
    parties: list[str] = field(default_factory=list)
    steps: list[StepTaken] = field(default_factory=list)
    casualties: dict[str, Figure] = field(default_factory=dict)
    damages: dict[str, Figure] = field(default_factory=dict)
    places: list[Wilayah] = field(default_factory=list)
    # How it was told to whoever typed it; at most one.
    relays: list[Any] = field(default_factory=list)


@dataclass(frozen=True)
class Line:
    """One line of an answer, with the certainty that stands beside it."""

    text: str
    certainty: str = ""
    word: str = ""


@dataclass(frozen=True)
class Fact:
    """One question and its answer; without lines nobody has answered it."""

    key: str
    label: str
    lines: Sequence[Line]

    @property
    def text(self) -> str:
        """The answer in one string."""
        return "\n".join(" ".join(filter(None, (line.text, line.word))) for line in self.lines)


def record(incident: Incident) -> Record:
    """The report as it stands now."""
    return Record(
        row=incident,
        parties=[party.name for party in incident.parties.all()],
        steps=[StepTaken(step.actor, step.action, step.at) for step in incident.steps.all()],
        casualties={
            row.kind: Figure(row.value, row.certainty) for row in incident.casualties.all()
        },
        damages={row.kind: Figure(row.value, row.certainty) for row in incident.damages.all()},
        places=[row.place for row in incident.places.all()],
        relays=list(incident.relays.all()),
    )


RELATED = ("parties", "steps", "casualties", "damages", "places__place", "relays")
UNKNOWN = Line("", "unknown", "belum diketahui")
PRECISIONS = {"exact": ("sure", "tepat"), "approximate": ("provisional", "perkiraan")}


def read(found: Record) -> list[Fact]:
    """Every fact of the report, answered or not."""
    return [Fact(key, label, list(say(found))) for key, label, say in FACTS]


def sure(figure: Figure, text: str) -> Line:
    """A figure in words with its certainty."""
    if figure.certainty == Certainty.UNKNOWN:
        return Line("", Certainty.UNKNOWN, "tidak diketahui")
    return Line(text, figure.certainty, Certainty(figure.certainty).label)


def plain(name: str) -> Callable[[Record], Iterable[Line]]:
    """A text of the row."""

    def say(found: Record) -> Iterable[Line]:
        text = getattr(found.row, name)
        return [Line(text)] if text else []

    return say


def choice(name: str) -> Callable[[Record], Iterable[Line]]:
    """A choice of the row, as it is shown."""

    def say(found: Record) -> Iterable[Line]:
        text = getattr(found.row, f"get_{name}_display")()
        return [Line(text)] if text else []

    return say


def occurred(found: Record) -> Iterable[Line]:
    moment = found.row.occurred_at
    text = f"{words.long_date(moment)}, {words.clock(moment)}"
    return [Line(text, *PRECISIONS[found.row.occurred_precision])]


def place(found: Record) -> Iterable[Line]:
    row = found.row
    text = row.place.full_name
    if row.place_text:
        text = f"{text}, {row.place_text}"
    yield Line(text, *PRECISIONS.get(row.place_precision, ("", "")))
    if row.latitude is not None:
        within = f", ± {words.number(row.accuracy)}{words.NBSP}m" if row.accuracy else ""
        yield Line(f"titik {row.latitude}, {row.longitude}{within}")
    for other in found.places:
        yield Line(f"juga {other.full_name}")


def parties(found: Record) -> Iterable[Line]:
    if found.parties:
        return [Line(", ".join(found.parties))]
    return [UNKNOWN] if found.row.parties_unknown else []


def people(found: Record) -> Iterable[Line]:
    row = found.row
    if not row.people_certainty:
        return []
    figure = Figure(row.people, row.people_certainty)
    return [sure(figure, words.count(row.people or 0, "orang"))]


def pattern(found: Record) -> Iterable[Line]:
    if found.row.pattern_id:
        return [Line(str(found.row.pattern))]
    return [UNKNOWN] if found.row.pattern_unknown else []


def situation(found: Record) -> Iterable[Line]:
    if found.row.situation:
        return [Line(found.row.situation)]
    return [UNKNOWN] if found.row.situation_unknown else []


def steps(found: Record) -> Iterable[Line]:
    if found.steps:
        return [Line(step_text(step)) for step in found.steps]
    if found.row.steps_answer == StepsAnswer.NONE:
        return [Line("Belum ada langkah")]
    return [UNKNOWN] if found.row.steps_answer == StepsAnswer.UNKNOWN else []


def step_text(step: StepTaken) -> str:
    """Kapolsek: di lokasi (23 Nov 2026 09.40 WIB)."""
    at = f" ({words.date_time(step.at)})" if step.at else ""
    return f"{step.actor}: {step.action}{at}"


def casualties(found: Record) -> Iterable[Line]:
    return figures(found.casualties, TOLL, toll_text)


def vulnerable(found: Record) -> Iterable[Line]:
    return figures(found.casualties, VULNERABLE, toll_text)


def damages(found: Record) -> Iterable[Line]:
    return figures(found.damages, list(Loss), loss_text)


def figures(
    rows: dict[str, Figure], kinds: Sequence[Any], say: Callable[[Any, int], str]
) -> list[Line]:
    """One line for each figure; one for all where all are unknown, or all are nought."""
    given = [(kind, rows[kind]) for kind in kinds if kind in rows]
    if len(given) == len(kinds) and len({figure for _, figure in given}) == 1:
        figure = given[0][1]
        if not figure.value:
            return [sure(figure, "Tidak ada")]
    return [
        Line(f"{kind.label}:", "unknown", "tidak diketahui")
        if figure.value is None
        else sure(figure, say(kind, figure.value))
        for kind, figure in given
    ]


def toll_text(kind: Toll, value: int) -> str:
    unit = "KK" if kind == Toll.HOUSEHOLDS else "orang"
    return f"{kind.label.split(' (')[0]}: {words.count(value, unit)}"


def loss_text(kind: Loss, value: int) -> str:
    if kind == Loss.RUPIAH:
        return f"taksiran kerugian: {words.money(value)}"
    return f"{kind.label}: {words.number(value)}"


def relay(found: Record) -> Iterable[Line]:
    """By which way and when; who told it is no fact of the report, and protected."""
    return [
        Line(f"{BY_CHANNEL[Channel(told.channel)]}, {words.date_time(told.told_at)}")
        for told in found.relays
    ]


FACTS: list[tuple[str, str, Callable[[Record], Iterable[Line]]]] = [
    ("summary", "Apa", plain("summary")),
    ("kind", "Jenis", choice("kind")),
    ("urgency", "Urgensi", choice("urgency")),
    ("occurred_at", "Kapan", occurred),
    ("place", "Di mana", place),
    ("parties", "Siapa", parties),
    ("who", "Keterangan pihak", plain("who")),
    ("people", "Perkiraan orang", people),
    ("scope", "Lingkup pihak", choice("scope")),
    ("pattern", "Pola isu", pattern),
    ("what", "Uraian", plain("what")),
    ("why", "Mengapa", plain("why")),
    ("how", "Bagaimana", plain("how")),
    ("situation", "Keadaan sekarang", situation),
    ("steps", "Langkah", steps),
    ("casualties", "Korban", casualties),
    ("vulnerable", "Di antaranya kelompok rentan", vulnerable),
    ("damages", "Kerusakan", damages),
    ("information_source", "Sumber informasi", choice("information_source")),
    ("relay", "Disampaikan", relay),
]
OPINIONS = (("analysis", "Analisis"), ("prediction", "Prediksi"), ("advice", "Saran"))
LABELS = {key: label for key, label, _ in FACTS} | dict(OPINIONS)
KINDS: dict[str, Any] = {"casualties": Toll, "damages": Loss}
# What every report is asked; the rest is shown when somebody answered it.
ASKED = {
    "kind", "occurred_at", "place", "parties", "people", "pattern", "situation", "steps",
    "casualties", "damages", "information_source",
}  # fmt: skip


def label(field: str) -> str:
    """What a fact, or one figure of it, is called where it is corrected."""
    group, _, kind = field.partition(".")
    return f"{LABELS[group]}: {KINDS[group](kind).label}" if kind else LABELS[group]


def opinions(found: Record) -> list[Fact]:
    """What the reporter thinks, never mixed with what happened."""
    return [
        Fact(key, label, [Line(text)])
        for key, label in OPINIONS
        if (text := getattr(found.row, key))
    ]
