"""Setting a report aside and bringing it back: close, drop, and their ways back."""

from django.db import transaction

from incidents import workflow
from incidents.actions import waiting
from incidents.actions.rows import again
from incidents.models import Incident
from incidents.models.choices import Status
from timdu.core import event_names, events
from timdu.core import workflow as core_workflow
from timdu.team.models import User

event_names.name(
    incident_close="Ditutup",
    incident_reopen="Dibuka lagi",
    incident_drop="Tidak ditindaklanjuti",
    incident_restore="Dipulihkan",
)


@transaction.atomic
def move(incident: Incident, action: str, *, by: User, note: str, version: int) -> Incident:
    """Take one arrow of the workflow that needs only a reason."""
    row = again(incident)
    transition = core_workflow.check(workflow.TRANSITIONS, action, row, by, note=note)
    row = again(incident, version=version)
    row.status, row.outcome_reason = Status(transition.target), note.strip()
    if row.status == Status.SUBMITTED:
        start_over(row)
    row.version += 1
    row.save()
    events.record(by=by, what=f"incident.{action}", about=row, note=note.strip())
    settle(row, by=by)
    return row


def start_over(row: Incident) -> None:
    """Back in the queue nothing is verified any more."""
    row.verified_by, row.verified_at = None, None
    row.is_social_conflict, row.conflict_criteria, row.conflict_reason = False, [], ""


def settle(row: Incident, *, by: User) -> None:
    """What waited for the report waits only while it is open."""
    waiting.is_over(row, waiting.CHECK, by=by)
    if row.is_open:
        waiting.for_completion(row)
    else:
        waiting.is_over(row, waiting.COMPLETE, by=by)
        waiting.is_over(row, waiting.RETURNED, by=by)
