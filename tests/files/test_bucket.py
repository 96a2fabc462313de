"""Files in an S3 store: the same rules as in a folder, proved against a real one over HTTP."""

import datetime as dt
import hashlib

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.utils import timezone

from tests.files import bucket, pictures
from tests.files.factories import AttachmentFactory, StoredFileFactory, upload
from tests.team.factories import UserFactory
from timdu.files import actions, intake, tasks

pytestmark = [pytest.mark.django_db, pytest.mark.filterwarnings("ignore::ResourceWarning")]
NOBODY = "ab/ab" + "0" * 30


@pytest.fixture(scope="module")
def url():
    with bucket.store() as address:
        yield address


@pytest.fixture(autouse=True)
def kept_there(settings, url):
    """The storage as the settings make it of the environment; the bucket begins empty."""
    point_to(settings, url)
    client = bucket.client(url)
    for name in bucket.contents(url):
        client.delete_object(Bucket=bucket.BUCKET, Key=name)


def point_to(settings, address):
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {
            "BACKEND": "timdu.files.bucket.PrivateBucket",
            "OPTIONS": {
                "bucket_name": bucket.BUCKET,
                "endpoint_url": address,
                "region_name": "us-east-1",
                "access_key": bucket.KEY,
                "secret_key": bucket.SECRET,
            },
        },
    }


def test_a_photograph_and_its_small_picture_lie_in_the_bucket_as_the_row_says(url):
    file = intake.receive(upload(), team=(by := UserFactory()).team, by=by)

    found = bucket.contents(url)

    assert set(found) == {file.path, file.thumbnail_path}
    assert hashlib.sha256(found[file.path]).hexdigest() == file.sha256_stored
    assert file.read() == found[file.path]
    assert file.read_thumbnail() == found[file.thumbnail_path]


def test_nothing_is_public_and_nobody_is_given_an_address(url):
    file = StoredFileFactory()

    grants = bucket.client(url).get_object_acl(Bucket=bucket.BUCKET, Key=file.path)["Grants"]

    assert [grant["Grantee"]["Type"] for grant in grants] == ["CanonicalUser"]
    with pytest.raises(NotImplementedError):
        default_storage.url(file.path)


def test_bytes_come_through_the_page_that_asks_who_one_is(client):
    attachment = AttachmentFactory()
    address = attachment.file.get_absolute_url()

    client.force_login(attachment.added_by)
    mine = client.get(address)
    client.force_login(UserFactory())
    far = client.get(address)

    assert mine.status_code == 200
    assert mine.content == attachment.file.read()
    assert far.status_code == 404


def test_what_is_there_is_never_overwritten():
    first = default_storage.save(NOBODY, ContentFile(b"satu"))
    second = default_storage.save(NOBODY, ContentFile(b"dua"))

    assert second != first
    with default_storage.open(first) as stored:
        assert stored.read() == b"satu"


def test_bytes_without_a_row_are_swept_when_they_are_old(url, monkeypatch):
    kept = AttachmentFactory().file
    default_storage.save(NOBODY, ContentFile(b"tanpa baris"))
    assert tasks.sweep_orphans() == 0

    monkeypatch.setattr(tasks, "AGE", dt.timedelta(seconds=-60))

    assert tasks.sweep_orphans() == 1
    assert set(bucket.contents(url)) == {kept.path, kept.thumbnail_path}


def test_check_files_finds_what_is_missing_cut_changed_or_nobodys(url, capsys):
    whole, gone, cut, changed = (AttachmentFactory().file for _ in range(4))
    default_storage.delete(gone.path)
    client = bucket.client(url)
    client.put_object(Bucket=bucket.BUCKET, Key=cut.path, Body=b"terpotong")
    client.put_object(Bucket=bucket.BUCKET, Key=changed.path, Body=b"x" * changed.size)
    default_storage.save(NOBODY, ContentFile(b"tanpa baris"))

    with pytest.raises(CommandError, match="3 masalah"):
        call_command("check_files", "--isi")

    said = capsys.readouterr().out
    assert str(whole.pk) not in said
    assert f"{gone.pk} ({gone.name}): isinya hilang" in said
    assert f"{cut.pk} ({cut.name}): ukurannya berbeda" in said
    assert f"{changed.pk} ({changed.name}): isinya berubah" in said
    assert f"{NOBODY}: tidak ada catatannya" in said


@pytest.fixture(params=["http://127.0.0.1:1", "no bucket"])
def away(request, settings, url):
    """A store that does not answer, and one that answers and does not know the bucket."""
    attachment = AttachmentFactory()
    if request.param == "no bucket":
        point_to(settings, url)
        settings.STORAGES["default"]["OPTIONS"]["bucket_name"] = "tidak-ada"
        settings.STORAGES = {**settings.STORAGES}
    else:
        point_to(settings, request.param)
    return attachment


def test_while_the_store_is_away_a_file_is_refused_in_words_and_nothing_else_is_lost(away):
    by = away.added_by

    taken = actions.attach_all(away.owner, [upload(pictures.jpeg(90, 60))], team=by.team, by=by)

    assert taken.files == []
    (words,) = taken.refused
    assert "belum tersimpan" in words
    assert "Unggah lagi nanti" in words


def test_while_the_store_is_away_a_page_says_so(away, client):
    client.force_login(away.added_by)
    client.raise_request_exception = False

    page = client.get(away.file.get_absolute_url(), headers={"Accept": "text/html"})

    assert page.status_code == 503
    assert "Buka lagi" in page.content.decode()
    assert page["Retry-After"]


def test_the_sweep_does_not_take_a_silent_store_for_an_empty_one(away):
    with pytest.raises(ConnectionError):
        tasks.sweep_orphans()
    assert timezone.now() > away.file.uploaded_at
