"""Pages of the SK: composing through the forms, its scan, what a kecamatan may do for itself."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.files import papers
from tests.forms import version_of
from tests.team.factories import DecreeFactory, HolderFactory, SeatFactory
from timdu.files.models import Attachment
from timdu.team.models import Decree, Seat


@pytest.fixture
def seat(world):
    return HolderFactory(seat=SeatFactory(decree=DecreeFactory(team=world.team))).seat


def scan(data=None):
    return SimpleUploadedFile("sk.pdf", data or papers.pdf(), content_type="application/pdf")


def test_a_new_sk_goes_from_the_old_one_to_force_through_the_pages(world, client, seat):
    client.force_login(world.verifier)

    client.post("/tim/sk/baru/", {"subject": "Tim Terpadu 2027", "scan": []})
    draft = Decree.objects.drafts().get()
    page = client.get(draft.get_absolute_url()).content.decode()
    facts = {"number": "1/2027", "subject": "Tim", "signed_on": "2026-12-20"}
    url = f"/tim/sk/{draft.pk}/ubah/"
    facts |= {"valid_from": "2027-01-01", "version": version_of(client.get(url))}
    client.post(url, facts)
    client.post(f"/tim/sk/{draft.pk}/berlakukan/")

    assert "Lengkapi dahulu" in page
    assert "melanjutkan dari SK sekarang" in page
    draft.refresh_from_db()
    assert draft.status == "issued"
    assert Seat.objects.on(dt.date(2027, 1, 1)).get().decree == draft


def test_the_first_day_of_an_sk_in_force_stays(world, client, seat):
    client.force_login(world.verifier)
    facts = {"number": "1/X", "subject": "Tim", "signed_on": "2025-12-20"}

    url = f"/tim/sk/{seat.decree_id}/ubah/"
    facts |= {"valid_from": "2020-01-01", "version": version_of(client.get(url))}
    client.post(url, facts)
    decree = Decree.objects.get()

    assert (decree.number, decree.valid_from) == ("1/X", dt.date(2026, 1, 1))


@pytest.mark.parametrize("until", ["2026-01-01", "2026-12-01"])
def test_an_sk_does_not_end_before_it_begins(world, client, until):
    client.force_login(world.staff)

    page = client.post(
        "/tim/sk/baru/", {"subject": "Tim", "valid_from": "2026-12-02", "valid_until": until}
    )

    assert "tidak boleh sebelum awalnya" in page.content.decode()
    assert not Decree.objects.exists()


def test_the_scan_is_read_by_the_team_and_nobody_else(world, client):
    client.force_login(world.staff)
    client.post("/tim/sk/baru/", {"subject": "Tim", "scan": scan()})
    draft = Decree.objects.get()
    file = Attachment.objects.of(draft).get().file
    answers = {}
    for status in ("draft", "issued"):
        Decree.objects.update(
            status=status, number="1", signed_on="2026-01-01", valid_from="2026-01-01"
        )
        for who in ("staff", "camat", "far_staff", "observer"):
            client.force_login(world.people[who])
            answers[status, who] = client.get(file.get_absolute_url()).status_code

    assert answers == {
        ("draft", "staff"): 200,
        ("draft", "camat"): 404,
        ("draft", "far_staff"): 404,
        ("draft", "observer"): 404,
        ("issued", "staff"): 200,
        ("issued", "camat"): 200,
        ("issued", "far_staff"): 404,
        ("issued", "observer"): 404,
    }


def test_a_scan_that_cannot_be_taken_does_not_lose_the_sk(world, client):
    client.force_login(world.staff)

    page = client.post("/tim/sk/baru/", {"subject": "Tim", "scan": scan(b"MZ bukan")}, follow=True)

    assert "pindaiannya belum" in page.content.decode()
    assert Decree.objects.get().subject == "Tim"


def test_a_camat_writes_the_sk_of_the_own_kecamatan_only(world, client):
    own, other = world.camat.kecamatan_id, world.other_camat.kecamatan_id
    client.force_login(world.camat)
    facts = {"subject": "Tim Terpadu Kecamatan"}

    answers = [
        client.post(f"/tim/sk/baru/?kecamatan={code}", facts).status_code
        for code in (own, other, "99.99.99")
    ]

    assert answers == [302, 403, 404]
    assert Decree.objects.get().roster_id == own


@pytest.mark.parametrize("key", ["0", "-1", "satu", "9" * 30, "²"])
def test_an_amendment_of_what_is_not_there_is_not_found_or_plain(world, client, key):
    client.force_login(world.staff)

    assert client.get("/tim/sk/baru/", {"mengubah": key}).status_code == 404


def test_a_seat_of_another_agency_or_place_cannot_be_chosen(world, client):
    decree = DecreeFactory(team=world.team)
    client.force_login(world.staff)
    facts = {"rank": "member", "position": "1", "office": "Kepala"}

    for wrong in ({"kecamatan": world.far_camat.kecamatan_id}, {"position": "0"}, {"rank": "raja"}):
        page = client.post(f"/tim/sk/{decree.pk}/kedudukan/", {**facts, **wrong})
        assert page.status_code == 200

    assert not Seat.objects.exists()
