"""Perkembangan over HTTP: JSON and page, once, nothing typed lost; the desk reads and decides."""

from uuid import uuid4

import pytest

from incidents.actions import moves
from incidents.models import Casualty, Development
from tests.incidents.factories import IncidentFactory
from timdu.core.receipts import content_hash

pytestmark = pytest.mark.django_db
JSON = {"HTTP_ACCEPT": "application/json"}


@pytest.fixture
def incident(world):
    return IncidentFactory(entered_by=world.operator, verified=True, verified_by=world.verifier)


def url(incident):
    return f"/laporan/{incident.code}/perkembangan/"


def words(**more):
    return {"client_uuid": str(uuid4()), "text": "Massa bubar.\r\nJalan dibuka.",
            "as_of": "2026-11-01T10:00"} | more  # fmt: skip


def test_a_program_gets_the_same_receipt_again(client, world, incident):
    client.force_login(world.operator)
    sent = words(toll_displaced="12")

    answers = [client.post(url(incident), sent, **JSON) for _ in range(2)]
    other = client.post(url(incident), sent | {"text": "Lain."}, **JSON)

    assert [answer.status_code for answer in [*answers, other]] == [201, 202, 409]
    first, again, kept = [answer.json() for answer in [*answers, other]]
    assert first == again == kept
    assert first["received_hash"] == content_hash(first["received"])
    assert first["received"] == {
        "text": "Massa bubar.\nJalan dibuka.", "as_of": "2026-11-01T10:00", "toll_displaced": "12",
    }  # fmt: skip
    assert Development.objects.count() == 1


def test_a_program_hears_what_is_wrong_and_may_send_again(client, world, incident):
    client.force_login(world.operator)
    sent = words(text="")

    refused = client.post(url(incident), sent, **JSON)
    taken = client.post(url(incident), sent | {"text": "Massa bubar."}, **JSON)

    assert (refused.status_code, taken.status_code) == (422, 201)
    assert list(refused.json()["errors"]) == ["text"]


def test_what_no_database_keeps_is_refused_not_stumbled_over(client, world, incident):
    client.force_login(world.operator)

    for more in ({"lain": "a\0b"}, {"lain": "a" * 200_001}, {"text": "a\0b"}):
        assert client.post(url(incident), words(**more), **JSON).status_code == 400


def test_a_page_shows_it_in_the_chronology_with_its_figures(client, world, incident):
    Casualty.objects.create(incident=incident, kind="displaced", value=3, certainty="sure")
    client.force_login(world.operator)

    page = client.post(url(incident), words(toll_displaced="12"), follow=True)

    text = page.content.decode()
    assert "Jalan dibuka." in text and "menunggu verifikator" in text
    assert "keadaan per" in text and "Menunggu dibaca sekretariat." in text


def test_what_was_typed_stays_when_the_report_was_closed_meanwhile(client, world, incident):
    client.force_login(world.operator)
    moves.move(incident, "close", by=world.verifier, note="Selesai.", version=1)

    page = client.post(url(incident), words()).content.decode()
    program = client.post(url(incident), words(), **JSON)

    assert "membukanya lagi" in page and "Jalan dibuka." in page
    assert program.status_code == 422 and list(program.json()["errors"]) == ["__all__"]


def test_the_desk_reads_and_decides_and_the_todo_is_gone(client, world, incident):
    client.force_login(world.operator)
    client.post(url(incident), words(toll_displaced="12"))
    told = Development.objects.get()
    proposal = told.proposals.get()
    client.force_login(world.verifier)
    page = f"/laporan/{incident.code}/kabar-baru/"

    without = client.post(page, {"do": f"refuse:{proposal.pk}", f"words_{proposal.pk}": ""})
    client.post(page, {"do": f"read:{told.pk}"})
    last = client.post(page, {"do": f"accept:{proposal.pk}"})

    assert without.status_code == 200 and "memerlukan alasan" in without.content.decode()
    assert last.url == incident.get_absolute_url()
    assert incident.casualties.get().value == 12


def test_what_belongs_to_another_report_cannot_be_decided_here(client, world, incident):
    client.force_login(world.operator)
    client.post(url(incident), words(toll_displaced="12"))
    proposal = Development.objects.get().proposals.get()
    other = IncidentFactory(entered_by=world.operator)
    client.force_login(world.verifier)

    for do in (f"accept:{proposal.pk}", f"read:{proposal.development_id}"):
        assert client.post(f"/laporan/{other.code}/kabar-baru/", {"do": do}).status_code == 404


def test_a_correction_is_asked_for_on_a_page(client, world, incident):
    client.force_login(world.camat)
    sent = {"value": "55", "certainty": "sure", "reason": "Kapolsek.", "version": 1}

    for field in ("semua", "people"):
        assert client.get(f"/laporan/{incident.code}/minta-koreksi/{field}/").status_code == 200
    asked = client.post(f"/laporan/{incident.code}/minta-koreksi/people/", sent)
    mine = client.get("/laporan/saya/").content.decode()

    assert asked.url == incident.get_absolute_url()
    assert incident.proposals.get().text.startswith("55")
    assert "permintaan koreksi menunggu keputusan Kabid" in mine
