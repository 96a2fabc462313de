"""Every page, phone and desk: nothing for axe, nothing too wide, nothing on the console."""

from itertools import groupby
from operator import attrgetter

import pytest
from django.urls import resolve

from tests.browser.pages import DESK, PHONE, person, visit
from tests.browser.table import NO_PAGES, SHOTS
from tests.test_access import ROWS

pytestmark = pytest.mark.browser


def look(demo, browser, size):
    """Visit the whole table; where each page is, and what is wrong with which."""
    paths, wrong = [], {}
    for who, shots in groupby(sorted(SHOTS, key=attrgetter("who")), key=attrgetter("who")):
        with person(browser, demo.url, who, size) as context:
            for shot in shots:
                path, complaints = visit(context, shot)
                if shot.status == 200:
                    paths.append(path)
                if complaints:
                    wrong[shot.name] = complaints
    return paths, wrong


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["ponsel", "meja"])
def test_pages(demo, browser, size):
    paths, wrong = look(demo, browser, size)

    assert wrong == {}
    seen = {resolve(path).view_name for path in paths}
    assert {row.url for row in ROWS if row.method == "get"} - NO_PAGES - seen == set()
