"""Setting a report aside over HTTP: the reason asked, the state checked, nothing typed lost."""

import pytest

from incidents.models import Incident
from tests.incidents.factories import IncidentFactory
from tests.reading import typed, words
from timdu.core import events

pytestmark = pytest.mark.django_db


@pytest.fixture
def kabid(client, world):
    client.force_login(world.verifier)
    return client


@pytest.fixture
def incident(world):
    return IncidentFactory(entered_by=world.camat, complete=True)


def verified(world, **more):
    return IncidentFactory(
        entered_by=world.camat, verified=True, verified_by=world.secretary, **more
    )


def url(incident, path):
    return f"/laporan/{incident.code}/{path}/"


def data(incident, note="Ternyata kabar lama.", **changes):
    return {"note": note, "version": incident.version} | changes


@pytest.mark.parametrize(
    ("path", "traits", "status", "said"),
    [
        ("tidak-ditindaklanjuti", {"complete": True}, "dropped", "tidak ditindaklanjuti."),
        ("tutup", {"verified": True}, "closed", "ditutup."),
        ("buka-lagi", {"closed": True}, "verified", "dibuka lagi."),
        ("pulihkan", {"dropped": True}, "submitted", "dipulihkan."),
    ],
)
def test_a_move_with_its_reason(kabid, world, path, traits, status, said):
    incident = IncidentFactory(entered_by=world.camat, **traits)

    response = kabid.post(url(incident, path), data(incident), follow=True)

    incident.refresh_from_db()
    assert incident.status == status
    assert f"{incident.code} {said}" in words(response)
    (event,) = events.chronology(incident)
    assert (event.by, event.note) == (world.verifier, "Ternyata kabar lama.")


@pytest.mark.parametrize("note", ["", "   ", "\n\n"])
def test_a_move_without_a_reason_is_refused(kabid, incident, note):
    page = kabid.post(url(incident, "tidak-ditindaklanjuti"), data(incident, note))

    assert "Alasan: Belum diisi." in words(page)
    incident.refresh_from_db()
    assert incident.status == "submitted"


def test_a_reason_that_is_too_long_stays_typed(kabid, incident):
    page = kabid.post(url(incident, "tidak-ditindaklanjuti"), data(incident, "a" * 501))

    assert "Alasan: Pastikan" in words(page)
    assert typed(page, "note") == "a" * 501


def test_the_second_click_is_told_what_the_first_did(kabid, world):
    incident = verified(world)
    sent = data(incident)
    kabid.post(url(incident, "tutup"), sent)

    page = kabid.post(url(incident, "tutup"), sent)

    assert "“Tutup” tidak dapat dilakukan lagi: keadaannya sekarang “Ditutup”." in words(page)
    assert typed(page, "note") == "Ternyata kabar lama."
    assert events.chronology(incident).count() == 1


def test_who_comes_late_reads_why_and_may_send_once_more(kabid, world):
    incident = verified(world)
    Incident.objects.filter(pk=incident.pk).update(version=5)

    page = kabid.post(url(incident, "tutup"), data(incident))

    assert "sudah diubah sejak Anda membukanya" in words(page)
    assert '<input type="hidden" name="version" value="5">' in page.content.decode()
    assert typed(page, "note") == "Ternyata kabar lama."
    assert kabid.post(url(incident, "tutup"), data(incident, version=5)).status_code == 302


def test_a_state_that_does_not_allow_it_is_said(kabid, incident):
    page = kabid.post(url(incident, "tutup"), data(incident))

    assert "“Tutup” tidak dapat dilakukan lagi: keadaannya sekarang “Diajukan”." in words(page)
    incident.refresh_from_db()
    assert incident.status == "submitted"


def test_ones_own_report_and_the_staff_are_refused(client, world, incident):
    own = IncidentFactory(entered_by=world.verifier)
    for person, row in (("verifier", own), ("staff", incident), ("camat", incident)):
        client.force_login(world.people[person])
        page = client.post(url(row, "tidak-ditindaklanjuti"), data(row))
        assert page.status_code == 403
        assert "bukan oleh yang memasukkannya" in words(page)
    assert set(Incident.objects.values_list("status", flat=True)) == {"submitted"}
