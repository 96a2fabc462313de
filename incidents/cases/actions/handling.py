"""Langkah penanganan: recorded, and taken back with a reason."""

import datetime as dt
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone

from incidents.cases import permissions
from incidents.cases.actions.rows import SHUT, Before, again, still_known, touched
from incidents.cases.models import Case, Handling
from timdu.core import event_names, events
from timdu.core.access import Denied, require
from timdu.core.receiving import Receipt, Wire, once
from timdu.core.workflow import WrongState
from timdu.team.models import User

event_names.name(
    case_handle="Langkah penanganan dicatat",
    case_unhandle="Langkah penanganan ditarik",
)
HANDLING = "handling"
SOON = dt.timedelta(minutes=5)


@transaction.atomic
def record(case: Case, *, by: User, key: UUID | None = None, **facts: Any) -> Handling:
    """Write down what was done, by whom, when, with what result.

    `key` is the form's own: pressed twice, the second press raises Before.
    """
    require(permissions.can_handle(by))
    row = again(case)
    still_known(row, by)
    key = key or uuid4()
    if found := Handling.objects.filter(by=by, client_uuid=key).first():
        raise Before(found)
    if not row.is_open:
        raise WrongState(SHUT)
    if not by.is_secretariat:
        facts = facts | own_office(by)
    made = Handling(case=row, by=by, client_uuid=key, **facts)
    if made.done_at > timezone.now() + SOON:
        raise WrongState("Langkah dicatat sesudah dilakukan; waktunya belum tiba.")
    made.full_clean()
    made.save()
    touched(row)
    events.record(by=by, what="case.handle", about=[row, made], note=str(made))
    return made


def hand_in(wire: Wire, *, case: Case, by: User, **facts: Any) -> Receipt:
    """Write it down once, however often it is sent."""

    def make() -> Handling:
        try:
            return record(case, by=by, key=wire.client_uuid, **facts)
        except Before as twice:
            # The page itself was sent under this key, without the queue.
            raise WrongState(f"Langkah ini sudah tercatat: {twice.row}") from twice

    return once(wire, by=by, kind=HANDLING, make=make)


def own_office(by: User) -> dict[str, Any]:
    """Whoever is not of the desk speaks for their own office."""
    if by.role == User.Role.KECAMATAN:
        return {"kecamatan": by.kecamatan, "agency": None, "partner": None}
    if by.agency is None:
        raise Denied("Langkah dicatat atas nama satu kantor.", "Sekretariat Tim Terpadu")
    return {"agency": by.agency, "kecamatan": None, "partner": None}


@transaction.atomic
def withdraw(handling: Handling, *, by: User, reason: str) -> Handling:
    """It was written down by mistake; its words stay, struck out."""
    row = again(handling.case)
    still_known(row, by)
    if not row.is_open:
        raise WrongState(SHUT)
    rows = Handling.objects.select_for_update(of=("self",))
    handling = rows.select_related("agency", "kecamatan", "partner", "case").get(pk=handling.pk)
    require(permissions.can_withdraw(by, handling))
    if handling.withdrawn_at is not None:
        raise WrongState("Langkah ini sudah ditarik.")
    handling.withdrawn_at, handling.withdrawn_by = timezone.now(), by
    handling.withdrawn_reason = reason
    handling.full_clean()
    handling.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_reason"])
    touched(row)
    note = f"{handling}. {reason}"
    events.record(by=by, what="case.unhandle", about=[row, handling], note=note)
    return handling
