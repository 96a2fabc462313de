"""Kabar awal over HTTP: receipts for people and programs, nothing lost on errors."""

import datetime as dt
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from incidents.models import Incident
from tests.files.factories import upload
from tests.incidents.factories import IncidentFactory
from tests.wilayah.factories import DesaFactory
from timdu.core.receipts import content_hash
from timdu.files.models import Attachment

pytestmark = pytest.mark.django_db
URL = "/laporan/baru/"
JSON = {"headers": {"accept": "application/json"}}


@pytest.fixture
def desa(world):
    return DesaFactory(parent=world.camat.kecamatan)


@pytest.fixture
def camat(client, world):
    client.force_login(world.camat)
    return client


def data(desa, **changes):
    typed = {
        "client_uuid": str(uuid4()),
        "summary": "Kelompok A mendatangi dermaga.",
        "place": desa.code,
        "when": "now",
        "opened_at": timezone.now().isoformat(),
        "urgency": "very_urgent",
        "do": "send",
    }
    return typed | changes


def test_the_form_carries_a_new_key_each_time(camat):
    first, second = (camat.get(URL).context["form"]["client_uuid"].value() for _ in range(2))

    assert first != second


def test_a_browser_is_led_to_its_receipt(camat, desa):
    response = camat.post(URL, data(desa))

    incident = Incident.objects.get()
    assert response.url == reverse("incidents:receipt", kwargs={"code": incident.code})
    assert incident.urgency == "very_urgent"
    page = camat.get(response.url).content.decode()
    assert incident.code in page and incident.received_hash in page
    assert "tel:+6281200000000" in page


def test_a_program_gets_201_then_202_then_409(camat, desa):
    typed = data(desa)

    new = camat.post(URL, typed, **JSON)
    same = camat.post(URL, typed, **JSON)
    other = camat.post(URL, typed | {"summary": "Lain."}, **JSON)

    assert [response.status_code for response in (new, same, other)] == [201, 202, 409]
    assert new.json() == same.json() == other.json()
    assert new.json()["received_hash"] == content_hash(new.json()["received"])
    assert Incident.objects.get().summary == typed["summary"]


def test_a_program_gets_its_errors_as_json(camat, desa):
    response = camat.post(URL, data(desa, summary=""), **JSON)

    assert response.status_code == 422
    assert list(response.json()["errors"]) == ["summary"]


def test_other_content_under_the_same_key_is_shown_side_by_side_and_can_be_sent(camat, desa):
    typed = data(desa)
    camat.post(URL, typed)

    page = camat.post(URL, typed | {"summary": "Kelompok B <b>menolak</b>."})

    assert page.status_code == 409
    text = page.content.decode()
    assert typed["summary"] in text and "Kelompok B &lt;b&gt;menolak&lt;/b&gt;." in text
    again = dict(page.context["fields"]) | {"client_uuid": str(page.context["new_uuid"])}
    assert camat.post(URL, again).status_code == 302
    assert Incident.objects.count() == 2


def test_other_content_never_shows_another_accounts_report(client, world, desa):
    theirs = IncidentFactory(entered_by=world.far_camat, summary="Rahasia orang lain.")
    client.force_login(world.camat)

    response = client.post(URL, data(desa, client_uuid=str(theirs.client_uuid)))

    assert response.status_code == 302
    assert Incident.objects.filter(entered_by=world.camat).count() == 1


def test_errors_keep_everything_that_was_typed(camat, desa):
    typed = data(desa, when="other", occurred_at="", summary="Sesuatu <script>")

    page = camat.post(URL, typed)

    assert page.status_code == 200
    form = page.context["form"]
    assert form.errors == {"occurred_at": ["Isi tanggal dan jam kejadian."]}
    for name in ("client_uuid", "summary", "place", "urgency", "when", "opened_at"):
        assert form[name].value() == typed[name]
    assert "Sesuatu &lt;script&gt;" in page.content.decode()


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("summary", "a" * 281, "280"),
        ("summary", "\x00", "null"),
        ("place", "99.99.99.9999", "tidak dapat dipilih"),
        ("urgency", "besok", "salah satu"),
        ("client_uuid", "bukan", "UUID"),
    ],
)
def test_hostile_answers_get_a_sentence(camat, desa, field, value, words):
    page = camat.post(URL, data(desa, **{field: value}))

    assert words.lower() in str(page.context["form"].errors[field]).lower()


def test_a_time_that_has_not_come_is_refused(camat, desa):
    tomorrow = timezone.localtime() + dt.timedelta(days=1)
    typed = data(desa, when="other", occurred_at=tomorrow.strftime("%Y-%m-%dT%H:%M"))

    page = camat.post(URL, typed)

    assert "belum tiba" in str(page.context["form"].errors["occurred_at"])


def test_just_now_is_when_the_form_was_opened(camat, desa):
    opened = timezone.now() - dt.timedelta(minutes=20)

    camat.post(URL, data(desa, opened_at=opened.isoformat()))

    assert Incident.objects.get().occurred_at == opened


@pytest.mark.parametrize("opened_at", ["kemarin", "2020-01-01T00:00:00+00:00", "9999-99-99", ""])
def test_just_now_is_now_when_the_form_cannot_be_believed(camat, desa, opened_at):
    camat.post(URL, data(desa, opened_at=opened_at))

    assert timezone.now() - Incident.objects.get().occurred_at < dt.timedelta(minutes=1)


def test_a_draft_is_kept_and_the_same_form_may_still_send_it(camat, desa):
    typed = data(desa, do="draft")
    kept = camat.post(URL, typed)
    incident = Incident.objects.get()

    assert (incident.status, kept.url) == ("draft", f"/laporan/{incident.code}/lengkapi/")

    camat.post(URL, typed | {"do": "send"})
    incident.refresh_from_db()

    assert incident.status == "submitted"


def test_an_operator_says_whether_the_camat_knows(client, world, desa):
    client.force_login(world.operator)

    client.post(URL, data(desa, known_to_head="on"))

    incident = Incident.objects.get()
    assert incident.known_to_head is True
    assert incident.byline.endswith(f"a.n. Camat {world.camat.kecamatan.name}")


def test_staff_enter_for_a_partner_and_say_who(client, world, desa):
    client.force_login(world.staff)
    without = client.post(URL, data(desa, origin="secretariat"))

    assert "on_behalf" in without.context["form"].errors

    client.post(URL, data(desa, origin="secretariat", on_behalf="FKUB"))

    incident = Incident.objects.get()
    assert (incident.origin, incident.agency) == ("secretariat", None)
    assert incident.byline == "FKUB, dicatat oleh Sekretariat"


def test_photographs_come_with_it_and_a_bad_one_does_not_hold_it_up(camat, desa):
    bad = upload(b"bukan gambar", "bukan.jpg")

    response = camat.post(URL, data(desa, photos=[upload(), bad]), follow=True)

    incident = Incident.objects.get()
    assert Attachment.objects.of(incident).count() == 1
    assert "bukan.jpg" in response.content.decode()


def test_the_sender_reads_by_name_what_is_still_missing(camat, desa):
    camat.post(URL, data(desa))
    incident = Incident.objects.get()

    page = camat.get(incident.get_absolute_url()).content.decode()

    assert "Belum dijawab: siapa saja, pola isu, keadaan sekarang" in page


@pytest.mark.parametrize(
    ("point", "kept"),
    [
        ("-0.359306,108.970069", ("-0.359306", "108.970069")),
        ("91.000000,108.970069", None),
        ("<b>-0.3</b>", None),
        ("-0.359306,108.970069\n" * 9000, None),
        ("", None),
    ],
)
def test_the_point_of_a_photograph_is_a_fact_or_left_out(camat, desa, point, kept):
    typed = data(desa) | ({"point": point} if point else {})

    receipt = camat.post(URL, typed, **JSON).json()

    incident = Incident.objects.get(code=receipt["code"])
    found = (str(incident.latitude), str(incident.longitude)) if incident.latitude else None
    assert found == kept
    # The hash of a phone that sends no point is what it was before there were any.
    assert receipt["received"].get("point") == (point if kept else None)
    assert receipt["received_hash"] == content_hash(receipt["received"])
