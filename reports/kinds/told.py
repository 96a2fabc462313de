"""One report of the field as a document tells it: plain text with the certainty beside it."""

from collections.abc import Iterable, Sequence
from typing import Any

from incidents import facts, masks
from incidents.models import Incident
from incidents.models.choices import Origin
from incidents.models.incident import IncidentQuerySet
from timdu.core import words
from timdu.core.words import local_date

RELATED = ("place", "kecamatan", "agency", "pattern")
# Label in the document → facts of the report it holds, and whether silence is said as unknown.
LINES: tuple[tuple[str, tuple[str, ...], bool], ...] = (
    ("Waktu", ("occurred_at",), False),
    ("Pihak", ("parties", "people"), False),
    ("Uraian", ("what",), False),
    ("Korban", ("casualties",), True),
    ("Kerugian", ("damages",), True),
    ("Langkah", ("steps",), True),
    ("Keadaan", ("situation",), True),
)


def with_facts(rows: IncidentQuerySet) -> IncidentQuerySet:
    """Read along everything a document tells."""
    return rows.select_related(*RELATED).prefetch_related(*facts.RELATED)


def unnamed(rows: Iterable[Incident]) -> list[Incident]:
    """The reports without the names of who told them: no document carries those out."""
    rows = list(rows)
    masks.hide(rows)
    return rows


def in_short(incident: Incident) -> dict[str, Any]:
    """What stands in a table: code, day, words, place, level; in the active zone."""
    return {
        "code": incident.code,
        "date": local_date(incident.occurred_at).isoformat(),
        "kind": incident.kind,
        "summary": incident.summary,
        "kecamatan": incident.kecamatan.name,
        "place": incident.place.full_name,
        "source": incident.source,
        "likelihood": incident.likelihood,
        "impact": incident.impact,
        "level": incident.level,
    }


def in_full(incident: Incident) -> dict[str, Any]:
    """The same with every line the document prints of it."""
    return {**in_short(incident), "lines": lines(incident)}


def lines(incident: Incident) -> list[dict[str, str]]:
    """Label and text of each line; what nobody answered is said to be unknown where it matters."""
    answers = {fact.key: fact for fact in facts.read(facts.record(incident))}
    told = []
    for label, keys, must in LINES:
        parts = [text for key in keys for text in _texts(answers[key].lines)]
        if parts or must:
            told.append({"label": label, "text": "; ".join(parts) or "Belum diketahui"})
    told.insert(1, {"label": "Tempat", "text": where(incident)})
    told.append({"label": "Sumber", "text": origin(incident)})
    return told


def _texts(found: Sequence[facts.Line]) -> list[str]:
    """Each line with its certainty in brackets: "3 orang (pasti)"."""
    texts = []
    for line in found:
        text = line.text.rstrip(".")
        if line.word:
            text = f"{text} ({line.word})" if text and text[-1] != ":" else f"{text} {line.word}"
        texts.append(text.strip())
    return [text[:1].upper() + text[1:] for text in texts[:1]] + texts[1:]


def where(incident: Incident) -> str:
    """The place in words; a point on the map is not for a letter."""
    parts = [incident.place_text, incident.place.full_name]
    parts += [f"juga {row.place.full_name}" for row in incident.places.all()]
    text = ", ".join(part for part in parts if part)
    precision = facts.PRECISIONS.get(incident.place_precision, ("", ""))[1]
    return f"{text} ({precision})" if precision else text


def origin(incident: Incident) -> str:
    """Whose report it is (an office, never a person), how sure, and its code."""
    office = f"Camat {incident.kecamatan.name}"
    if incident.origin == Origin.AGENCY and incident.agency:
        office = incident.agency.name
    elif incident.origin == Origin.SECRETARIAT:
        office = "Sekretariat Tim Terpadu"
    elif incident.origin == Origin.HISTORY:
        office = "Riwayat kantor"
    value = incident.get_information_value_display().lower()
    confirmed = f"{value}; " if value else ""
    return f"{office}; {confirmed}laporan{words.NBSP}{incident.code}"
