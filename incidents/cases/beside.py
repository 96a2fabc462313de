"""What rooms above say of a permasalahan on its page and in its message; it knows nothing of them.

What they say in its chronology stands in `chronicle.TOLD_ABOVE`, what they open in
`models.visibility.OPENED_ABOVE`. All are added in the `AppConfig.ready()` of the room above.
"""

from collections.abc import Callable
from typing import Any

from incidents.cases.models import Case
from timdu.team.models import User

# A panel: its template and what that shows; nothing where there is nothing to say.
PANELS: list[Callable[[User, Case], dict[str, Any] | None]] = []
# Lines of the message for WhatsApp, of a permasalahan that is not Terbatas.
LINES: list[Callable[[User, Case], list[str]]] = []


def panels(user: User, case: Case) -> list[dict[str, Any]]:
    """The panels for this reader."""
    return [panel for said in PANELS if (panel := said(user, case))]


def lines(user: User, case: Case) -> list[str]:
    """The lines for this reader."""
    return [line for said in LINES for line in said(user, case)]
