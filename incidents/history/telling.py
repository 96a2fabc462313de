"""What stands in the cells of one row, as the fields of a report hold it; nothing is cut unseen."""

import datetime as dt
import re
from collections.abc import Sequence
from typing import Any

from incidents.facts import Figure, StepTaken
from incidents.history.heads import TOLLS
from incidents.history.spellings import compared
from incidents.models import Incident
from incidents.models.choices import Certainty
from timdu.core.columns import Unreadable, hours

SHORT = 280
BETWEEN_COLUMNS = ". "
WHOLE = re.compile(r"^(\d{1,3}(?:\.\d{3})+|\d{1,7})(?: ?(?:orang|jiwa|org|kk))?$")
NOUGHT = ("", "-", "–", "nihil", "tidak ada")
ACTOR = "Menurut berkas lama"
LONG_STEP, LONG_PARTY, MOST_PARTIES = 300, 120, 20
# As many as the form of the same question takes (incidents.forms.steps). The queue reads this
# module before `core` has settled what forms say: no form may be made by then.
MOST_STEPS = 20
NO_WORDS = "tidak ada uraian tentang apa yang terjadi."
NO_NUMBER = "tulis angka bulat, misalnya 12, atau kosongkan bila tidak diketahui."
TOO_LONG = "lebih dari {} huruf. Ringkas di berkas, atau bagi ke beberapa kolom."


class Wrong(Exception):
    """What keeps a row out: the field, what stands there, why."""

    def __init__(self, key: str, value: str, words: str) -> None:
        super().__init__(words)
        self.key, self.value, self.words = key, value, words


def joined(texts: Sequence[str]) -> str:
    """Several columns as one text."""
    return BETWEEN_COLUMNS.join(text.rstrip(". ") for text in texts) if len(texts) > 1 else texts[0]


def fitting(key: str, text: str, column: str) -> str:
    """A text as long as its field may be; Wrong where it is longer: nothing is cut off unseen."""
    longest: int | None = getattr(Incident._meta.get_field(column), "max_length", None)
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
