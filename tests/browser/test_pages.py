"""Every page, phone and desk: nothing for axe, nothing too wide, nothing on the console."""

from dataclasses import replace
from itertools import groupby
from operator import attrgetter

import pytest

from tests.browser import extras
from tests.browser.pages import DESK, PHONE, person, visit
from tests.browser.table import SHOTS

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def facts(demo):
    return extras.facts(demo)


def look(demo, facts, browser, size):
    """Visit the whole table; what is wrong with which page."""
    wrong = {}
    for who, shots in groupby(sorted(SHOTS, key=attrgetter("who")), key=attrgetter("who")):
        with person(browser, demo.url, who, size) as context:
            page = context.new_page()
            for shot in shots:
                complaints = visit(page, replace(shot, path=shot.path.format(**facts)))
                if complaints:
                    wrong[shot.name] = complaints
    return wrong


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["ponsel", "meja"])
def test_pages(demo, facts, browser, size):
    assert look(demo, facts, browser, size) == {}
