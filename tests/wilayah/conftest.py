"""The whole of Indonesia, loaded once for a module and rolled back afterwards."""

import datetime as dt
import time
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection, transaction

from timdu.wilayah import actions, source


@pytest.fixture(scope="module")
def indonesia(django_db_setup, django_db_blocker):
    """The loading of the real files: its row, and how many seconds reading and loading took.

    The tests of the module run inside its transaction, each in a savepoint of its own.
    """
    folder = Path(settings.WILAYAH_DATA)
    # A session of its own: one that is older has planned its checks for an empty table.
    with django_db_blocker.unblock():
        connection.close()
    with django_db_blocker.unblock(), transaction.atomic():
        began = time.monotonic()
        done = actions.load(
            source.read(folder), fingerprint=source.fingerprint(folder), on=dt.date(2026, 11, 1)
        )
        connection.check_constraints()
        seconds = time.monotonic() - began
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE wilayah_wilayah")
            cursor.execute("DISCARD PLANS")
        yield done, seconds
        transaction.set_rollback(True)


@pytest.fixture
def write_csv(tmp_path):
    """Write a small country: {code: name}; returns the folder."""

    def write(areas):
        lengths = {2: "provinces", 5: "regencies", 8: "districts", 13: "villages"}
        for length, name in lengths.items():
            rows = [f"{code},{title}" for code, title in areas.items() if len(code) == length]
            (tmp_path / f"{name}.csv").write_text("\n".join(["code,name", *rows]) + "\n")
        return tmp_path

    return write
