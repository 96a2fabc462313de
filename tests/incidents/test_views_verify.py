"""The verification page: what it asks, what it refuses, and that nothing typed is lost."""

import pytest

from incidents.actions import corrections, edit, moves, review
from incidents.actions.edit import Changes
from incidents.models.choices import Check, Criterion
from tests.incidents.factories import IncidentFactory
from tests.incidents.test_review import VERDICT
from tests.reading import typed, words
from timdu.core import events, marks

pytestmark = pytest.mark.django_db
CHECKS = [Check.TIME_PLACE.value, Check.NO_LABELS.value]


@pytest.fixture
def incident(world):
    return IncidentFactory(entered_by=world.camat, complete=True, code="TDU-26-AAAA2")


@pytest.fixture
def kabid(client, world):
    client.force_login(world.verifier)
    return client


def url(incident):
    return f"/laporan/{incident.code}/verifikasi/"


def data(incident, do="verify", **changes):
    verdict = {
        "checks": CHECKS, "information_value": "single", "source": "d", "field": "economy",
        "classification": "T", "kind": incident.kind, "likelihood": "3", "impact": "4",
        "version": incident.version, "review_version": incident.review_version, "do": do,
    }  # fmt: skip
    return {key: value for key, value in (verdict | changes).items() if value is not None}


def whats(incident):
    return [event.what for event in events.chronology(incident)]


def test_the_page_shows_what_was_sent_and_proposes_nothing_the_pattern_does_not(
    kabid, world, patterns
):
    incident = IncidentFactory(
        entered_by=world.camat, complete=True, pattern_unknown=False,
        pattern=patterns["batas desa"],
    )  # fmt: skip

    page = kabid.get(url(incident))

    text = words(page)
    assert "Laporan seperti dikirim" in text and "Massa masih di dermaga." in text
    assert "Usulan dari pola isu: batas desa → huruf c. Anda yang menetapkan." in text
    assert page.context["form"]["source"].value() == "c"
    assert page.context["form"]["classification"].value() == incident.classification == "T"


def test_verifying_over_http_keeps_the_verdict_and_opens_the_next(kabid, world, incident):
    following = IncidentFactory(entered_by=world.camat, complete=True)

    response = kabid.post(url(incident), data(incident), follow=True)

    incident.refresh_from_db()
    assert (incident.status, incident.verified_by, incident.level) == (
        "verified",
        world.verifier,
        4,
    )
    assert (incident.source, incident.field, incident.classification) == ("d", "economy", "T")
    assert whats(incident) == ["incident.verify"]
    assert response.redirect_chain == [(url(following), 302)]
    assert f"{incident.code} diverifikasi." in words(response)


def test_what_a_verdict_needs_is_said_before_and_beside_the_field(kabid, incident):
    page, answer = kabid.get(url(incident)), kabid.post(url(incident), data(incident, field=""))

    needed = [name for name in page.context["form"].fields if "perlu untuk" in part(page, name)]
    assert needed == ["checks", "information_value", "source", "field"]
    assert "Isi sebelum memverifikasi." in part(answer, "field")
    assert "Isi sebelum memverifikasi." not in part(answer, "source")


def part(page, name):
    """The page from one field's label to the next one's."""
    text = page.content.decode()
    start = min(
        at for at in (text.find(f'id="{mark}id_{name}"') for mark in ("", "div_")) if at > 0
    )
    return text[start:].split('class="form-field"', 1)[0]


def test_the_second_click_goes_on_like_the_first(kabid, incident):
    sent = data(incident)
    first, second = kabid.post(url(incident), sent), kabid.post(url(incident), sent)

    assert first.url == second.url == "/laporan/antrean/"
    assert whats(incident) == ["incident.verify"]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"checks": None}, "Belum dicentang: Waktu dan tempat jelas; Pihak disebut tanpa label"),
        ({"checks": CHECKS[:1]}, "Belum dicentang: Pihak disebut tanpa label suku atau agama"),
        ({"information_value": None}, "Nilai informasi: Isi sebelum memverifikasi."),
        ({"source": ""}, "Isi sebelum memverifikasi."),
        ({"field": ""}, "Bidang: Isi sebelum memverifikasi."),
        ({"information_value": "confirmed"}, "“Terkonfirmasi” berarti ada sumber kedua"),
        ({"impact": ""}, "Isi kemungkinan dan dampak, keduanya."),
        ({"classification": ""}, "Klasifikasi"),
        ({"is_social_conflict": "on"}, "Semua unsur harus terpenuhi."),
        (
            {"is_social_conflict": "on", "conflict_criteria": Criterion.values},
            "Tulis alasan penetapan.",
        ),
    ],
)
def test_a_verdict_that_lacks_something_is_refused_and_stays(kabid, incident, changes, said):
    page = kabid.post(url(incident), data(incident, reason="Sudah saya telepon.", **changes))

    assert page.status_code == 200
    assert said in words(page) and "Belum dapat diverifikasi. Lengkapi:" in words(page)
    assert page.context["form"]["likelihood"].value() == "3"
    assert typed(page, "reason") == "Sudah saya telepon."
    incident.refresh_from_db()
    assert (incident.status, incident.source) == ("submitted", "")
    assert whats(incident) == []


@pytest.mark.parametrize(
    "changes",
    [
        {"source": "z"}, {"field": "<script>"}, {"classification": "SR"}, {"likelihood": "99"},
        {"kind": "nil"}, {"checks": ["apa saja"]}, {"impact": "'; drop table"},
        {"information_value": "\x00"}, {"conflict_reason": "a\x00b", "is_social_conflict": "on"},
    ],
)  # fmt: skip
def test_hostile_answers_are_refused_in_words(kabid, incident, changes):
    page = kabid.post(url(incident), data(incident, **changes))

    assert page.status_code == 200
    assert "Belum dapat diverifikasi. Lengkapi:" in words(page)
    assert b"<script>'" not in page.content
    incident.refresh_from_db()
    assert incident.status == "submitted"


@pytest.mark.parametrize("version", ["", "-1", "satu", "9" * 30, None])
def test_a_version_that_is_none_counts_as_an_old_one(kabid, incident, version):
    page = kabid.post(url(incident), data(incident, version=version))

    assert page.status_code in (200, 409)
    assert "berubah sejak Anda membukanya" in words(page)
    incident.refresh_from_db()
    assert incident.status == "submitted"


def test_ones_own_report_is_refused_with_the_rule_and_who_can(kabid, world):
    own = IncidentFactory(entered_by=world.verifier, complete=True)

    page = kabid.get(url(own))
    refused = kabid.post(url(own), data(own))

    rule = "Laporan diverifikasi oleh Kabid atau Kepala Badan, dan bukan oleh yang memasukkannya."
    assert rule in words(page)
    assert refused.status_code == 403
    assert rule in words(refused)
    assert "Yang dapat: Kabid atau Kepala Badan yang tidak memasukkan laporan ini" in words(refused)
    own.refresh_from_db()
    assert own.status == "submitted"


def test_staff_write_notes_and_no_verdict(client, world, incident):
    client.force_login(world.staff)

    page = client.post(
        url(incident), data(incident, do="save", note_people="Mohon dicek."), follow=True
    )
    refused = client.post(url(incident), data(incident, note_people="Lagi."))

    assert "Catatan tentang Perkiraan orang tersimpan." in words(page)
    assert refused.status_code == 403
    assert [mark.note for mark in marks.of(incident)] == ["Mohon dicek."]
    incident.refresh_from_db()
    assert (incident.status, incident.source) == ("submitted", "")


def test_a_note_sent_twice_is_one_note(kabid, incident):
    sent = data(incident, do="save", note_people="Mohon dicek.")
    kabid.post(url(incident), sent)
    kabid.post(url(incident), sent)

    assert marks.of(incident).count() == 1
    assert whats(incident).count("incident.mark") == 1


def test_a_note_nobody_could_show_whole_is_not_cut_but_said(kabid, incident):
    short, long = "Berapa orang?", "Di mana tepatnya? " * 20
    page = kabid.post(url(incident), {"note_people": short, "note_place": long, "do": "save"})

    said = page.content.decode()
    assert "Belum ada yang disimpan: catatan tentang" in said and "300 huruf" in said
    assert f">{short}</textarea>" in said and f">{long.strip()}</textarea>" in said
    assert not marks.of(incident).exists()


def test_an_open_note_holds_up_the_verification(kabid, incident):
    page = kabid.post(url(incident), data(incident, note_people="Dari mana angkanya?"))

    assert "1 catatan masih terbuka" in words(page)
    assert "Dari mana angkanya?" in words(page)
    incident.refresh_from_db()
    assert incident.status == "submitted"


def test_a_note_is_taken_back_and_a_stranger_key_is_refused_in_words(kabid, incident, world):
    mark = review.mark(incident, "people", "Mohon dicek.", by=world.staff)

    kabid.post(url(incident), data(incident, do=f"unmark:{mark.pk}"))
    again = kabid.post(url(incident), data(incident, do=f"unmark:{mark.pk}", source="e"))

    assert not marks.of(incident).exists()
    assert "Catatan ini sudah dijawab atau ditarik." in words(again)
    assert again.context["form"]["source"].value() == "e"


def test_a_return_without_note_or_reason_is_refused(kabid, incident):
    page = kabid.post(url(incident), data(incident, do="send_back"))

    assert "Tulis catatan perbaikan di sisi isian, atau satu alasan." in words(page)
    incident.refresh_from_db()
    assert incident.status == "submitted"


def test_a_return_with_notes_tells_the_reporter_what_is_missing(kabid, world, incident):
    sent = data(incident, do="send_back", note_people="Dari mana?", reason="Lengkapi dulu.")

    response = kabid.post(url(incident), sent, follow=True)

    assert f"{incident.code} dikembalikan kepada pelapor." in words(response)
    incident.refresh_from_db()
    assert (incident.status, incident.outcome_reason) == ("returned", "Lengkapi dulu.")
    kabid.force_login(world.camat)
    page = words(kabid.get(f"/laporan/{incident.code}/"))
    assert "Lengkapi dulu." in page and "Dari mana?" in page


def test_somebody_else_verified_meanwhile_and_nothing_typed_is_lost(kabid, world, incident):
    review.verify(
        incident, dict(VERDICT), by=world.secretary, kind=incident.kind, version=1, review_version=1
    )

    page = kabid.post(
        url(incident), data(incident, source="c", note_people="Cek lagi.", reason="Belum jelas.")
    )

    text = words(page)
    assert page.status_code == 409
    assert f"{incident.code} tidak menunggu verifikasi lagi" in text
    assert f"Diverifikasi oleh {world.secretary}" in text
    assert "Sengketa batas wilayah" in text and "Cek lagi." in text and "Belum jelas." in text
    incident.refresh_from_db()
    assert (incident.source, incident.verified_by) == ("d", world.secretary)
    assert not marks.of(incident).exists()


def test_a_report_dropped_meanwhile_says_so(kabid, world, incident):
    moves.move(incident, "drop", by=world.secretary, note="Hoaks.", version=1)

    page = kabid.post(url(incident), data(incident))

    assert "Tidak ditindaklanjuti oleh" in words(page)
    opened = kabid.get(url(incident), follow=True)
    assert f"{incident.code} tidak menunggu verifikasi lagi." in words(opened)


def test_the_reporter_edited_meanwhile_and_the_verdict_waits(kabid, world, incident):
    edit.save(incident, Changes(fields={"situation": "Bubar."}), by=world.camat, version=1)

    page = kabid.post(url(incident), data(incident))

    assert "Laporan ini berubah sejak Anda membukanya. Periksa lagi." in words(page)
    assert "Bubar." in words(page)
    assert page.context["form"]["source"].value() == "d"
    incident.refresh_from_db()
    assert incident.status == "submitted"
    assert kabid.post(url(incident), data(incident)).status_code == 302


def test_two_verdicts_stand_side_by_side(kabid, world, incident):
    review.assess(
        incident, {"source": "c"}, by=world.secretary, kind=incident.kind, review_version=1
    )

    page = kabid.post(url(incident), data(incident))

    text = words(page)
    assert page.status_code == 409
    assert "Isian Anda tidak hilang" in text
    assert "Sengketa batas wilayah" in text and "Sengketa sumber daya alam" in text


def test_what_was_corrected_stands_beside_what_was_sent(kabid, world, incident):
    corrections.correct(
        incident, "people", {"people": 60, "people_certainty": "sure"},
        by=world.verifier, reason="Kapolsek.", version=1,
    )  # fmt: skip

    text = words(kabid.get(url(incident)))

    assert "40 orang" in text and "60 orang pasti" in text
    assert "Dikoreksi sekretariat" in text and "Kapolsek." in text


def test_a_report_made_secret_leaves_the_verifiers_colleagues(kabid, world, incident):
    kabid.post(url(incident), data(incident, do="save", classification="R"))

    incident.refresh_from_db()
    assert incident.is_secret
    assert "incident.classify" in whats(incident)
    kabid.force_login(world.staff)
    assert kabid.get(url(incident)).status_code == 404
