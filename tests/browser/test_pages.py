"""Every page, phone and desk: nothing for axe, nothing too wide, nothing on the console."""

from dataclasses import replace
from itertools import groupby
from operator import attrgetter

import pytest

from tests.browser.pages import DESK, PHONE, person, visit
from tests.browser.table import SHOTS

pytestmark = pytest.mark.browser
# The newest report of the camat's kecamatan in each state.
CODES = """
    SELECT status, max(code) FROM incidents_incident
    WHERE kecamatan_id = '61.02.12' AND agency_id IS NULL GROUP BY status
"""


def look(demo, browser, size):
    """Visit the whole table; what is wrong with which page."""
    codes, wrong = dict(demo.rows(CODES)), {}
    for who, shots in groupby(sorted(SHOTS, key=attrgetter("who")), key=attrgetter("who")):
        with person(browser, demo.url, who, size) as context:
            for shot in shots:
                _, complaints = visit(context, replace(shot, path=shot.path.format(**codes)))
                if complaints:
                    wrong[shot.name] = complaints
    return wrong


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["ponsel", "meja"])
def test_pages(demo, browser, size):
    assert look(demo, browser, size) == {}
