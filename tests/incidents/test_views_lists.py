"""Lists: filters in the address, a cost that does not grow, files without formulas."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.incidents.factories import IncidentFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client, world):
    client.force_login(world.verifier)
    return client


def codes(response):
    return {row.code for row in response.context["page"].rows}


@pytest.mark.parametrize("url", ["/laporan/", "/laporan/antrean/"])
def test_the_cost_of_a_list_does_not_grow(desk, world, url):
    costs = []
    for more in (1, 2):
        IncidentFactory.create_batch(more, entered_by=world.camat)
        desk.get(url)
        with CaptureQueriesContext(
            connection,
        ) as made:
            assert desk.get(url).status_code == 200
        costs.append(len(made))

    assert costs[0] == costs[1]


def test_filters_are_plain_parameters(desk, world):
    verified = IncidentFactory(
        entered_by=world.camat, verified=True, verified_by=world.verifier, likelihood=4, impact=4
    )
    waiting = IncidentFactory(entered_by=world.member, kind="event", urgency="urgent")
    returned = IncidentFactory(entered_by=world.camat, returned=True)

    for query, found in {
        "": {verified, waiting, returned},
        "status=dihitung": {verified},
        "status=menunggu": {waiting, returned},
        "status=returned&status=verified": {returned, verified},
        "jenis=event": {waiting},
        "urgensi=urgent": {waiting},
        "sumber=d&bidang=economy": {verified},
        "tingkat=3-4": {verified},
        "tingkat=1": set(),
        f"kecamatan={world.camat.kecamatan_id}": {verified, returned},
        f"instansi={world.agency.pk}": {waiting},
        "bulan=1999-01": set(),
        "bulan=kemarin": {verified, waiting, returned},
        "lewat=1": set(),
    }.items():
        shown = codes(desk.get(f"/laporan/?{query}"))
        assert shown == {row.code for row in found}, query


def test_a_list_reads_at_most_24_months_unless_only_what_is_open(desk, world):
    long_ago = timezone.now() - dt.timedelta(days=1000)
    old = IncidentFactory(entered_by=world.camat, occurred_at=long_ago)

    assert codes(desk.get("/laporan/")) == set()
    assert codes(desk.get("/laporan/?status=submitted")) == {old.code}
    assert codes(desk.get(f"/laporan/?bulan={long_ago:%Y-%m}")) == {old.code}


def test_pages_by_key_show_every_row_once(desk, world):
    now = timezone.now()
    IncidentFactory.create_batch(30, entered_by=world.camat, occurred_at=now)

    first = desk.get("/laporan/")
    second = desk.get(f"/laporan/?lanjut={first.context['page'].next_cursor}")

    assert (len(codes(first)), len(codes(second))) == (25, 5)
    assert codes(first).isdisjoint(codes(second))


def test_a_part_of_the_page_is_answered_to_htmx(desk, world):
    IncidentFactory(entered_by=world.camat)

    page = desk.get("/laporan/", headers={"HX-Request": "true"}).content.decode()

    assert "<html" not in page and "list-row" in page


def test_an_empty_list_says_what_would_fill_it(desk):
    assert "Belum ada laporan" in desk.get("/laporan/").content.decode()
    assert "Tidak ada laporan yang cocok" in desk.get("/laporan/?q=kapal").content.decode()
