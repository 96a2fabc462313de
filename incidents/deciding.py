"""What rooms above let the verifier do in the same step as verifying: reports know nothing of it.

`incidents/cases` registers the choice of a permasalahan here. A part is a form: it is shown
beneath the assessment, asked whether it is valid, and carried out in the verification's
transaction, so that either both happen or neither.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from django.contrib.sessions.backends.base import SessionBase

from incidents import permissions
from incidents.models import Incident
from timdu.team.models import User


@dataclass(frozen=True)
class Carried:
    """What became of a part: words that go on "diverifikasi", and the page to go on with."""

    words: str = ""
    url: str = ""


class Part(Protocol):
    """One part of the page, filled in or empty."""

    template: str

    def is_valid(self) -> bool:
        """Whether what was filled in can be done."""
        ...

    def carry_out(self, incident: Incident, *, by: User) -> Carried:
        """Do it."""
        ...

    def kept(self) -> dict[str, str]:
        """What was filled in, to be shown again when the assessment was only saved."""
        ...

    def typed(self) -> list[tuple[str, str]]:
        """What was filled in, in words, for when it can no longer be done."""
        ...


Sent = Mapping[str, Any] | None
Maker = Callable[[User, Incident, Sent, Mapping[str, str]], Part | None]
MADE: list[Maker] = []
NAME, MOST = "verifikasi_disimpan", 20


def register(maker: Maker) -> None:
    """Let a room above add its part; called from its `AppConfig.ready()`."""
    if maker not in MADE:
        MADE.append(maker)


def parts(
    user: User, incident: Incident, data: Sent = None, kept: Mapping[str, str] | None = None
) -> list[Part]:
    """The parts for this verifier of this report, as sent or as they were kept.

    Whoever only reads and notes is asked nothing: what would be offered is not even looked for.
    """
    if not permissions.can_verify(user, incident):
        return []
    return [part for maker in MADE if (part := maker(user, incident, data, kept or {})) is not None]


def keep(session: SessionBase, incident: Incident, filled: list[Part]) -> None:
    """Hold what was chosen beside a saved assessment: it is no fact of the report yet."""
    held = dict(session.get(NAME, {}))
    held.pop(incident.code, None)
    if values := {key: value for part in filled for key, value in part.kept().items() if value}:
        held[incident.code] = values
    session[NAME] = dict(list(held.items())[-MOST:])


def held(session: SessionBase, incident: Incident) -> dict[str, str]:
    """What was chosen beside the saved assessment of this report."""
    found: dict[str, str] = session.get(NAME, {}).get(incident.code, {})
    return found
