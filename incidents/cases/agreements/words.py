"""A kesepakatan in words: what it says, and what changed in it."""

import datetime as dt
from collections.abc import Sequence
from typing import Any, NamedTuple

from incidents.cases.agreements.models import Agreement
from timdu.core import words


class Butir(NamedTuple):
    """One clause as it is typed."""

    what: str
    bound: str
    due_on: dt.date | None

    def __str__(self) -> str:
        due = f"paling lambat {words.long_date(self.due_on)}" if self.due_on else "tanpa batas"
        return f"{self.what} ({self.bound}; {due})"


def head(row: Agreement) -> dict[str, str]:
    """Each part in words, by its label."""
    return {
        "Pokok kesepakatan": row.summary,
        "Tanggal kesepakatan": words.long_date(row.agreed_on),
        "Tempat": row.place,
        "Mekanisme": row.mechanism_name,
        "Penengah": row.mediator,
        "Para pihak": ", ".join(row.parties),
    }


def clauses(rows: Sequence[Butir]) -> dict[str, str]:
    """The clauses by their number."""
    return {f"Butir {number}": str(row) for number, row in enumerate(rows, 1)}


def saved_clauses(row: Agreement) -> list[Butir]:
    """The clauses as they stand."""
    return [Butir(one.what, one.bound, one.due_on) for one in row.clauses.all()]


def saved(row: Agreement) -> dict[str, str]:
    """Everything the form shows, as it is saved."""
    return head(row) | clauses(saved_clauses(row))


def typed(row: Agreement, facts: dict[str, Any], butir: Sequence[Butir]) -> dict[str, str]:
    """The same, as somebody typed it over this kesepakatan."""
    imagined = Agreement(case=row.case)
    for field in Agreement._meta.concrete_fields:
        setattr(imagined, field.attname, getattr(row, field.attname))
    for name, value in facts.items():
        setattr(imagined, name, value)
    return head(imagined) | clauses(butir)


def changes(row: Agreement, facts: dict[str, Any], butir: Sequence[Butir]) -> list[str]:
    """What would change, line by line: Tempat: kantor camat → balai desa."""
    before, after = saved(row), typed(row, facts, butir)
    return [
        f"{key}: {before.get(key, 'tidak ada')} → {after.get(key, 'dihapus')}"
        for key in {**before, **after}
        if before.get(key) != after.get(key)
    ]
