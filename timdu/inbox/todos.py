"""Opening and closing what waits; called by actions and tasks, in their transaction."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils import timezone

from timdu.inbox import kinds
from timdu.inbox.models import Todo
from timdu.team.models import Agency, Team, User
from timdu.wilayah.models import Wilayah

# Asks a person what they themselves said: no successor in the office knows the answer.
CONFIRM_ARAHAN = "arahan.confirm"
PERSONAL = (CONFIRM_ARAHAN,)


def open(
    kind: str,
    about: models.Model,
    *,
    team: Team,
    title: str,
    url: str,
    holder: User | None = None,
    role: str = "",
    kecamatan: Wilayah | None = None,
    agency: Agency | None = None,
    note: str = "",
    due_at: dt.datetime | None = None,
) -> None:
    """Let something wait for one holder; once per kind, thing and holder while it is open.

    What waits already gets the newer words. Where somebody else begins it in the same moment,
    theirs stand: there is no second one.
    """
    key: dict[str, Any] = {
        "kind": kind,
        "content_type": ContentType.objects.get_for_model(about),
        "object_id": str(about.pk),
        "holder": holder,
        "role": role,
        "kecamatan": kecamatan,
        "agency": agency,
        "closed_at": None,
    }
    facts = {"team": team, "title": title[:200], "note": note[:200], "url": url, "due_at": due_at}
    if not Todo.objects.filter(**key).update(**facts):
        Todo.objects.bulk_create([Todo(**key, **facts)], ignore_conflicts=True)


def open_all(kind: str, rows: Sequence[tuple[models.Model, dict[str, Any]]]) -> None:
    """Let many new things wait, each as `open` would: nothing of them waits yet."""
    Todo.objects.bulk_create(
        (
            Todo(
                kind=kind,
                content_type=ContentType.objects.get_for_model(about),
                object_id=str(about.pk),
                **{**facts, "title": facts["title"][:200]},
            )
            for about, facts in rows
        ),
        ignore_conflicts=True,
    )


def close_all(kinds: Sequence[str], about: Sequence[models.Model], *, by: User) -> int:
    """None of these things waits any more, whatever it was that waited; returns how many did."""
    if not about:
        return 0
    return Todo.objects.filter(
        kind__in=kinds,
        content_type=ContentType.objects.get_for_model(about[0]),
        object_id__in=[str(row.pk) for row in about],
        closed_at=None,
    ).update(closed_at=timezone.now(), closed_by=by)


def close(kind: str, about: models.Model, *, by: User | None = None) -> int:
    """The thing is done for every holder; returns how many waited."""
    return Todo.objects.filter(
        kind=kind,
        content_type=ContentType.objects.get_for_model(about),
        object_id=str(about.pk),
        closed_at=None,
    ).update(closed_at=timezone.now(), closed_by=by)


def say_less(about: models.Model, words: str) -> None:
    """What waits about the thing keeps its kind and loses its words: it was shut since."""
    kind = ContentType.objects.get_for_model(about)
    rows = Todo.objects.filter(content_type=kind, object_id=str(about.pk), closed_at=None)
    for todo in rows:
        title = f"{kinds.of(todo.kind).group}: {words}"
        Todo.objects.filter(pk=todo.pk).update(title=title[:200], note="")


def open_keys(kinds: Sequence[str], about: models.Model) -> list[int]:
    """Keys of what waits about the thing: whoever closes it may let just that wait again."""
    return list(
        Todo.objects.filter(
            kind__in=kinds,
            content_type=ContentType.objects.get_for_model(about),
            object_id=str(about.pk),
            closed_at=None,
        )
        .order_by("pk")
        .values_list("pk", flat=True)
    )


def reopen(keys: Sequence[int]) -> int:
    """Let what was closed wait again; what waits already for the same holder waits once."""
    returned = 0
    closed = Todo.objects.filter(pk__in=keys, closed_at__isnull=False).order_by("pk")
    for todo in closed.select_for_update(of=("self",)):
        holder = {name: getattr(todo, f"{name}_id") for name in ("holder", "kecamatan", "agency")}
        standing = Todo.objects.filter(**_thing(todo), **holder, role=todo.role, closed_at=None)
        if not standing.exists():
            todo.closed_at = todo.closed_by = None
            todo.save(update_fields=["closed_at", "closed_by"])
            returned += 1
    return returned


def held(kind: str, about: Sequence[models.Model]) -> "models.QuerySet[Todo]":
    """What of these things waits for persons by name."""
    if not about:
        return Todo.objects.none()
    return Todo.objects.filter(
        kind=kind,
        content_type=ContentType.objects.get_for_model(about[0]),
        object_id__in=[str(row.pk) for row in about],
        holder__isnull=False,
        closed_at=None,
    ).select_related("holder")


def waits(kind: str, about: models.Model) -> bool:
    """Whether the thing waits for anybody."""
    return Todo.objects.filter(
        kind=kind,
        content_type=ContentType.objects.get_for_model(about),
        object_id=str(about.pk),
        closed_at=None,
    ).exists()


def held_by(person: User) -> "models.QuerySet[Todo]":
    """What waits for the person by name; what waits for a role or a place follows by itself."""
    return Todo.objects.filter(holder=person, closed_at=None)


@dataclass(frozen=True)
class Passed:
    """Keys of what passed from one person to another, and of what the other had already."""

    moved: list[int]
    closed: list[int]


def hand_over(leaving: User, coming: User, *, by: User | None = None) -> Passed:
    """Let everything that waits for one person wait for another; returns what it was.

    What waits for the successor already is closed for the one who goes, so that it waits once.
    What only the one who goes can say stays theirs.
    """
    return _pass_on(held_by(leaving).exclude(kind__in=PERSONAL), coming, by)


def give_back(passed: Passed, leaving: User, coming: User, *, by: User | None = None) -> int:
    """Let what passed, and still waits, wait for the first again; returns how much it is.

    What the other had already was closed for the first: it waits again while it waits for both.
    """
    returned = len(_pass_on(held_by(coming).filter(pk__in=passed.moved), leaving, by).moved)
    for todo in Todo.objects.filter(pk__in=passed.closed, closed_at__isnull=False):
        if held_by(coming).filter(**_thing(todo)).exists():
            todo.closed_at = todo.closed_by = None
            todo.save(update_fields=["closed_at", "closed_by"])
            returned += 1
    return returned


def _pass_on(rows: "models.QuerySet[Todo]", coming: User, by: User | None) -> Passed:
    passed = Passed([], [])
    for todo in rows.select_for_update(of=("self",)):
        if held_by(coming).filter(**_thing(todo)).exists():
            todo.closed_at, todo.closed_by = timezone.now(), by
            todo.save(update_fields=["closed_at", "closed_by"])
            passed.closed.append(todo.pk)
            continue
        todo.holder = coming
        todo.save(update_fields=["holder"])
        passed.moved.append(todo.pk)
    return passed


def _thing(todo: Todo) -> dict[str, Any]:
    """What it is that waits, whoever it waits for."""
    return {
        "kind": todo.kind,
        "content_type": todo.content_type_id,
        "object_id": todo.object_id,
    }
