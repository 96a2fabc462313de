"""The one write a GET may cause: who opened a classified record."""

from typing import TYPE_CHECKING

from django.contrib.contenttypes.models import ContentType
from django.db import models

from timdu.core.access import require
from timdu.core.models import AccessLog

if TYPE_CHECKING:
    from timdu.team.models import User


def opened(*, by: "User", what: models.Model) -> None:
    """Record that the person opened the record; what is R opens only behind a second factor."""
    if getattr(what, "is_secret", False):
        require(by.may_open_secret)
    AccessLog.objects.create(
        by=by, content_type=ContentType.objects.get_for_model(what), object_id=str(what.pk)
    )
