"""Photographs of a report from the field: none lost when the form comes back, none twice."""

import re
from uuid import uuid4

import pytest
from django.urls import reverse

from incidents.models import Incident
from tests.files import pictures
from tests.files.factories import upload
from tests.team.factories import UserFactory
from tests.wilayah.factories import DesaFactory
from timdu.files.models import Attachment, StoredFile

pytestmark = pytest.mark.django_db


@pytest.fixture
def camat():
    return UserFactory(kecamatan_user=True)


@pytest.fixture
def send(client, camat):
    """Send kabar awal as the camat."""
    client.force_login(camat)
    first = {
        "client_uuid": str(uuid4()),
        "place": DesaFactory(parent=camat.kecamatan).pk,
        "when": "now",
        "urgency": "normal",
        "summary": "Warga berkumpul di balai desa.",
        "do": "send",
    }
    return lambda **data: client.post(reverse("incidents:create"), {**first, **data})


def attached():
    return [row.file.name for row in Attachment.objects.of(Incident.objects.get())]


def held_in(response):
    return re.findall(r'name="photos_terpilih"\s+id="photos_terpilih-([0-9a-f-]{36})"', response)


def test_photographs_go_with_the_report(send):
    send(photos=[upload(name="satu.jpg"), upload(pictures.jpeg(99, 48), "dua.jpg")])

    assert attached() == ["satu.jpg", "dua.jpg"]


def test_photographs_outlive_an_answer_that_was_missing(send):
    page = send(summary="", photos=[upload(name="satu.jpg"), upload(b"rusak", "dua.jpg")])
    held = held_in(page.content.decode())
    assert len(held) == 1
    assert "“dua.jpg” tidak dapat diterima" in page.content.decode()
    assert not Incident.objects.exists()

    send(photos_terpilih=held, photos=[upload(pictures.jpeg(99, 48), "tiga.jpg")])

    assert attached() == ["satu.jpg", "tiga.jpg"]
    assert StoredFile.objects.count() == 2


def test_a_photograph_held_can_be_left_out(send):
    page = send(summary="", photos=[upload()])
    assert held_in(page.content.decode())

    send()

    assert attached() == []


def test_sending_twice_attaches_once(send):
    for _ in range(2):
        send(photos=[upload(name="satu.jpg")])

    assert attached() == ["satu.jpg"]


def test_a_report_stands_when_its_photograph_is_refused(send, client):
    response = send(photos=[upload(b"<html>", "jebakan.jpg")])

    assert response.status_code == 302
    assert attached() == []
    assert "“jebakan.jpg” tidak dapat diterima" in client.get(response.url).content.decode()


def test_what_another_chose_cannot_be_sent(send):
    page = send(summary="", photos=[upload()])
    key = held_in(page.content.decode())[0]
    StoredFile.objects.filter(pk=key).update(uploaded_by=UserFactory())

    send(photos_terpilih=[key])

    assert attached() == []
