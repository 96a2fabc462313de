"""What was sent and not taken, made ready to be sent again: nothing typed is lost."""

from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest

# What the form brings anew by itself.
NOT_KEPT = "csrfmiddlewaretoken"


def fields(request: HttpRequest) -> list[tuple[str, str]]:
    """Everything that was typed, to be sent again; passwords are not shown back."""
    return [
        (name, value)
        for name, values in request.POST.lists()
        if name != NOT_KEPT and "password" not in name
        for value in values
        if isinstance(value, str)
    ]


def holds_secrets(request: HttpRequest) -> bool:
    """Whether it proves who somebody is: such a form is filled in anew."""
    return request.path.startswith("/masuk/") or any("password" in name for name in request.POST)


def can_be_read(request: HttpRequest) -> bool:
    """Whether what was sent arrived whole and within the limits; reads it when nobody has yet."""
    try:
        return bool(request.POST or request.FILES)
    except (SuspiciousOperation, OSError):
        return False
