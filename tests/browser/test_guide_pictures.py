"""The pictures of the guides can be taken, and fit; `TIMDU_TULIS=1` puts them in their place."""

import os

import pytest

from tests.browser import guide_pictures
from tests.browser.pages import PICTURES
from tests.settings import FULL

WRITES = bool(os.environ.get("TIMDU_TULIS"))
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not (FULL or WRITES), reason="pictures: only in the full run"),
]


def test_every_picture_of_a_guide_can_be_taken(demo, browser):
    folder = guide_pictures.FOLDER if WRITES else PICTURES / "panduan"
    guide_pictures.take_all(browser, demo.url, folder)

    sizes = {one.file: (folder / one.file).stat().st_size for one in guide_pictures.PICTURES}
    assert {name: size for name, size in sizes.items() if size > guide_pictures.LARGEST} == {}
