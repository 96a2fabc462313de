"""Catatan perbaikan: notes beside fields, opened by one person and answered by another."""

from typing import TYPE_CHECKING

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils import timezone

from timdu.core.models import FieldMark

if TYPE_CHECKING:
    from timdu.team.models import User


def of(row: models.Model) -> models.QuerySet[FieldMark]:
    """Every note on the record that still stands, oldest first."""
    return FieldMark.objects.filter(
        content_type=ContentType.objects.get_for_model(row),
        object_id=str(row.pk),
        withdrawn_at=None,
    ).select_related("by", "answered_by")


def add(row: models.Model, field: str, note: str, *, by: "User", before: str = "") -> FieldMark:
    """Write a note beside a field; it reaches the author when the record is returned.

    `before` is what the field says while the note is written.
    """
    return FieldMark.objects.create(
        content_type=ContentType.objects.get_for_model(row),
        object_id=str(row.pk),
        field=field,
        note=note,
        by=by,
        before=before,
    )


def send(row: models.Model) -> int:
    """Mark the open notes as sent; returns how many were."""
    return of(row).filter(sent_at=None, answered_at=None).update(sent_at=timezone.now())


def answer(mark: FieldMark, text: str, *, by: "User", after: str = "") -> None:
    """Answer a note, in words or by what the field says now (`after`)."""
    mark.answer, mark.answered_by, mark.answered_at = text, by, timezone.now()
    mark.after = after
    mark.save(update_fields=["answer", "answered_by", "answered_at", "after"])


def withdraw(mark: FieldMark) -> None:
    """Take back a note that should not have been made; the row stays."""
    mark.withdrawn_at = timezone.now()
    mark.save(update_fields=["withdrawn_at"])
