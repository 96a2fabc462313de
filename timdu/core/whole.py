"""A form that was cut on its way is not half a form: nothing of it is taken."""

from collections.abc import Callable
from io import IOBase
from typing import Any

from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.http import HttpRequest, HttpResponse, UnreadablePostError

FORM, FORM_WITH_FILES = "application/x-www-form-urlencoded", "multipart/form-data"
CUT = "the form was cut on its way"


class Whole(IOBase):
    """What comes in, read through as it is; raises where it ends before all of it came."""

    def __init__(self, request: HttpRequest) -> None:
        self.request, self.missing = request, announced(request)
        self.stream: Any = request._stream

    def read(self, size: int | None = -1, /) -> bytes:
        """The next bytes, or none where all that was announced has come."""
        found: bytes = self.stream.read(size)
        self.missing -= len(found)
        wants_all = size is None or size < 0
        if self.missing > 0 and (wants_all or size and not found):
            for handler in self.request.upload_handlers:
                # What has come of a file is on disk already.
                handler.upload_interrupted()
            raise SuspiciousOperation(CUT)
        return found


def whole_forms(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[..., HttpResponse]:
    """Refuse a form of which fewer bytes came than were announced.

    Where the line breaks in the middle the server reads what came as if it were all: a sentence
    would lose its end, a box would be taken as not ticked, a draft be sent. Whoever sent it has
    heard nothing, and sends it again. A form with files is not read here: it is refused by whoever
    reads it, who always reads to its end.
    """

    def handle(request: HttpRequest) -> HttpResponse:
        if request.method == "POST" and request.content_type == FORM and is_cut(request):
            raise SuspiciousOperation(CUT)
        if request.method == "POST" and request.content_type == FORM_WITH_FILES:
            request._stream = Whole(request)  # type: ignore[assignment]
        return get_response(request)

    return handle


def is_cut(request: HttpRequest) -> bool:
    """Whether bytes are missing; what is too large or cannot be read is told by whoever reads."""
    try:
        return len(request.body) < announced(request)
    except (RequestDataTooBig, UnreadablePostError):
        return False


def announced(request: HttpRequest) -> int:
    """How many bytes were to come."""
    try:
        return int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        return 0
