"""What the pages of the roster ask the database: as much for eighty seats as for one."""

import pytest

from tests.team.factories import (
    DecreeFactory,
    HolderFactory,
    PartnerFactory,
    SeatFactory,
    UserFactory,
)
from timdu.team.models import Decree

PAGES = [
    "/tim/", "/tim/bagan/", "/tim/kontak/", "/tim/kecamatan/", "/tim/mitra/", "/tim/sk/",
    "/tim/sk/{decree}/", "/tim/kedudukan/{seat}/", "/pengaturan/instansi/",
]  # fmt: skip


def grow(world, count):
    """So many more seats, each with a holder who has an account; as many mitra and SK of before."""
    sk = Decree.objects.filter(team=world.team, valid_from="2026-01-01").first()
    sk = sk or DecreeFactory(team=world.team)
    for number in range(count):
        seat = SeatFactory(decree=sk, agency=world.agency, kecamatan=world.camat.kecamatan)
        HolderFactory(seat=seat, user=UserFactory(team=world.team) if number % 2 else None)
    PartnerFactory.create_batch(count, team=world.team, kecamatan=world.camat.kecamatan)
    return {"decree": sk.pk, "seat": sk.seats.first().pk}


def asked(client, url, django_assert_max_num_queries):
    client.get(url)
    with django_assert_max_num_queries(60) as queries:
        assert client.get(url).status_code == 200
    return len(queries)


@pytest.mark.parametrize("page", PAGES)
def test_a_page_asks_as_much_for_eighty_seats_as_for_one(
    world, client, django_assert_max_num_queries, page
):
    client.force_login(world.people["admin" if "pengaturan" in page else "staff"])
    counts = []
    for more in (1, 2, 77):
        url = page.format(**grow(world, more))
        counts.append(asked(client, url, django_assert_max_num_queries))

    assert counts == [counts[0]] * 3
    assert counts[0] <= 14
