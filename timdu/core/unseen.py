"""Rows that tell of a record the reader may not know of: rooms above say which those are.

An event, an opening, an arahan, a document, a mail and what waits belong to rooms below, and may be
about a record of a room above that is open to named persons only. The room above registers, for
each kind of row, what to leave out; the doors below ask here and know nothing of it.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

from django.db import models
from django.db.models import Q

if TYPE_CHECKING:
    from timdu.team.models import User

Rows = TypeVar("Rows", bound="models.QuerySet[Any]")
# From the reader to the rows of one model that are to be left out.
Question = Callable[["User"], Q]
_ASKED: dict[str, list[Question]] = {}


def leave_out(label: str, question: Question) -> None:
    """Leave such rows of a model ("core.event") out; called from an `AppConfig.ready()`."""
    asked = _ASKED.setdefault(label, [])
    if question not in asked:
        asked.append(question)


def without(rows: Rows, user: "User") -> Rows:
    """The rows this person may be told."""
    for question in _ASKED.get(rows.model._meta.label_lower, ()):
        rows = rows.exclude(question(user))
    return rows
