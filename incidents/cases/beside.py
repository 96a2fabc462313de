"""What rooms above know of a permasalahan: entries of its chronology, and panels on its page."""

from collections.abc import Callable, Iterable
from typing import Any

from incidents.cases.models import Case
from timdu.team.models import User

# From the reader and the permasalahan to facts of chronicle.Entry, and to a panel or nothing.
Told = dict[str, Any]
Panel = dict[str, Any]
Tell = Callable[[User, Case], Iterable[Told]]
Show = Callable[[User, Case], Panel | None]
TELLING: list[Tell] = []
SHOWING: list[Show] = []


def register(*, tell: Tell, show: Show) -> None:
    """Let a room above speak; called from its `AppConfig.ready()`."""
    if tell not in TELLING:
        TELLING.append(tell)
        SHOWING.append(show)


def told(user: User, case: Case) -> list[Told]:
    """What they add to the chronology for this reader."""
    return [one for tell in TELLING for one in tell(user, case)]


def shown(user: User, case: Case) -> list[Panel]:
    """What they show beside it for this reader."""
    return [panel for show in SHOWING if (panel := show(user, case))]
