"""What the secretariat did with a report, as the actions would have written it then.

The counterpart of incidents.actions.review, .moves, .corrections and .sharing.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from incidents import facts
from incidents.actions import corrections, review
from incidents.models import Correction, Merge, Share
from incidents.models.choices import Check, InformationValue, Status
from timdu.core.models import AccessLog, FieldMark
from timdu.demo.lives import Life
from timdu.team.models import Agency, User
from timdu.wilayah.models import Wilayah


def mark(life: Life, at: dt.datetime, by: User, field: str, note: str) -> None:
    """A note beside a field."""
    found = FieldMark(field=field, note=note, by=by, at=at, before=life.texts().get(field, ""))
    life.marks.append(found)
    life.ledger.about.append((found, life.row))
    life.event("incident.mark", by, at, f"{facts.LABELS[field]}: {note}")


def send_back(life: Life, at: dt.datetime, by: User, note: str = "") -> None:
    """The report goes back with its open notes, a reason, or both."""
    unsent = [found for found in life.marks if found.sent_at is None]
    for found in unsent:
        found.sent_at = at
    life.row.status, life.row.outcome_reason = Status.RETURNED, note
    words = f"{len(unsent)} catatan perbaikan. {note}" if unsent else note
    life.change("incident.send_back", by, at, words.strip())


def correct(
    life: Life, at: dt.datetime, by: User, field: str, new: dict[str, Any], reason: str
) -> None:
    """One fact set right; what was sent stays beside it."""
    row = life.row
    sent, sent_text = corrections.value(row, field), life.texts()[field]
    corrections.put(row, field, new)
    found = Correction(
        incident=row,
        field=field,
        sent=sent,
        sent_text=sent_text,
        corrected=corrections.value(row, field),
        corrected_text=life.texts()[field],
        reason=reason,
        by=by,
        at=at,
    )
    life.ledger.add(found, at)
    words = f"{facts.label(field)}: {sent_text} → {found.corrected_text}. {reason}"
    life.row.names = life.names()
    life.change("incident.correct", by, at, words)


@dataclass(frozen=True)
class Finding:
    """What the verifier says about a report."""

    source: str
    field: str
    classification: str
    likelihood: int | None = None
    impact: int | None = None
    value: str = InformationValue.CONFIRMED


def assess(life: Life, at: dt.datetime, by: User, finding: Finding) -> None:
    """The verdicts are filled in."""
    row = life.row
    row.checks = [Check.TIME_PLACE, Check.NO_LABELS]
    if finding.value == InformationValue.CONFIRMED:
        row.checks.append(Check.SECOND_SOURCE)
    row.information_value, row.source, row.field = finding.value, finding.source, finding.field
    row.likelihood, row.impact = finding.likelihood, finding.impact
    classified = row.classification != finding.classification
    row.classification = finding.classification
    row.review_version += 1
    life.ledger.keep(row, at)
    if classified:
        life.event("incident.classify", by, at, row.get_classification_display())
    if row.is_secret:
        for person in {person.pk: person for person in (by, row.entered_by)}.values():
            name(life, at, by, person, "Mengetahui laporan saat digolongkan.", "")


def verify(life: Life, at: dt.datetime, by: User, finding: Finding) -> None:
    """The report is checked."""
    assess(life, at, by, finding)
    life.row.status, life.row.verified_by, life.row.verified_at = Status.VERIFIED, by, at
    life.change("incident.verify", by, at, review.verdict(life.row))


def close(life: Life, at: dt.datetime, by: User, note: str) -> None:
    """Nothing more is to be expected of it."""
    life.row.status, life.row.outcome_reason = Status.CLOSED, note
    life.change("incident.close", by, at, note)


def drop(life: Life, at: dt.datetime, by: User, note: str) -> None:
    """Set aside, with the reason."""
    life.row.status, life.row.outcome_reason = Status.DROPPED, note
    life.change("incident.drop", by, at, note)


def merge(life: Life, into: Life, at: dt.datetime, by: User, note: str) -> None:
    """Both report the same."""
    row = life.row
    before = {"status": row.status, "outcome_reason": row.outcome_reason, "todos": []}
    made = Merge(incident=row, target=into.row, reason=note, before=before, by=by, at=at)
    row.status, row.merged_into, row.outcome_reason = Status.MERGED, into.row, note
    row.version += 1
    life.ledger.keep(row, at)
    life.ledger.add(made, at)
    pair = {"from": row.code, "to": into.row.code}
    life.ledger.event("incident.merge", [row, into.row], by=by, at=at, note=note, data=pair)


def share(
    life: Life, at: dt.datetime, by: User, reason: str,
    *, agency: Agency | None = None, kecamatan: Wilayah | None = None,
) -> None:  # fmt: skip
    """Open a report to an agency or a kecamatan."""
    made = Share(incident=life.row, agency=agency, kecamatan=kecamatan, reason=reason, by=by, at=at)
    life.ledger.add(made, at)
    life.event("incident.share", by, at, f"{made.target}. {reason}")


def name(
    life: Life, at: dt.datetime, by: User, person: User, reason: str, words: str | None = None
) -> None:
    """Open a secret report to one person."""
    made = Share(incident=life.row, person=person, reason=reason, by=by, at=at)
    life.ledger.add(made, at)
    note = f"{made.target}. {reason}" if words is None else made.target
    life.event("incident.name", by, at, note)


def opened(life: Life, readings: Sequence[tuple[User, dt.datetime]]) -> None:
    """Who opened the secret report, and when."""
    for person, at in readings:
        life.ledger.about.append(
            (AccessLog(by=person, role=person.role, team=person.team, at=at), life.row)
        )
