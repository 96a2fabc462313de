"""What an arahan is about: a record of a room above, named by its kind and key."""

from django.apps import apps
from django.db import models

from timdu.team.models import User

# By string: the inbox stands below the rooms whose records these are.
KINDS = ("incidents.incident", "cases.case", "documents.document")


def find(name: str, user: User) -> models.Model | None:
    """The record behind `incidents.incident-17`, if the person may know of it."""
    label, _, key = name.rpartition("-")
    if label not in KINDS or not key.isdecimal() or len(key) > 18:
        return None
    model = apps.get_model(label)
    row: models.Model | None = model.objects.visible_to(user).filter(pk=key).first()
    return row


def name_of(row: models.Model | None) -> str:
    """The name `find` reads back."""
    return f"{row._meta.label_lower}-{row.pk}" if row is not None else ""
