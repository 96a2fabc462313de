"""A backup of files in an S3 store: taken, lost, restored and handed over; a real store."""

import hashlib

import pyrage
import pytest

from tests import servers
from tests.files import bucket
from tests.operation.test_backup import FOUND, backup

pytestmark = pytest.mark.filterwarnings("ignore::ResourceWarning")


@pytest.fixture
def house(site_template, tmp_path):
    """A founded kabupaten whose three files lie in a bucket."""
    with bucket.store() as url:
        key = str(pyrage.x25519.Identity.generate())
        there = bucket.environment(url)
        site = servers.Site("ember", tmp_path / "ember", site_template, BACKUP_KEY=key, **there)
        site.manage("shell", "-c", FOUND)
        yield site, url
        site.close()


def test_files_of_a_bucket_are_backed_up_restored_and_handed_over(house, tmp_path):
    site, url = house
    before = bucket.contents(url)
    assert len(before) == 3
    path = backup(site)

    # One is lost, one is overwritten: the bucket is no backup of itself.
    lost, harmed, _ = before
    bucket.client(url).delete_object(Bucket=bucket.BUCKET, Key=lost)
    bucket.client(url).put_object(Bucket=bucket.BUCKET, Key=harmed, Body=b"rusak")
    said = site.manage("restore", str(path), "--ganti-semua", as_owner=True)

    assert f"ember S3 {bucket.BUCKET} di {url}" in said
    assert bucket.contents(url) == before
    site.manage("handover", "--ke", str(tmp_path / "serah"), as_owner=True)
    handed = {
        hashlib.sha256(path.read_bytes()).hexdigest()
        for path in (tmp_path / "serah" / "berkas").rglob("*.pdf")
    }
    assert handed == {hashlib.sha256(data).hexdigest() for data in before.values()}
    # Nothing of it lies on the machine.
    assert not list((tmp_path / "ember" / "files").rglob("*"))
