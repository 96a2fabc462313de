"""A page that never answers fails its test, and says where."""

import subprocess
import sys
import time

import pytest

from tests.offline import standing

pytestmark = pytest.mark.browser
# In a process of its own: a browser that was left in the middle of a call serves nobody any more.
STUCK = """
import django
django.setup()
from tests.browser.pages import chromium
from tests.offline import standing
with chromium() as browser, standing.within(5):
    browser.new_page().evaluate("() => new Promise(() => {})")
"""


def test_what_stands_still_ends_where_it_stands():
    done = subprocess.run(
        [sys.executable, "-c", STUCK], capture_output=True, text=True, timeout=120, check=False
    )

    assert "AssertionError: nothing moved for 5 s" in done.stderr
    assert "in evaluate" in done.stderr


def test_what_ends_in_time_is_left_alone():
    with standing.within(1):
        pass
    time.sleep(1.2)
