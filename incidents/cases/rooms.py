"""What rooms above add to a permasalahan: its page, its chronology, its closing.

A room registers from its `AppConfig.ready()`; the permasalahan know nothing of any room. Each part
is asked with the reader, and says only what that reader may know.
"""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db import models

from incidents.cases.entry import Entry
from incidents.cases.models import Case, Closing
from timdu.team.models import User

# Its template and what that shows.
Panel = dict[str, Any]
# The words and the address of a list of its own.
Way = tuple[str, str]
# The value and the words of one choice of the form that closes.
Choice = tuple[str, str]


@dataclass(frozen=True)
class Open:
    """One thing of a room that is still open, as "Yang masih terbuka" shows it."""

    words: str
    url: str
    due_on: dt.date | None = None
    by: str = ""


@dataclass(frozen=True)
class Onward:
    """Where work may go on once a permasalahan was opened: the name of its address, its words."""

    name: str
    word: str


def no_panel(user: User, case: Case) -> Panel | None:
    """No panel."""
    return None


def nothing_told(user: User, case: Case) -> Iterable[Entry]:
    """No entries."""
    return ()


def nothing_open(user: User, case: Case) -> Iterable[Open]:
    """Nothing open."""
    return ()


def no_way(user: User) -> Way | None:
    """No list."""
    return None


def no_ending(user: User, case: Case) -> list[Choice]:
    """Nothing a closing could refer to."""
    return []


def no_lines(user: User, case: Case) -> list[str]:
    """Nothing for the message."""
    return []


def hangs_nothing(case: Case) -> Iterable[models.Model]:
    """No records."""
    return ()


def nowhere(user: User) -> Onward | None:
    """Nowhere to go on."""
    return None


def kept_nothing(closing: Closing, chosen: str, by: User) -> None:
    """Nothing to keep."""


@dataclass(frozen=True)
class Room:
    """One room above the permasalahan, and what it adds."""

    name: str
    # Beside the chronology.
    panel: Callable[[User, Case], Panel | None] = no_panel
    # Into the chronology, and so into "apa yang berubah sejak"; with a fixed number of queries.
    told: Callable[[User, Case], Iterable[Entry]] = nothing_told
    # Into "Yang masih terbuka", the earliest due first.
    open: Callable[[User, Case], Iterable[Open]] = nothing_open
    # Above the list of permasalahan.
    way: Callable[[User], Way | None] = no_way
    # Lines of the message for WhatsApp, of a permasalahan that is not Terbatas.
    lines: Callable[[User, Case], list[str]] = no_lines
    # Offered to whoever opens one while verifying a report.
    onward: Callable[[User], Onward | None] = nowhere
    # What "Selesai dengan kesepakatan para pihak" may refer to, and what keeps the choice, in the
    # transaction of the closing.
    ending: Callable[[User, Case], list[Choice]] = no_ending
    ended: Callable[[Closing, str, User], None] = kept_nothing
    # Its records about a permasalahan that may wait for somebody, for whoever asks without a door.
    hanging: Callable[[Case], Iterable[models.Model]] = hangs_nothing


ROOMS: dict[str, Room] = {}


def register(room: Room) -> None:
    """Let a room above add its parts; called from its `AppConfig.ready()`."""
    ROOMS[room.name] = room


def panels(user: User, case: Case) -> list[Panel]:
    """The panels for this reader of this permasalahan; the Inspektorat has the chronology."""
    if user.is_masked:
        return []
    return [panel for room in ROOMS.values() if (panel := room.panel(user, case))]


def told(user: User, case: Case) -> list[Entry]:
    """What the rooms tell this reader."""
    return [entry for room in ROOMS.values() for entry in room.told(user, case)]


def still_open(user: User, case: Case) -> list[Open]:
    """What is open in the rooms, the earliest due first, what has no date last."""
    if user.is_masked:
        return []
    rows = [row for room in ROOMS.values() for row in room.open(user, case)]
    return sorted(rows, key=lambda row: (row.due_on is None, row.due_on or dt.date.max))


def ways(user: User) -> list[Way]:
    """The lists of the rooms that this reader may open."""
    return [way for room in ROOMS.values() if (way := room.way(user))]


def lines(user: User, case: Case) -> list[str]:
    """What the rooms add to the message."""
    return [line for room in ROOMS.values() for line in room.lines(user, case)]


def onward(user: User) -> list[Onward]:
    """Where this person may go on after opening one."""
    return [step for room in ROOMS.values() if (step := room.onward(user)) is not None]


def endings(user: User, case: Case) -> list[Choice]:
    """What a closing by agreement may refer to."""
    return [choice for room in ROOMS.values() for choice in room.ending(user, case)]


def ended(closing: Closing, chosen: str, by: User) -> None:
    """Each room keeps what of the choice is its own."""
    for room in ROOMS.values():
        room.ended(closing, chosen, by)


def hanging(case: Case) -> list[models.Model]:
    """Every record of the rooms that stands on it."""
    return [record for room in ROOMS.values() for record in room.hanging(case)]
