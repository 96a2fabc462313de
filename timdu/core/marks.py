"""Catatan perbaikan: notes beside fields, opened by one person and answered by another."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Count, Exists, OuterRef, Q
from django.db.models.functions import Cast
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


def answered(model: type[models.Model]) -> Exists:
    """Rows with a note that was answered and nobody took back, for a filter."""
    notes = FieldMark.objects.filter(
        content_type=ContentType.objects.get_for_model(model),
        object_id=Cast(OuterRef("pk"), models.CharField()),
        answered_at__isnull=False,
        withdrawn_at=None,
    )
    return Exists(notes)


def counts(rows: Sequence[Any]) -> dict[Any, tuple[int, int]]:
    """How many notes stand on each of the rows, all of one kind: open, answered; one question."""
    keys = {str(row.pk): row.pk for row in rows}
    if not keys:
        return {}
    content_type = ContentType.objects.get_for_model(rows[0])
    notes = FieldMark.objects.filter(
        content_type=content_type, object_id__in=keys, withdrawn_at=None
    ).order_by()
    counted = notes.values_list("object_id").annotate(
        open=Count("pk", filter=Q(answered_at=None)),
        answered=Count("pk", filter=Q(answered_at__isnull=False)),
    )
    return {keys[key]: (open_, answered_) for key, open_, answered_ in counted}


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
