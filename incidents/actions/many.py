"""Many reports at once: written in a few statements, taken back in a few statements.

One after the other, five hundred of them took minutes: every one locks the same rows of its team in
a savepoint of its own, and the database keeps a list of all of them.
"""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from django.db.models import F, Model
from django.utils import timezone

from incidents import readiness, workflow
from incidents.actions import nil, waiting
from incidents.actions.edit import Changes
from incidents.actions.intake import INCIDENT, Sender, drawn_up, year_of
from incidents.facts import Figure, Record
from incidents.models import Casualty, Damage, Incident, Party, Relay, Step
from incidents.models.choices import Status
from timdu.core import codes, events
from timdu.core import workflow as core_workflow
from timdu.core.receiving import Wire, all_once
from timdu.core.workflow import WrongState
from timdu.team import settings as team_settings
from timdu.team.models import User

# Long enough that five hundred codes at once meet none that stands; that is looked at all the same.
CODE_LENGTH = 5
BATCH = 500


@dataclass(frozen=True)
class Row:
    """One row as the forms understood it."""

    number: int
    typed: dict[str, str]
    facts: dict[str, Any]
    sender: Sender
    changes: Changes = field(default_factory=Changes)


def write(rows: Sequence[Row], wires: Sequence[Wire], *, by: User) -> list[Incident]:
    """Every row as a report, with all that one report sets in motion; in the caller's transaction.

    Nobody on duty is written to: what is Sangat Segera does not come by table.
    """
    now = timezone.now()
    made = [put_together(row, wire, by=by, now=now) for row, wire in zip(rows, wires, strict=True)]
    assert by.team is not None
    archive_code = team_settings.value(by.team, "incidents.archive_code")
    for incident, code in zip(made, free_codes(len(made)), strict=True):
        incident.code, incident.archive_code = code, archive_code
    Incident.objects.bulk_create(made, batch_size=BATCH)
    with_more = write_rows(made, rows, by=by)
    # Its rows stand before the version that shows them.
    Incident.objects.filter(pk__in=with_more).update(version=F("version") + 1)
    all_once(wires, made, by=by, kind=INCIDENT)
    events.record_each(by=by, what="incident.report", about=made, notes=[""] * len(made))
    for incident in one_of_each_month(made):
        nil.give_way_to(incident, by=by, now=now)
    waiting.for_completion_of(made)
    return made


def put_together(row: Row, wire: Wire, *, by: User, now: dt.datetime) -> Incident:
    """The report with its full facts, not written yet."""
    try:
        incident = drawn_up(by, wire, row.facts | row.changes.fields, row.sender,
                            as_draft=False, now=now)  # fmt: skip
    except WrongState as refused:
        raise WrongState(f"Baris {row.number}: {refused.words}") from refused
    incident.names = " ".join([incident.names, *(row.changes.parties or [])])
    changes = row.changes
    found = Record(
        row=incident,
        parties=changes.parties or [],
        steps=changes.steps or [],
        casualties=changes.casualties or {},
        damages=changes.damages or {},
    )
    incident.completed_at = now if readiness.is_complete(found) else None
    return incident


def free_codes(count: int) -> list[str]:
    """So many codes that no report has."""
    found: set[str] = set()
    while len(found) < count:
        tried = {
            codes.new_code("TDU", year_of(None), CODE_LENGTH) for _ in range(count - len(found))
        }
        found |= tried - set(Incident.objects.filter(code__in=tried).values_list("code", flat=True))
    return list(found)


def write_rows(made: Sequence[Incident], rows: Sequence[Row], *, by: User) -> set[int]:
    """What of the reports stands in rows of its own; returns the keys of those that have any."""
    written: list[Any] = []
    for incident, row in zip(made, rows, strict=True):
        written += rows_of(incident, row, by)
    kinds: dict[Any, list[Model]] = {}
    for one in written:
        kinds.setdefault(type(one), []).append(one)
    for model, ones in kinds.items():
        model._default_manager.bulk_create(ones, batch_size=BATCH)
    return {one.incident_id for one in written}


def rows_of(incident: Incident, row: Row, by: User) -> list[Model]:
    """Telling, parties, steps and figures of one report."""
    found: list[Model] = []
    told, changes = row.sender.telling, row.changes
    if told is not None:
        found.append(Relay(incident=incident, recorded_by=by.byline, **asdict(told)))
    found += [
        Party(incident=incident, name=name, position=position)
        for position, name in enumerate(changes.parties or [])
    ]
    found += [
        Step(incident=incident, position=position, **asdict(step))
        for position, step in enumerate(changes.steps or [])
    ]
    found += figures(Casualty, incident, changes.casualties or {})
    return found + figures(Damage, incident, changes.damages or {})


def figures(
    model: Callable[..., Model], incident: Incident, given: dict[str, Figure]
) -> list[Model]:
    return [model(incident=incident, kind=kind, **asdict(figure)) for kind, figure in given.items()]


def one_of_each_month(incidents: Sequence[Incident]) -> list[Incident]:
    """One report for each sender and month they answer for, always in one order."""
    found: dict[tuple[str, str, str], Incident] = {}
    for incident in incidents:
        spoken = nil.spoken_of(incident)
        if spoken is not None:
            kecamatan = spoken.kecamatan.pk if spoken.kecamatan else ""
            key = (kecamatan, str(spoken.agency and spoken.agency.pk), str(spoken.month))
            found.setdefault(key, incident)
    return [found[key] for key in sorted(found)]


def take_back(incidents: Sequence[Incident], *, by: User, note: str) -> None:
    """All of them, each with its trace; a nihil they stood against stands again."""
    for incident in incidents:
        core_workflow.check(workflow.TRANSITIONS, workflow.TAKE_BACK, incident, by, note=note)
    target = Status(workflow.TRANSITIONS[workflow.TAKE_BACK].target)
    rows = Incident.objects.filter(pk__in=[incident.pk for incident in incidents])
    rows.update(status=target, outcome_reason=note, version=F("version") + 1)
    events.record_each(
        by=by, what="incident.take_back", about=incidents, notes=[note] * len(incidents)
    )
    waiting.none_of(incidents, by=by)
    for incident in one_of_each_month(incidents):
        spoken = nil.spoken_of(incident)
        assert spoken is not None
        nil.hold(spoken.kecamatan, spoken.agency)
        nil.stand_again(incident, spoken, by=by, why="ditarik bersama impornya")
