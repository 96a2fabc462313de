"""Which browser sends: what it calls itself, in words a person recognises, and a cookie."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID, uuid4

from django.conf import settings
from django.http import HttpRequest, HttpResponse

Handler = Callable[[HttpRequest], HttpResponse]
# As long as browsers keep one at all.
KEPT = 60 * 60 * 24 * 400
NAME_LENGTH = 60
AWAY = 500
# The first that fits counts: every browser also names those it descends from.
BROWSERS = {
    "Edg": "Edge",
    "OPR": "Opera",
    "SamsungBrowser": "Samsung Internet",
    "Firefox": "Firefox",
    "FxiOS": "Firefox",
    "CriOS": "Chrome",
    "Chrome": "Chrome",
    "Safari": "Safari",
}
SYSTEMS = {
    "Android": "Android",
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Windows": "Windows",
    "Macintosh": "Mac",
    "CrOS": "Chromebook",
    "Linux": "Linux",
}


def device_name(user_agent: str) -> str:
    """Chrome di Android; what is not recognised is said so."""
    browser = next((word for mark, word in BROWSERS.items() if mark in user_agent), "")
    system = next((word for mark, word in SYSTEMS.items() if mark in user_agent), "")
    if browser and system:
        return f"{browser} di {system}"
    return browser or system or "Perangkat tidak dikenal"


@dataclass(frozen=True)
class Device:
    """One browser on one telephone or computer: a number by chance, and a name for its owner."""

    key: UUID
    name: str


def known(get_response: Handler) -> Handler:
    """Tell the view which device asks; give a number to the one of a person that has none.

    The number means nothing, no script reads it, and nobody is found by it: it only keeps apart, in
    the list of one's own deliveries, what was sent from which device.
    """

    def handle(request: HttpRequest) -> HttpResponse:
        held = _read(request.COOKIES.get(settings.DEVICE_COOKIE_NAME, ""))
        name = device_name(request.headers.get("User-Agent", ""))[:NAME_LENGTH]
        request.device = Device(held or uuid4(), name)  # type: ignore[attr-defined]
        response = get_response(request)
        if response.status_code >= AWAY:
            # Whoever asks now does so in vain: the database may be what did not answer.
            return response
        if request.user.is_authenticated and (held is None or request.method == "POST"):
            _give(response, request.device.key)  # type: ignore[attr-defined]
        return response

    return handle


def _read(value: str) -> UUID | None:
    """The number a cookie holds; one that nobody of us wrote is none."""
    try:
        return UUID(value)
    except ValueError:
        return None


def _give(response: HttpResponse, key: UUID) -> None:
    response.set_cookie(
        settings.DEVICE_COOKIE_NAME,
        key.hex,
        max_age=KEPT,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
