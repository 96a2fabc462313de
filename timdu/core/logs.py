"""Lines of the log: plain for a person beside the computer, one JSON object a line on a server."""

from collections.abc import Callable
from contextvars import ContextVar
from typing import Any
from uuid import uuid4

from celery import current_task
from django.http import HttpRequest, HttpResponse
from pythonjsonlogger.json import JsonFormatter

Handler = Callable[[HttpRequest], HttpResponse]
HEADER = "X-Request-ID"
# What a line may hold. Libraries hang more on a record (a whole request with its query, the
# arguments of a task): a log is read by more people than the report it speaks of.
FIELDS = ("time", "level", "logger", "message", "exception", "stack")
NAMES = {"levelname": "level", "name": "logger", "exc_info": "exception", "stack_info": "stack"}
_request: ContextVar[str] = ContextVar("request", default="")


def numbered(get_response: Handler) -> Handler:
    """Give each request a number of ours; its lines and its answer carry it.

    A number that came with the request is not taken: it would be a stranger's text in our log.
    """

    def handle(request: HttpRequest) -> HttpResponse:
        # Django's last word on an answer is said outside of us, with the request at hand.
        number = request.META[HEADER] = uuid4().hex
        before = _request.set(number)
        try:
            response = get_response(request)
        finally:
            _request.reset(before)
        response[HEADER] = number
        return response

    return handle


class JsonLine(JsonFormatter):
    """A record as one object on one line, in ASCII: no message can end its line or hide in it."""

    def __init__(self) -> None:
        super().__init__(["levelname", "name", "message"], rename_fields=NAMES, timestamp="time")

    def process_log_record(self, log_data: dict[str, Any]) -> dict[str, Any]:
        """Keep what a line may hold; say which request or task it belongs to."""
        known = {name: log_data[name] for name in FIELDS if log_data.get(name)}
        meta = getattr(log_data.get("request"), "META", {})
        if number := _request.get() or meta.get(HEADER):
            known["request"] = number
        if current_task:
            known["task"] = current_task.request.id
        return known
