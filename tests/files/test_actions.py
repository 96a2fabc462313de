"""Attaching files to records, holding what was chosen, taking files back."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction

from tests.files import papers, pictures
from tests.files.factories import AttachmentFactory, StoredFileFactory, upload
from tests.team.factories import AgencyFactory, UserFactory
from timdu.core import events
from timdu.core.access import Denied
from timdu.core.workflow import WrongState
from timdu.files import actions, limits
from timdu.files.models import Attachment, StoredFile

pytestmark = pytest.mark.django_db


@pytest.fixture
def person():
    return UserFactory(member=True)


@pytest.fixture
def owner(person):
    return AgencyFactory(team=person.team)


def photographs(count):
    return [upload(pictures.jpeg(64 + n, 48), f"foto {n}.jpg") for n in range(count)]


def attached(owner):
    return [attachment.file.name for attachment in Attachment.objects.of(owner)]


def test_attach_records_who_attached_what(person, owner):
    file = StoredFileFactory(uploaded_by=person)

    attachment = actions.attach(owner, file, by=person, caption="Dermaga")

    assert (attachment.owner, attachment.file, attachment.added_by) == (owner, file, person)
    event = events.chronology(owner).get()
    assert (event.what, event.by, event.note) == ("file.attach", person, file.name)
    assert event.data == {"file": str(file.pk), "sha256": file.sha256_received}


def test_attach_takes_the_same_bytes_once(person, owner):
    first, second = actions.attach_all(
        owner, [upload(name="satu.jpg"), upload(name="dua.jpg")], team=person.team, by=person
    ).files

    assert first == second
    assert attached(owner) == ["satu.jpg"]
    assert events.chronology(owner).count() == 1


def test_attach_takes_the_same_bytes_for_another_record(person, owner):
    other = AgencyFactory(team=person.team)

    for record in (owner, other):
        actions.attach_all(record, [upload()], team=person.team, by=person)

    assert attached(owner) == attached(other) == ["foto.jpg"]


def test_attach_takes_again_what_was_withdrawn(person, owner):
    actions.attach_all(owner, [upload()], team=person.team, by=person)
    actions.withdraw(Attachment.objects.get(), by=person, reason="salah pilih")

    actions.attach_all(owner, [upload()], team=person.team, by=person)

    assert attached(owner) == ["foto.jpg"]
    assert Attachment.objects.count() == 2


def test_attach_counts_photographs_and_papers_apart(person, owner):
    chosen = [*photographs(7), upload(papers.pdf(), "surat.pdf")]

    taken = actions.attach_all(owner, chosen, team=person.team, by=person)

    assert attached(owner) == [*(f"foto {n}.jpg" for n in range(6)), "surat.pdf"]
    assert taken.refused == ["“foto 6.jpg” tidak dilampirkan: sudah ada 6 foto."]
    assert StoredFile.objects.filter(name="foto 6.jpg").count() == 0


def test_attach_all_does_not_lose_the_others(person, owner):
    chosen = [
        upload(b"<html>", "jebakan.jpg"),
        upload(name="dermaga.jpg"),
        upload(pictures.jpeg()[:-3000], "putus.jpg"),
        upload(papers.with_script(), "skrip.pdf"),
        upload(papers.pdf(), "surat.pdf"),
    ]

    taken = actions.attach_all(owner, chosen, team=person.team, by=person)

    assert attached(owner) == ["dermaga.jpg", "surat.pdf"]
    assert [file.name for file in taken.files] == attached(owner)
    assert [words.split("”")[0].strip("“") for words in taken.refused] == [
        "jebakan.jpg",
        "putus.jpg",
        "skrip.pdf",
    ]


def test_attach_all_looks_at_no_more_than_a_record_takes(person, owner):
    chosen = [upload(b"x", f"{n}.jpg") for n in range(actions.MOST + 5)]

    taken = actions.attach_all(owner, chosen, team=person.team, by=person)

    assert len(taken.refused) == actions.MOST + 1
    assert taken.refused[-1] == "5 berkas tidak diambil: paling banyak 18 sekali unggah."


def test_hold_keeps_what_was_chosen_for_the_next_try(person, owner):
    held = actions.hold(
        [upload(name="satu.jpg"), upload(b"rusak", "dua.jpg")], team=person.team, by=person
    )
    key = held.files[0].pk

    again = actions.hold([key], team=person.team, by=person)
    taken = actions.attach_all(owner, [key], team=person.team, by=person)

    assert "“dua.jpg”" in held.refused[0]
    assert (again.files, again.refused) == (held.files, [])
    assert (taken.files, attached(owner)) == (held.files, ["satu.jpg"])
    assert not StoredFile.objects.held_by(person).exists()


def test_hold_gives_nobody_what_another_chose(person, owner):
    theirs = StoredFileFactory(uploaded_by=UserFactory(team=person.team))
    mine_already_attached = AttachmentFactory(added_by=person).file

    for key in (theirs.pk, mine_already_attached.pk, uuid4()):
        taken = actions.attach_all(owner, [key], team=person.team, by=person)
        assert taken.refused == [actions.GONE]

    assert attached(owner) == []


def test_withdraw_takes_a_file_back_with_a_reason(person, owner):
    attachment = AttachmentFactory(added_by=person, owner=owner)

    actions.withdraw(attachment, by=person, reason=" wajah anak terlihat ")

    attachment.refresh_from_db()
    assert attached(owner) == []
    assert (attachment.withdrawn_by, attachment.withdrawn_reason) == (
        person,
        "wajah anak terlihat",
    )
    event = events.chronology(owner).get()
    assert (event.what, event.note) == ("file.withdraw", "wajah anak terlihat")
    assert attachment.file.read()


def test_withdraw_is_for_who_attached_it_and_for_the_secretariat(person, owner):
    with pytest.raises(Denied, match="Lampiran ditarik oleh yang melampirkannya"):
        actions.withdraw(
            AttachmentFactory(owner=owner), by=UserFactory(member=True), reason="tidak suka"
        )

    actions.withdraw(
        AttachmentFactory(owner=owner), by=UserFactory(team=person.team), reason="salah"
    )


@pytest.mark.parametrize("reason", ["", "   "])
def test_withdraw_asks_for_a_reason(person, reason):
    with pytest.raises(WrongState, match="memerlukan alasan"):
        actions.withdraw(AttachmentFactory(added_by=person), by=person, reason=reason)


def test_withdraw_happens_once(person):
    attachment = AttachmentFactory(added_by=person)
    actions.withdraw(attachment, by=person, reason="salah pilih")

    with pytest.raises(WrongState, match="sudah ditarik"):
        actions.withdraw(attachment, by=person, reason="lagi")


def test_an_attached_file_cannot_be_deleted(person):
    file = AttachmentFactory(added_by=person).file

    with pytest.raises(IntegrityError), transaction.atomic():
        StoredFile.objects.filter(pk=file.pk)._raw_delete("default")
        connection.check_constraints()


def at_once(times, work):
    """Run the work in so many threads that start together; each closes its connection."""
    barrier = Barrier(times)

    def one(number):
        try:
            barrier.wait()
            return work(number)
        finally:
            connection.close()

    with ThreadPoolExecutor(times) as pool:
        return list(pool.map(one, range(times)))


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_two_uploads_of_one_photograph_are_one_attachment():
    person = UserFactory(member=True)
    owner = AgencyFactory(team=person.team)

    at_once(4, lambda number: actions.attach_all(owner, [upload()], team=person.team, by=person))

    assert attached(owner) == ["foto.jpg"]


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_uploads_at_once_do_not_pass_the_limit():
    person = UserFactory(member=True)
    owner = AgencyFactory(team=person.team)
    for file in photographs(limits.PHOTOS_PER_RECORD - 1):
        actions.attach_all(owner, [file], team=person.team, by=person)

    taken = at_once(
        3,
        lambda number: actions.attach_all(
            owner, [upload(pictures.jpeg(200 + number, 48))], team=person.team, by=person
        ),
    )

    assert len(attached(owner)) == limits.PHOTOS_PER_RECORD
    assert sum(len(one.refused) for one in taken) == 2
