"""Before sending: what may have been reported already, among what the writer may read."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from incidents.models import Incident, Likeness
from tests.incidents.factories import IncidentFactory
from tests.reading import words
from tests.wilayah.factories import DesaFactory

pytestmark = pytest.mark.django_db
URL = "/laporan/mirip/"
SAME = "Nelayan Kelompok A mendatangi dermaga dan menahan kapal."


@pytest.fixture
def first(world):
    return IncidentFactory(
        entered_by=world.operator, place=DesaFactory(parent=world.operator.kecamatan), summary=SAME
    )


def typed(first, **changes):
    now = timezone.now().isoformat()
    sent = {"summary": SAME, "place": first.place_id, "when": "now", "opened_at": now}
    return sent | changes


def test_a_colleagues_report_of_the_same_is_named_with_why(client, world, first):
    client.force_login(world.camat)

    page = words(client.post(URL, typed(first)))

    assert "Mungkin sudah dilaporkan" in page and SAME in page
    assert "desa sama" in page and "kata sama: " in page
    assert "tetap kirim" in page


@pytest.mark.parametrize(
    "change",
    [
        {"summary": ""},
        {"summary": "Rapat lomba perahu membahas hadiah."},
        {"place": ""},
        {"place": "99.99.99.9999"},
        {"when": "other", "occurred_at": ""},
        {"when": "other", "occurred_at": "2020-01-01T10:00"},
        {"summary": "\x00"},
        {"summary": "a" * 5000},
    ],
)
def test_nothing_is_said_where_there_is_nothing_to_say(client, world, first, change):
    client.force_login(world.camat)

    response = client.post(URL, typed(first, **change))

    assert (response.status_code, response.content.strip()) == (200, b"")


def test_what_the_writer_may_not_read_is_not_named(client, world, first):
    Incident.objects.filter(pk=first.pk).update(classification="R")
    client.force_login(world.camat)
    assert b"Mungkin" not in client.post(URL, typed(first)).content

    Incident.objects.filter(pk=first.pk).update(classification="T")
    client.force_login(world.member)
    assert b"Mungkin" not in client.post(URL, typed(first)).content
    client.force_login(world.staff)
    assert b"Mungkin" in client.post(URL, typed(first, origin="secretariat")).content


def test_asking_writes_nothing_and_costs_the_same(client, world, first, no_writes):
    client.force_login(world.camat)
    client.post(URL, typed(first))

    from_one = queries(client, first, no_writes)
    IncidentFactory.create_batch(
        2, entered_by=world.camat, summary=SAME, place=first.place, kecamatan=first.kecamatan
    )

    assert queries(client, first, no_writes) == from_one
    assert Incident.objects.count() == 3


def queries(client, first, no_writes):
    with CaptureQueriesContext(connection) as made, no_writes():
        assert b"Mungkin" in client.post(URL, typed(first)).content
    return len(made)


def test_only_asked_by_posting(client, world):
    client.force_login(world.camat)

    assert client.get(URL).status_code == 405


def test_lengkapi_of_a_draft_says_it_before_sending_and_of_a_sent_one_what_is_kept(
    client, world, first
):
    more = {"place": first.place, "kecamatan": first.kecamatan, "summary": SAME}
    draft = IncidentFactory(entered_by=world.camat, draft=True, **more)
    sent = IncidentFactory(
        entered_by=world.camat, occurred_at=timezone.now() - dt.timedelta(days=90), **more
    )
    client.force_login(world.camat)

    assert first.summary in words(client.get(f"/laporan/{draft.code}/lengkapi/"))
    assert "Mungkin sudah" not in words(client.get(f"/laporan/{sent.code}/lengkapi/"))
    Likeness.objects.create(incident=sent, other=first, score=80, why=["desa sama"])
    assert "Mungkin sudah" in words(client.get(f"/laporan/{sent.code}/lengkapi/"))
