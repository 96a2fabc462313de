"""The kegiatan an address names, for the person who asks."""

from collections.abc import Callable
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404

from renaksi import permissions
from renaksi.models import Activity
from timdu.core import codes, conflicts
from timdu.core.access import require
from timdu.core.typing import AppRequest
from timdu.core.workflow import WrongState

Made = TypeVar("Made")


def load(request: AppRequest, code: str) -> Activity:
    """The kegiatan, if the person may know of it."""
    require(permissions.can_read(request.user))
    rows = Activity.objects.visible_to(request.user).with_names()
    found: Activity = get_object_or_404(rows, code=codes.normalise(code))
    found.team = request.user.own_team
    return found


def tried(form: Any, act: Callable[[], Made]) -> Made | None:
    """What the action made; None when it refused, with its words in the form."""
    try:
        return act()
    except conflicts.Stale as late:
        form.show_both(late.current)
    except WrongState as refused:
        form.add_error(None, refused.words)
    except ValidationError as refused:
        for words in refused.messages:
            form.add_error(None, words)
    return None
