"""One list out of several: the newest of each kind, merged, cut into pages by key."""

import datetime as dt
from dataclasses import dataclass
from heapq import merge
from itertools import islice
from typing import Any

from django.db.models import Q

from reports.finding.sources import SOURCES, Rows, Source, worth_asking
from reports.finding.wanted import Wanted
from timdu.core import paging

PAGE_SIZE = 20
Key = tuple[dt.datetime, int, int]


@dataclass(frozen=True)
class Hit:
    """One row that was found, and where it stands in the list."""

    source: Source
    row: Any
    place: Key


@dataclass(frozen=True)
class Results:
    """One page: the rows, and the cursor of the page after them ("" on the last)."""

    hits: list[Hit]
    next_cursor: str
    is_first: bool

    @property
    def rows(self) -> list[Hit]:
        """As the paging of every list calls them."""
        return self.hits


def find(wanted: Wanted, kind: str = "", cursor: str = "") -> Results:
    """One page of what was found."""
    after = read(cursor)
    sources = [source for source in SOURCES if kind in ("", source.kind)]
    lists = [
        newest(source, SOURCES.index(source), rows, after)
        for source in worth_asking(wanted, sources)
        if (rows := source.rows(wanted)) is not None
    ]
    found = list(islice(merge(*lists, key=down), PAGE_SIZE + 1))
    shown = found[:PAGE_SIZE]
    more = write(shown[-1].place) if len(found) > PAGE_SIZE else ""
    return Results(shown, more, after is None)


def is_any(wanted: Wanted) -> bool:
    """Whether anything at all is found."""
    return any(
        rows is not None and rows.order_by().exists()
        for rows in (source.rows(wanted) for source in worth_asking(wanted, SOURCES))
    )


def down(hit: Hit) -> tuple[float, int, int]:
    """Grows down the list: the newest, of the same moment by kind, of the same kind by key."""
    moment, rank, key = hit.place
    return -moment.timestamp(), rank, -key


def newest(source: Source, rank: int, rows: Rows, after: Key | None) -> list[Hit]:
    """The first rows of one kind after a place in the list."""
    if after is not None:
        moment, other, key = after
        # Written as "≤ and not the same or later" so that one index scan can answer it.
        rows = rows.filter(**{f"{source.by}__lte" if rank >= other else f"{source.by}__lt": moment})
        if rank == other:
            rows = rows.exclude(Q(**{source.by: moment}) & Q(pk__gte=key))
    ordered = rows.order_by(f"-{source.by}", "-pk")[: PAGE_SIZE + 1]
    return [Hit(source, row, (getattr(row, source.by), rank, row.pk)) for row in ordered]


def write(place: Key) -> str:
    """A place in the list as one word of an address."""
    moment, rank, key = place
    return f"{rank}.{paging.encode([moment, key])}"


def read(cursor: str) -> Key | None:
    """The same, read back; None when it is none."""
    rank, _, rest = cursor.partition(".")
    found = paging.decode(rest) if rank.isdecimal() else None
    if not found or found[0] is None or int(rank) >= len(SOURCES):
        return None
    return found[0], int(rank), found[1]
