"""Koreksi: one fact set right beside what was sent, by whom, and what is refused."""

import pytest

from incidents.actions import corrections
from incidents.models import Correction
from tests.incidents.factories import IncidentFactory
from tests.reading import typed, words
from tests.wilayah.factories import DesaFactory
from timdu.core import events

pytestmark = pytest.mark.django_db
REASON = "Kapolsek menyebut 60 orang."


@pytest.fixture
def incident(world):
    return IncidentFactory(entered_by=world.camat, verified=True, verified_by=world.secretary)


@pytest.fixture
def kabid(client, world):
    client.force_login(world.verifier)
    return client


def url(incident, field="people"):
    return f"/laporan/{incident.code}/koreksi/{field}/"


def data(incident, **changes):
    return {
        "value": "60", "certainty": "sure", "reason": REASON, "version": incident.version,
    } | changes  # fmt: skip


def whats(incident):
    return [event.what for event in events.chronology(incident)]


def test_the_page_asks_which_figure_and_shows_what_is_recorded(kabid, incident):
    choosing = words(kabid.get(url(incident, "casualties")))
    asking = words(kabid.get(url(incident)))

    assert "Yang mana yang dikoreksi?" in choosing and "Korban: meninggal" in choosing
    assert "Perkiraan jumlah orang: pihak" not in choosing
    assert "Tercatat sekarang 40 orang sementara" in asking


def test_a_verified_report_is_corrected_and_says_both(kabid, world, incident):
    response = kabid.post(url(incident), data(incident), follow=True)

    incident.refresh_from_db()
    assert (incident.people, incident.people_certainty) == (60, "sure")
    assert (incident.status, incident.version, incident.verified_by) == (
        "verified", 2, world.secretary,
    )  # fmt: skip
    text = words(response)
    assert "dikoreksi." in text and "Dikoreksi sekretariat 60 orang pasti" in text
    assert "40 orang sementara" in text and REASON in text
    (event,) = events.chronology(incident)
    assert (event.what, event.by) == ("incident.correct", world.verifier)
    assert event.note.endswith(f"40\u00a0orang sementara → 60\u00a0orang pasti. {REASON}")
    assert "Versi 2" in words(kabid.get(f"/laporan/{incident.code}/versi/"))


def test_a_second_correction_keeps_what_was_first_sent(kabid, incident):
    kabid.post(url(incident), data(incident))
    page = words(kabid.get(url(incident)))
    kabid.post(url(incident), data(incident, value="70", version=2))

    assert "Seperti dikirim 40 orang sementara" in page
    standing = Correction.objects.get(withdrawn_at=None)
    assert (standing.sent["people"], standing.corrected["people"]) == (40, 70)
    assert Correction.objects.count() == 2


def test_the_second_click_writes_nothing_and_says_why(kabid, incident):
    sent = data(incident)
    kabid.post(url(incident), sent)
    page = kabid.post(url(incident), sent)

    assert page.status_code == 200
    assert "sudah diubah sejak Anda membukanya" in words(page)
    assert Correction.objects.count() == 1
    same = kabid.post(url(incident), data(incident, version=2))
    assert "Nilai yang benar sama dengan yang tercatat sekarang." in words(same)


def test_who_comes_late_is_told_and_may_send_once_more(kabid, world, incident):
    new = {"situation": "Bubar.", "situation_unknown": False}
    corrections.correct(incident, "situation", new, by=world.secretary, reason="Saya.", version=1)

    page = kabid.post(url(incident), data(incident))

    assert "Periksa yang tercatat sekarang, lalu kirim lagi" in words(page)
    assert typed(page, "reason") == REASON
    assert page.context["form"]["value"].value() == "60"
    assert '<input type="hidden" name="version" value="2">' in page.content.decode()
    assert kabid.post(url(incident), data(incident, version=2)).status_code == 302


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"value": ""}, "Tulis angka, atau pilih “tidak diketahui”."),
        ({"certainty": "unknown"}, "Tulis angka, atau pilih “tidak diketahui”."),
        ({"certainty": ""}, "Kepastian: Belum diisi."),
        ({"certainty": "mungkin"}, "Pilih salah satu dari daftar."),
        ({"value": "puluhan"}, "Tulis angka, misalnya 40."),
        ({"value": "-5"}, "Tulis angka, misalnya 40."),
        ({"value": "9.999.999.999"}, "Angka ini terlalu besar."),
        ({"reason": "   "}, "Dari mana diketahui: Belum diisi."),
        ({"reason": "a" * 501}, "Dari mana diketahui: Pastikan"),
        ({"reason": "a\x00b"}, "Dari mana diketahui: Karakter null"),
    ],
)
def test_a_correction_that_lacks_something_is_refused_and_stays(kabid, incident, changes, said):
    sent = data(incident, **changes)

    page = kabid.post(url(incident), sent)

    assert page.status_code == 200
    assert said in words(page)
    for name in ("value", "certainty", "reason"):
        assert page.context["form"][name].value() == sent[name]
    incident.refresh_from_db()
    assert (incident.people, incident.version) == (40, 1)


def test_a_figure_too_large_for_people_is_refused_and_a_large_sum_is_not(kabid, incident):
    dead = kabid.post(url(incident, "casualties.dead"), data(incident, value="3000000000"))
    loss = kabid.post(url(incident, "damages.rupiah"), data(incident, value="Rp 3.000.000.000"))

    assert "Angka ini terlalu besar." in words(dead)
    assert loss.status_code == 302
    assert incident.damages.get().value == 3_000_000_000


def test_the_place_moves_with_its_kecamatan(kabid, world, incident):
    other = DesaFactory(parent=world.other_camat.kecamatan)
    sent = {"place": other.code, "place_text": "Dermaga", "reason": REASON, "version": 1}

    kabid.post(url(incident, "place"), sent)

    incident.refresh_from_db()
    assert (incident.place, incident.kecamatan) == (other, world.other_camat.kecamatan)
    assert incident.place_text == "Dermaga"


def test_a_place_of_another_team_and_a_time_to_come_are_refused(kabid, world, incident):
    far = DesaFactory(parent=world.far_camat.kecamatan)
    place = kabid.post(url(incident, "place"), {"place": far.code, "reason": REASON, "version": 1})
    moment = kabid.post(
        url(incident, "occurred_at"),
        {"occurred_at": "2999-01-01T10:00", "occurred_precision": "exact",
         "reason": REASON, "version": 1},
    )  # fmt: skip

    assert "tidak dapat dipilih" in words(place)
    assert "belum tiba" in words(moment)
    incident.refresh_from_db()
    assert incident.version == 1


@pytest.mark.parametrize("field", ["parties", "classification", "status", "casualties.team", "x"])
def test_what_is_not_corrected_here_is_not_found(kabid, incident, field):
    assert kabid.get(url(incident, field)).status_code == 404


def test_others_are_refused_with_the_rule(client, world, incident):
    for person in ("staff", "camat", "leader"):
        client.force_login(world.people[person])
        page = client.post(url(incident), data(incident))
        assert page.status_code == 403
        assert "Koreksi fakta dicatat oleh Kabid atau Kepala Badan" in words(page)

    own = IncidentFactory(entered_by=world.verifier, verified=True, verified_by=world.secretary)
    client.force_login(world.verifier)
    assert client.post(url(own), data(own)).status_code == 403
    assert whats(incident) == whats(own) == []


@pytest.mark.parametrize("traits", [{"returned": True}, {"dropped": True}])
def test_a_report_that_waits_for_its_writer_is_not_corrected(kabid, world, traits):
    incident = IncidentFactory(entered_by=world.camat, complete=True, **traits)

    assert kabid.post(url(incident), data(incident)).status_code == 403
