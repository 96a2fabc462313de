"""Two reports that tell the same: merged, taken apart again, or said to be different."""

import datetime as dt
from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from incidents import permissions, workflow
from incidents.actions import waiting
from incidents.actions.rows import again
from incidents.alike.keeping import both_ways
from incidents.models import Incident, Likeness, Merge
from incidents.models.choices import COMPARED, Origin, Status
from timdu.core import event_names, events
from timdu.core import workflow as core_workflow
from timdu.core.access import require
from timdu.core.workflow import WrongState
from timdu.inbox import todos
from timdu.team.models import User

event_names.name(
    incident_merge="Digabung",
    incident_separate="Dipisahkan lagi",
    incident_differ="Dinyatakan berbeda",
    incident_weigh="Kemiripan ditimbang lagi",
)
# What merging ends and taking apart lets wait again.
ENDED = (waiting.COMPLETE, waiting.RETURNED, waiting.CHECK)
# Their notes name no other report: who reads one may not know of the other (views.chronicle).
OF_TWO = ("incident.merge", "incident.separate", "incident.differ", "incident.weigh")


def hold(*incidents: Incident) -> None:
    """Lock them, always in one order: two people may merge crosswise."""
    rows = Incident.objects.filter(pk__in=[row.pk for row in incidents]).order_by("pk")
    list(rows.select_for_update(of=("self",)))


@transaction.atomic
def merge(
    incident: Incident,
    target: Incident,
    *,
    by: User,
    note: str,
    version: int,
    target_version: int | None = None,
) -> Incident:
    """Say that both tell the same; all that hangs on this one stays with it, linked."""
    hold(incident, target)
    row = again(incident)
    core_workflow.check(workflow.TRANSITIONS, "merge", row, by, note=note)
    row, target = again(incident, version=version), again(target, version=target_version)
    if target.pk == row.pk:
        raise WrongState("Laporan tidak dapat digabung dengan dirinya sendiri.")
    if target.status not in COMPARED:
        raise WrongState(
            f"{target.code} berstatus “{target.get_status_display()}”; pilih laporan yang berlaku."
        )
    before = {
        "status": row.status,
        "outcome_reason": row.outcome_reason,
        "todos": todos.open_keys(ENDED, row),
    }
    reason = note.strip()
    Merge.objects.create(incident=row, target=target, reason=reason, before=before, by=by)
    row.status, row.merged_into, row.outcome_reason = Status.MERGED, target, reason
    row.version += 1
    row.save()
    tell("incident.merge", row, target, by=by, note=reason)
    for kind in ENDED:
        waiting.is_over(row, kind, by=by)
    return row


@transaction.atomic
def separate(
    incident: Incident, *, by: User, note: str, version: int, now: dt.datetime | None = None
) -> Incident:
    """Take a merging back: status, verdict and what waited are exactly what they were."""
    row = again(incident)
    core_workflow.check(workflow.TRANSITIONS, "separate", row, by, note=note)
    row = again(incident, version=version)
    target = row.merged_into
    assert target is not None
    made = Merge.objects.standing().filter(incident=row).select_for_update(of=("self",)).first()
    before = made.before if made else {}
    row.status = Status(before.get("status") or untold(row))
    row.merged_into, row.outcome_reason = None, before.get("outcome_reason", "")
    row.version += 1
    row.save()
    if made is not None:
        made.undone_by, made.undone_at, made.undone_reason = by, now or timezone.now(), note.strip()
        made.save(update_fields=["undone_by", "undone_at", "undone_reason"])
    todos.reopen(before.get("todos", []))
    tell("incident.separate", row, target, by=by, note=note.strip())
    return row


def untold(row: Incident) -> Status:
    """Where a report goes that was merged before mergings were kept: its verdict stands on it."""
    is_checked = row.verified_at is not None or row.origin == Origin.HISTORY
    return Status.VERIFIED if is_checked else Status.SUBMITTED


def tell(what: str, row: Incident, other: Incident, *, by: User, note: str = "") -> None:
    """One line in the chronology of both; the codes are said only to who may know of both."""
    pair = {"from": row.code, "to": other.code}
    events.record(by=by, what=what, about=[row, other], note=note, data=pair)


@transaction.atomic
def differ(incident: Incident, others: Iterable[Incident], *, by: User) -> int:
    """Say that what looks alike is not the same matter; it is not suggested again."""
    require(permissions.can_triage(by))
    return sum(_judge(incident, other, by, True) for other in others)


@transaction.atomic
def weigh_again(incident: Incident, other: Incident, *, by: User) -> int:
    """Take back that the two are different."""
    require(permissions.can_triage(by))
    return _judge(incident, other, by, False)


def _judge(incident: Incident, other: Incident, by: User, is_different: bool) -> int:
    """Write the verdict in both directions; 0 when it stood already, or nothing was suggested."""
    moment, person = (timezone.now(), by) if is_different else (None, None)
    changed = 0
    for one, two in sorted(both_ways(incident.pk, other.pk)):
        rows = Likeness.objects.filter(incident=one, other=two, dismissed_at__isnull=is_different)
        changed += rows.update(dismissed_at=moment, dismissed_by=person)
    if changed:
        what = "incident.differ" if is_different else "incident.weigh"
        tell(what, incident, other, by=by)
    return changed
