"""What belongs to nothing is swept up; what belongs to something never is."""

import datetime as dt
import os
import time
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.utils import timezone

from tests.files.factories import AttachmentFactory, StoredFileFactory
from timdu.documents.models import Letterhead
from timdu.files import tasks
from timdu.files.models import StoredFile

pytestmark = pytest.mark.django_db
DAY = 60 * 60 * 24


@pytest.fixture(autouse=True)
def own_storage(settings, tmp_path):
    """Bytes of one test are not those of another."""
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {
            "BACKEND": "timdu.files.storage.DurableStorage",
            "OPTIONS": {"location": tmp_path / "berkas"},
        },
    }
    return tmp_path / "berkas"


def on_disk(folder):
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}


def age(folder, days):
    """Let everything on disk be so old."""
    then = time.time() - days * DAY
    for path in folder.rglob("*"):
        os.utime(path, (then, then))


def paths_of(*rows):
    return {path for row in rows for path in (row.path, row.thumbnail_path)}


def test_sweep_removes_bytes_without_a_row(own_storage):
    kept = AttachmentFactory().file
    default_storage.save("ab/ab" + "0" * 30, ContentFile(b"tanpa baris"))
    default_storage.save("ab/ab" + "0" * 30 + "-kecil", ContentFile(b"tanpa baris"))
    (own_storage / "ab" / ".setengah.tmp").write_bytes(b"set")
    age(own_storage, 2)

    assert tasks.sweep_orphans() == 3
    assert on_disk(own_storage) == paths_of(kept)


def test_sweep_leaves_what_is_younger_than_a_day(own_storage):
    default_storage.save("ab/ab" + "0" * 30, ContentFile(b"transaksi masih terbuka"))
    age(own_storage, 0.9)

    assert tasks.sweep_orphans() == 0
    assert len(on_disk(own_storage)) == 1


def test_sweep_forgets_the_files_of_a_form_never_sent(own_storage):
    days = [dt.timedelta(days=number) for number in (1, 3)]
    young, old = (StoredFileFactory() for _ in days)
    for row, past in zip((young, old), days, strict=True):
        StoredFile.objects.filter(pk=row.pk).update(uploaded_at=timezone.now() - past)
    age(own_storage, 3)

    assert tasks.sweep_orphans() == 2
    assert list(StoredFile.objects.all()) == [young]
    assert on_disk(own_storage) == paths_of(young)


def test_sweep_never_takes_what_belongs_to_something(own_storage):
    attached, emblem, withdrawn = AttachmentFactory(), StoredFileFactory(), AttachmentFactory()
    Letterhead.objects.create(team=emblem.team, kind=Letterhead.Kind.values[0], emblem=emblem)
    withdrawn.withdrawn_at = timezone.now()
    withdrawn.save()
    StoredFile.objects.update(uploaded_at=timezone.now() - dt.timedelta(days=400))
    age(own_storage, 400)

    assert tasks.sweep_orphans() == 0
    assert StoredFile.objects.count() == 3
    assert on_disk(own_storage) == paths_of(attached.file, emblem, withdrawn.file)


def test_sweep_of_an_empty_storage():
    assert tasks.sweep_orphans() == 0


def test_sweep_asks_once_for_a_folder(own_storage, django_assert_num_queries):
    for number in range(5):
        default_storage.save(f"ab/ab{number:030d}", ContentFile(b"x"))

    with django_assert_num_queries(2):
        tasks.sweep_orphans()


def checked(capsys, *options):
    """What the command says, and whether it found fault."""
    try:
        call_command("check_files", *options)
    except CommandError as fault:
        return capsys.readouterr().out, str(fault)
    return capsys.readouterr().out, ""


def test_check_says_when_all_is_well(capsys):
    AttachmentFactory()

    assert checked(capsys, "--isi") == ("1 berkas, semuanya ada dan utuh.\n", "")


def test_check_says_what_is_missing_cut_or_changed(capsys):
    gone, small_gone, cut, changed = (StoredFileFactory() for _ in range(4))
    default_storage.delete(gone.path)
    default_storage.delete(small_gone.thumbnail_path)
    Path(default_storage.path(cut.path)).write_bytes(b"terpotong")
    Path(default_storage.path(changed.path)).write_bytes(b"x" * changed.size)
    default_storage.save("ab/ab" + "0" * 30, ContentFile(b"tanpa baris"))

    said, fault = checked(capsys)
    said_with_content, fault_with_content = checked(capsys, "--isi")

    assert sorted(line.split(": ")[1] for line in said.splitlines()) == [
        "gambar kecilnya hilang",
        "isinya hilang",
        "tidak ada catatannya",
        "ukurannya berbeda dari catatan",
    ]
    assert fault == "3 masalah pada 4 berkas."
    assert f"{changed.pk} ({changed.name}): isinya berubah" in said_with_content
    assert fault_with_content == "4 masalah pada 4 berkas."


def test_a_half_written_file_leaves_nothing_under_its_name(own_storage, monkeypatch):
    monkeypatch.setattr(os, "fsync", lambda descriptor: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        default_storage.save("ab/" + "ab" * 16, ContentFile(b"isi"))

    assert all(name.endswith(".tmp") for name in on_disk(own_storage))
