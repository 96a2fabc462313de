"""Langkah penanganan among what one handed in, and the photographs that follow them."""

from collections.abc import Collection, Iterable
from typing import Any

from incidents import following, sent
from incidents.cases import permissions
from incidents.cases.actions.handling import HANDLING
from incidents.cases.models import Handling
from incidents.following import Followed
from incidents.sent import Line, Sent
from timdu.core.access import Verdict
from timdu.core.models import Received
from timdu.team.models import User

WORD = "Langkah penanganan"
TAKEN_BACK = "Langkah ini sudah ditarik, jadi fotonya tidak dilampirkan."
SHUT = "Permasalahannya sudah ditutup, jadi foto langkah ini tidak dilampirkan lagi."


def of_handling(row: Received, handling: Handling) -> dict[str, Any]:
    """What stands of it now, under the code of its permasalahan."""
    code = handling.case.code
    return {
        "title": f"Langkah {code}",
        "code": code,
        "status": "withdrawn" if handling.withdrawn_at else "received",
        "url": sent.address(row),
    }


def line(row: Received, handling: Handling) -> Line:
    """One langkah in the list of one's own deliveries."""
    gone = handling.withdrawn_at is not None
    return Line(
        row, WORD, handling.case.code, "" if handling.is_secret else handling.what,
        "withdrawn" if gone else "received", "Ditarik" if gone else "Tercatat",
        handling.withdrawn_reason or "Tampil di kronologi permasalahan.", sent.address(row),
    )  # fmt: skip


def seen(user: User, keys: Collection[str]) -> Iterable[Handling]:
    """Those the person may still open."""
    return Handling.objects.visible_to(user).filter(pk__in=keys).select_related("case")


def may_follow(user: User, handling: Handling) -> Verdict:
    """Photographs follow the steps of whoever may write them down."""
    return permissions.can_handle(user)


def shut(handling: Handling) -> str:
    """Until it is taken back; while its permasalahan is closed nothing of it changes."""
    if handling.withdrawn_at is not None:
        return TAKEN_BACK
    return "" if handling.case.is_open else SHUT


def register() -> None:
    """Called from `AppConfig.ready()`."""
    sent.register(HANDLING, Sent(WORD, of_handling, seen, line))
    following.register(Followed(Handling, "by", may_follow, shut))
