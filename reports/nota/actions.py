"""Beginning a nota dinas, and noting what was decided on it."""

import datetime as dt
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone

from incidents.cases import permissions as case_permissions
from incidents.cases.actions.rows import SHUT, Before, again, touched
from incidents.cases.models import Case
from reports.nota import permissions
from reports.nota.kind import CODE
from reports.nota.models import Decision, Nota
from timdu.core import event_names, events
from timdu.core.access import require
from timdu.core.workflow import WrongState
from timdu.documents import permissions as document_permissions
from timdu.documents import tasks as documents
from timdu.documents.models import Document
from timdu.team.models import User

event_names.name(nota_begin="Nota dinas disusun", nota_decide="Keputusan nota dinas dicatat")
UNNUMBERED = "Keputusan dicatat sesudah nota dinas bernomor."


@transaction.atomic
def begin(case: Case, *, by: User, today: dt.date) -> Nota:
    """Begin one, or return the one that was begun about it today."""
    require(permissions.can_write(by))
    row = again(case)
    require(document_permissions.can_open(by, CODE, row.team))
    if not row.is_open:
        raise WrongState(SHUT)
    require(case_permissions.can_take_along(by, row))
    document = documents.open_document(
        CODE, row.team, first=today, last=today, subject=row.code, by=by
    )
    made, is_new = Nota.objects.get_or_create(
        document=document, defaults={"case": row, "by": by}
    )  # fmt: skip
    if is_new:
        touched(row)
        events.record(by=by, what="nota.begin", about=[row, document], note=document.title)
    return made


@transaction.atomic
def decide(
    nota: Nota, *, by: User, verdict: str, decided_by: str, decided_on: dt.date, words: str,
    key: UUID | None = None,
) -> Decision:  # fmt: skip
    """Note what was decided; a second decision stands before the first, which stays."""
    require(permissions.can_decide(by))
    case = again(nota.case)
    document = Document.objects.select_for_update(of=("self",)).get(pk=nota.document_id)
    key = key or uuid4()
    if found := Decision.objects.filter(by=by, client_uuid=key).first():
        raise Before(found)
    if document.status not in Document.Status.with_number():
        raise WrongState(UNNUMBERED)
    if decided_on > timezone.localdate():
        raise WrongState("Keputusan dicatat sesudah diambil; tanggalnya belum tiba.")
    facts: dict[str, Any] = {"verdict": verdict, "decided_by": decided_by, "words": words}
    made = Decision(nota=nota, by=by, client_uuid=key, decided_on=decided_on, **facts)
    made.full_clean()
    made.save(force_insert=True)
    touched(case)
    note = f"{made}, {decided_by}. {words}".strip()
    events.record(by=by, what="nota.decide", about=[case, document], note=note)
    return made
