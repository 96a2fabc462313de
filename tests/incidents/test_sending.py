"""The intake contract over HTTP: who asks, one receipt for one key, answers for programs."""

import datetime as dt
from uuid import uuid4

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from incidents.models import Incident, NilReport
from tests.incidents.factories import IncidentFactory
from tests.incidents.sending import JSON, NIL, REPORT, completion, kabar, nil
from tests.reading import words
from tests.wilayah.factories import DesaFactory
from timdu.core import marks
from timdu.core.models import Received
from timdu.core.periods import Month
from timdu.core.receipts import account_id, content_hash

pytestmark = pytest.mark.django_db
WHO, SENT = "/kiriman/saya/", "/kiriman/"


@pytest.fixture
def desa(world):
    return DesaFactory(parent=world.camat.kecamatan)


@pytest.fixture
def camat(client, world):
    client.force_login(world.camat)
    return client


@pytest.fixture
def month(world):
    return Month.of(timezone.now(), world.team.zone).previous


def fills(client, incident, **changes):
    address = reverse("incidents:complete", kwargs={"code": incident.code})
    return client.post(address, completion(incident, **changes), **JSON)


def test_a_device_learns_whose_session_it_is(camat, world):
    answer = camat.get(WHO, **JSON)

    assert answer.json()["account"] == account_id(world.camat) != account_id(world.operator)
    assert answer["Cache-Control"].startswith("max-age=0")


def test_the_token_it_gets_is_good_and_an_old_one_is_refused_in_words(world, desa):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(world.camat)
    token = strict.get(WHO, **JSON).json()["csrf"]

    old = strict.post(REPORT, kabar(desa), headers={"accept": "application/json"})
    good = strict.post(
        REPORT, kabar(desa), headers={"accept": "application/json", "x-csrftoken": token}
    )

    assert (old.status_code, good.status_code) == (403, 201)
    assert "tidak hilang" in old.json()["words"]


@pytest.mark.parametrize("address", [WHO, REPORT, NIL, "/kiriman/berkas/", "/laporan/X/lengkapi/"])
def test_a_program_without_a_session_is_told_where_one_signs_in(client, db, address):
    answer = client.post(address, {}, **JSON)

    assert (answer.status_code, answer.json()) == (401, {"sign_in": "/masuk/"})
    assert client.post(address, {}).status_code == 302


def test_what_is_meant_for_another_account_is_not_looked_at(camat, world, desa):
    headers = {"accept": "application/json", "x-timdu-account": account_id(world.operator)}
    other = camat.post(REPORT, kabar(desa), headers=headers)
    headers["x-timdu-account"] = account_id(world.camat)
    own = camat.post(REPORT, kabar(desa), headers=headers)

    assert (other.status_code, own.status_code) == (412, 201)
    assert "akun lain" in other.json()["words"]
    assert Incident.objects.get().entered_by == world.camat


def test_refusals_reach_a_program_as_words(client, world):
    client.force_login(world.admin)
    denied = client.post(REPORT, {}, **JSON)
    world.camat.must_change_password = True
    world.camat.save()
    client.force_login(world.camat)
    first_a_password = client.post(REPORT, {}, **JSON)
    world.operator.access_until = dt.date(2020, 1, 1)
    world.operator.save()
    client.force_login(world.operator)
    over = client.post(REPORT, {}, **JSON)

    for answer in (denied, first_a_password, over):
        assert answer.status_code == 403 and answer.json()["words"]
    assert client.get(WHO, **JSON).status_code == 401


def test_a_nil_has_one_receipt_however_often_it_is_sent(camat, world, month):
    sent = nil(month)
    new, same = (camat.post(NIL, sent, **JSON) for _ in range(2))
    other = camat.post(NIL, sent | {"asked": "Lain."}, **JSON)
    second = camat.post(NIL, nil(month), **JSON)

    assert [a.status_code for a in (new, same, other, second)] == [201, 202, 409, 422]
    assert new.json() == same.json() == other.json()
    told = new.json()
    assert told["received"] == {"month": str(month), "asked": "Semua desa."}
    assert told["received_hash"] == content_hash(told["received"])
    assert (told["title"], told["status"]) == (f"Nihil {month.label}", "received")
    assert list(second.json()["errors"]) == ["month"]
    assert NilReport.objects.count() == 1
    assert words(camat.get(told["url"])).count(told["received_hash"]) == 1


def test_a_month_long_gone_still_has_its_receipt(camat, month, monkeypatch):
    sent = nil(month)
    camat.post(NIL, sent, **JSON)
    monkeypatch.setattr("incidents.forms.nil.MONTHS_BACK", -1)

    assert camat.post(NIL, sent, **JSON).status_code == 202


def test_lengkapi_is_taken_once_and_whole(camat, world):
    incident = IncidentFactory(entered_by=world.camat)
    sent = completion(incident)
    new, same = (fills(camat, incident, **sent) for _ in range(2))
    other = fills(camat, incident, **sent | {"situation": "Lain."})
    bad = fills(camat, incident, situation="Bubar.", version="2", latitude="utara")

    assert [a.status_code for a in (new, same, other, bad)] == [201, 202, 409, 422]
    assert (new.json()["version"], same.json()["version"]) == (2, 2)
    assert "latitude" in bad.json()["errors"]
    incident.refresh_from_db()
    assert (incident.situation, incident.version) == (sent["situation"], 2)


def test_lengkapi_over_an_older_version_shows_both(camat, world):
    incident = IncidentFactory(entered_by=world.camat)
    fills(camat, incident)

    late = fills(camat, incident, situation="Massa bubar.")

    assert late.status_code == 409 and late.json()["stale"] and late.json()["version"] == 2
    assert [pair[1:] for pair in late.json()["pairs"]] == [
        ["Massa masih di dermaga.", "Massa bubar."]
    ]
    assert Received.objects.count() == 1


def test_answers_are_sent_back_with_it_or_all_of_it_waits(camat, world):
    incident = IncidentFactory(entered_by=world.camat, returned=True)
    notes = [marks.add(incident, field, "?", by=world.verifier) for field in ("summary", "people")]
    marks.send(incident)
    first, second = (f"answer_{note.pk}" for note in notes)

    too_few = fills(camat, incident, do="send", **{first: "Sudah."})
    enough = completion(incident, do="send", **{first: "Sudah.", second: "40."})
    answers = [fills(camat, incident, **enough) for _ in range(2)]

    assert too_few.status_code == 422
    said = too_few.json()["errors"]["__all__"]
    assert "Jawab dahulu 1 catatan perbaikan: Perkiraan orang." in said
    assert [answer.status_code for answer in answers] == [201, 202]
    assert answers[0].json()["status"] == "submitted"
    assert not marks.of(incident).filter(answered_at=None).exists()


def test_an_answer_nobody_has_seen_is_shown_beside_ones_own(camat, world):
    incident = IncidentFactory(entered_by=world.camat, returned=True)
    note = marks.add(incident, "people", "?", by=world.verifier)
    marks.send(incident)
    sent = completion(incident, situation="", **{f"answer_{note.pk}": "Empat puluh."})
    other = Client()
    other.force_login(world.operator)
    fills(other, incident, situation="", **{f"answer_{note.pk}": "Lima puluh."})

    late = fills(camat, incident, **sent)

    assert late.status_code == 409 and late.json()["stale"]
    incident.refresh_from_db()
    assert late.json()["version"] == incident.version
    ((label, said, typed),) = late.json()["pairs"]
    assert label == "Jawaban: Perkiraan orang" and "Lima puluh." in said and typed == "Empat puluh."


def test_a_receipt_is_given_again_where_nothing_could_be_taken_any_more(camat, world):
    incident = IncidentFactory(entered_by=world.camat)
    sent = completion(incident)
    fills(camat, incident, **sent)
    Incident.objects.update(status="dropped", outcome_reason="Bukan urusan tim.")

    assert fills(camat, incident, **sent).status_code == 202
    assert fills(camat, incident).status_code == 403


def test_the_same_words_about_another_report_are_another_thing(camat, world):
    one, two = (IncidentFactory(entered_by=world.camat) for _ in range(2))
    sent = completion(one)
    fills(camat, one, **sent)

    answer = fills(camat, two, **sent)

    assert (answer.status_code, answer.json()["code"]) == (409, one.code)
    two.refresh_from_db()
    assert two.situation == ""


def test_one_key_is_one_thing_of_whatever_kind(camat, desa, month):
    key = str(uuid4())
    camat.post(NIL, nil(month, client_uuid=key), **JSON)

    report = camat.post(REPORT, kabar(desa, client_uuid=key), **JSON)

    assert (report.status_code, report.json()["kind"]) == (409, "nil")
    assert not Incident.objects.exists()


@pytest.mark.parametrize("key", ["", "bukan", "1" * 33])
def test_a_program_without_a_key_is_told_so(camat, month, key):
    answer = camat.post(NIL, nil(month, client_uuid=key), **JSON)

    assert (answer.status_code, list(answer.json()["errors"])) == (422, ["client_uuid"])


@pytest.mark.parametrize("extra", [{"x": "\0"}, {"x": "a" * 200_001}])
def test_what_no_form_of_ours_sends_is_not_kept(camat, month, extra):
    answer = camat.post(NIL, nil(month, **extra), **JSON)

    assert answer.status_code == 400 and answer.json()["words"]
    assert not NilReport.objects.exists()


def test_a_person_who_presses_twice_or_goes_back_is_led_on(camat, world, month):
    key = str(uuid4())
    first = [camat.post(NIL, nil(month, client_uuid=key)) for _ in range(2)]
    changed = camat.post(NIL, nil(month.previous, client_uuid=key))
    incident = IncidentFactory(entered_by=world.camat)
    address = reverse("incidents:complete", kwargs={"code": incident.code})
    sent = completion(incident)
    saved = [camat.post(address, sent) for _ in range(2)]

    assert [page.status_code for page in (*first, changed, *saved)] == [302] * 5
    assert NilReport.objects.count() == 2
    assert Received.objects.filter(kind="completion").count() == 1


def test_the_list_names_each_thing_newest_first_with_its_device(camat, world, desa, month):
    agent = "Mozilla/5.0 (Linux; Android 14) Chrome/120.0"
    report = camat.post(REPORT, kabar(desa), headers=JSON["headers"] | {"user-agent": agent})
    camat.cookies.pop(settings.DEVICE_COOKIE_NAME)
    camat.post(NIL, nil(month), **JSON)
    page = camat.get(SENT)
    (_, name, _) = page.context["devices"][1]
    one = camat.get(f"{SENT}?perangkat={page.context['devices'][1][0]}")

    assert [line.kind for line in page.context["lines"]] == ["Nihil", "Kabar awal"]
    assert [line.kind for line in one.context["lines"]] == ["Kabar awal"]
    assert name == "Chrome di Android"
    text = words(page)
    assert report.json()["code"] in text and report.json()["received_hash"] in text
    assert "Menunggu diperiksa sekretariat." in text
    camat.force_login(world.operator)
    assert camat.get(SENT).context["lines"] == []


def test_what_is_no_longer_open_to_its_sender_is_a_time_and_a_hash(camat, world, desa):
    code = camat.post(REPORT, kabar(desa), **JSON).json()["code"]
    world.camat.kecamatan = world.other_camat.kecamatan
    world.camat.save()

    page = camat.get(SENT)

    assert "Tidak lagi terbuka bagi Anda." in words(page)
    assert code not in page.content.decode() and "dermaga" not in page.content.decode()


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_costs_the_same_for_one_and_for_three(
    camat, desa, month, rows, django_assert_num_queries
):
    for _ in range(rows):
        camat.post(REPORT, kabar(desa), **JSON)
    camat.post(NIL, nil(month.previous), **JSON)
    camat.get(SENT)

    with django_assert_num_queries(7):
        camat.get(SENT)
