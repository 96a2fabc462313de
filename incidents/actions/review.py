"""What the secretariat decides about a report: notes, assessment, verification, return."""

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils import timezone

from incidents import facts, permissions, readiness, workflow
from incidents.actions import answers, corrections, sharing, waiting
from incidents.actions.rows import again
from incidents.models import Incident
from incidents.models.choices import Classification, Status
from timdu.core import event_names, events, marks
from timdu.core import workflow as core_workflow
from timdu.core.access import require
from timdu.core.models import FieldMark
from timdu.core.workflow import WrongState
from timdu.team.models import User

event_names.name(
    incident_mark="Catatan perbaikan ditulis",
    incident_unmark="Catatan perbaikan ditarik",
    incident_assess="Pemeriksaan disimpan",
    incident_classify="Klasifikasi ditetapkan",
    incident_send_back="Dikembalikan kepada pelapor",
    incident_verify="Diverifikasi",
    incident_conflict="Ditetapkan sebagai Konflik Sosial",
)
# Events of the desk that the reporter's chronology leaves out.
INTERNAL = (
    "incident.mark", "incident.unmark", "incident.assess", "incident.share", "incident.differ",
    "incident.weigh", "incident.assign",
)  # fmt: skip
SET_AT_VERIFICATION = "Ditetapkan saat verifikasi."


@transaction.atomic
def mark(incident: Incident, field: str, note: str, *, by: User) -> FieldMark:
    """Write a note beside a field, once; the reporter reads it when the report is returned."""
    row = again(incident)
    require(permissions.can_mark(by, row))
    same = marks.of(row).filter(field=field, note=note, sent_at=None, answered_at=None).first()
    if same is not None:
        return same
    made = marks.add(row, field, note, by=by, before=answers.texts(row).get(field, ""))
    events.record(by=by, what="incident.mark", about=row, note=f"{facts.LABELS[field]}: {note}")
    return made


@transaction.atomic
def unmark(incident: Incident, mark_id: int, *, by: User) -> None:
    """Take back a note that should not have been written."""
    row = again(incident)
    require(permissions.can_mark(by, row))
    found = marks.of(row).filter(pk=mark_id, answered_at=None).first()
    if found is None:
        raise WrongState("Catatan ini sudah dijawab atau ditarik.")
    marks.withdraw(found)
    label = facts.LABELS.get(found.field, found.field)
    events.record(by=by, what="incident.unmark", about=row, note=f"{label}: {found.note}")


@transaction.atomic
def assess(
    incident: Incident,
    values: dict[str, Any],
    *,
    by: User,
    kind: str,
    review_version: int,
    now: dt.datetime | None = None,
) -> Incident:
    """Keep what the verifier has filled in so far, without deciding anything."""
    row = again(incident, review_version=review_version)
    require(permissions.can_verify(by, row))
    require(permissions.can_correct(by, row))
    if write_assessment(row, values, by=by):
        events.record(by=by, what="incident.assess", about=row)
    set_kind(row, kind, by=by, now=now or timezone.now())
    return row


def set_kind(row: Incident, kind: str, *, by: User, now: dt.datetime) -> None:
    """The verifier settles what sort of report it is; what was sent stays beside it."""
    if kind != row.kind:
        corrections.set_right(
            row, "kind", {"kind": kind}, by=by, reason=SET_AT_VERIFICATION, now=now
        )


def write_assessment(row: Incident, values: dict[str, Any], *, by: User) -> bool:
    """Put the assessment on the row; whether it changed anything."""
    changed = [name for name, value in values.items() if getattr(row, name) != value]
    was_secret = row.is_secret
    became_secret = values.get("classification") == Classification.SECRET and not was_secret
    for name in changed:
        setattr(row, name, values[name])
    if changed:
        row.review_version += 1
        row.save()
    if "classification" in changed:
        words = row.get_classification_display()
        events.record(by=by, what="incident.classify", about=row, note=words)
    if became_secret:
        sharing.name_those_who_know(row, by=by)
    if row.is_secret != was_secret:
        waiting.readdress(row, by=by)
    return bool(changed)


@transaction.atomic
def verify(
    incident: Incident,
    values: dict[str, Any],
    *,
    by: User,
    kind: str,
    version: int,
    review_version: int,
    conflict: dict[str, Any] | None = None,
    now: dt.datetime | None = None,
) -> Incident:
    """Say that the report is checked: full facts, no open note, every verdict given.

    `values` are the assessment; `conflict` the criteria and the reason when the
    verifier finds that it is a Konflik Sosial in the sense of the statute.
    """
    now = now or timezone.now()
    row = again(incident)
    core_workflow.check(workflow.TRANSITIONS, "verify", row, by)
    row = again(incident, version=version, review_version=review_version)
    in_the_way = readiness.blockers(facts.record(row), open_marks(row))
    if in_the_way:
        raise WrongState(f"Belum dapat diverifikasi: {'; '.join(in_the_way)}.")
    write_assessment(row, values, by=by)
    set_kind(row, kind, by=by, now=now)
    row.status, row.verified_by, row.verified_at = Status.VERIFIED, by, now
    row.is_social_conflict = conflict is not None
    row.conflict_criteria = conflict["criteria"] if conflict else []
    row.conflict_reason = conflict["reason"] if conflict else ""
    row.version += 1
    row.save()
    events.record(by=by, what="incident.verify", about=row, note=verdict(row))
    if conflict is not None:
        events.record(by=by, what="incident.conflict", about=row, note=row.conflict_reason)
    waiting.is_over(row, waiting.COMPLETE, by=by)
    waiting.is_over(row, waiting.CHECK, by=by)
    return row


def verdict(row: Incident) -> str:
    """The verification in one line, for the chronology."""
    words = [row.get_information_value_display(), f"sumber konflik {row.source}"]
    return f"{', '.join(words)}, {row.get_field_display()}."


def open_marks(row: Incident) -> int:
    """How many notes wait for an answer."""
    return marks.of(row).filter(answered_at=None).count()


@transaction.atomic
def send_back(incident: Incident, *, by: User, note: str = "") -> Incident:
    """Return the report with its open notes, a reason, or both."""
    row = again(incident)
    core_workflow.check(workflow.TRANSITIONS, "send_back", row, by)
    sent = marks.send(row)
    if not sent and not note.strip():
        raise WrongState("Tulis catatan perbaikan di sisi isian, atau satu alasan.")
    row.status, row.outcome_reason = Status.RETURNED, note.strip()
    row.version += 1
    row.save()
    words = f"{sent} catatan perbaikan. {note.strip()}" if sent else note.strip()
    events.record(by=by, what="incident.send_back", about=row, note=words.strip())
    waiting.is_over(row, waiting.CHECK, by=by)
    waiting.for_answers(row, sent)
    waiting.for_reporter(row)
    return row
