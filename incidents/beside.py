"""What stands beside a report on its page: rooms above say it, reports know nothing of them."""

from collections.abc import Callable
from typing import Any

from incidents.models import Incident
from timdu.team.models import User

# From the reader and the report to a panel (its template and what that shows), or to nothing.
Panel = dict[str, Any]
Beside = Callable[[User, Incident], Panel | None]
SAID: list[Beside] = []


def register(beside: Beside) -> None:
    """Let a room above add its panel; called from its `AppConfig.ready()`."""
    if beside not in SAID:
        SAID.append(beside)


def of(user: User, incident: Incident) -> list[Panel]:
    """The panels for this reader of this report."""
    return [panel for said in SAID if (panel := said(user, incident))]
