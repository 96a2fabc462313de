"""Taking what was handed in, once; for programs a receipt, or why it was not taken."""

from collections.abc import Callable, Mapping
from typing import Any

from django.http import JsonResponse

from incidents import sent
from timdu.core import receiving
from timdu.core.models import Received
from timdu.core.receiving import KEY, KeyTaken, NoKey, Outcome, Receipt, Wire, wire_of
from timdu.core.typing import AppRequest
from timdu.core.workflow import WrongState

HandIn = Callable[[Wire], Receipt]


def by_person(request: AppRequest, hand_in: HandIn) -> Receipt:
    """Hand in what a page sent, under its key or, where the page had none, a new one.

    Whoever goes back, writes something else and presses again means another thing: other content
    gets a key of its own.
    """
    wire = wire_of(request, needs_key=False)
    try:
        found = hand_in(wire)
    except KeyTaken:
        return hand_in(wire.afresh())
    return hand_in(wire.afresh()) if found.outcome == Outcome.OTHER else found


def by_program(
    request: AppRequest,
    kind: str,
    judge: Callable[[], HandIn | JsonResponse],
    *,
    field: str = "__all__",
    is_this: Callable[[Received], bool] = lambda row: True,
) -> JsonResponse:
    """Answer a program; `judge` says how to hand it in, or why that cannot be.

    What was received before gets its receipt first, also where it could not be taken any more: the
    answer to the first delivery was lost, and the report has been verified since.
    """
    try:
        wire = wire_of(request, needs_key=True)
        known = receiving.find(wire, by=request.user, kind=kind)
        if known is not None:
            return receipt(known if is_this(known.row) else Receipt(known.row, Outcome.OTHER))
        judged = judge()
        return judged if isinstance(judged, JsonResponse) else receipt(judged(wire))
    except WrongState as why:
        return refused(why, field)


def receipt(found: Receipt) -> JsonResponse:
    """201 for what is new, 202 for the same again, 409 for other content under the same key."""
    return JsonResponse(sent.receipt(found.row), status=found.outcome.value)


def errors(found: Mapping[str, Any]) -> JsonResponse:
    """What is wrong with it, field by field; nothing was taken."""
    return JsonResponse({"errors": found}, status=422)


def refused(why: WrongState, field: str = "__all__") -> JsonResponse:
    """It cannot be taken as things stand; a key used for another thing shows that thing."""
    if isinstance(why, KeyTaken):
        return receipt(Receipt(why.row, Outcome.OTHER))
    return errors({KEY if isinstance(why, NoKey) else field: [why.words]})
