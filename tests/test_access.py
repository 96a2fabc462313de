"""Who gets what from every address; a new address fails until it is in the table."""

import copy
import importlib
import pkgutil

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.urls import URLPattern, get_resolver, reverse, reverse_lazy

import tests
from tests.access import RIGHTS, build_world
from tests.conftest import SignedIn
from timdu.rights.matrix import PEOPLE, table

ALLAUTH = ("account_", "mfa_", "usersessions_")
NOBODY = ""
SIGN_IN = reverse_lazy("account_login")


def all_rows():
    """The rows of every app that has them."""
    found = []
    for module in pkgutil.iter_modules(tests.__path__):
        if not module.ispkg:
            continue
        try:
            rows = importlib.import_module(f"tests.{module.name}.access_rows")
        except ModuleNotFoundError as missing:
            if missing.name != f"tests.{module.name}.access_rows":
                raise
            continue
        found.extend(rows.ROWS)
    return found


def all_names(patterns=None, prefix=""):
    """The name of every address there is."""
    for entry in patterns if patterns is not None else get_resolver().url_patterns:
        if isinstance(entry, URLPattern):
            yield prefix + (entry.name or str(entry.pattern))
        else:
            space = f"{entry.namespace}:" if entry.namespace else ""
            yield from all_names(entry.url_patterns, prefix + space)


ROWS = all_rows()


@pytest.fixture(scope="module")
def standing(django_db_setup, django_db_blocker):
    """The world, and the cookie of each of its people: made once, every row undoes its own."""
    with django_db_blocker.unblock(), transaction.atomic():
        world = build_world()
        yield world, {name: signed_in(person) for name, person in world.people.items()}
        transaction.set_rollback(True)


def signed_in(person):
    """The cookie of somebody who signed in."""
    client = SignedIn()
    client.force_login(person)
    return client.cookies[settings.SESSION_COOKIE_NAME].value


@pytest.fixture
def db(standing, django_db_blocker):
    """One row's work inside the standing world; nothing of it stays."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        connection.check_constraints()
        transaction.set_rollback(True)


@pytest.fixture
def world(standing, db):
    return copy.deepcopy(standing[0])


@pytest.fixture
def cookies(standing):
    return standing[1]


def test_every_address_is_in_the_table():
    ours = {name for name in all_names() if not name.startswith(ALLAUTH)}

    assert {right.url for right in table()} == ours


def test_every_line_of_the_table_is_tried_once():
    assert sorted(row.key for row in ROWS) == sorted(right.key for right in table())
    assert len(RIGHTS) == len(table())


@pytest.mark.parametrize("row", ROWS, ids=str)
def test_row(row, world, cookies, client, no_writes):
    url = reverse(row.url, kwargs=row.args(world)) + row.query
    got, wanted = {}, {}
    for person in (NOBODY, *PEOPLE):
        client.cookies.clear()
        if person != NOBODY:
            client.cookies[settings.SESSION_COOKIE_NAME] = cookies[person]
        with Undo():
            if row.method == "get":
                with no_writes():
                    response = client.get(url)
            else:
                response = client.post(url, row.data(world))
        got[person] = "masuk" if asks_for_sign_in(response) else response.status_code
        if person != NOBODY:
            wanted[person] = row.expected(person)
            assert leads_to_help(response), person
    wanted[NOBODY] = row.means(RIGHTS[row.key].stranger) if row.public else "masuk"

    assert got == wanted


def leads_to_help(response):
    """Whether the page, where it is a whole one, has a link into the guides."""
    if not response.headers.get("Content-Type", "").startswith("text/html"):
        return True
    whole = not response.streaming and b"<html" in response.content
    return not whole or b'href="/bantuan/' in response.content


def asks_for_sign_in(response):
    return response.status_code == 302 and response["Location"].startswith(str(SIGN_IN))


class Undo:
    """What one person's request wrote is gone before the next person's."""

    def __enter__(self):
        self.atomic = transaction.atomic()
        self.atomic.__enter__()

    def __exit__(self, *error):
        transaction.set_rollback(True)
        self.atomic.__exit__(None, None, None)
        return False
