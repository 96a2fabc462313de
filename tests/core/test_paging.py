"""Pages by key: every row once, in order, whatever happens between two clicks."""

import datetime as dt

import pytest
from django.utils import timezone

from timdu.core import paging
from timdu.core.models import Event


@pytest.fixture
def events(db):
    now = timezone.now()
    # Several rows share an instant: the key must still tell them apart.
    return [
        Event.objects.create(what=f"uji.{n}", at=now - dt.timedelta(minutes=n // 3))
        for n in range(10)
    ]


def walk(size):
    cursor, seen = "", []
    while True:
        page = paging.newest_first(Event.objects.all(), cursor, by="at", size=size)
        seen += page.rows
        cursor = page.next_cursor
        if not cursor:
            return seen


@pytest.mark.parametrize("size", [1, 3, 4, 10, 11])
def test_newest_first_shows_every_row_once(events, size):
    assert walk(size) == sorted(events, key=lambda row: (row.at, row.pk), reverse=True)


def test_newest_first_is_not_shifted_by_a_new_row(events):
    first = paging.newest_first(Event.objects.all(), by="at", size=4)
    Event.objects.create(what="uji.baru")
    second = paging.newest_first(Event.objects.all(), first.next_cursor, by="at", size=4)

    assert {row.pk for row in first.rows}.isdisjoint(row.pk for row in second.rows)


@pytest.mark.parametrize("cursor", ["", "x", "!!", "eyJ4IjoxfQ", "W10", "WzEsMl0", "bnVsbA"])
def test_newest_first_answers_any_cursor(events, cursor):
    page = paging.newest_first(Event.objects.all(), cursor, by="at", size=3)

    assert len(page.rows) == 3
    assert page.is_first
