"""The life of one report on the reporter's side, as the actions would have written it then.

What incidents.actions.intake and .edit do, with the clock turned back: the same columns, the same
versions, the same events. tests/demo holds the two against each other.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from django.db import models

from incidents import facts, readiness
from incidents.actions import intake
from incidents.facts import Record
from incidents.models import Casualty, Damage, Incident, IncidentPlace, Party, Relay, Step
from incidents.models.choices import Status
from timdu.core.models import FieldMark
from timdu.core.receipts import content_hash
from timdu.demo import receipts
from timdu.demo.dice import Dice
from timdu.demo.ledger import Ledger
from timdu.demo.offices import ARCHIVE_CODE
from timdu.team.models import Team, User


class Life:
    """One report from the first word on."""

    def __init__(
        self,
        team: Team,
        ledger: Ledger,
        dice: Dice,
        by: User,
        sender: intake.Sender,
        first: dict[str, Any],
    ) -> None:
        """`first` is the kabar awal: the columns a reporter fills before sending."""
        kecamatan = intake.kecamatan_of(first["place"])
        self.ledger, self.dice, self.by = ledger, dice, by
        self.row = Incident(
            team=team,
            client_uuid=dice.uuid(),
            entered_by=by,
            origin=sender.origin,
            agency=sender.agency,
            on_behalf=sender.on_behalf,
            known_to_head=sender.known_to_head,
            kecamatan=kecamatan,
            byline=intake.byline(by, sender, kecamatan),
            archive_code=ARCHIVE_CODE,
            **first,
        )
        self.told = sender.telling
        self.record = Record(row=self.row)
        self.marks: list[FieldMark] = []
        self.kept: set[tuple[object, ...]] = set()

    def report(self, at: dt.datetime, *, as_draft: bool = False) -> None:
        """The kabar awal arrives (or stays with its writer as a draft)."""
        row = self.row
        row.code = self.ledger.free_code(self.dice, at.year)
        row.received_at = at
        row.received = receipts.received(row, self.told)
        row.received_hash = content_hash(row.received)
        if not as_draft:
            row.reported_at, row.submitted_at = intake.heard_at(self.by, self.told, at), at
        row.status = Status.DRAFT if as_draft else Status.SUBMITTED
        row.names = self.names()
        self.ledger.add(row, at)
        if self.told is not None:
            told = asdict(self.told)
            self.ledger.add(Relay(incident=row, recorded_by=self.by.byline, **told), at)
        self.ledger.received(
            row, kind=intake.INCIDENT, key=row.client_uuid, by=self.by, at=at,
            content=row.received, keeps_content=False,
        )  # fmt: skip
        self.event("incident.draft" if as_draft else "incident.report", self.by, at)

    def edit(self, at: dt.datetime, put: Callable[[Record], None]) -> None:
        """The reporter writes more; the event says which facts read differently."""
        was = self.texts()
        put(self.record)
        now = self.texts()
        changed = [key for key in facts.LABELS if was.get(key, "") != now.get(key, "")]
        self.row.version += 1
        self.row.names = self.names()
        self.keep_rows(at)
        if self.row.completed_at is None and readiness.is_complete(self.record):
            self.row.completed_at = at
        self.ledger.keep(self.row, at)
        labels = ", ".join(facts.LABELS[key] for key in changed)
        self.event("incident.edit", self.by, at, f"Diubah: {labels}.")

    def answer(self, at: dt.datetime, answers: list[str]) -> None:
        """The reporter answers the notes and sends the report again."""
        for mark, text in zip(self.marks, answers, strict=True):
            mark.answer, mark.answered_by, mark.answered_at = text, self.by, at
            mark.after = self.texts()[mark.field]
            self.event("incident.answer", self.by, at, f"{facts.LABELS[mark.field]}: {text}")

    def submit(self, at: dt.datetime) -> None:
        """A draft is sent, or what came back is sent again."""
        row = self.row
        row.status, row.submitted_at = Status.SUBMITTED, at
        row.reported_at = row.reported_at or intake.heard_at(self.by, self.told, at)
        row.outcome_reason = ""
        self.change("incident.submit", self.by, at)

    def change(self, what: str, by: User, at: dt.datetime, note: str = "") -> None:
        """One more version of the row, and the event that says why."""
        self.row.version += 1
        self.ledger.keep(self.row, at)
        self.event(what, by, at, note)

    def event(self, what: str, by: User, at: dt.datetime, note: str = "") -> None:
        self.ledger.event(what, [self.row], by=by, at=at, note=note)

    def texts(self) -> dict[str, str]:
        """Every fact as it reads now."""
        read = [*facts.read(self.record), *facts.opinions(self.record)]
        return {fact.key: fact.text for fact in read}

    def names(self) -> str:
        """What the report is found by although it stands in other rows."""
        others = [place.name for place in self.record.places]
        places = [self.row.place.name, self.row.kecamatan.name]
        return " ".join([*places, *others, *self.record.parties])

    def keep_rows(self, at: dt.datetime) -> None:
        """Write the rows that are new since the last edit."""
        row, found = self.row, self.record
        for position, name in enumerate(found.parties):
            self.keep_once(at, Party(incident=row, name=name, position=position), name)
        for position, step in enumerate(found.steps):
            taken = Step(incident=row, actor=step.actor, action=step.action, at=step.at)
            taken.position = position
            self.keep_once(at, taken, position)
        for kind, figure in found.casualties.items():
            toll = Casualty(incident=row, kind=kind, value=figure.value)
            toll.certainty = figure.certainty
            self.keep_once(at, toll, kind)
        for kind, figure in found.damages.items():
            loss = Damage(incident=row, kind=kind, value=figure.value)
            loss.certainty = figure.certainty
            self.keep_once(at, loss, kind)
        for place in found.places:
            self.keep_once(at, IncidentPlace(incident=row, place=place), place.code)

    def keep_once(self, at: dt.datetime, row: models.Model, key: object) -> None:
        """Rows of a report are only ever added to in the demo."""
        if (type(row), key) not in self.kept:
            self.kept.add((type(row), key))
            self.ledger.add(row, at)
