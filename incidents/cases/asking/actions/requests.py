"""A permintaan koordinasi asked, answered, taken back."""

from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone

from incidents.cases.asking import addressing, permissions
from incidents.cases.asking.actions import rows, waiting
from incidents.cases.asking.actions.arrows import move_request
from incidents.cases.asking.models import Answer, CoordinationRequest
from incidents.cases.models import Case
from timdu.core import event_names
from timdu.core.access import require
from timdu.inbox.models import Arahan
from timdu.team.models import User

event_names.name(
    request_ask="Permintaan koordinasi dikirim",
    arahan_asked="Arahan menjadi permintaan koordinasi",
    request_answer="Permintaan koordinasi dijawab",
    request_withdraw="Permintaan koordinasi ditarik",
)


@transaction.atomic
def ask(
    *,
    by: User,
    case: Case | None = None,
    arahan: Arahan | None = None,
    key: UUID | None = None,
    **facts: Any,
) -> CoordinationRequest:
    """Ask an office nobody here commands; `key` is the form's own, as of a disposisi."""
    require(permissions.can_ask(by))
    key, now = key or uuid4(), timezone.now()
    rows.refuse_again(CoordinationRequest, key, by)
    case = rows.stands_on(case, arahan, by)
    office = {name: facts.get(name) for name in ("agency", "partner", "person")}
    addressing.refuse_asking(by, **office)
    reached = {name: office[name] for name in ("agency", "person")}
    addressing.refuse_unnamed(case, addressing.people_of(team_id=by.own_team.pk, **reached))
    made = CoordinationRequest(
        team=by.own_team, case=case, arahan=arahan, by=by, client_uuid=key, at=now,
        changed_at=now, **facts,
    )  # fmt: skip
    rows.coded(made, "PK", now)
    rows.say(made, "request.ask", by=by, note=f"Kepada {made.addressee}: {made.subject}")
    rows.grew_out(made, "arahan.asked", by=by)
    rows.case_moved(made, now)
    waiting.for_asked(made)
    return made


@transaction.atomic
def answer(
    request: CoordinationRequest,
    *,
    by: User,
    reply: str,
    text: str = "",
    told: str = "",
    key: UUID | None = None,
) -> Answer:
    """One of the five; a later answer holds, the earlier ones stay on record."""
    require(permissions.can_answer(by, request))
    key = key or uuid4()
    rows.refuse_again(Answer, key, by)
    row = rows.again(request)
    transition = move_request(row, "answer", by=by)
    told = rows.told_by(by, told, is_own=permissions.is_asked(by, row))
    made = Answer(request=row, reply=reply, text=text.strip(), told=told, by=by, client_uuid=key)
    made.full_clean()
    made.save()
    row.status, row.reply, row.answered_at = transition.target, reply, made.at
    rows.changed(row, "status", "reply", "answered_at")
    waiting.asked_is_over(row, by=by)
    said = f"{row.addressee}: {made}" + (f". {made.text}" if made.text else "")
    rows.say(row, "request.answer", by=by, note=rows.on_behalf(said, told))
    waiting.moved(row, "answer", [row.by])
    return made


@transaction.atomic
def withdraw(request: CoordinationRequest, *, by: User, note: str) -> CoordinationRequest:
    """Nobody needs to answer it any more."""
    row = rows.again(request)
    transition = move_request(row, "withdraw", by=by, note=note)
    row.status, row.withdrawn_by, row.withdrawn_at = transition.target, by, timezone.now()
    row.withdrawn_reason = note.strip()
    rows.changed(row, "status", "withdrawn_by", "withdrawn_at", "withdrawn_reason")
    waiting.asked_is_over(row, by=by)
    rows.say(row, "request.withdraw", by=by, note=f"{row.addressee}. {note.strip()}")
    return row
