"""Where somebody was going when the second factor came between, and what they had sent."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme

# Beside the pages of the factor itself (`mfa_…`).
OPEN = (
    "account_factor",
    "account_factor_done",
    "account_change_password",
    "account_reauthenticate",
    "account_logout",
)
WORDS = "Pasang langkah kedua di menu akun Anda, lalu kirim lagi. Yang Anda tulis tidak hilang."
NEXT = "timdu_factor_next"


def never_waits(view: Callable[..., Any]) -> Callable[..., Any]:
    """A first word from the field goes before the factor of whoever needs one for R alone."""
    view.never_waits = True  # type: ignore[attr-defined]
    return view


def is_page(request: HttpRequest) -> bool:
    """Whether a person opens a page; a picture or a script in it is not where they are going."""
    wants = request.headers.get("Accept", "text/html")
    return request.method == "GET" and "text/html" in wants


def remember(request: HttpRequest) -> None:
    """Keep the address for afterwards."""
    request.session[NEXT] = request.get_full_path()


def is_waiting(request: HttpRequest) -> bool:
    """Whether there is somewhere to go on to."""
    return NEXT in request.session


def onward(request: HttpRequest) -> str:
    """Where they were going, once; home when nothing is known."""
    address = str(request.session.pop(NEXT, ""))
    own = url_has_allowed_host_and_scheme(address, allowed_hosts=None)
    return address if own else "/"
