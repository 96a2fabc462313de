"""Two reports side by side over HTTP: compared, merged, taken apart, said to be different."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from incidents.actions import joining
from incidents.alike import keeping
from incidents.models import Incident, Likeness
from tests.files.factories import AttachmentFactory
from tests.incidents.factories import DevelopmentFactory, IncidentFactory, PartyFactory
from tests.reading import typed, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def kabid(client, world):
    client.force_login(world.verifier)
    return client


@pytest.fixture
def pair(world):
    one = IncidentFactory(entered_by=world.camat, complete=True)
    two = IncidentFactory(
        entered_by=world.member, place=one.place, kecamatan=one.kecamatan, people=60,
        people_certainty="provisional", occurred_at=one.occurred_at,
    )  # fmt: skip
    PartyFactory(incident=one, name="Kelompok A")
    return one, two


def url(one, two):
    return f"/laporan/{one.code}/gabung/{two.code}/"


def data(one, two, stays, note="Peristiwa yang sama.", **more):
    sent = {"do": f"keep:{stays.code}", "note": note, "version": one.version}
    return sent | {"other_version": two.version} | more


def test_both_stand_side_by_side_with_what_differs(kabid, pair):
    one, two = pair
    page = words(kabid.get(url(one, two)))

    assert "Perkiraan orang beda 40 orang sementara 60 orang sementara" in page
    assert "Siapa satu saja Kelompok A belum diisi" in page
    assert "Di mana beda" not in page
    assert f"{one.code} tetap, {two.code} digabung" in page


def test_merging_into_what_stays_and_the_way_back(kabid, world, pair):
    one, two = pair
    AttachmentFactory(owner=two)
    DevelopmentFactory(incident=two)

    response = kabid.post(url(one, two), data(one, two, one), follow=True)

    two.refresh_from_db()
    assert (two.status, two.merged_into) == ("merged", one)
    assert f"{two.code} digabung ke {one.code}." in words(response)
    there = words(kabid.get(one.get_absolute_url()))
    assert "Laporan yang digabung ke sini" in there and "1 lampiran · 1 perkembangan" in there
    assert f"{two.code} → {one.code}. Peristiwa yang sama." in there
    assert f"Pisahkan {two.code}" in there
    assert f"Digabung ke {one.code}" in words(kabid.get(two.get_absolute_url()))
    assert "Pisahkan lagi" in words(kabid.get(url(one, two)))

    kabid.post(f"/laporan/{two.code}/pisahkan/", {"note": "Ternyata dua.", "version": two.version})

    two.refresh_from_db()
    assert (two.status, two.merged_into, two.outcome_reason) == ("submitted", None, "")


def test_the_next_of_the_queue_opens_when_this_one_goes(kabid, world, pair):
    one, two = pair
    third = IncidentFactory(entered_by=world.camat)
    joining.merge(two, third, by=world.secretary, note="Sama.", version=1)

    response = kabid.post(url(one, third), data(one, third, third))

    assert response.url == f"/laporan/{third.code}/verifikasi/"


def test_a_verified_report_taken_apart_is_verified_again(kabid, world, pair):
    one, _ = pair
    done = IncidentFactory(entered_by=world.member, verified=True, verified_by=world.secretary)
    was = (done.verified_by, done.verified_at, done.source)
    merged = joining.merge(done, one, by=world.verifier, note="Sama.", version=1)

    joining.separate(merged, by=world.verifier, note="Beda.", version=2)

    done.refresh_from_db()
    assert done.status == "verified"
    assert (done.verified_by, done.verified_at, done.source) == was


def test_a_comparison_that_is_out_of_date_is_refused_and_stays_typed(kabid, pair):
    one, two = pair
    for late in (one, two):
        sent = data(one, two, one)
        Incident.objects.filter(pk=late.pk).update(version=late.version + 1)
        page = kabid.post(url(one, two), sent)

        assert "sudah diubah sejak Anda membukanya" in words(page)
        assert typed(page, "note") == "Peristiwa yang sama."
        one.refresh_from_db()
        two.refresh_from_db()
    assert {one.status, two.status} == {"submitted"}
    kabid.post(url(one, two), data(one, two, one))
    assert Incident.objects.get(pk=two.pk).status == "merged"


@pytest.mark.parametrize("note", ["", "  "])
def test_merging_needs_a_reason(kabid, pair, note):
    one, two = pair
    page = kabid.post(url(one, two), data(one, two, one, note))

    assert "Alasan: Belum diisi." in words(page)
    assert not Incident.objects.filter(status="merged").exists()


def test_one_is_merged_once_and_not_into_what_does_not_stand(kabid, world, pair):
    one, two = pair
    sent = data(one, two, one)
    kabid.post(url(one, two), sent)

    again = words(kabid.post(url(one, two), sent))

    assert "“Gabungkan” tidak dapat dilakukan lagi" in again
    assert "tetap," not in again.split("Tidak ada yang pindah")[-1]


def test_what_one_may_not_read_is_not_there(kabid, world, pair):
    one, two = pair
    secret = IncidentFactory(entered_by=world.camat, secret=True)

    assert kabid.get(url(one, secret)).status_code == 404
    assert kabid.get(url(one, IncidentFactory(entered_by=world.far_camat))).status_code == 404
    assert kabid.get(url(one, one)).status_code == 404
    assert kabid.post(url(one, secret), data(one, secret, secret)).status_code == 404


def test_whose_report_was_merged_learns_nothing_of_one_they_may_not_see(client, world, pair):
    one, two = pair
    joining.merge(one, two, by=world.verifier, note="Kejadian yang sama.", version=1)
    client.force_login(world.camat)

    page = words(client.get(one.get_absolute_url()))

    assert "Laporan lain yang tidak terbuka untuk Anda." in page
    assert "Kejadian yang sama." in page
    assert two.code not in page and two.summary not in page
    client.force_login(world.member)
    there = client.get(two.get_absolute_url()).content.decode()
    assert one.code not in there and one.summary not in there


def test_a_report_one_entered_oneself_is_not_merged_by_oneself(kabid, world, pair):
    one, _ = pair
    own = IncidentFactory(entered_by=world.verifier)

    page = kabid.get(url(one, own))

    assert "bukan oleh yang memasukkannya" in words(page)
    assert kabid.post(url(one, own), data(one, own, one)).status_code == 403
    assert kabid.post(url(one, own), data(one, own, own)).status_code == 302


def test_staff_compare_and_say_that_they_differ_but_do_not_merge(client, world, pair):
    one, two = pair
    keeping.compare(one.pk)
    client.force_login(world.staff)

    page = words(client.get(f"/laporan/{one.code}/verifikasi/"))
    assert "Mungkin melaporkan hal yang sama" in page and "desa sama" in page
    assert client.post(url(one, two), data(one, two, one)).status_code == 403

    client.post(url(one, two), {"do": "differ"})

    assert not Likeness.objects.filter(dismissed_at=None).exists()
    page = words(client.get(f"/laporan/{one.code}/verifikasi/"))
    assert "Mungkin melaporkan hal yang sama" not in page
    assert f"Dinyatakan berbeda oleh {world.staff}" in words(client.get(url(one, two)))
    client.post(url(one, two), {"do": "again"})
    assert "Mungkin melaporkan" in words(client.get(f"/laporan/{one.code}/verifikasi/"))


@pytest.mark.parametrize("target", ["TDU-26-XXXXX", "<b>x</b>", "\x00", "a" * 30])
def test_a_code_nobody_knows_is_refused(kabid, pair, target):
    page = kabid.get(f"/laporan/{pair[0].code}/gabung/", {"target": target})

    assert page.status_code == 200
    assert "Kode laporan lain:" in words(page)
    assert b"<b>x</b>" not in page.content


def test_a_code_leads_to_the_comparison(kabid, world, pair):
    one, two = pair
    secret = IncidentFactory(entered_by=world.camat, secret=True, summary="Yang rahasia.")

    response = kabid.get(f"/laporan/{one.code}/gabung/", {"target": f" {two.code.lower()} "})

    assert response.url == url(one, two)
    page = words(kabid.get(f"/laporan/{one.code}/gabung/", {"target": secret.code}))
    assert f"Tidak ada laporan berkode {secret.code} yang dapat Anda baca." in page


def test_the_cost_of_comparing_does_not_grow_with_the_suggestions(kabid, world, pair):
    one, _ = pair
    costs = []
    for _ in range(2):
        keeping.compare(one.pk)
        kabid.get(f"/laporan/{one.code}/verifikasi/")
        costs.append(queries(lambda: kabid.get(f"/laporan/{one.code}/verifikasi/")))
        for _ in range(2):
            IncidentFactory(entered_by=world.member, place=one.place, kecamatan=one.kecamatan,
                            occurred_at=one.occurred_at)  # fmt: skip
        Incident.objects.filter(pk=one.pk).update(version=9)
    assert costs[0] == costs[1]


def queries(deed):
    with CaptureQueriesContext(connection) as made:
        deed()
    return len(made)
