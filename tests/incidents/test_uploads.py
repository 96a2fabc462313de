"""Photographs piece by piece: resumed where they were cut, attached once, refused in words."""

import datetime as dt
import hashlib

import pytest
from django.core.files.storage import default_storage
from django.utils import timezone

from incidents.models import Incident
from tests.files import pictures
from tests.files.factories import upload
from tests.incidents.factories import DevelopmentFactory, IncidentFactory
from tests.incidents.sending import JSON, announced, piece, whole
from timdu.core import events
from timdu.files import actions, arriving, limits, tasks
from timdu.files.models import Attachment, Upload, UploadPart

pytestmark = pytest.mark.django_db
PHOTO = pictures.jpeg(120, 80)
HALF = len(PHOTO) // 2


@pytest.fixture
def camat(client, world):
    client.force_login(world.camat)
    return client


@pytest.fixture
def incident(world):
    return IncidentFactory(entered_by=world.camat)


def standing(incident):
    return list(Attachment.objects.of(incident))


def test_a_photograph_in_pieces_is_attached_with_the_hash_it_was_sent_with(camat, incident, world):
    new = announced(camat, incident, PHOTO)
    url = new.json()["url"]
    first = piece(camat, url, 0, PHOTO[:HALF])
    state = camat.get(url, **JSON)
    last = piece(camat, url, HALF, PHOTO[HALF:])

    assert [new.status_code, first.status_code, last.status_code] == [201, 200, 200]
    assert (first.json()["offset"], first.json()["done"]) == (HALF, False)
    assert state.json() == first.json()
    assert last.json()["done"] and last.json()["attached"]
    (attachment,) = standing(incident)
    assert attachment.file.sha256_received == hashlib.sha256(PHOTO).hexdigest()
    assert (attachment.file.name, attachment.added_by) == ("IMG_1.jpg", world.camat)
    assert events.chronology(incident)[0].what == "file.attach"
    assert not UploadPart.objects.exists()


def test_whatever_is_sent_again_attaches_nothing_again(camat, incident):
    last = whole(camat, incident, PHOTO)
    url = last.json()["url"]

    again = announced(camat, incident, PHOTO)
    by_code = announced(camat, incident, PHOTO, report=incident.code.lower())
    late = piece(camat, url, HALF, PHOTO[HALF:])

    assert [again.status_code, by_code.status_code, late.status_code] == [200, 200, 200]
    assert last.json() == again.json() == by_code.json() == late.json()
    assert len(standing(incident)) == 1


def test_a_photograph_that_came_with_the_form_needs_no_bytes(camat, incident, world):
    actions.attach_all(incident, [upload(PHOTO)], team=world.team, by=world.camat)

    answer = announced(camat, incident, PHOTO).json()

    assert (answer["done"], answer["attached"]) == (True, True)
    assert len(standing(incident)) == 1


def test_what_was_taken_back_does_not_come_back_by_itself(camat, incident, world):
    whole(camat, incident, PHOTO)
    Upload.objects.all().delete()
    actions.withdraw(standing(incident)[0], by=world.camat, reason="Wajah anak.")

    answer = announced(camat, incident, PHOTO).json()

    assert (answer["done"], answer["attached"], answer["words"]) == (
        True, False, arriving.TAKEN_BACK,
    )  # fmt: skip
    assert standing(incident) == []


@pytest.mark.parametrize("offset", [0, HALF - 1, HALF + 1, "", "-1", "٣", "9" * 30, "1e3"])
def test_a_piece_from_elsewhere_is_told_where_the_file_ends(camat, incident, offset):
    url = announced(camat, incident, PHOTO).json()["url"]
    piece(camat, url, 0, PHOTO[:HALF])

    answer = camat.patch(
        url, PHOTO[:9], content_type="application/offset+octet-stream",
        HTTP_ACCEPT="application/json", HTTP_UPLOAD_OFFSET=str(offset),
    )  # fmt: skip

    assert answer.status_code == 409
    assert (answer.json()["offset"], answer.json()["done"]) == (HALF, False)


def test_bytes_past_the_end_and_pieces_too_large_are_refused(camat, incident):
    url = announced(camat, incident, PHOTO).json()["url"]

    past = piece(camat, url, 0, PHOTO + b"x")
    large = piece(camat, url, 0, b"x" * (limits.PIECE_BYTES + 1))

    assert [past.status_code, large.status_code] == [422, 413]
    assert all(answer.json()["words"] and answer.json()["offset"] == 0 for answer in (past, large))


def test_other_bytes_than_announced_begin_anew(camat, incident):
    url = announced(camat, incident, PHOTO).json()["url"]

    wrong = piece(camat, url, 0, b"x" * len(PHOTO))
    right = piece(camat, url, 0, PHOTO)

    assert (wrong.status_code, wrong.json()["offset"]) == (409, 0)
    assert wrong.json()["words"] == arriving.DIFFERS
    assert right.json()["attached"] and "words" not in right.json()


def test_a_file_that_is_no_photograph_is_refused_in_words_once(camat, incident):
    answer = whole(camat, incident, b"bukan gambar" * 200)
    again = announced(camat, incident, b"bukan gambar" * 200)

    assert (answer.json()["done"], answer.json()["attached"]) == (True, False)
    assert "IMG_1.jpg" in answer.json()["words"]
    assert again.json() == answer.json()
    assert standing(incident) == [] and not UploadPart.objects.exists()


def test_a_full_report_says_so_before_any_bytes(camat, incident):
    for number in range(limits.PHOTOS_PER_RECORD):
        whole(camat, incident, pictures.jpeg(60 + number, 40), size=9999)

    answer = announced(camat, incident, PHOTO).json()

    assert (answer["url"], answer["done"], answer["attached"]) == ("", True, False)
    assert "sudah ada 6 foto" in answer["words"]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"sha256": "x" * 64}, "sha256"), ({"sha256": "ab"}, "sha256"), ({"size": 0}, "size"),
        ({"sha256": "٣" * 64}, "sha256"), ({"size": limits.IMAGE_BYTES + 1}, "size"),
        ({"size": "NaN"}, "size"), ({"report": ""}, "report"), ({"name": "\0"}, "name"),
    ],
)  # fmt: skip
def test_what_cannot_be_announced_is_told_field_by_field(camat, incident, changes, field):
    answer = announced(camat, incident, PHOTO, **changes)

    assert (answer.status_code, list(answer.json()["errors"])) == (422, [field])


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "a" * 300 + ".jpg", "\u202egpj.exe", "", "<b>"]
)
def test_hostile_names_are_names(camat, incident, name):
    url = announced(camat, incident, PHOTO, name=name).json()["url"]
    piece(camat, url, 0, PHOTO)

    (attachment,) = standing(incident)
    assert 0 < len(attachment.file.name) <= limits.NAME_LENGTH
    assert not set(attachment.file.name) & set("/\\<>\u202e")


def test_only_the_sender_and_only_to_the_own_report(client, incident, world):
    client.force_login(world.camat)
    url = announced(client, incident, PHOTO).json()["url"]
    for person in ("operator", "staff", "secretary", "other_camat", "far_camat", "admin"):
        client.force_login(world.people[person])
        answers = [
            announced(client, incident, PHOTO), client.get(url, **JSON),
            piece(client, url, 0, PHOTO),
        ]  # fmt: skip
        assert [answer.status_code for answer in answers] == [404] * 3, person
    assert Upload.objects.get().offset == 0


def test_who_has_left_the_posting_sends_nothing_more(camat, incident, world):
    url = announced(camat, incident, PHOTO).json()["url"]
    world.camat.kecamatan = world.other_camat.kecamatan
    world.camat.save()

    assert piece(camat, url, 0, PHOTO).status_code == 404
    assert announced(camat, incident, PHOTO).status_code == 404


def test_a_verified_report_still_takes_photographs(camat, world):
    verified = IncidentFactory(entered_by=world.camat, verified=True, verified_by=world.verifier)

    assert whole(camat, verified, PHOTO).json()["attached"]


def test_a_process_killed_after_the_last_piece_loses_nothing(camat, incident, world):
    url = announced(camat, incident, PHOTO).json()["url"]
    row = Upload.objects.get()
    actions.append(row, 0, PHOTO, by=world.camat)  # And here it died.

    assert camat.get(url, **JSON).json()["done"] is False
    assert tasks.finish_uploads() == 0  # The request may still live.
    Upload.objects.update(touched_at=timezone.now() - dt.timedelta(minutes=1))
    assert [tasks.finish_uploads(), tasks.finish_uploads()] == [1, 0]
    assert len(standing(incident)) == 1
    assert camat.get(url, **JSON).json()["attached"]


def test_the_device_may_finish_it_too(camat, incident, world):
    url = announced(camat, incident, PHOTO).json()["url"]
    actions.append(Upload.objects.get(), 0, PHOTO, by=world.camat)

    answer = piece(camat, url, len(PHOTO), b"")

    assert answer.json()["attached"] and len(standing(incident)) == 1


def test_while_the_store_is_away_all_bytes_stay(camat, incident, settings, tmp_path):
    here = settings.STORAGES
    blocked = tmp_path / "bukan-folder"
    blocked.write_text("")
    options = {"location": blocked / "berkas"}
    settings.STORAGES = {**here, "default": {**here["default"], "OPTIONS": options}}
    url = announced(camat, incident, PHOTO).json()["url"]
    away = piece(camat, url, 0, PHOTO)
    Upload.objects.update(touched_at=timezone.now() - dt.timedelta(minutes=1))

    assert (away.status_code, away["Retry-After"]) == (503, "60")
    assert "belum tersimpan" in away.json()["words"]
    assert tasks.finish_uploads() == 0

    settings.STORAGES = here
    assert piece(camat, url, len(PHOTO), b"").json()["attached"]
    assert default_storage.exists(standing(incident)[0].file.path)


def test_too_much_under_way_forgets_what_lay_longest(camat, incident, monkeypatch):
    monkeypatch.setattr(limits, "UPLOADS", 2)
    urls = [
        announced(camat, incident, PHOTO, sha256=f"{number:064x}").json()["url"]
        for number in range(3)
    ]

    assert [camat.get(url, **JSON).status_code for url in urls] == [404, 200, 200]


def test_what_was_given_up_is_swept_and_what_is_all_there_is_not(camat, world):
    reports = [IncidentFactory(entered_by=world.camat) for _ in range(4)]
    half, done, left, fresh = (
        Upload.objects.get(pk=announced(camat, one, PHOTO).json()["url"].split("/")[-2])
        for one in reports
    )
    actions.append(half, 0, PHOTO[:HALF], by=world.camat)
    actions.append(done, 0, PHOTO, by=world.camat)
    arriving.finish(done.pk)
    actions.append(left, 0, PHOTO, by=world.camat)
    old = timezone.now() - tasks.SILENT - dt.timedelta(hours=1)
    Upload.objects.exclude(pk=fresh.pk).update(touched_at=old)

    assert tasks.forget_uploads() == 2
    assert set(Upload.objects.all()) == {left, fresh}
    assert Incident.objects.count() == 4 and len(standing(reports[1])) == 1


def test_photographs_follow_a_perkembangan_under_its_own_key(camat, incident, world):
    told = DevelopmentFactory(incident=incident, entered_by=world.camat)

    last = whole(camat, told, PHOTO)

    assert last.json()["attached"] and len(standing(told)) == 1
    assert standing(incident) == []
    receipt = announced(camat, told, PHOTO)
    assert (receipt.status_code, receipt.json()["attached"]) == (200, True)
    camat.force_login(world.operator)
    assert announced(camat, told, PHOTO).status_code == 404


def test_a_perkembangan_that_was_taken_back_takes_no_photograph_and_says_so(camat, incident, world):
    gone = {"withdrawn_at": timezone.now(), "withdrawn_reason": "Keliru."}
    told = DevelopmentFactory(incident=incident, entered_by=world.camat, **gone)

    answer = announced(camat, told, PHOTO).json()

    assert (answer["done"], answer["attached"]) == (True, False)
    assert "sudah ditarik" in answer["words"] and not Upload.objects.exists()
