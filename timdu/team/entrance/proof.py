"""Proving once more who one is, before an act that cannot be taken back lightly."""

from allauth.account.decorators import reauthentication_required
from django.http import HttpRequest, HttpResponse


@reauthentication_required(app="allauth.mfa")
def _proven(request: HttpRequest) -> HttpResponse:
    """Nothing: the decorator is the point."""
    return HttpResponse()


def demand(request: HttpRequest) -> None:
    """Ask for password, code or key unless one of them was given within minutes.

    A form that was sent waits meanwhile, with all its fields, and goes on by itself afterwards
    (the library keeps it in the session). Call it before the first change.
    """
    if request.method == "POST":
        _proven(request)
