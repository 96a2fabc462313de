"""Tempel dari WhatsApp at the desk: nothing is stored before a person sends what they checked."""

import datetime as dt
from uuid import uuid4

import pytest
from django.utils import timezone

from incidents import facts, message
from incidents.models import Incident, Relay
from incidents.models.relay import LONGEST_MESSAGE
from tests.incidents.factories import IncidentFactory
from tests.reading import words
from tests.wilayah.factories import DesaFactory
from timdu.core.models import Event

pytestmark = pytest.mark.django_db
URL = "/laporan/tempel/"
TEXT = (
    "[21/11/26 14.30] Kades Contoh: *Cekcok* warga di Desa Tanjung Uji, sekitar 40 orang,\n"
    "jam 2 siang. <script>alert(1)</script> HP 0812 0000 1111"
)


@pytest.fixture
def desa(world):
    return DesaFactory(parent=world.camat.kecamatan, name="Tanjung Uji")


@pytest.fixture
def staff(client, world):
    client.force_login(world.staff)
    return client


def filled(page):
    """The proposed form, as a browser would send it back untouched."""
    form = page.context["form"]
    sent = {}
    for field in form:
        value = field.value()
        if field.name == "place":
            value = getattr(value, "pk", value)
        if isinstance(value, dt.datetime):
            value = value.strftime("%Y-%m-%dT%H:%M")
        if value not in (None, "", []):
            sent[field.html_name] = value
    return sent


def test_what_was_recognised_stands_in_the_form_and_nothing_is_stored(staff, desa):
    page = staff.post(URL, {"pasted": TEXT, "do": "read"})

    form = page.context["form"]
    assert form["place"].value() == desa.pk
    assert form["people"].value() == 40
    assert form["channel"].value() == "whatsapp"
    assert form["on_behalf"].value() == "Kades Contoh"
    assert "<mark" in page.content.decode() and "<script>alert" not in page.content.decode()
    assert not Incident.objects.exists() and not Event.objects.exists()


def test_the_checked_form_becomes_a_report_that_keeps_the_message(staff, world, desa):
    sent = filled(staff.post(URL, {"pasted": TEXT, "do": "read"}))

    answer = staff.post(URL, sent | {"do": "send", "summary": "Warga bercekcok soal kebun."})

    incident, relay = Incident.objects.get(), Relay.objects.get()
    assert answer.url == f"/laporan/{incident.code}/terkirim/"
    assert (incident.summary, incident.place) == ("Warga bercekcok soal kebun.", desa)
    assert (incident.people, incident.people_certainty) == (40, "provisional")
    assert incident.byline == "Kades Contoh, dicatat oleh Sekretariat"
    assert (relay.channel, relay.contact) == ("whatsapp", "0812 0000 1111")
    assert relay.text == incident.received["pasted"] == TEXT


def test_a_mistake_keeps_message_and_form_and_the_same_key_stores_once(staff, desa):
    sent = filled(staff.post(URL, {"pasted": TEXT, "do": "read"}))

    wrong = staff.post(URL, sent | {"do": "send", "summary": "", "people": "banyak"})
    assert set(wrong.context["form"].errors) == {"summary", "people"}
    assert "banyak" in wrong.content.decode() and "Cekcok" in words(wrong)

    for _ in range(2):
        staff.post(URL, sent | {"do": "send"})
    assert Incident.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "field"),
    [({"people": "12", "people_certainty": "unknown"}, "people"),
     ({"people": "", "people_certainty": "sure"}, "people"),
     ({"channel": "", "told_at": "", "told_contact": ""}, "channel"),
     ({"occurred_at": ""}, "occurred_at")],
)  # fmt: skip
def test_what_does_not_fit_together_is_said_beside_the_field(staff, desa, changes, field):
    sent = filled(staff.post(URL, {"pasted": TEXT, "do": "read"}))

    page = staff.post(URL, sent | changes | {"do": "send"})

    assert list(page.context["form"].errors) == [field]


@pytest.mark.parametrize(
    ("text", "said"),
    [("", "Tempel dahulu"), ("  \n ", "Tempel dahulu"), ("x" * 20_001, "paling banyak 20.000")],
)
def test_nothing_and_too_much_are_said_in_words_and_kept(staff, text, said):
    page = staff.post(URL, {"pasted": text, "do": "read"})

    assert said in words(page)
    assert text.strip() in page.content.decode()


def test_twenty_thousand_letters_with_windows_line_ends_pass(staff, desa):
    text = ("a" * 99 + "\r\n") * 200

    page = staff.post(URL, {"pasted": text, "do": "read"})

    assert len(page.context["text"]) == LONGEST_MESSAGE
    assert page.templates[0].name == "incidents/paste_check.html"


def open_report(world, desa):
    return IncidentFactory(
        entered_by=world.camat, place=desa, classification="B", complete=True, urgency="urgent",
        kind="event", place_text="dermaga lama", place_precision="exact",
        situation="Massa masih di dermaga.\nPolsek berjaga.", occurred_precision="approximate",
        occurred_at=timezone.now().replace(second=0, microsecond=0) - dt.timedelta(days=3),
    )  # fmt: skip


def test_our_own_message_is_read_back_exactly_and_known(staff, world, desa):
    incident = open_report(world, desa)
    text = message.compose(facts.record(incident))

    page = staff.post(URL, {"pasted": text, "do": "read"})

    got = page.context["form"].initial
    told = ("summary", "kind", "urgency", "occurred_at", "occurred_precision", "place",
            "place_text", "people", "people_certainty", "situation")  # fmt: skip
    assert {name: got[name] for name in told} == {name: getattr(incident, name) for name in told}
    assert page.context["known"] == incident


def test_of_what_is_restricted_no_party_and_no_figure_travels(world, desa):
    incident = open_report(world, desa)
    incident.classification = "T"

    text = message.compose(facts.record(incident))

    assert text.startswith("*TERBATAS") and incident.summary in text and desa.name in text
    for kept in ("40 orang", incident.byline, "Pihak"):
        assert kept not in text


def test_of_what_is_secret_only_the_code_travels(world, desa):
    incident = open_report(world, desa)
    incident.classification = "R"

    text = message.compose(facts.record(incident))

    assert incident.code in text and "mohon buka Timdu" in text
    assert incident.get_absolute_url() in text
    for secret in (incident.summary, desa.name, "dermaga", incident.byline):
        assert secret not in text


def test_sources_reporters_and_opinions_never_travel(world, desa):
    incident = open_report(world, desa)
    incident.source_name, incident.analysis, incident.latitude = "Nama Sumber", "Pendapat.", 1

    text = message.compose(facts.record(incident))

    assert "40 orang sementara" in text
    for secret in ("Nama Sumber", "Pendapat.", incident.byline, "titik"):
        assert secret not in text


def test_a_code_that_may_not_be_read_is_not_betrayed(client, world, desa):
    client.force_login(world.operator)
    secret = IncidentFactory(entered_by=world.member)

    page = client.post(URL, {"pasted": f"Mohon cek {secret.code}", "do": "read"})

    assert page.context["known"] is None
    assert secret.summary not in page.content.decode()


def test_another_key_for_an_operator_is_the_kecamatans_report(client, world, desa):
    client.force_login(world.operator)
    sent = filled(client.post(URL, {"pasted": TEXT, "do": "read"}))

    client.post(URL, sent | {"do": "send", "client_uuid": str(uuid4())})

    incident = Incident.objects.get()
    assert (incident.origin, incident.relays.get().text) == ("kecamatan", TEXT)
