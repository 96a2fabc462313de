"""Closing a permasalahan on grounds, and opening it again with a reason."""

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from incidents.cases import rooms, workflow
from incidents.cases.actions.rows import again, still_known, touched
from incidents.cases.models import Case, Closing
from incidents.cases.models.choices import Status
from timdu.core import event_names, events
from timdu.core import workflow as core_workflow
from timdu.team.models import User

event_names.name(case_close="Permasalahan ditutup", case_reopen="Permasalahan dibuka lagi")


@transaction.atomic
def close(
    case: Case, *, by: User, outcome: str, checks: Sequence[str], grounds: str, settled: str = ""
) -> Closing:
    """It is over: what it came to, what was looked at, what shows it.

    `settled` is what of a room above the closing refers to (`rooms.endings`).
    """
    row = again(case)
    still_known(row, by)
    transition = core_workflow.check(workflow.TRANSITIONS, "close", row, by)
    made = Closing(case=row, by=by, outcome=outcome, checks=list(checks), grounds=grounds)
    made.full_clean()
    made.save()
    rooms.ended(made, settled, by)
    row.status = Status(transition.target)
    row.version += 1
    touched(row, "status", "version")
    note = f"{made.get_outcome_display()}. {grounds}"
    events.record(by=by, what="case.close", about=row, note=note)
    return made


@transaction.atomic
def reopen(case: Case, *, by: User, note: str) -> Case:
    """It was not over: the closing stays on record with why it did not hold."""
    row = again(case)
    still_known(row, by)
    transition = core_workflow.check(workflow.TRANSITIONS, "reopen", row, by, note=note)
    closing = row.closings.standing().select_for_update(of=("self",)).get()
    closing.reopened_at, closing.reopened_by = timezone.now(), by
    closing.reopened_reason = note.strip()
    closing.full_clean()
    closing.save(update_fields=["reopened_at", "reopened_by", "reopened_reason"])
    row.status = Status(transition.target)
    row.version += 1
    touched(row, "status", "version")
    events.record(by=by, what="case.reopen", about=row, note=note.strip())
    return row
