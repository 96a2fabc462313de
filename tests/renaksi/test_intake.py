"""The intake contract of kegiatan for programs: one receipt for one key, photographs after it."""

from uuid import UUID, uuid4

import pytest

from renaksi.actions import recording
from renaksi.models import Activity
from tests.files import pictures
from tests.incidents.sending import JSON, announced, kabar, piece, whole
from tests.reading import words
from tests.renaksi.factories import ActivityFactory, ActivityKindFactory
from tests.wilayah.factories import DesaFactory
from timdu.core.models import Received
from timdu.core.receipts import account_id, content_hash
from timdu.files.models import Attachment

pytestmark = pytest.mark.django_db
NEW = "/kegiatan/baru/"
PHOTO = pictures.jpeg(120, 80)


@pytest.fixture
def camat(client, world):
    client.force_login(world.camat)
    return client


def kegiatan(world, **changes):
    return {
        "client_uuid": str(uuid4()),
        "kind": str(ActivityKindFactory(name="dialog").pk),
        "about": "Dialog pemuda.",
        "result": "Sepakat.\r\nDitandatangani.",
        "held_on": "2026-10-12",
        "place": world.camat.kecamatan_id,
        "people": "40",
        "people_certainty": "provisional",
    } | changes


def test_new_same_and_other_content(camat, world):
    sent = kegiatan(world)

    new = camat.post(NEW, sent, **JSON)
    same = camat.post(NEW, sent, **JSON)
    other = camat.post(NEW, sent | {"about": "Lain."}, **JSON)

    assert [new.status_code, same.status_code, other.status_code] == [201, 202, 409]
    assert new.json() == same.json() == other.json()
    receipt, made = new.json(), Activity.objects.get()
    assert (receipt["code"], receipt["kind"]) == (made.code, "activity")
    assert receipt["received"]["result"] == "Sepakat.\nDitandatangani."
    assert content_hash(receipt["received"]) == receipt["received_hash"]
    assert made.client_uuid == UUID(sent["client_uuid"])


def test_what_is_wrong_is_told_field_by_field_and_the_key_stays_free(camat, world):
    sent = kegiatan(world)

    wrong = camat.post(NEW, sent | {"held_on": "2999-01-01", "kind": ""}, **JSON)
    right = camat.post(NEW, sent, **JSON)

    assert wrong.status_code == 422 and set(wrong.json()["errors"]) == {"held_on", "kind"}
    assert right.status_code == 201


def test_a_receipt_comes_first_also_where_it_could_not_be_taken_any_more(camat, world):
    sent = kegiatan(world)
    camat.post(NEW, sent, **JSON)
    recording.withdraw(Activity.objects.get(), by=world.camat, reason="Batal.")
    ActivityKindFactory(name="dialog").hidden_for.add(world.team)

    again = camat.post(NEW, sent, **JSON)

    assert (again.status_code, again.json()["status"]) == (202, "withdrawn")


def test_a_key_of_a_report_is_no_key_of_a_kegiatan(camat, world):
    report = kabar(DesaFactory(parent=world.camat.kecamatan))
    camat.post("/laporan/baru/", report, **JSON)

    answer = camat.post(NEW, kegiatan(world, client_uuid=report["client_uuid"]), **JSON)

    assert (answer.status_code, answer.json()["kind"]) == (409, "incident")
    assert not Activity.objects.exists()


def test_without_a_key_or_for_another_account_nothing_is_taken(camat, world):
    for_other = {"accept": "application/json", "x-timdu-account": account_id(world.operator)}

    assert camat.post(NEW, kegiatan(world, client_uuid=""), **JSON).status_code == 422
    assert camat.post(NEW, kegiatan(world), headers=for_other).status_code == 412
    assert not Activity.objects.exists()


def test_two_accounts_may_use_one_key(camat, world):
    sent = kegiatan(world)
    camat.post(NEW, sent, **JSON)
    camat.force_login(world.operator)

    assert camat.post(NEW, sent, **JSON).status_code == 201
    assert Activity.objects.count() == 2


def test_a_photograph_follows_in_pieces_and_is_attached_once(camat, world):
    camat.post(NEW, kegiatan(world), **JSON)
    made = Activity.objects.get()

    url = announced(camat, made, PHOTO).json()["url"]
    piece(camat, url, 0, PHOTO[:500])
    cut = camat.get(url, **JSON).json()
    last = piece(camat, url, 500, PHOTO[500:])
    again = announced(camat, made, PHOTO)

    assert (cut["offset"], cut["done"]) == (500, False)
    assert last.json()["attached"] and again.json()["done"]
    assert Attachment.objects.of(made).count() == 1


def test_a_photograph_of_what_was_taken_back_is_refused_in_words(camat, world):
    made = ActivityFactory(entered_by=world.camat, withdrawn=True)

    answer = announced(camat, made, PHOTO)

    assert answer.json()["done"] and not answer.json()["attached"]
    assert "sudah ditarik" in answer.json()["words"]


def test_nobody_adds_to_a_kegiatan_of_another_account(camat, world):
    made = ActivityFactory(entered_by=world.operator)

    assert announced(camat, made, PHOTO).status_code == 404


def test_it_stands_among_what_one_sent_with_its_receipt(camat, world):
    camat.post(NEW, kegiatan(world), **JSON)
    made = Activity.objects.get()
    whole(camat, made, PHOTO)
    row = Received.objects.get()

    assert made.code in words(camat.get("/kiriman/"))
    page = words(camat.get(f"/kiriman/{row.client_uuid}/"))
    assert made.about in page and "1 tiba" in page and row.content_hash in page

    Activity.objects.update(kecamatan=world.other_camat.kecamatan)
    assert camat.get(f"/kiriman/{row.client_uuid}/").status_code == 404
    assert "Tidak lagi terbuka bagi Anda" in words(camat.get("/kiriman/"))
