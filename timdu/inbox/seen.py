"""What waits, as far as the person may know of it: asked at the moment it is shown or sent."""

from collections.abc import Iterable
from typing import Any

from timdu.inbox import kinds
from timdu.inbox.models import Notification, Todo, TodoQuerySet
from timdu.team.models import User


def waiting(user: User) -> TodoQuerySet:
    """What waits for the person; for staf pimpinan, what waits for the leader."""
    return Todo.objects.waiting_for(user.serves or user)


def records(user: User, todos: Iterable[Todo]) -> dict[int, Any]:
    """The record behind each of what waits, by its key; without those the person may not know."""
    groups: dict[tuple[str, int], list[Todo]] = {}
    for todo in todos:
        groups.setdefault((todo.kind, todo.content_type_id), []).append(todo)
    found: dict[int, Any] = {}
    for (kind, _), held in groups.items():
        known = _known(user, kind, held)
        found |= {todo.pk: known[todo.object_id] for todo in held if todo.object_id in known}
    return found


def _known(user: User, kind: str, held: list[Todo]) -> dict[str, Any]:
    """The records of one kind the person may know of, by their keys as texts."""
    model: Any = held[0].content_type.model_class()
    door = kinds.of(kind).door or model.objects.visible_to
    rows = door(user).filter(pk__in=[todo.object_id for todo in held])
    return {str(row.pk): row for row in rows}


def about(user: User, row: Notification) -> Any:
    """The record a mail is about, if the person may know of it; nothing for a digest."""
    model: Any = row.content_type.model_class()
    if model is User:
        return None
    return model.objects.visible_to(user).filter(pk=row.object_id).first()


def secret_name(record: Any) -> str:
    """What a mail may call a record that is R: its code and nothing else; "" for the others."""
    if not getattr(record, "is_secret", False):
        return ""
    word = str(record._meta.verbose_name).capitalize()
    return f"{word} Rahasia {getattr(record, 'code', '')}".strip()
