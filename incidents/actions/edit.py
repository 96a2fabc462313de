"""What a reporter changes after the first word, until the report is verified."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils import timezone

from incidents import facts, permissions, readiness, workflow
from incidents.actions import answers as replies
from incidents.actions import corrections, nil, waiting
from incidents.actions.answers import Reply
from incidents.actions.intake import check_place, heard_at, kecamatan_of
from incidents.actions.rows import again, search_names, with_rows
from incidents.facts import Figure, StepTaken
from incidents.models import Casualty, Damage, Incident, IncidentPlace, Party, Step
from incidents.models.choices import Status
from timdu.core import event_names, events
from timdu.core import workflow as core_workflow
from timdu.core.access import require
from timdu.core.workflow import WrongState
from timdu.team.models import User
from timdu.wilayah.models import Wilayah

event_names.name(
    incident_edit="Laporan diubah",
    incident_submit="Laporan dikirim lagi",
    incident_answer="Catatan perbaikan dijawab",
)


@dataclass
class Changes:
    """What was typed; None leaves the rows of that kind as they are."""

    fields: dict[str, Any] = field(default_factory=dict)
    parties: list[str] | None = None
    steps: list[StepTaken] | None = None
    casualties: dict[str, Figure] | None = None
    damages: dict[str, Figure] | None = None
    places: list[Wilayah] | None = None


@transaction.atomic
def save(
    incident: Incident,
    changes: Changes,
    *,
    by: User,
    version: int,
    now: dt.datetime | None = None,
) -> Incident:
    """Write what the reporter typed; every earlier version stays in the history."""
    row = again(incident, version=version)
    require(permissions.can_edit(by, row))
    before = with_rows(Incident.objects.with_names().get(pk=row.pk))
    apply(row, changes, by)
    changed = difference(before, row, changes)
    if not changed:
        return row
    row.version += 1
    row.names = search_names(row)
    withdraw_corrections(row, before, now or timezone.now())
    set_completed(row, by=by, now=now or timezone.now())
    # Saved last: the version of the row closes what was written to its rows before it.
    row.save()
    waiting.for_duty(row, now=now or timezone.now())
    if row.status != Status.DRAFT and {"occurred_at", "place"} & set(changed):
        nil.follow(row, nil.spoken_of(before), by=by, now=now or timezone.now())
    labels = ", ".join(label_of(key) for key in changed)
    events.record(by=by, what="incident.edit", about=row, note=f"Diubah: {labels}.")
    replies.by_change(row, changed, by=by)
    return row


def apply(row: Incident, changes: Changes, by: User) -> None:
    """Put the typed values on the row (not saved yet) and write its rows."""
    for name, value in changes.fields.items():
        setattr(row, name, value)
    if "place" in changes.fields:
        check_place(by, row.team, row.place)
        row.kecamatan = kecamatan_of(row.place)
    rows: list[tuple[Any, Callable[[Incident, Any], None]]] = [
        (changes.parties, keep_parties),
        (changes.steps, keep_steps),
        (changes.casualties, keep_casualties),
        (changes.damages, keep_damages),
        (changes.places, keep_places),
    ]
    for given, keep in rows:
        if given is not None:
            keep(row, given)


def difference(before: Incident, row: Incident, changes: Changes) -> list[str]:
    """The facts that read differently now, and the fields no fact shows."""
    old, new = facts.record(before), facts.record(row)
    was = {fact.key: fact.text for fact in [*facts.read(old), *facts.opinions(old)]}
    now = {fact.key: fact.text for fact in [*facts.read(new), *facts.opinions(new)]}
    changed = [key for key in facts.LABELS if was.get(key, "") != now.get(key, "")]
    silent = [
        name
        for name in changes.fields
        if name not in facts.LABELS and getattr(before, name) != getattr(row, name)
    ]
    return changed + [name for name in silent if not changed or name in UNSHOWN]


UNSHOWN = ("source_name", "athg", "known_to_head")


def label_of(key: str) -> str:
    """A fact's label, or the field's own."""
    if key in facts.LABELS:
        return facts.LABELS[key]
    return str(getattr(Incident._meta.get_field(key), "verbose_name", key))


def keep_parties(row: Incident, names: list[str]) -> None:
    """Keep these parties in this order; those that stay keep their row."""
    standing = {party.name: party for party in row.parties.all()}
    for name in standing.keys() - set(names):
        standing[name].delete()
    for position, name in enumerate(names):
        party = standing.get(name) or Party(incident=row, name=name)
        if party.pk is None or party.position != position:
            party.position = position
            party.save()


def keep_steps(row: Incident, steps: list[StepTaken]) -> None:
    """Keep these steps in this order."""
    standing = list(row.steps.all())
    for extra in standing[len(steps) :]:
        extra.delete()
    for position, taken in enumerate(steps):
        step = standing[position] if position < len(standing) else Step(incident=row)
        new = (taken.actor, taken.action, taken.at, position)
        if step.pk is None or (step.actor, step.action, step.at, step.position) != new:
            step.actor, step.action, step.at, step.position = new
            step.save()


def keep_casualties(row: Incident, figures: dict[str, Figure]) -> None:
    keep_figures(Casualty, row, figures)


def keep_damages(row: Incident, figures: dict[str, Figure]) -> None:
    keep_figures(Damage, row, figures)


def keep_figures(
    model: type[Casualty] | type[Damage], row: Incident, figures: dict[str, Figure]
) -> None:
    """Keep these figures, one row for each kind that was answered."""
    standing = {found.kind: found for found in model._default_manager.filter(incident=row)}
    for kind in standing.keys() - figures.keys():
        standing[kind].delete()
    for kind, figure in figures.items():
        found = standing.get(kind) or model(incident=row, kind=kind)
        if found.pk is None or (found.value, found.certainty) != (figure.value, figure.certainty):
            found.value, found.certainty = figure.value, figure.certainty
            found.save()


def keep_places(row: Incident, places: list[Wilayah]) -> None:
    """Keep these further places."""
    standing = {found.place_id: found for found in row.places.all()}
    wanted = {place.code: place for place in places if place.code != row.place_id}
    for code in standing.keys() - wanted.keys():
        standing[code].delete()
    for code in wanted.keys() - standing.keys():
        IncidentPlace.objects.create(incident=row, place=wanted[code])


def withdraw_corrections(row: Incident, before: Incident, now: dt.datetime) -> None:
    """What the reporter writes anew is what was sent; a correction of it no longer stands."""
    for correction in row.corrections.filter(withdrawn_at=None):
        if corrections.value(before, correction.field) != corrections.value(row, correction.field):
            correction.withdrawn_at = now
            correction.save(update_fields=["withdrawn_at"])


def set_completed(row: Incident, *, by: User, now: dt.datetime) -> None:
    """Note when the full facts were there; what waits for them follows."""
    complete = readiness.is_complete(facts.record(row))
    if complete and row.completed_at is None:
        row.completed_at = now
        waiting.is_over(row, waiting.COMPLETE, by=by)
    elif not complete and row.completed_at is not None:
        row.completed_at = None
        waiting.for_completion(row)


@transaction.atomic
def answer(incident: Incident, answers: Mapping[int, Reply | str], *, by: User) -> None:
    """Answer notes beside the fields; they stay beside them."""
    row = again(incident)
    require(permissions.can_edit(by, row))
    given = {key: Reply(text) if isinstance(text, str) else text for key, text in answers.items()}
    replies.take(row, given, by=by)


@transaction.atomic
def send(incident: Incident, *, by: User) -> Incident:
    """Send it, or send it again, unless that was done: whoever pressed twice finds it sent."""
    row = again(incident)
    if row.status == Status.SUBMITTED:
        return row
    return submit(row, by=by, version=row.version)


@transaction.atomic
def submit(
    incident: Incident, *, by: User, version: int, now: dt.datetime | None = None
) -> Incident:
    """Send a draft, or send again what came back."""
    now = now or timezone.now()
    row = again(incident, version=version)
    core_workflow.check(workflow.TRANSITIONS, "submit", row, by)
    left = replies.left(row)
    if left:
        raise WrongState(f"Jawab dahulu {len(left)} catatan perbaikan: {', '.join(left)}.")
    row.status, row.submitted_at = Status.SUBMITTED, now
    row.reported_at = row.reported_at or heard_at(row.entered_by, row.relays.first(), now)
    row.outcome_reason = ""
    row.version += 1
    row.save()
    events.record(by=by, what="incident.submit", about=row)
    nil.give_way_to(row, by=by, now=now)
    waiting.is_over(row, waiting.RETURNED, by=by)
    waiting.for_completion(row)
    waiting.for_duty(row, now=now)
    return row
