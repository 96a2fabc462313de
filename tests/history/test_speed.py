"""Many rows: a few questions to the database, and seconds, not minutes."""

import time

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from incidents.history.actions import handing, storing
from incidents.models import Incident
from incidents.models.choices import Origin
from tests.history.files import checked, lines, mapped, row
from tests.settings import FULL

pytestmark = pytest.mark.django_db
MANY = 5000
# What a busy machine needs five times over: it took a third of a second on two quiet cores.
SECONDS = 10


def test_check_of_five_thousand_rows_takes_seconds(world, area):
    rows = [row(number, "Toho", day=f"{1 + number % 28}/3/2019") for number in range(MANY)]
    reading = mapped(lines(rows), world.staff)

    began = time.monotonic()
    reading = handing.check(reading, by=world.staff)

    assert len(reading.found["enter"]) == MANY
    assert time.monotonic() - began < SECONDS
    if FULL:
        storing.store(reading, by=world.staff, direct=True)
        assert Incident.objects.filter(origin=Origin.HISTORY).count() == MANY


def test_a_chunk_asks_as_much_for_three_rows_as_for_a_hundred(world, area):
    asked = []
    for count in (3, 100):
        words = f"Kelompok {count} datang, kejadian {{}}."
        rows = [
            row(n, "Toho", words=words.format(n * 7919), more="Dimediasi") for n in range(count)
        ]
        reading = checked(lines(rows), world.staff)
        with CaptureQueriesContext(connection) as queries:
            storing.store(reading, by=world.staff, with_alike=True)
        asked.append(len(queries))

    # The first also learns the kinds of record there are.
    assert asked[1] <= asked[0]
