"""What rooms above made of an arahan, beside it on its page; the arahan knows nothing of them."""

from collections.abc import Callable
from typing import Any

from timdu.inbox.models import Arahan
from timdu.team.models import User

# A panel: its template and what that shows; added in the `AppConfig.ready()` of the room above.
PANELS: list[Callable[[User, Arahan], dict[str, Any] | None]] = []


def panels(user: User, arahan: Arahan) -> list[dict[str, Any]]:
    """The panels for this reader."""
    return [panel for said in PANELS if (panel := said(user, arahan))]
