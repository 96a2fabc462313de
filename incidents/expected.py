"""The answers a rate of the table counts, one by one."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.text import slugify

from incidents.compliance import Block, Cell, Line
from timdu.core.periods import Month
from timdu.core.words import local_date


@dataclass(frozen=True)
class Answer:
    """One sender and one month that was expected."""

    name: str
    cell: Cell

    @property
    def month(self) -> Month:
        return self.cell.of.month

    @property
    def due_on(self) -> dt.date:
        """The last day on which it was in time: the deadline is the midnight after it."""
        return local_date(self.cell.of.due_at - dt.timedelta(seconds=1))


@dataclass(frozen=True)
class Group:
    """Answers that came alike; the key is where a number of the table leads to."""

    key: str
    title: str
    answers: list[Answer]


def answers(blocks: Iterable[Block], asked: Mapping[str, str]) -> list[Answer]:
    """What was expected of the senders and months asked about, in the order of the table.

    Vertical agencies are given no rates: theirs are listed only where one sender is asked about.
    """
    return [
        Answer(line.name, cell)
        for block in blocks
        if block.is_rated or asked.get("pengirim")
        for line in block.lines
        for cell in line.cells
        if cell.of.is_expected and is_asked(block, line, cell, asked)
    ]


def is_asked(block: Block, line: Line, cell: Cell, asked: Mapping[str, str]) -> bool:
    """Whether the cell is among those a number counts; what is not asked about may be any."""
    said = {"pengirim": line.key, "kelompok": slugify(block.title), "bulan": str(cell.of.month)}
    return all(asked.get(name, "") in ("", value) for name, value in said.items())


def groups(found: Iterable[Answer]) -> list[Group]:
    """In time, late, not at all; each only where there is one."""
    found = list(found)
    made = [
        Group("tepat-waktu", "Tepat waktu", [one for one in found if one.cell.of.is_on_time]),
        Group(
            "terlambat",
            "Terlambat",
            [one for one in found if one.cell.of.is_answered and not one.cell.of.is_on_time],
        ),
        Group("belum", "Belum melapor", [one for one in found if not one.cell.of.is_answered]),
    ]
    return [group for group in made if group.answers]


def heading(found: Iterable[Answer], year: int) -> str:
    """Whose answers, and of when: Toho 2026; Oktober 2026; the whole year."""
    found = list(found)
    names, months = {one.name for one in found}, {one.month for one in found}
    when = next(iter(months)).label if len(months) == 1 else str(year)
    whose = f"{next(iter(names))}, " if len(names) == 1 else ""
    return f"Jawaban bulanan: {whose}{when}"
