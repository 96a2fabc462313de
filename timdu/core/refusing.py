"""What no program of ours can keep: refused at the door, in words."""

from collections.abc import Callable, Iterator

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, UnreadablePostError

Handler = Callable[[HttpRequest], HttpResponse]


def null_characters(get_response: Handler) -> Handler:
    """Answer 400 to a request with U+0000 in it: PostgreSQL stores no such text.

    Nobody types one. Fields of text refuse it by themselves; what is looked up (a place, a code, a
    token in the address) would end in an error of the database.
    """

    def handle(request: HttpRequest) -> HttpResponse:
        if any("\0" in text for text in texts(request)):
            raise BadRequest("U+0000")
        return get_response(request)

    return handle


def texts(request: HttpRequest) -> Iterator[str]:
    """The address and every value that came with it; a form that broke off is the view's matter."""
    yield request.path
    try:
        given = [request.GET, request.POST]
    except UnreadablePostError:
        return
    for values in given:
        for name, several in values.lists():
            yield name
            yield from (text for text in several if isinstance(text, str))
