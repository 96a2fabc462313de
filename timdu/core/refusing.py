"""What PostgreSQL cannot keep: answered in words, wherever no field has refused it before."""

from collections.abc import Callable

from django.db import DataError
from django.http import HttpRequest, HttpResponse

from timdu.core.views import unreadable

Handler = Callable[[HttpRequest], HttpResponse]


class NullCharacters:
    """Answer 400 where U+0000 has reached the database: it stores no such text.

    Nobody types one. Fields of text refuse it beside themselves and keep what was typed; what is
    looked up (a place, a code, a token in the address) comes here.
    """

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """The driver names the character; every other error stays one."""
        if isinstance(exception, (DataError, ValueError)) and "NUL (0x00)" in str(exception):
            return unreadable(request, exception)
        return None
