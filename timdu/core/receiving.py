"""Intake: one key of one account is received once, whatever the network does (design rule 10)."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from django.core.exceptions import SuspiciousOperation
from django.db import connection, models, transaction
from django.http import HttpRequest, QueryDict
from django.utils import timezone

from timdu.core.devices import Device
from timdu.core.models import Received
from timdu.core.receipts import content_hash
from timdu.core.workflow import WrongState

if TYPE_CHECKING:
    from timdu.team.models import User

KEY = "client_uuid"
NOT_CONTENT = (KEY, "csrfmiddlewaretoken")
# Twice what the longest form holds: each part of it also sends what it was filled from.
LONGEST = 200_000
Content = dict[str, Any]


class Outcome(Enum):
    """What became of what was sent."""

    NEW = 201
    SAME = 202
    OTHER = 409


class KeyTaken(WrongState):
    """The account used the key for a thing of another kind; `row` is that."""

    def __init__(self, row: Received) -> None:
        super().__init__(
            "Formulir ini sudah pernah terkirim sebagai kiriman lain. Muat ulang halaman, lalu "
            "kirim lagi."
        )
        self.row = row


class NoKey(WrongState):
    """Without a key nobody could tell a second delivery from a second thing."""

    def __init__(self) -> None:
        super().__init__("Kunci pengiriman bukan UUID yang sah.")


@dataclass(frozen=True)
class Wire:
    """What came over the wire, under which key, from which device."""

    client_uuid: UUID
    content: Content
    device: Device | None = None

    def afresh(self) -> "Wire":
        """The same as a thing of its own."""
        return replace(self, client_uuid=uuid4())


@dataclass(frozen=True)
class Receipt:
    """What stands under the key, and whether it is what was sent."""

    row: Received
    outcome: Outcome


def wire_of(request: HttpRequest, *, needs_key: bool) -> Wire:
    """What a form sent, under its key; without one under a new key, or NoKey where it needs one."""
    try:
        key = UUID(request.POST.get(KEY, ""))
    except ValueError as wrong:
        if needs_key:
            raise NoKey from wrong
        key = uuid4()
    return Wire(key, content_of(request.POST), getattr(request, "device", None))


def content_of(data: QueryDict) -> Content:
    """What was sent, text for text: a name sent once has a text, a name sent again a list.

    Beside the fields of the form a program can send anything: what no database keeps, or more than
    any form of ours holds, is answered with 400.
    """
    found = {name: [plain(text) for text in texts] for name, texts in data.lists()}
    whole = "".join(text for name, texts in found.items() for text in (name, *texts))
    if "\0" in whole or len(whole) > LONGEST:
        raise SuspiciousOperation("no form of ours sends this")
    return {
        name: texts if len(texts) > 1 else "".join(texts)
        for name, texts in found.items()
        if name not in NOT_CONTENT
    }


def plain(text: str) -> str:
    """A text as it was typed: browsers send the end of a line as two characters."""
    return text.replace("\r\n", "\n")


def find(wire: Wire, *, by: "User", kind: str) -> Receipt | None:
    """What the account sent under the key before; KeyTaken where it is of another kind."""
    row = Received.objects.filter(account=by, client_uuid=wire.client_uuid).first()
    if row is None:
        return None
    if row.kind != kind:
        raise KeyTaken(row)
    same = row.content_hash == content_hash(wire.content)
    return Receipt(row, Outcome.SAME if same else Outcome.OTHER)


def all_once(
    wires: Sequence[Wire], became: Sequence[models.Model], *, by: "User", kind: str
) -> None:
    """Enter what many rows became, in one statement; the caller let nobody else in meanwhile.

    For rows whose keys come from one locked record: what `once` does for each with its own lock and
    savepoint takes minutes for five hundred in one transaction.
    """
    Received.objects.bulk_create(
        Received(
            account=by,
            client_uuid=wire.client_uuid,
            kind=kind,
            content_hash=content_hash(wire.content),
            device=wire.device.key if wire.device else None,
            device_name=wire.device.name if wire.device else "",
            became=row,
        )
        for wire, row in zip(wires, became, strict=True)
    )


@transaction.atomic
def once(
    wire: Wire,
    *,
    by: "User",
    kind: str,
    make: Callable[[], models.Model],
    keeps_content: bool = True,
    at: dt.datetime | None = None,
) -> Receipt:
    """Let `make` write what was sent, unless the account sent it before under this key.

    Whatever `make` raises leaves nothing behind, and the key free. Two deliveries under one key
    take turns: the second finds what the first has written.
    """
    with connection.cursor() as cursor:
        words = f"{by.pk}:{wire.client_uuid}"
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [words])
    known = find(wire, by=by, kind=kind)
    if known is not None:
        return known
    row = Received(
        account=by,
        client_uuid=wire.client_uuid,
        kind=kind,
        content=wire.content if keeps_content else None,
        content_hash=content_hash(wire.content),
        device=wire.device.key if wire.device else None,
        device_name=wire.device.name if wire.device else "",
        became=make(),
        at=at or timezone.now(),
    )
    row.save(force_insert=True)
    return Receipt(row, Outcome.NEW)
