"""The table of pages is complete: what answers a GET is looked at, or it is said why not."""

import re
import uuid

from django.urls import resolve, reverse

from tests.browser.table import NO_PAGE, SHOTS
from tests.test_access import ALLAUTH, ROWS, Undo, all_names

ANSWERED = {row.url for row in ROWS if row.method == "get"}


def looked_at():
    """The names of the addresses at which a browser finds a page."""
    # A digit fits in the place of every word but that of an import, which has a key.
    paths = {
        re.sub(r"{\w+}", "1", re.sub(r"{import_\w+}", str(uuid.UUID(int=1)), shot.path))
        for shot in SHOTS
        if shot.status == 200
    }
    return {resolve(path.partition("?")[0]).view_name for path in paths}


def test_every_page_is_looked_at():
    allauth = {name for name in all_names() if name.startswith(ALLAUTH)}

    assert looked_at() | NO_PAGE.keys() == ANSWERED | allauth
    assert looked_at() & NO_PAGE.keys() == set()


def test_what_only_takes_a_post_has_no_page(world, client):
    rows = [row for row in ROWS if row.url not in ANSWERED]
    client.force_login(world.secretary)
    answers = {}
    for row in rows:
        with Undo():
            url = reverse(row.url, kwargs=row.args(world))
            answers[row.url] = client.get(url).status_code

    assert answers == dict.fromkeys(answers, 405)
