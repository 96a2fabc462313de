"""The one arrow of imported history: back with its whole file."""

from typing import Any

from incidents.history import permissions
from incidents.models.choices import Status as S
from timdu.core.access import Verdict
from timdu.core.workflow import Transition
from timdu.team.models import User

TAKE_BACK = "take_back"


def can_take_back(user: User, incident: Any) -> Verdict:
    """Asked of the file the report came from; the caller reads it along."""
    return permissions.can_undo(user, incident.reading)


TRANSITIONS = {
    TAKE_BACK: Transition(
        "Tarik bersama riwayatnya", frozenset({S.CLOSED}), S.WITHDRAWN, can_take_back,
        needs_note=True,
    ),
}  # fmt: skip
