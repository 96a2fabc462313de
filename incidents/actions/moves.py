"""Setting a report aside and bringing it back: close, drop, merge, and their ways back."""

from django.db import transaction

from incidents import workflow
from incidents.actions import waiting
from incidents.actions.rows import again
from incidents.models import Incident
from incidents.models.choices import Status
from timdu.core import event_names, events
from timdu.core import workflow as core_workflow
from timdu.core.workflow import WrongState
from timdu.team.models import User

event_names.name(
    incident_close="Ditutup",
    incident_reopen="Dibuka lagi",
    incident_drop="Tidak ditindaklanjuti",
    incident_restore="Dipulihkan",
    incident_merge="Digabung",
    incident_separate="Dipisahkan lagi",
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


@transaction.atomic
def merge(incident: Incident, target: Incident, *, by: User, note: str, version: int) -> Incident:
    """Say that both report the same; the rows of this one stay with it, linked."""
    # Both are locked, always in the same order: two people may merge them crosswise.
    both = Incident.objects.filter(pk__in=(incident.pk, target.pk)).order_by("pk")
    list(both.select_for_update(of=("self",)))
    row = again(incident)
    core_workflow.check(workflow.TRANSITIONS, "merge", row, by, note=note)
    row = again(incident, version=version)
    target = again(target)
    if target.pk == row.pk:
        raise WrongState("Laporan tidak dapat digabung dengan dirinya sendiri.")
    if target.status in (Status.DRAFT, Status.MERGED, Status.DROPPED, Status.WITHDRAWN):
        raise WrongState(
            f"{target.code} berstatus “{target.get_status_display()}”; pilih laporan yang berlaku."
        )
    row.status, row.merged_into, row.outcome_reason = Status.MERGED, target, note.strip()
    row.version += 1
    row.save()
    words = f"{row.code} digabung ke {target.code}. {note.strip()}"
    events.record(by=by, what="incident.merge", about=[row, target], note=words)
    settle(row, by=by)
    return row


def start_over(row: Incident) -> None:
    """Back in the queue nothing is verified any more."""
    row.merged_into = None
    row.verified_by, row.verified_at = None, None
    row.is_social_conflict, row.conflict_criteria, row.conflict_reason = False, [], ""


def settle(row: Incident, *, by: User) -> None:
    """What waited for the report waits only while it is open."""
    if row.is_open:
        waiting.for_completion(row)
    else:
        waiting.is_over(row, waiting.COMPLETE, by=by)
        waiting.is_over(row, waiting.RETURNED, by=by)
