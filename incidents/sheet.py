"""Reports as lines of a table: one column for each fact, figures with their certainty."""

import datetime as dt
from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any

from django.utils.text import capfirst

from incidents import masks
from incidents.models import Casualty, Damage
from incidents.models.choices import (
    TOLL,
    Certainty,
    Channel,
    Classification,
    Field,
    Informant,
    InformationValue,
    Kind,
    Loss,
    Precision,
    Rank,
    Status,
    Urgency,
)
from incidents.models.incident import IncidentQuerySet
from timdu.core import words

CHUNK = 2000
COLUMNS = (
    "pk", "code", "status", "kind", "urgency", "classification", "occurred_at",
    "occurred_precision", "place__name", "kecamatan__name", "place_text", "byline", "summary",
    "situation", "pattern__name", "source", "field", "likelihood", "impact", "level",
    "information_value", "people", "people_certainty", "information_source", "submitted_at",
    "verified_at", "relays__channel", "relays__told_at",
)  # fmt: skip
HEAD = [
    "Kode", "Status", "Jenis", "Urgensi", "Klasifikasi", "Kapan", "Ketepatan waktu",
    "Desa/kelurahan", "Kecamatan", "Tempat", "Pelapor", "Apa yang terjadi", "Keadaan", "Pola isu",
    "Sumber konflik", "Bidang", "Kemungkinan", "Dampak", "Tingkat kerawanan", "Nilai informasi",
    "Perkiraan orang", "Kepastian", "Sumber informasi", "Dikirim", "Diverifikasi",
    "Disampaikan lewat", "Waktu disampaikan",
    *(capfirst(kind.label) for kind in TOLL),
    *(capfirst(kind.label) for kind in Loss),
]  # fmt: skip
WORDS: dict[str, dict[Any, Any]] = {
    name: {choice.value: choice.label for choice in choices}
    for name, choices in (
        ("status", Status), ("kind", Kind), ("urgency", Urgency), ("field", Field),
        ("classification", Classification), ("occurred_precision", Precision),
        ("likelihood", Rank), ("impact", Rank), ("level", Rank),
        ("information_value", InformationValue), ("people_certainty", Certainty),
        ("information_source", Informant), ("relays__channel", Channel),
    )
}  # fmt: skip
MOMENTS = {"occurred_at", "submitted_at", "verified_at", "relays__told_at"}
MASKED = {"byline", "information_source"}
HIDDEN = "disamarkan"
Figures = dict[int, dict[str, str]]


def lines(rows: IncidentQuerySet, *, masked: bool) -> Iterator[list[Any]]:
    """The rows in order, a chunk at a time with its figures."""
    found = rows.values_list(*COLUMNS).iterator(chunk_size=CHUNK)
    while chunk := list(islice(found, CHUNK)):
        keys = [row[0] for row in chunk]
        tolls, losses = figures(Casualty, keys), figures(Damage, keys)
        veils = masks.of(keys) if masked else {}
        for row in chunk:
            if masked:
                row = under(veils[row[0]], row)
            yield line(row, tolls.get(row[0], {}), losses.get(row[0], {}), masked)


def under(veil: masks.Veil, row: tuple[Any, ...]) -> tuple[Any, ...]:
    """The row with the names of who reported taken out of its free text."""
    cells = zip(COLUMNS, row, strict=True)
    return tuple(veil.over(cell) if name in masks.TEXTS else cell for name, cell in cells)


def line(
    row: tuple[Any, ...], tolls: dict[str, str], losses: dict[str, str], masked: bool
) -> list[Any]:
    """One report; a figure nobody gave is empty, one that is unknown says so."""
    cells = [
        value if write is None else write(value)
        for value, write in zip(row[1:], WRITERS[masked], strict=True)
    ]
    cells += [tolls.get(kind, "") for kind in TOLL]
    return cells + [losses.get(kind, "") for kind in Loss]


def moment(value: dt.datetime | None) -> str:
    """A time in words, without the spaces that must not break."""
    return words.date_time(value).replace(words.NBSP, " ") if value else ""


def writer(name: str, masked: bool) -> Callable[[Any], str] | None:
    """How a value of a column is written; None where it stands as it is (nothing is empty)."""
    if masked and name in MASKED:
        return lambda _: HIDDEN
    if name in MOMENTS:
        return moment
    if name not in WORDS:
        return None
    known = WORDS[name]
    return lambda value: known.get(value, "")


# Decided once for each column: a file has millions of cells.
WRITERS = {masked: [writer(name, masked) for name in COLUMNS[1:]] for masked in (False, True)}


def figures(model: type[Casualty] | type[Damage], keys: list[int]) -> Figures:
    """The figures of some reports in words, in one query."""
    found: Figures = {}
    rows = model._default_manager.filter(incident_id__in=keys)
    for key, kind, value, certainty in rows.values_list(
        "incident_id", "kind", "value", "certainty"
    ):
        word = Certainty(certainty).label
        found.setdefault(key, {})[kind] = word if value is None else f"{value} ({word})"
    return found
