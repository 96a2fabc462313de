"""From the cells of a row to what the forms of the same questions are sent, and back."""

from collections.abc import Mapping
from dataclasses import dataclass

from incidents.forms.figures import DamagePart, TollPart
from incidents.forms.report import OTHER_TIME
from incidents.forms.steps import MOST_STEPS, ROWS
from incidents.imported.asked import NO, NOTHING, UNKNOWN
from incidents.models.choices import Certainty, Kind, StepsAnswer, Urgency
from timdu.core.columns import squeeze

NOT_KNOWN = ("belum diketahui", "tidak diketahui", "tidak tahu", UNKNOWN)
URGENT_BY_FORM = (
    "yang Sangat Segera dikirim lewat formulir Lapor, supaya petugas piket langsung dikabari. "
    "Kirim di sana, lalu hapus barisnya di sini."
)
WHO_DID_WHAT = "tulis siapa, titik dua, melakukan apa; misalnya: Camat: mempertemukan kedua pihak."
PEOPLE = "tulis angkanya, atau pilih “tidak diketahui” dan kosongkan angkanya."
TOO_MANY_STEPS = f"paling banyak {MOST_STEPS} langkah."
# Which column a field of a form was filled from, where the names differ.
COLUMN = {
    "occurred_at": "day", "when": "day", "parties_unknown": "parties", "steps_answer": "steps",
    "situation_unknown": "situation", "__all__": "",
}  # fmt: skip


@dataclass(frozen=True)
class WrongCell(Exception):
    """A cell that says what no form could be asked."""

    column: str
    words: str


def column_of(field: str) -> str:
    """The column that a field of a form was filled from."""
    if field.startswith("step_"):
        return "steps"
    return COLUMN.get(field, field)


def first_word(typed: Mapping[str, str]) -> dict[str, str]:
    """What the form of a kabar awal is sent."""
    if typed.get("urgency") == Urgency.VERY_URGENT:
        raise WrongCell("urgency", URGENT_BY_FORM)
    same = (
        "summary", "place", "origin", "agency", "on_behalf", "channel", "told_at", "told_by",
        "told_contact",
    )  # fmt: skip
    found = {name: typed[name] for name in same if typed.get(name)}
    found |= {"when": OTHER_TIME, "urgency": typed.get("urgency") or Urgency.NORMAL}
    if typed.get("day") and typed.get("clock"):
        found["occurred_at"] = f"{typed['day']}T{typed['clock']}"
    if typed.get("known_to_head", NO) != NO:
        found["known_to_head"] = "on"
    return found


def part(key: str, typed: Mapping[str, str]) -> dict[str, str]:
    """What one part of the full facts is sent; nothing where no cell of it was filled in."""
    return PARTS[key](typed)


def who(typed: Mapping[str, str]) -> dict[str, str]:
    found = pick(typed, "people", "people_certainty", "scope", "who")
    unknown = found.get("people_certainty") == Certainty.UNKNOWN
    if (
        "people" in found
        and unknown
        or "people" not in found
        and not unknown
        and ("people_certainty" in found)
    ):
        raise WrongCell("people", PEOPLE)
    parties = typed.get("parties", "")
    if squeeze(parties) in NOT_KNOWN:
        return found | {"parties_unknown": "on"}
    return found | ({"parties": "\n".join(entries(parties))} if parties else {})


def pattern(typed: Mapping[str, str]) -> dict[str, str]:
    found = pick(typed, "kind", "picked")
    return {"kind": Kind.INFORMATION.value} | found if found else {}


def situation(typed: Mapping[str, str]) -> dict[str, str]:
    said = typed.get("situation", "")
    if squeeze(said) in NOT_KNOWN:
        return {"situation_unknown": "on"}
    return {"situation": said} if said else {}


def steps(typed: Mapping[str, str]) -> dict[str, str]:
    """One answer, or who did what, entry by entry."""
    said = typed.get("steps", "")
    if said in (StepsAnswer.NONE, StepsAnswer.UNKNOWN) or not said:
        return {"steps_answer": said} if said else {}
    taken = [entry.partition(":") for entry in entries(said)]
    if any(not actor.strip() or not action.strip() for actor, _, action in taken):
        raise WrongCell("steps", WHO_DID_WHAT)
    if len(taken) > MOST_STEPS:
        raise WrongCell("steps", TOO_MANY_STEPS)
    found = {"steps_answer": StepsAnswer.TAKEN.value, ROWS: str(len(taken))}
    for index, (actor, _, action) in enumerate(taken):
        found |= {f"step_{index}_actor": actor.strip(), f"step_{index}_action": action.strip()}
    return found


def figures(form: type[TollPart] | type[DamagePart], typed: Mapping[str, str]) -> dict[str, str]:
    """An answer for all of them, or figures; a figure is answer enough."""
    names = [f"{form.key}_{kind}" for kind in form.together]
    found = pick(typed, *names)
    answer = typed.get(f"{form.key}_answer", "")
    if found and answer not in (NOTHING, UNKNOWN):
        answer = "figures"
    return found | ({f"{form.key}_answer": answer} if answer else {})


def pick(typed: Mapping[str, str], *names: str) -> dict[str, str]:
    """The cells among these that were filled in."""
    return {name: typed[name] for name in names if typed.get(name)}


def entries(text: str) -> list[str]:
    """One entry each, however they are kept apart."""
    return [entry.strip() for entry in text.replace("\n", ";").split(";") if entry.strip()]


PARTS = {
    "who": who,
    "pattern": pattern,
    "situation": situation,
    "steps": steps,
    "source": lambda typed: pick(typed, "information_source", "source_name"),
    "toll": lambda typed: figures(TollPart, typed),
    "damage": lambda typed: figures(DamagePart, typed),
    "place": lambda typed: pick(typed, "place_text"),
    "narrative": lambda typed: pick(typed, "what", "why", "how"),
    "opinion": lambda typed: pick(typed, "analysis", "prediction", "advice"),
}
