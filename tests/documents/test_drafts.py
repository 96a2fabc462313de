"""From a wish to a version: one document per period, frozen facts, text that a person keeps."""

import datetime as dt
import threading

import pytest
from django.db import connection, transaction
from django.db.utils import DatabaseError
from django.utils import timezone

from tests.documents import sample
from tests.documents.factories import (
    LetterheadFactory,
    RecipientFactory,
    draft,
    drawn,
    rendition_of,
)
from tests.team.factories import TeamFactory, UserFactory
from tests.wilayah.factories import KecamatanFactory
from timdu.core.access import Denied
from timdu.core.models import Event, Job
from timdu.core.workflow import WrongState
from timdu.documents import compiling, kinds, tasks
from timdu.documents.actions import drafts
from timdu.documents.models import Document, DocumentVersion, Rendition

FIRST, LAST = sample.OCTOBER


@pytest.fixture
def team(db):
    return TeamFactory()


@pytest.fixture
def staff(team):
    return UserFactory(team=team)


def test_begin_returns_the_document_already_under_way(team, staff):
    one = drafts.begin("uji", team=team, first=FIRST, last=LAST, by=staff)
    two = drafts.begin("uji", team=team, first=FIRST, last=LAST, by=staff)

    assert one == two
    assert Job.objects.count() == 1


def test_begin_is_refused_to_others(team):
    camat = UserFactory(team=team, kecamatan_user=True)
    for person, place in (
        (camat, None),
        (camat, KecamatanFactory(parent=team.place)),
        (UserFactory(), None),
        (UserFactory(team=team, admin=True), None),
    ):
        kind = "uji_kecamatan" if place else "uji"
        with pytest.raises(Denied):
            drafts.begin(kind, team=team, first=FIRST, last=LAST, by=person, kecamatan=place)


def test_begin_lets_a_kecamatan_write_its_own(team):
    camat = UserFactory(team=team, kecamatan_user=True)

    document = drafts.begin(
        "uji_kecamatan", team=team, first=FIRST, last=LAST, by=camat, kecamatan=camat.kecamatan
    )

    assert document.kecamatan == camat.kecamatan


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_open_document_twice_at_once_makes_one():
    team = TeamFactory()
    found, start = [], threading.Barrier(4)

    def beat():
        start.wait()
        document = tasks.open_document("uji", team, first=FIRST, last=LAST)
        found.append(document.pk)
        connection.close()

    threads = [threading.Thread(target=beat) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(found) == 4
    assert set(found) == set(Document.objects.values_list("pk", flat=True))
    assert len(set(found)) == 1


def test_a_cancelled_document_frees_its_period(team, staff):
    document = draft(team)
    Document.objects.filter(pk=document.pk).update(
        status="cancelled", cancel_reason="salah bulan", cancelled_at=timezone.now()
    )

    again = drafts.begin("uji", team=team, first=FIRST, last=LAST, by=staff)

    assert again != document


def test_compile_freezes_everything_the_document_says(team, staff):
    LetterheadFactory(team=team)
    RecipientFactory(team=team, name="Gubernur Contoh")
    document = drafts.begin("uji", team=team, first=FIRST, last=LAST, by=staff)

    document = drawn(document)

    version = document.current
    assert (version.number, version.cause, version.made_by) == (1, "compiled", staff)
    assert version.facts["total"] == 15
    assert version.passages["pembuka"].endswith("dengan 15 kejadian.")
    assert [to["name"] for to in version.snapshot["recipients"]] == ["Gubernur Contoh"]
    assert version.snapshot["settings"] == {
        "paper": "A4",
        "number_pattern": "300.2/…/BKBP/{tahun}",
        "paraf_levels": ["Kepala Bidang", "Kepala Badan"],
        "needs_signature": True,
    }
    assert rendition_of(document).state == "done"
    job = Job.objects.get()
    assert (job.state, job.done, job.result_url) == ("done", 3, document.get_absolute_url())


def test_compile_run_twice_makes_one_version(team):
    document = draft(team)

    tasks.compile_document(document.pk)

    assert document.versions.count() == 1


def test_compile_that_fails_says_so_and_can_be_tried_again(team, staff, monkeypatch):
    LetterheadFactory(team=team)
    document = drafts.begin("uji", team=team, first=FIRST, last=LAST, by=staff)

    def broken(document, now):
        raise ValueError("data rusak")

    monkeypatch.setitem(kinds.REGISTRY, "uji", sample.kind("uji", facts=broken))
    with pytest.raises(ValueError, match="data rusak"):
        tasks.compile_document(document.pk)
    document.refresh_from_db()
    assert "data rusak" in document.compile_error
    assert Job.objects.get().state == "failed"

    monkeypatch.undo()
    drafts.refresh(document, by=staff)
    document = drawn(document)
    assert (document.current.number, document.compile_error) == (1, "")


def test_version_cannot_be_changed(team):
    version = draft(team).current

    with pytest.raises(DatabaseError, match="Cannot update"), transaction.atomic():
        DocumentVersion.objects.filter(pk=version.pk).update(number=9)


def test_refresh_says_what_changed_and_keeps_edited_text(team, staff):
    document = draft(team)
    drafts.edit(document, {"uraian": "Tulisan saya."}, version_number=1, by=staff)
    sample.DATA["rows"] = [*sample.ROWS[:4], {"name": "Baris 5", "count": 50}]

    drafts.refresh(Document.objects.get(), by=staff)
    version = drawn(document).current

    assert (version.number, version.cause) == (3, "refreshed")
    assert version.passages == {
        "pembuka": "Bersama ini disampaikan laporan uji dengan 60 kejadian.",
        "uraian": "Tulisan saya.",
    }
    assert version.changes == [
        "Daftar: 1 isian berubah",
        "Uraian: naskah yang diubah dipertahankan, periksa angkanya",
    ]


def test_refresh_without_new_data_says_so(team, staff):
    document = draft(team)

    drafts.refresh(document, by=staff)

    assert drawn(document).current.changes == ["Tidak ada data yang berubah"]


def test_edit_makes_a_version_over_the_same_data(team, staff):
    document = draft(team)

    drafts.edit(document, {"pembuka": "Baru."}, version_number=1, by=staff)

    document.refresh_from_db()
    one, two = document.versions.order_by("number")
    assert (two.number, two.snapshot, two.passages["pembuka"]) == (2, one.snapshot, "Baru.")
    assert two.changes == ["Pembuka: naskah diubah"]
    assert one.fingerprint != two.fingerprint
    assert Rendition.objects.get(version=two).state == "queued"


def test_edit_of_nothing_makes_no_version(team, staff):
    document = draft(team)

    drafts.edit(document, dict(document.current.passages), version_number=1, by=staff)

    assert document.versions.count() == 1


def test_edit_of_an_older_version_is_refused(team, staff):
    document = draft(team)
    drafts.edit(document, {"pembuka": "Dari orang lain."}, version_number=1, by=staff)

    with pytest.raises(drafts.StaleText) as refused:
        drafts.edit(document, {"pembuka": "Dari saya."}, version_number=1, by=staff)

    assert refused.value.current.passages["pembuka"] == "Dari orang lain."


def test_edit_waits_until_the_document_is_compiled(team, staff):
    document = drafts.begin("uji", team=team, first=FIRST, last=LAST, by=staff)

    with pytest.raises(WrongState):
        drafts.edit(document, {}, version_number=0, by=staff)


def test_share_opens_a_secret_document_to_one_person(team):
    secretary, kabid = UserFactory(team=team, secretary=True), UserFactory(team=team, verifier=True)
    document = draft(team)
    Document.objects.filter(pk=document.pk).update(classification="R")

    drafts.share(document, kabid, by=secretary)

    assert list(Document.objects.visible_to(kabid)) == [document]
    assert list(Document.objects.visible_to(secretary)) == []
    assert Event.objects.filter(what="document.share").count() == 1


def test_snapshot_times_and_period_are_whole_text(team):
    snapshot = draft(team).current.snapshot

    assert snapshot["period"] == {"first": "2026-10-01", "last": "2026-10-31"}
    assert dt.datetime.fromisoformat(snapshot["taken_at"]).utcoffset() == dt.timedelta(0)


@pytest.mark.django_db(transaction=True)
def test_facts_are_read_of_a_document_whose_team_nobody_has_read():
    pk = draft(TeamFactory()).pk

    assert compiling.read(Document.objects.get(pk=pk), now=timezone.now())
