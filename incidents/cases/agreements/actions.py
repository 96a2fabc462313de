"""Recording a kesepakatan, changing it, looking whether it is kept, taking it back."""

import datetime as dt
from collections.abc import Sequence
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone

from incidents.cases.actions.rows import SHUT, Before, again, touched
from incidents.cases.agreements import permissions, tasks
from incidents.cases.agreements.models import (
    Agreement,
    AgreementCheck,
    AgreementClosing,
    Amendment,
    Clause,
)
from incidents.cases.agreements.models.choices import MILESTONES
from incidents.cases.agreements.words import Butir, changes
from incidents.cases.agreements.workflow import TRANSITIONS
from incidents.cases.models import Case, Closing
from timdu.core import event_names, events
from timdu.core import workflow as core_workflow
from timdu.core.access import require
from timdu.core.conflicts import Stale
from timdu.core.workflow import WrongState
from timdu.inbox import todos
from timdu.team.models import User

event_names.name(
    agreement_record="Kesepakatan dicatat",
    agreement_amend="Kesepakatan diubah",
    agreement_check="Kesepakatan diperiksa",
    agreement_withdraw="Kesepakatan ditarik",
)
EMPTY = "Tulis paling sedikit satu butir kesepakatan."
UNSAID = "Tulis alasan perubahan isi kesepakatan."
EARLY = "Kesepakatan dan pemeriksaannya dicatat sesudah terjadi; tanggalnya belum tiba."


@transaction.atomic
def record(
    case: Case, *, by: User, facts: dict[str, Any], clauses: Sequence[Butir],
    key: UUID | None = None,
) -> Agreement:  # fmt: skip
    """Write down what the parties agreed; pressed twice, the second press raises Before."""
    require(permissions.can_record(by))
    row = again(case)
    key = key or uuid4()
    if found := Agreement.objects.filter(by=by, client_uuid=key).first():
        raise Before(found)
    if not row.is_open:
        raise WrongState(SHUT)
    made = Agreement(case=row, by=by, client_uuid=key, **facts)
    made.next_check_on = next_check(made, ())
    hold(made, clauses)
    made.save(force_insert=True)
    put_clauses(made, clauses)
    touched(row)
    events.record(by=by, what="agreement.record", about=[row, made], note=made.summary)
    tasks.ask(made, timezone.now())
    return made


def hold(row: Agreement, clauses: Sequence[Butir]) -> None:
    """What no kesepakatan may lack."""
    if not clauses:
        raise WrongState(EMPTY)
    if row.agreed_on > timezone.localdate():
        raise WrongState(EARLY)
    row.full_clean()


def put_clauses(row: Agreement, clauses: Sequence[Butir]) -> None:
    """The clauses as the form left them; the history keeps those taken out."""
    row.clauses.filter(position__gt=len(clauses)).delete()
    for position, one in enumerate(clauses, 1):
        facts = one._asdict()
        Clause.objects.update_or_create(agreement=row, position=position, defaults=facts)


def next_check(row: Agreement, done: Sequence[int | None]) -> dt.date | None:
    """The day of the first look nobody has made; none when all three are made."""
    left = [days for days in MILESTONES if days not in done]
    return row.agreed_on + dt.timedelta(days=left[0]) if left else None


def move(agreement: Agreement, action: str, *, by: User, note: str = "") -> Agreement:
    """The row under lock, if the arrow leaves its state; the permasalahan is locked before it."""
    again(agreement.case)
    row = tasks.locked(agreement.pk)
    transition = core_workflow.check(TRANSITIONS, action, row, by, note=note)
    row.status = Agreement.Status(transition.target)
    return row


@transaction.atomic
def amend(
    agreement: Agreement, *, by: User, version: int | None, facts: dict[str, Any],
    clauses: Sequence[Butir], reason: str,
) -> Agreement:  # fmt: skip
    """Change it as the parties did, or put a slip right; what it said before is kept."""
    row = move(agreement, "amend", by=by)
    if not row.case.is_open:
        raise WrongState(SHUT)
    if version is not None and version != row.version:
        raise Stale(row)
    said = changes(row, facts, clauses)
    if not said:
        return row
    if not reason.strip():
        raise WrongState(UNSAID)
    for name, value in facts.items():
        setattr(row, name, value)
    row.next_check_on = next_check(row, list(row.checks.values_list("milestone", flat=True)))
    row.version += 1
    hold(row, clauses)
    row.save()
    put_clauses(row, clauses)
    Amendment.objects.create(agreement=row, changes="\n".join(said), reason=reason.strip(), by=by)
    touched(row.case)
    note = f"{reason.strip()}\n" + "\n".join(said)
    events.record(by=by, what="agreement.amend", about=[row.case, row], note=note)
    tasks.ask(row, timezone.now())
    return row


@transaction.atomic
def check(
    agreement: Agreement, *, by: User, result: str, sentence: str, checked_on: dt.date,
    milestone: int | None, key: UUID | None = None,
) -> AgreementCheck:  # fmt: skip
    """Somebody looked whether it is kept; also after the permasalahan was closed."""
    row = move(agreement, "check", by=by)
    key = key or uuid4()
    if found := AgreementCheck.objects.filter(by=by, client_uuid=key).first():
        raise Before(found)
    done = list(row.checks.values_list("milestone", flat=True))
    if milestone is not None and milestone in done:
        raise WrongState(f"Pemeriksaan hari ke-{milestone} sudah dicatat.")
    refuse_day(row, checked_on)
    made = AgreementCheck(
        agreement=row, milestone=milestone, checked_on=checked_on, result=result,
        sentence=sentence, by=by, client_uuid=key,
    )  # fmt: skip
    made.full_clean()
    made.save(force_insert=True)
    newest = row.checks.first()
    row.result = newest.result if newest else ""
    row.next_check_on = next_check(row, [*done, milestone])
    row.save(update_fields=["result", "next_check_on"])
    touched(row.case)
    note = f"{made}. {sentence}"
    events.record(by=by, what="agreement.check", about=[row.case, row], note=note)
    todos.close(tasks.CHECK, row, by=by)
    tasks.ask(row, timezone.now())
    return made


def refuse_day(row: Agreement, day: dt.date) -> None:
    """Nobody looks before there is anything to look at, or tomorrow."""
    if day > timezone.localdate():
        raise WrongState(EARLY)
    if day < row.agreed_on:
        raise WrongState("Pemeriksaan tidak mendahului tanggal kesepakatan.")


@transaction.atomic
def withdraw(agreement: Agreement, *, by: User, reason: str) -> Agreement:
    """It was written down by mistake; its words stay, struck out, and nobody is asked any more."""
    row = move(agreement, "withdraw", by=by, note=reason)
    if not row.case.is_open:
        raise WrongState(SHUT)
    row.withdrawn_at, row.withdrawn_by = timezone.now(), by
    row.withdrawn_reason, row.next_check_on = reason.strip(), None
    row.full_clean()
    row.save()
    touched(row.case)
    note = f"{row}. {row.withdrawn_reason}"
    events.record(by=by, what="agreement.withdraw", about=[row.case, row], note=note)
    todos.close(tasks.CHECK, row, by=by)
    return row


def close_with(closing: Closing, pk: int, *, by: User) -> None:
    """Keep with which kesepakatan the permasalahan was closed, in the closing's transaction."""
    rows = Agreement.objects.visible_to(by).standing().select_for_update(of=("self",))
    row = rows.filter(pk=pk, case=closing.case).first()
    if row is None:
        raise WrongState("Kesepakatan yang dipilih tidak berlaku lagi. Muat ulang halaman ini.")
    AgreementClosing.objects.create(closing=closing, agreement=row)
