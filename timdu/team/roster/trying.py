"""An action behind a form: what it refuses is said beside the form, and nothing typed is lost."""

from collections.abc import Callable
from typing import TypeVar

from django import forms
from django.core.exceptions import ValidationError

from timdu.core import conflicts
from timdu.core.workflow import WrongState

Made = TypeVar("Made")


def tried(form: forms.BaseForm, act: Callable[[], Made]) -> Made | None:
    """What the action made; None when it refused, with its words in the form."""
    try:
        return act()
    except conflicts.Stale as late:
        conflicts.side_by_side(form, late.current)
    except WrongState as refused:
        form.add_error(None, refused.words)
    except ValidationError as refused:
        for words in refused.messages:
            form.add_error(None, words)
    return None
