"""The one write a GET may cause: who opened a classified record."""

from typing import TYPE_CHECKING

from django.contrib.contenttypes.models import ContentType
from django.db import models

from timdu.core.access import require
from timdu.core.models import AccessLog

if TYPE_CHECKING:
    from timdu.team.models import User

LONGEST = 200


def opened(*, by: "User", what: models.Model, note: str = "") -> None:
    """Record that the person opened the record, and in what role; `note` says which part of it.

    What is R opens only behind a second factor. The row stands with the person's team: the team
    answers for what its people open.
    """
    if getattr(what, "is_secret", False):
        require(by.may_open_secret)
    AccessLog.objects.create(
        team_id=by.team_id,
        by=by,
        role=by.role,
        note=note[:LONGEST],
        content_type=ContentType.objects.get_for_model(what),
        object_id=str(what.pk),
    )
