"""Lists paged by key: the cost of a page does not grow with the table."""

import base64
import binascii
import datetime as dt
import json
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db import models
from django.db.models import Q
from django.utils.dateparse import parse_datetime

Row = TypeVar("Row", bound=models.Model)
PAGE_SIZE = 25


@dataclass(frozen=True)
class Page:
    """Some rows and the cursor of the page after them ("" on the last)."""

    rows: list[Any]
    next_cursor: str
    is_first: bool


def encode(values: list[Any]) -> str:
    """Write the key of a row as one URL-safe word."""
    plain = [value.isoformat() if isinstance(value, dt.datetime) else value for value in values]
    return base64.urlsafe_b64encode(json.dumps(plain).encode()).decode().rstrip("=")


def decode(cursor: str) -> list[Any] | None:
    """Read a cursor back; None when it is not one."""
    try:
        plain = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        moment, key = plain
        return [parse_datetime(moment), int(key)]
    except (ValueError, TypeError, binascii.Error):
        return None


def newest_first(
    rows: models.QuerySet[Row], cursor: str = "", *, by: str, size: int = PAGE_SIZE
) -> Page:
    """Cut one page out of the rows, newest `by` (a datetime field without nulls) first."""
    key = decode(cursor) if cursor else None
    if key and key[0] is not None:
        moment, pk = key
        # Written as "≤ and not the same or later" so that one index scan can answer it.
        rows = rows.filter(**{f"{by}__lte": moment}).exclude(Q(**{by: moment}) & Q(pk__gte=pk))
    found = list(rows.order_by(f"-{by}", "-pk")[: size + 1])
    shown = found[:size]
    more = len(found) > size
    return Page(shown, encode([getattr(shown[-1], by), shown[-1].pk]) if more else "", not key)
