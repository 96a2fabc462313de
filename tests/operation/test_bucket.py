"""A backup of files in an S3 store: taken, lost, restored and handed over; a real store."""

import hashlib

import pyrage
import pytest

from tests import servers
from tests.files import bucket
from tests.operation.test_backup import FOUND

# One process does it all: starting one takes longer than what it does here.
STORY = """
import io, json
from django.conf import settings
from django.core.management import call_command
from tests.files import bucket
url = settings.STORAGES["default"]["OPTIONS"]["endpoint_url"]
before, store = bucket.contents(url), bucket.client(url)
call_command("backup")
(made,) = settings.BACKUP_ROOT.glob("*.tar.age")
# One is lost, one is overwritten: the bucket is no backup of itself.
lost, harmed, _ = before
store.delete_object(Bucket=bucket.BUCKET, Key=lost)
store.put_object(Bucket=bucket.BUCKET, Key=harmed, Body=b"rusak")
changed = bucket.contents(url) != before
call_command("restore", str(made), "--ganti-semua")
call_command("handover", "--ke", str(settings.VAR / "serah"))
print(json.dumps([len(before), changed, bucket.contents(url) == before]))
"""


@pytest.fixture
def house(site_template, tmp_path):
    """A founded kabupaten whose files lie in a bucket."""
    with bucket.store() as url:
        key = str(pyrage.x25519.Identity.generate())
        there = bucket.environment(url)
        site = servers.Site("ember", tmp_path / "ember", site_template, BACKUP_KEY=key, **there)
        yield site, url
        site.close()


def test_files_of_a_bucket_are_backed_up_restored_and_handed_over(house):
    site, url = house

    said = site.manage("shell", "-c", FOUND + STORY, as_owner=True)

    assert said.splitlines()[-1] == "[3, true, true]"
    assert f"Berkas: 3, disalin dari ember S3 {bucket.BUCKET} di {url}" in said
    assert f"Berkas dipulihkan ke ember S3 {bucket.BUCKET} di {url}" in said
    handed = {
        hashlib.sha256(path.read_bytes()).hexdigest()
        for path in (site.folder / "serah" / "berkas").rglob("*.pdf")
    }
    assert handed == {hashlib.sha256(data).hexdigest() for data in bucket.contents(url).values()}
    # Nothing of it lies on the machine.
    assert not (site.folder / "files").exists()
