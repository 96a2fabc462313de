"""Bagikan: opened to one agency, kecamatan or person; what is R only to persons, by name."""

import pytest

from incidents.actions import sharing
from incidents.models import Share
from tests.incidents.factories import IncidentFactory
from tests.reading import words
from tests.team.factories import AgencyFactory
from timdu.core import events

pytestmark = pytest.mark.django_db


@pytest.fixture
def incident(world):
    return IncidentFactory(entered_by=world.camat)


@pytest.fixture
def secret(world):
    return IncidentFactory(entered_by=world.camat, secret=True, summary="Yang rahasia sekali.")


def url(incident, path=""):
    return f"/laporan/{incident.code}/bagikan/{path}"


def as_(client, person):
    client.force_login(person)
    return client


def whats(incident):
    return [event.what for event in events.chronology(incident)]


def test_a_report_is_opened_to_one_agency_and_closed_again(client, world, incident):
    kabid = as_(client, world.verifier)

    page = kabid.post(
        url(incident), {"agency": world.agency.pk, "reason": "Data kapal."}, follow=True
    )

    share = Share.objects.get()
    assert (share.agency, share.by, share.reason) == (world.agency, world.verifier, "Data kapal.")
    assert f"{incident.code} dibuka untuk {world.agency}." in words(page)
    assert as_(client, world.member).get(f"/laporan/{incident.code}/").status_code == 200

    page = as_(client, world.verifier).post(url(incident, f"{share.pk}/tarik/"), follow=True)

    assert f"Pembagian kepada {world.agency} ditarik." in words(page)
    assert as_(client, world.member).get(f"/laporan/{incident.code}/").status_code == 404
    assert whats(incident) == ["incident.unshare", "incident.share"]


def test_a_person_is_named_and_reads_it(client, world, incident):
    as_(client, world.verifier).post(url(incident), {"person": world.forkopimda.pk})

    assert as_(client, world.forkopimda).get(f"/laporan/{incident.code}/").status_code == 200


@pytest.mark.parametrize(
    ("names", "said"),
    [
        ((), "Pilih satu: instansi, kecamatan, atau orang."),
        (("agency", "person"), "Pilih satu: instansi, kecamatan, atau orang."),
    ],
)
def test_one_and_only_one_is_chosen(client, world, incident, names, said):
    chosen = {"agency": str(world.agency.pk), "person": str(world.leader.pk)}
    sent = {name: chosen[name] for name in names} | {"reason": "Untuk data."}

    page = as_(client, world.verifier).post(url(incident), sent)

    assert said in words(page)
    for name, value in sent.items():
        assert page.context["form"][name].value() == value
    assert not Share.objects.exists()


def test_those_of_other_teams_the_retired_and_those_without_reports_are_not_offered(
    client, world, incident
):
    kabid = as_(client, world.verifier)
    retired = AgencyFactory(team=world.team, retired_on="2026-01-01")
    for sent in (
        {"person": world.far_staff.pk}, {"person": world.admin.pk}, {"agency": retired.pk},
        {"kecamatan": world.far_camat.kecamatan_id}, {"person": "x"}, {"agency": "\x00"},
        {"person": world.leader.pk, "reason": "a" * 201},
    ):  # fmt: skip
        page = kabid.post(url(incident), sent)
        assert page.status_code == 200
        assert "Belum tersimpan. Perbaiki yang berikut:" in words(page)
    assert not Share.objects.exists()


def test_the_second_click_is_told(client, world, incident):
    kabid = as_(client, world.verifier)
    kabid.post(url(incident), {"agency": world.agency.pk})

    page = kabid.post(url(incident), {"agency": world.agency.pk})

    assert "Laporan ini sudah dibagikan kepadanya." in words(page)
    share = Share.objects.get()
    kabid.post(url(incident, f"{share.pk}/tarik/"))
    again = kabid.post(url(incident, f"{share.pk}/tarik/"), follow=True)
    assert "Pembagian ini sudah ditarik." in words(again)
    assert whats(incident) == ["incident.unshare", "incident.share"]


def test_a_share_of_another_report_is_not_withdrawn_here(client, world, incident):
    other = IncidentFactory(entered_by=world.camat)
    share = sharing.share(other, by=world.verifier, agency=world.agency)

    response = as_(client, world.verifier).post(url(incident, f"{share.pk}/tarik/"))

    assert response.status_code == 404
    share.refresh_from_db()
    assert share.withdrawn_at is None


def test_the_secretary_names_readers_of_what_they_may_not_read(client, world, secret):
    secretary = as_(client, world.secretary)

    page = words(secretary.get(url(secret)))
    secretary.post(url(secret), {"person": world.leader.pk, "reason": "Pimpinan tim."})

    assert "Yang rahasia sekali." not in page
    assert "Anda menunjuk siapa yang boleh membukanya tanpa membaca isinya." in page
    assert secretary.get(f"/laporan/{secret.code}/").status_code == 404
    assert as_(client, world.leader).get(f"/laporan/{secret.code}/").status_code == 200
    assert whats(secret) == ["incident.name"]


def test_what_is_secret_is_opened_to_nobody_but_persons(client, world, secret):
    secretary = as_(client, world.secretary)

    page = secretary.post(url(secret), {"agency": world.agency.pk})

    assert "Orang: Belum diisi." in words(page)
    assert not Share.objects.exists()


def test_a_reader_withdrawn_reads_no_more(client, world, secret):
    share = sharing.share(secret, by=world.secretary, person=world.leader)

    as_(client, world.secretary).post(url(secret, f"{share.pk}/tarik/"))

    assert as_(client, world.leader).get(f"/laporan/{secret.code}/").status_code == 404


def test_nobody_else_is_a_decision_about_what_is_secret(client, world, incident, secret):
    secretary = as_(client, world.secretary)

    done = secretary.post(url(secret), {"do": "nobody"}, follow=True)
    refused = secretary.post(url(incident), {"do": "nobody"}, follow=True)

    assert "Dicatat: tidak ada orang lain yang ditunjuk." in words(done)
    assert "Laporan ini tidak Rahasia; tidak ada yang perlu ditunjuk." in words(refused)
    assert (whats(secret), whats(incident)) == (["incident.name"], [])


def test_others_are_refused_with_the_rule(client, world, incident, secret):
    for person, row, status in (
        ("staff", incident, 403), ("camat", incident, 403), ("verifier", secret, 404),
        ("leader", incident, 404),
    ):  # fmt: skip
        page = as_(client, world.people[person]).post(url(row), {"person": world.leader.pk})
        assert page.status_code == status
        if status == 403:
            assert "Laporan dibagikan oleh Kabid atau Kepala Badan" in words(page)
    assert not Share.objects.exists()
