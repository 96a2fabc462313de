"""What the demo is going to write: rows, their history and their events, then all of it at once.

Everything the actions would leave behind is kept here with the time it would have happened.
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import NAMESPACE_OID, UUID, uuid5

import pgtrigger
from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import connection, models

from incidents.models import Incident
from timdu.core.models import AccessLog, Event, EventSubject, FieldMark, Received
from timdu.core.receipts import content_hash
from timdu.demo import copying
from timdu.demo.dice import Dice
from timdu.team.models import User

TELEPHONE, DESK = "Chrome di Android", "Firefox di Windows"
# Columns the database fills, and the key, which a row has only once it is written.
FILLED = ("id", "level", "search")


@dataclass(frozen=True)
class Past:
    """How a row stood from a moment on."""

    row: models.Model
    columns: dict[str, Any]
    at: dt.datetime
    label: str


@dataclass
class Ledger:
    """Rows to be written, in the order they came about."""

    incidents: list[Incident] = field(default_factory=list)
    rows: dict[type[models.Model], list[models.Model]] = field(default_factory=dict)
    past: list[Past] = field(default_factory=list)
    events: list[tuple[Event, Sequence[models.Model]]] = field(default_factory=list)
    about: list[tuple[FieldMark | AccessLog | Received, models.Model]] = field(default_factory=list)
    codes: set[str] = field(default_factory=set)

    def free_code(self, dice: Dice, year: int) -> str:
        """A code no report has yet."""
        while (code := dice.code("TDU", year)) in self.codes:
            continue
        self.codes.add(code)
        return code

    def add(self, row: models.Model, at: dt.datetime) -> None:
        """A new row, and the first line of its history."""
        if isinstance(row, Incident):
            self.incidents.append(row)
        else:
            self.rows.setdefault(type(row), []).append(row)
        self.keep(row, at, "insert")

    def keep(self, row: models.Model, at: dt.datetime, label: str = "update") -> None:
        """A line of history: the row as it stands now."""
        columns = {
            column.name: getattr(row, column.name)
            for column in row._meta.concrete_fields
            if column.name not in FILLED
        }
        self.past.append(Past(row, columns, at, label))

    def event(
        self, what: str, about: Sequence[models.Model], *, by: User | None, at: dt.datetime,
        note: str = "", data: dict[str, Any] | None = None,
    ) -> None:  # fmt: skip
        """One event, as events.record would write it."""
        team_id = getattr(about[0], "team_id", None)
        event = Event(by=by, at=at, what=what, note=note, data=data or {}, team_id=team_id)
        self.events.append((event, about))

    def received(
        self, row: models.Model, *, kind: str, key: UUID, by: User, at: dt.datetime,
        content: dict[str, Any], keeps_content: bool = True,
    ) -> None:  # fmt: skip
        """A delivery, as `receiving.once` would record it: from a telephone, most of them."""
        name = DESK if by.is_secretariat else TELEPHONE
        received = Received(
            account=by, client_uuid=key, kind=kind, at=at, content_hash=content_hash(content),
            content=content if keeps_content else None,
            device=uuid5(NAMESPACE_OID, f"{by.username} {name}"), device_name=name,
        )  # fmt: skip
        self.about.append((received, row))

    def write(self) -> None:
        """Write everything; the history is ours, so the triggers that keep it rest meanwhile."""
        # What was merged comes last: it points at a report that has to be there.
        first = [row for row in self.incidents if row.merged_into is None]
        last = [row for row in self.incidents if row.merged_into is not None]
        with pgtrigger.ignore():
            everything: list[Sequence[models.Model]] = [first, last, *self.rows.values()]
            for rows in everything:
                for row in rows:
                    point_again(row)
                copying.insert(rows)
            self._write_history()
        self._write_events()

    def _write_history(self) -> None:
        tracked = history_models()
        lines: dict[type[models.Model], list[Past]] = {}
        for past in sorted(self.past, key=lambda past: past.at):
            if (model := tracked.get(type(past.row))) is not None:
                lines.setdefault(model, []).append(past)
        with connection.cursor() as cursor:
            for model, pasts in lines.items():
                keys = [model() for _ in pasts]
                copying.number(cursor, keys)
                copying.copy(cursor, model, history_rows(model, keys, pasts))

    def _write_events(self) -> None:
        self.events.sort(key=lambda entry: entry[0].at)
        copying.insert([event for event, _ in self.events])
        copying.insert(
            [
                EventSubject(event=event, **generic(record))
                for event, about in self.events
                for record in about
            ]
        )
        for model in (FieldMark, AccessLog, Received):
            rows = [(row, record) for row, record in self.about if isinstance(row, model)]
            for row, record in rows:
                row.content_type, row.object_id = generic(record).values()
            copying.insert([row for row, _ in rows])


def history_rows(
    model: type[models.Model], keys: Sequence[models.Model], pasts: Sequence[Past]
) -> Iterator[list[Any]]:
    """The lines of one history table, oldest first."""
    names = [column.name for column in copying.columns(model)]
    for key, past in zip(keys, pasts, strict=True):
        about = {
            "pgh_id": key.pk,
            "pgh_created_at": past.at,
            "pgh_label": past.label,
            "pgh_obj": past.row,
            "pgh_context": None,
            "id": past.row.pk,
        }
        values = about | past.columns
        yield [values[name] for name in names]


def generic(record: models.Model) -> dict[str, Any]:
    """How a row of any kind is pointed at."""
    return {
        "content_type": ContentType.objects.get_for_model(record),
        "object_id": str(record.pk),
    }


def point_again(row: models.Model) -> None:
    """Take over the keys of rows that had none when they were set."""
    for column in row._meta.concrete_fields:
        if isinstance(column, models.ForeignKey) and column.is_cached(row):
            setattr(row, column.name, getattr(row, column.name))


def history_models() -> dict[type[models.Model], type[models.Model]]:
    """Each tracked model with the model of its history."""
    return {
        model.pgh_tracked_model: model
        for model in apps.get_models()
        if hasattr(model, "pgh_tracked_model")
    }
