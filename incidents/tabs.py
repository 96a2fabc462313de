"""Tabs beside the queue's own: what waits for the desk after verification is told by rooms above.

Reports know nothing of permasalahan; `incidents/cases` registers its tab here.
"""

from collections.abc import Callable
from dataclasses import dataclass

from timdu.team.models import User


@dataclass(frozen=True)
class Beside:
    """One more tab: its word, where it leads, how many rows stand there, also in words."""

    key: str
    word: str
    href: str
    count: str
    rows: int


Maker = Callable[[User], Beside]
MADE: list[Maker] = []


def register(maker: Maker) -> None:
    """Let a room above add its tab; called from its `AppConfig.ready()`."""
    if maker not in MADE:
        MADE.append(maker)


def of(user: User) -> list[Beside]:
    """The tabs of the rooms above, for this person of the desk."""
    return [maker(user) for maker in MADE]
