"""Catat atas nama: what somebody told, by which way and when; the names stay kept."""

import csv
import datetime as dt
import io
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from incidents.actions import edit
from incidents.models import Incident, Relay
from tests.incidents.factories import IncidentFactory, RelayFactory, ShareFactory
from tests.reading import words
from tests.wilayah.factories import DesaFactory
from timdu.core.receipts import content_hash

pytestmark = pytest.mark.django_db
URL = "/laporan/baru/"
NAME, NUMBER = "Narasumber Uji", "0812-9999-0000"


@pytest.fixture
def desa(world):
    return DesaFactory(parent=world.camat.kecamatan)


def told_at(hours=5):
    return timezone.localtime() - dt.timedelta(hours=hours)


def data(desa, **changes):
    typed = {
        "client_uuid": str(uuid4()),
        "summary": "Kelompok A mendatangi dermaga.",
        "place": desa.code,
        "when": "now",
        "opened_at": timezone.now().isoformat(),
        "urgency": "normal",
        "channel": "phone",
        "told_at": f"{told_at():%Y-%m-%dT%H:%M}",
        "told_by": NAME,
        "told_contact": NUMBER,
        "do": "send",
    }
    return typed | changes


def by_desk(desa, **changes):
    return data(desa, origin="kecamatan", **changes)


def test_the_desk_writes_down_a_call_and_its_time_counts(client, world, desa):
    client.force_login(world.staff)

    client.post(URL, by_desk(desa))

    incident, relay = Incident.objects.get(), Relay.objects.get()
    assert (relay.channel, relay.told_by, relay.contact) == ("phone", NAME, NUMBER)
    assert relay.recorded_by == world.staff.byline
    # Heard when it was told, waiting since it was typed, to be completed a day after that.
    assert incident.reported_at == relay.told_at < incident.submitted_at
    assert incident.received_hash == content_hash(incident.received)
    assert incident.received["told_by"] == NAME
    receipt = client.get(reverse("incidents:receipt", kwargs={"code": incident.code}))
    assert "Disampaikan lewat telepon" in words(receipt)


def test_what_an_operator_was_told_reaches_the_desk_only_when_sent(client, world, desa):
    client.force_login(world.operator)

    client.post(URL, data(desa, channel="visit", known_to_head="on"))

    incident = Incident.objects.get()
    assert incident.reported_at == incident.submitted_at > Relay.objects.get().told_at


def test_a_draft_counts_from_when_it_was_told_once_it_is_sent(client, world, desa):
    client.force_login(world.staff)
    client.post(URL, by_desk(desa, do="draft"))
    incident = Incident.objects.get()
    assert incident.reported_at is None

    sent = edit.submit(incident, by=world.staff, version=incident.version)

    assert sent.reported_at == Relay.objects.get().told_at


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"channel": ""}, "channel"),
        ({"channel": "merpati"}, "channel"),
        ({"told_at": "2126-01-01T10:00"}, "told_at"),
        ({"told_by": "x" * 121}, "told_by"),
    ],
)
def test_what_cannot_be_is_said_beside_the_field(client, world, desa, changes, field):
    client.force_login(world.staff)

    form = client.post(URL, by_desk(desa, **changes)).context["form"]

    assert list(form.errors) == [field]
    assert not Incident.objects.exists()


def test_a_camat_is_not_asked_and_cannot_slip_it_in(client, world, desa):
    client.force_login(world.camat)

    client.post(URL, data(desa))

    assert Incident.objects.get().relays.count() == 0
    assert "told_by" not in Incident.objects.get().received


@pytest.fixture
def relayed(world):
    incident = IncidentFactory(entered_by=world.staff, origin="kecamatan",
                               kecamatan=world.camat.kecamatan)  # fmt: skip
    incident.received = {"told_by": NAME, "told_contact": NUMBER, "pasted": f"Saya {NAME}"}
    incident.save()
    RelayFactory(incident=incident, told_by=NAME, contact=NUMBER, text=f"Saya {NAME}, {NUMBER}")
    ShareFactory(incident=incident, agency=world.agency)
    return incident


PAGES = ("detail", "receipt", "versions")


def page(client, who, name, incident):
    client.force_login(who)
    return words(client.get(reverse(f"incidents:{name}", kwargs={"code": incident.code})))


def test_who_told_it_is_read_by_who_wrote_it_down_and_who_judges_it(client, world, relayed):
    for who in (world.staff, world.verifier, world.secretary):
        text = page(client, who, "detail", relayed)
        assert "lewat telepon" in text and NAME in text and NUMBER in text


def test_for_all_others_the_way_and_the_time_stand_without_a_name(client, world, relayed):
    for who in (world.camat, world.operator, world.member):
        for name in PAGES[:2]:
            text = page(client, who, name, relayed)
            assert "lewat telepon" in text, (who, name)
            assert NAME not in text and NUMBER not in text, (who, name)
    assert "dicatat Staf Uji" in page(client, world.camat, "detail", relayed)


def test_the_auditor_reads_the_way_but_neither_source_nor_recorder(client, world, relayed):
    text = page(client, world.auditor, "detail", relayed)

    assert "lewat telepon" in text
    assert NAME not in text and "Staf Uji" not in text


def test_it_stands_in_the_first_version_and_in_the_table(client, world, relayed):
    assert "lewat telepon" in page(client, world.verifier, "versions", relayed)

    answer = client.post("/laporan/unduh/", {"bentuk": "csv"})
    rows = list(csv.DictReader(io.StringIO(answer.getvalue().decode("utf-8-sig")), delimiter=";"))

    assert rows[0]["Disampaikan lewat"] == "Telepon"
    assert rows[0]["Waktu disampaikan"]
    assert NAME not in str(rows)
