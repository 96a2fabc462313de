"""What photographs may follow piece by piece: reports, and what rooms above register.

A telephone sends the text first, under a key of its own, and its photographs after it under the
same key. Whose they are is asked of each kind in turn.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import models

from timdu.core.access import Verdict
from timdu.team.models import User


@dataclass(frozen=True)
class Followed:
    """One kind of record: its rows, the column of whoever sent one, and who may add to it."""

    model: Any
    sender: str
    may: Callable[[User, Any], Verdict]
    # Why nothing more is attached to it; empty while something may be.
    shut: Callable[[Any], str]

    def own(self, user: User, key: UUID) -> models.Model | None:
        """What the person sent under the key and may still know of."""
        rows = self.model.objects.visible_to(user).filter(**{self.sender: user, "client_uuid": key})
        found: models.Model | None = rows.first()
        return found


KINDS: list[Followed] = []


def register(kind: Followed) -> None:
    """Let photographs follow a kind of record; called from `AppConfig.ready()`."""
    if kind not in KINDS:
        KINDS.append(kind)


def kind_of(record: models.Model) -> Followed:
    """The kind of the record, which is of one that was registered."""
    return of_model(type(record))


def of_model(model: Any) -> Followed:
    """The same by its class."""
    return next(kind for kind in KINDS if kind.model is model)


def sent_under(user: User, key: UUID) -> models.Model | None:
    """What the person sent under the key, of whatever kind."""
    return next((found for kind in KINDS if (found := kind.own(user, key)) is not None), None)
