"""Every page, phone and desk: nothing for axe, nothing too wide, nothing on the console."""

from dataclasses import replace
from itertools import groupby
from operator import attrgetter

import pytest

from tests.browser import extras
from tests.browser.pages import DESK, PHONE, Screens, person, visit
from tests.browser.table import SHOTS
from tests.settings import FULL

pytestmark = pytest.mark.browser
# Each page is opened once and looked at on both screens; the full run opens it on each of them.
SIZES = {"ponsel": [PHONE], "meja": [DESK]} if FULL else {"meja-ponsel": [DESK, PHONE]}


@pytest.fixture(scope="module")
def facts(demo):
    return extras.facts(demo)


def look(demo, facts, browser, sizes):
    """Visit the whole table; what is wrong with which page."""
    wrong = {}
    for who, shots in groupby(sorted(SHOTS, key=attrgetter("who")), key=attrgetter("who")):
        with person(browser, demo.url, who, DESK) as context:
            screens = Screens(context, sizes)
            for shot in shots:
                complaints = visit(screens, replace(shot, path=shot.path.format(**facts)))
                if complaints:
                    wrong[shot.name] = complaints
    return wrong


@pytest.mark.parametrize("sizes", SIZES.values(), ids=SIZES)
def test_pages(demo, facts, browser, sizes):
    assert look(demo, facts, browser, sizes) == {}
