"""Earlier versions of a report, read from the row history, and what changed between them."""

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.apps import apps

from incidents import facts
from incidents.facts import Fact, Figure, Record, StepTaken
from incidents.masks import Veil
from incidents.models import Incident
from timdu.team.models import User
from timdu.wilayah.models import Wilayah

ROWS = ("PartyVersion", "StepVersion", "CasualtyVersion", "DamageVersion", "PlaceVersion")
REMOVED = "delete"
HIDDEN = "disamarkan"


@dataclass(frozen=True)
class Change:
    """One fact that reads differently than in the version before."""

    key: str
    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Version:
    """One saved state of the report's facts."""

    number: int
    at: dt.datetime
    by: str
    changes: list[Change]


def versions(
    incident: Incident, *, masked: Collection[str] = (), veil: Veil | None = None
) -> list[Version]:
    """Every version that changed a fact, newest first; the first one is what was sent.

    Of the facts that are `masked` only that they changed is said; the others stand under the veil.
    """
    veil = veil or Veil()
    found: list[Version] = []
    before: dict[str, Fact] = {}
    people: dict[int, str] = {}
    for state, record in history(incident):
        now = {fact.key: fact for fact in [*facts.read(record), *facts.opinions(record)]}
        changes = [hidden(change, masked, veil) for change in differences(before, now)]
        if changes:
            by = author(state, people) if found else incident.byline
            found.append(Version(len(found) + 1, state.pgh_created_at, by, changes))
        before = now
    return found[::-1]


def differences(before: dict[str, Fact], now: dict[str, Fact]) -> list[Change]:
    """The facts that changed, in the order they are shown."""
    return [
        Change(key, label, text(before.get(key)), text(now.get(key)))
        for key, label in facts.LABELS.items()
        if text(before.get(key)) != text(now.get(key))
    ]


def hidden(change: Change, masked: Collection[str], veil: Veil) -> Change:
    """The change without its words, where the reader may not know them."""
    if change.key not in masked:
        return replace(change, before=veil.over(change.before), after=veil.over(change.after))
    words = {"before": change.before and HIDDEN, "after": change.after and HIDDEN}
    return replace(change, **words)


def text(fact: Fact | None) -> str:
    return fact.text if fact else ""


def author(state: Any, people: dict[int, str]) -> str:
    """Who saved the version; the database knows the request it came with."""
    context = state.pgh_context
    key = context.metadata.get("user") if context else None
    if key is None:
        return ""
    if key not in people:
        person = User.objects.filter(pk=key).first()
        people[key] = person.byline if person else ""
    return people[key]


def history(incident: Incident) -> Iterable[tuple[Any, Record]]:
    """The report at each of its saved states, oldest first.

    The rows of a report are written before the report itself in one transaction: what was
    recorded of them up to a state of the report belongs to it.
    """
    states = list(
        model("IncidentVersion")
        .objects.filter(pgh_obj_id=incident.pk)
        .select_related("place", "pattern", "pgh_context")
        .order_by("pgh_id")
    )
    pending = {name: row_events(name, incident) for name in ROWS}
    rows: dict[str, dict[int, Any]] = {name: {} for name in ROWS}
    # Told once, before there was a report; written with its first state and never changed.
    relays = list(incident.relays.all())
    for state in states:
        for name, events in pending.items():
            while events and events[0].pgh_created_at <= state.pgh_created_at:
                apply(rows[name], events.pop(0))
        found = record(state, rows)
        found.relays = relays
        yield state, found


def model(name: str) -> Any:
    """A model of the row history."""
    return apps.get_model("incidents", name)


def row_events(name: str, incident: Incident) -> list[Any]:
    """What was recorded of one kind of rows, oldest first."""
    rows = model(name).objects.filter(incident_id=incident.pk).order_by("pgh_created_at", "pgh_id")
    return list(rows)


def apply(rows: dict[int, Any], event: Any) -> None:
    """Bring the rows to where the event left them."""
    if event.pgh_label == REMOVED:
        rows.pop(event.pgh_obj_id, None)
    else:
        rows[event.pgh_obj_id] = event


def record(state: Any, rows: dict[str, dict[int, Any]]) -> Record:
    """The report and its rows at one moment."""

    def ordered(name: str) -> list[Any]:
        return sorted(rows[name].values(), key=lambda row: (row.position, row.pgh_obj_id))

    codes = [row.place_id for row in rows["PlaceVersion"].values()]
    return Record(
        row=state,
        parties=[row.name for row in ordered("PartyVersion")],
        steps=[StepTaken(row.actor, row.action, row.at) for row in ordered("StepVersion")],
        casualties={
            row.kind: Figure(row.value, row.certainty) for row in rows["CasualtyVersion"].values()
        },
        damages={
            row.kind: Figure(row.value, row.certainty) for row in rows["DamageVersion"].values()
        },
        places=list(Wilayah.objects.filter(pk__in=codes)) if codes else [],
    )
