"""Beside a report on its page: the file and the row it came from."""

from typing import Any

from incidents.history.models import HistoryRow
from incidents.models import Incident
from incidents.models.choices import Origin
from timdu.team.models import User


def beside(user: User, incident: Incident) -> dict[str, Any] | None:
    """The panel of a report out of an old file; the file itself opens for the secretariat."""
    if incident.origin != Origin.HISTORY:
        return None
    rows = HistoryRow.objects.visible_to(user).filter(incident=incident)
    found = rows.select_related("reading__batch").defer(
        "reading__sheets", "reading__values", "reading__found"
    )
    row = found.first()
    if row is None:
        return None
    return {
        "template": "history/_beside.html",
        "row": row,
        "incident": incident,
        "opens": user.is_secretariat,
    }
