"""Langkah penanganan for programs: one receipt for one key, photographs after it."""

from uuid import uuid4

import pytest
from django.utils import timezone

from incidents.cases.actions import handling as handling_actions
from incidents.cases.models import Handling
from tests.cases.factories import CaseFactory, ClosingFactory, LinkFactory
from tests.files import pictures
from tests.incidents.factories import IncidentFactory
from tests.incidents.sending import JSON, announced, whole
from tests.reading import words
from timdu.core.models import Received
from timdu.core.receipts import content_hash
from timdu.files.models import Attachment

pytestmark = pytest.mark.django_db
PHOTO = pictures.jpeg(120, 80)


@pytest.fixture
def case(world):
    case = CaseFactory(opened_by=world.staff)
    LinkFactory(case=case, incident=IncidentFactory(entered_by=world.operator))
    return case


@pytest.fixture
def camat(client, world):
    client.force_login(world.camat)
    return client


def address(case):
    return f"{case.get_absolute_url()}langkah/"


def langkah(**changes):
    return {
        "client_uuid": str(uuid4()), "what": "Menemui kedua pihak.",
        "done_at": timezone.localtime().isoformat()[:16], "result": "",
    } | changes  # fmt: skip


def test_new_same_and_other_content(camat, case, world):
    sent = langkah()

    new = camat.post(address(case), sent, **JSON)
    same = camat.post(address(case), sent, **JSON)
    other = camat.post(address(case), sent | {"what": "Lain."}, **JSON)

    assert [new.status_code, same.status_code, other.status_code] == [201, 202, 409]
    receipt, made = new.json(), Handling.objects.get()
    assert receipt == same.json() and receipt["code"] == case.code
    assert content_hash(receipt["received"]) == receipt["received_hash"]
    assert (made.kecamatan, made.by) == (world.camat.kecamatan, world.camat)


def test_the_same_words_about_another_permasalahan_are_another_thing(camat, case, world):
    other = CaseFactory(opened_by=world.staff)
    LinkFactory(case=other, incident=IncidentFactory(entered_by=world.operator))
    sent = langkah()
    camat.post(address(case), sent, **JSON)

    assert camat.post(address(other), sent, **JSON).status_code == 409
    assert Handling.objects.count() == 1


def test_what_cannot_be_taken_is_told_and_a_stranger_finds_nothing(camat, case, world):
    closed = CaseFactory(opened_by=world.staff, closed=True, holder_kecamatan=world.camat.kecamatan)
    stranger = CaseFactory(opened_by=world.staff)

    wrong = camat.post(address(case), langkah(what="", done_at="2999-01-01T10:00"), **JSON)
    shut = camat.post(address(closed), langkah(), **JSON)

    assert set(wrong.json()["errors"]) == {"what", "done_at"}
    assert shut.status_code == 422 and "sudah ditutup" in str(shut.json())
    assert camat.post(address(stranger), langkah(), **JSON).status_code == 404
    assert not Handling.objects.exists()


def test_a_key_the_page_used_itself_is_told_in_words(camat, case, world):
    sent = langkah()
    camat.post(address(case), sent)

    answer = camat.post(address(case), sent, **JSON)

    assert answer.status_code == 422 and "sudah tercatat" in str(answer.json())
    assert Handling.objects.count() == 1


def test_photographs_follow_until_it_is_taken_back_or_its_permasalahan_closed(camat, case, world):
    camat.post(address(case), langkah(), **JSON)
    made = Handling.objects.get()

    whole(camat, made, PHOTO)
    ClosingFactory(case=case, by=world.verifier)
    type(case).objects.update(status="closed")
    late = announced(camat, made, pictures.jpeg(90, 60)).json()
    type(case).objects.update(status="open")
    handling_actions.withdraw(made, by=world.camat, reason="Keliru.")
    gone = announced(camat, made, pictures.jpeg(60, 60)).json()

    assert Attachment.objects.of(made).count() == 1
    assert "sudah ditutup" in late["words"] and "sudah ditarik" in gone["words"]


def test_it_stands_among_what_one_sent(camat, case, world):
    camat.post(address(case), langkah(), **JSON)
    row = Received.objects.get()

    page = words(camat.get(f"/kiriman/{row.client_uuid}/"))

    assert "Menemui kedua pihak." in page and case.code in page
    assert "Menemui kedua pihak." in words(camat.get("/kiriman/"))
