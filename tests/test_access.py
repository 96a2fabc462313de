"""Who gets what from every address; a new address fails until it is in the table."""

import importlib
import pkgutil

import pytest
from django.db import transaction
from django.urls import URLPattern, get_resolver, reverse

import tests
from tests.access import RIGHTS
from timdu.rights.matrix import PEOPLE, table

ALLAUTH = ("account_", "mfa_", "usersessions_")


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


def test_every_address_is_in_the_table():
    ours = {name for name in all_names() if not name.startswith(ALLAUTH)}

    assert {right.url for right in table()} == ours


def test_every_line_of_the_table_is_tried_once():
    assert sorted(row.key for row in ROWS) == sorted(right.key for right in table())
    assert len(RIGHTS) == len(table())


@pytest.mark.parametrize("row", ROWS, ids=str)
def test_row(row, world, client, no_writes):
    kwargs = row.args(world)
    url = reverse(row.url, kwargs=kwargs) + row.query
    got, wanted = {}, {}
    for person in PEOPLE:
        client.force_login(world.people[person])
        with Undo():
            if row.method == "get":
                with no_writes():
                    response = client.get(url)
            else:
                response = client.post(url, row.data(world))
            got[person] = response.status_code
        wanted[person] = row.expected(person)
        client.logout()

    assert got == wanted


@pytest.mark.parametrize("row", ROWS, ids=str)
def test_row_asks_for_sign_in(row, world, client):
    url = reverse(row.url, kwargs=row.args(world)) + row.query

    response = client.get(url) if row.method == "get" else client.post(url, row.data(world))

    if row.public:
        assert response.status_code == row.means(RIGHTS[row.key].stranger)
    else:
        assert response.status_code == 302
        assert response["Location"].startswith(reverse("account_login"))


class Undo:
    """What one person's request wrote is gone before the next person's."""

    def __enter__(self):
        self.atomic = transaction.atomic()
        self.atomic.__enter__()

    def __exit__(self, *error):
        transaction.set_rollback(True)
        self.atomic.__exit__(None, None, None)
        return False
