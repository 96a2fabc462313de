"""The roster on paper: what the page shows, the same bytes for the same data, nobody's secret."""

import pytest

from tests.documents import pdf_tools
from tests.team.factories import DecreeFactory, HolderFactory, SeatFactory


@pytest.fixture
def decree(world):
    sk = DecreeFactory(team=world.team, number="300/7/UJI/2026")
    HolderFactory(
        seat=SeatFactory(decree=sk, rank="chair", office="Bupati Uji"), full_name="Ketua Uji"
    )
    SeatFactory(decree=sk, office="Kepala Kantor Kosong", position=900)
    secret = SeatFactory(decree=sk, is_intelligence=True, office="Pasi Intel Uji")
    HolderFactory(seat=secret, full_name="Nama Intel", phone="081299999999")
    return sk


def fetch(client, url):
    answer = client.get(url)
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"].startswith("attachment")
    return answer.content


def test_the_team_as_on_the_sk(world, client, decree):
    client.force_login(world.camat)

    first, second = (fetch(client, "/tim/susunan.pdf") for _ in range(2))
    words = " ".join(pdf_tools.text(first).split())

    assert first == second
    assert pdf_tools.check(first) == ""
    assert "BADAN KESATUAN BANGSA DAN POLITIK" in words
    assert "300/7/UJI/2026" in words
    assert "1 Ketua Bupati Uji Ketua Uji" in words
    assert "Kepala Kantor Kosong belum ada pejabat" in words
    assert "Halaman 1 dari 1" in words
    assert "TERBATAS" not in words


def test_the_team_of_an_earlier_day_and_of_a_kecamatan(world, client, decree):
    client.force_login(world.staff)

    before = pdf_tools.text(fetch(client, "/tim/susunan.pdf?pada=2025-06-30"))
    place = pdf_tools.text(fetch(client, f"/tim/kecamatan/{world.camat.kecamatan_id}/susunan.pdf"))

    assert "Belum ada SK yang tercatat pada 30 Juni 2025" in before
    assert f"KECAMATAN {world.camat.kecamatan.name.upper()}" in place


@pytest.mark.parametrize(("who", "sees"), [("camat", False), ("admin", False), ("staff", True)])
def test_contacts_of_intelligence_are_for_the_secretariat_on_paper_too(
    world, client, decree, who, sees
):
    client.force_login(world.people[who])

    words = " ".join(pdf_tools.text(fetch(client, "/tim/kontak.pdf")).split())

    assert "TERBATAS" in words
    assert "Ketua Uji" in words
    assert ("081299999999" in words, "Nama Intel" in words) == (sees, sees)


def test_hostile_names_are_only_words(world, client):
    seat = SeatFactory(decree=DecreeFactory(team=world.team))
    HolderFactory(seat=seat, full_name="<img src=file:///etc/passwd> {{ 7 }} =1+1")
    client.force_login(world.staff)

    words = pdf_tools.text(fetch(client, "/tim/susunan.pdf"))

    assert "file:///etc/passwd" in words
    assert "root:" not in words
