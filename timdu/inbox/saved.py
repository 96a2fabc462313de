"""Which lists may be saved with their filters, and how much a saved one finds for its owner.

The apps above say it of their own lists (`saved.register(...)`): the inbox knows no list.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from django.http import QueryDict

from timdu.core import words
from timdu.core.access import Verdict
from timdu.inbox.models import SavedFilter
from timdu.team.models import User

# Nobody is told an exact thousand, and no page or mail counts a whole table.
MOST = 1000


@dataclass(frozen=True)
class Page:
    """One list: its address, what it lists, who may open it, how many rows a filter finds.

    `clean` leaves of a query what the list understands, without the place in its pages.
    """

    path: str
    word: str
    unit: str
    allowed: Callable[[User], Verdict]
    count: Callable[[User, QueryDict, dt.datetime, int], int]
    clean: Callable[[User, QueryDict], str]


PAGES: dict[str, Page] = {}


def register(page: Page) -> None:
    """Let a list be saved with its filters."""
    PAGES[page.path] = page


def found(row: SavedFilter, now: dt.datetime) -> int | None:
    """How many rows it finds for its owner, up to MOST; None when the list is closed to them."""
    page, owner = PAGES.get(row.path), row.owner
    if page is None or not page.allowed(owner):
        return None
    return page.count(owner, QueryDict(row.query), now, MOST)


def said(row: SavedFilter, number: int) -> str:
    """12 laporan; of very many that there are more."""
    unit = PAGES[row.path].unit
    if number >= MOST:
        return f"{words.number(MOST)} {unit} atau lebih"
    return words.count(number, unit)


def of(user: User, path: str) -> list[SavedFilter]:
    """What stands above a list: one's own and shared ones, by name."""
    rows = SavedFilter.objects.visible_to(user).current().filter(path=path)
    return list(rows.select_related("owner")[:SHOWN])


SHOWN = 20
