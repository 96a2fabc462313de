"""The chronology: who did what, when, to which records."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.contrib.contenttypes.models import ContentType
from django.db import models

from timdu.core import unseen
from timdu.core.models import Event, EventSubject

if TYPE_CHECKING:
    from timdu.team.models import User


def record(
    *,
    by: "User | None",
    what: str,
    about: models.Model | Sequence[models.Model],
    note: str = "",
    data: dict[str, Any] | None = None,
) -> Event:
    """Write one event about one or several records; called by actions and tasks only.

    The event belongs to the team of the first record (or of the person, for a record without one).
    """
    records = [about] if isinstance(about, models.Model) else list(about)
    team_id = getattr(records[0], "team_id", None) or getattr(by, "team_id", None)
    event = Event.objects.create(by=by, what=what, note=note, data=data or {}, team_id=team_id)
    EventSubject.objects.bulk_create(
        EventSubject(
            event=event, content_type=ContentType.objects.get_for_model(row), object_id=str(row.pk)
        )
        for row in records
    )
    return event


def record_each(
    *, by: "User", what: str, about: Sequence[models.Model], notes: Sequence[str]
) -> None:
    """One event for each record, all of one kind: in two statements, however many they are."""
    made = Event.objects.bulk_create(
        Event(by=by, what=what, note=note, team_id=getattr(row, "team_id", by.team_id))
        for row, note in zip(about, notes, strict=True)
    )
    EventSubject.objects.bulk_create(
        EventSubject(
            event=event, content_type=ContentType.objects.get_for_model(row), object_id=str(row.pk)
        )
        for event, row in zip(made, about, strict=True)
    )


def chronology(row: models.Model) -> models.QuerySet[Event]:
    """Every event that concerns the record, newest first, with the person's name."""
    return (
        Event.objects.filter(
            subjects__content_type=ContentType.objects.get_for_model(row),
            subjects__object_id=str(row.pk),
        )
        .select_related("by")
        .only("team", "at", "what", "note", "data", "by__position", "by__full_name")
        .order_by("-at", "-pk")
    )


def told_to(user: "User", row: models.Model) -> models.QuerySet[Event]:
    """The chronology of a record for one reader: without what tells of another they may not know.

    An event may concern several records; rooms above say which of them are open to few.
    """
    return unseen.without(chronology(row), user)
