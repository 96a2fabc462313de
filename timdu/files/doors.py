"""Whether a person may open a file: only through a record of theirs that it belongs to.

An app whose records hold files in columns of their own registers them in its `AppConfig.ready()`;
attachments need no registration.
"""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib.contenttypes.models import ContentType
from django.db import models

from timdu.files.models import Attachment, StoredFile

if TYPE_CHECKING:
    from timdu.team.models import User

# From a file to the records that hold it; each model's manager knows `visible_to`.
Holders = Callable[[StoredFile], "models.QuerySet[Any]"]
DOORS: list[Holders] = []


def register(model: Any, *fields: str) -> None:
    """Let a file be opened through records of the model whose columns point at it."""

    def holders(file: StoredFile) -> "models.QuerySet[Any]":
        wanted = models.Q()
        for field in fields:
            wanted |= models.Q(**{field: file})
        return model.objects.filter(wanted)

    DOORS.append(holders)


def opened_by(user: "User", key: UUID) -> tuple[StoredFile, models.Model] | None:
    """The file and the record through which the person may open it; None when there is none."""
    file = StoredFile.objects.filter(pk=key).first()
    if file is None:
        return None
    owner = owner_for(user, file)
    if owner is None and StoredFile.objects.held_by(user).filter(pk=key).exists():
        owner = file
    return None if owner is None else (file, owner)


def owner_for(user: "User", file: StoredFile) -> models.Model | None:
    """The first record through which the person may open the file; None when there is none."""
    for owners in owners_of(file):
        seen = owners.model.objects.visible_to(user)
        owner: models.Model | None = seen.filter(pk__in=owners.values("pk")).first()
        if owner is not None:
            return owner
    return None


def owners_of(file: StoredFile) -> Iterator["models.QuerySet[Any]"]:
    """The records a file belongs to, one query for each kind of record."""
    kinds: dict[Any, list[str]] = {}
    for attachment in Attachment.objects.standing().filter(file=file):
        model = ContentType.objects.get_for_id(attachment.content_type_id).model_class()
        kinds.setdefault(model, []).append(attachment.object_id)
    for model, keys in kinds.items():
        if model is not None:
            yield model.objects.filter(pk__in=keys)
    for holders in DOORS:
        yield holders(file)
