"""A backup brings everything back, or is refused in words: real sites, real pg_dump, real files."""

import datetime as dt
import hashlib
import os
import threading
import time
from pathlib import Path

import psycopg
import pyrage
import pytest

from tests import servers
from timdu.operation import actions, archive, keys, postgres
from timdu.operation.management.commands import nightly
from timdu.operation.models import Backup

FOUND = """
import os
from pathlib import Path
from timdu.team import founding
from timdu.files import intake
from timdu.team.models import Team
from tests.browser import kabupaten
kabupaten.found()
team = Team.objects.get()
for number in range(3):
    intake.keep(os.urandom(70_000 + number), name=f"{number}.pdf", content_type="application/pdf",
                team=team, pages=1)
"""


def owner_of(site):
    """Commands of the night run as the owner, with a scratch database beside the real one."""
    name = f"{site.database}_latihan"
    with servers.owner() as connection:
        connection.execute(f'DROP DATABASE IF EXISTS "{name}"')
        connection.execute(f'CREATE DATABASE "{name}"')
    site.env["DATABASE_SCRATCH_URL"] = servers.database_url(site.env["DATABASE_OWNER_URL"], name)
    return name


@pytest.fixture(scope="module")
def house(site_template, tmp_path_factory):
    """A founded kabupaten with three files, and one backup of it."""
    key = str(pyrage.x25519.Identity.generate())
    site = servers.Site("asal", tmp_path_factory.mktemp("asal"), site_template, BACKUP_KEY=key)
    scratch = owner_of(site)
    site.manage("shell", "-c", FOUND)
    site.backup = backup(site)
    yield site
    site.close()
    servers.drop(scratch)


@pytest.fixture
def empty(make_site, house):
    """Another machine: the same key, nothing else."""
    return make_site("baru", BACKUP_KEY=house.env["BACKUP_KEY"])


def backup(site, *words):
    """Take one, and return its path."""
    said = site.manage("backup", *words, as_owner=True)
    (path,) = [line for line in said.splitlines() if line.endswith(".tar.age")]
    return Path(path)


def refusal(site, *words):
    """What a command that must fail says."""
    with pytest.raises(AssertionError) as caught:
        site.manage(*words, as_owner=True)
    return str(caught.value)


def contents(site):
    """Every table's rows but those of the operation itself, and every file's hash."""
    rows = {}
    with psycopg.connect(site.env["DATABASE_OWNER_URL"]) as connection:
        tables = connection.execute(
            "SELECT relname FROM pg_class WHERE relkind = 'r'"
            " AND relnamespace = 'public'::regnamespace AND relname NOT LIKE 'operation_%'"
        ).fetchall()
        for (table,) in tables:
            ((digest,),) = connection.execute(
                f"SELECT md5(string_agg(t::text, '|' ORDER BY t::text)) FROM {table} t"
            ).fetchall()
            rows[table] = digest
    root = Path(site.env["FILES_ROOT"])
    files = {
        str(path.relative_to(root)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in root.rglob("*")
        if path.is_file()
    }
    return rows, files


def test_what_was_destroyed_comes_back_whole_on_another_machine(house, empty):
    before = contents(house)
    assert len(before[1]) == 3

    empty.manage("restore", str(house.backup), as_owner=True)

    assert contents(empty) == before
    # The running role works in what was restored, and still may not rewrite what was recorded.
    with psycopg.connect(servers.app_url(empty.database)) as connection:
        assert connection.execute("SELECT count(*) FROM team_team").fetchone() == (1,)
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute("DELETE FROM core_event")


def test_a_backup_taken_while_people_work_is_one_moment(house, tmp_path):
    stop = threading.Event()

    def work():
        with psycopg.connect(house.env["DATABASE_OWNER_URL"], autocommit=True) as connection:
            while not stop.is_set():
                connection.execute(
                    "WITH made AS (INSERT INTO core_event (at, what, note, data)"
                    " VALUES (now(), 'uji', '', '{}') RETURNING id)"
                    " INSERT INTO core_heartbeat (name, at)"
                    " SELECT 'uji' || id, now() FROM made"
                )
                time.sleep(0.002)

    worker = threading.Thread(target=work)
    worker.start()
    try:
        path = backup(house)
    finally:
        stop.set()
        worker.join()
    key = pyrage.x25519.Identity.from_str(house.env["BACKUP_KEY"])
    manifest = archive.read(path, key, tmp_path)
    scratch = house.env["DATABASE_SCRATCH_URL"]
    postgres.restore(scratch, tmp_path / archive.DUMP)

    # Each pair of rows was written at once: neither half is ever there alone.
    with psycopg.connect(scratch) as connection:
        counted = postgres.counts(connection)
        events = connection.execute("SELECT count(*) FROM core_event WHERE what = 'uji'").fetchone()
        beats = connection.execute(
            "SELECT count(*) FROM core_heartbeat WHERE starts_with(name, 'uji')"
        ).fetchone()
    assert events == beats > (0,)
    assert counted == manifest.rows
    postgres.clear(scratch)


def test_restore_asks_before_it_replaces_what_is_there(house):
    before = contents(house)

    assert "Basis data ini berisi 1 tim" in refusal(house, "restore", str(house.backup))

    assert contents(house) == before


def cut(data):
    """At a border of age's 64 KiB chunks, where every chunk that is left is still sound."""
    return data[: len(data) - len(data) % 65552 - 65552]


def changed(data):
    """One bit."""
    return data[:5000] + bytes([data[5000] ^ 1]) + data[5001:]


@pytest.mark.parametrize("harm", [cut, changed, lambda data: b""], ids=["cut", "changed", "empty"])
def test_a_harmed_backup_is_refused_whole(house, harm, tmp_path):
    path = tmp_path / house.backup.name
    path.write_bytes(harm(house.backup.read_bytes()))
    key = pyrage.x25519.Identity.from_str(house.env["BACKUP_KEY"])

    with pytest.raises(archive.Refused, match="rusak, terpotong, diubah"):
        archive.read(path, key, tmp_path / "isi")


def test_a_backup_made_with_another_key_is_refused(house, tmp_path):
    with pytest.raises(archive.Refused, match="dibuat dengan kunci lain"):
        archive.read(house.backup, pyrage.x25519.Identity.generate(), tmp_path / "isi")


def test_a_refused_backup_touches_nothing(house, tmp_path):
    before = contents(house)
    path = tmp_path / house.backup.name
    path.write_bytes(cut(house.backup.read_bytes()))

    assert "rusak, terpotong" in refusal(house, "restore", str(path), "--ganti-semua")

    assert contents(house) == before
    assert list(Path(house.env["TIMDU_VAR"]).glob("pulih-*")) == []


def test_a_night_backs_up_rehearses_and_leaves_nothing_behind(house):
    house.manage("nightly", "--sekali", as_owner=True)

    ((state, words),) = house.rows("SELECT state, words FROM operation_rehearsal")
    assert state == "done"
    assert words.endswith("baris dan 3 berkas kembali sama.")
    with psycopg.connect(house.env["DATABASE_SCRATCH_URL"]) as scratch:
        assert scratch.execute(
            "SELECT count(*) FROM pg_class WHERE relnamespace = 'public'::regnamespace"
        ).fetchone() == (0,)


def test_what_goes_wrong_at_night_is_kept_in_words(house, monkeypatch):
    ((key,),) = house.rows("SELECT id FROM files_storedfile ORDER BY id LIMIT 1")
    lost = Path(house.env["FILES_ROOT"], key.hex[:2], key.hex)
    data = lost.read_bytes()
    lost.unlink()
    url = house.env["DATABASE_SCRATCH_URL"]
    monkeypatch.setitem(house.env, "DATABASE_SCRATCH_URL", f"{url}_tiada")

    assert "does not exist" in refusal(house, "nightly", "--sekali")
    lost.write_bytes(data)

    newest = "ORDER BY started_at DESC LIMIT 1"
    ((state, words),) = house.rows(f"SELECT state, words FROM operation_rehearsal {newest}")
    assert (state, words.split(":")[0]) == ("failed", "Latihan pemulihan gagal")
    # A file that is gone does not stop the backup of all others; it is named.
    ((state, words),) = house.rows(f"SELECT state, words FROM operation_backup {newest}")
    assert (state, words.split(" berkas")[0]) == ("done", "1")
    assert key.hex in words


def test_nobody_else_reads_a_backup(house):
    assert oct(house.backup.stat().st_mode & 0o777) == "0o600"
    assert oct(house.backup.parent.stat().st_mode & 0o777) == "0o700"
    assert b"PGDMP" not in house.backup.read_bytes()


def test_a_key_is_made_for_its_owner_alone_and_found_again(settings, tmp_path):
    settings.BACKUP_KEY, settings.VAR = "", tmp_path

    assert str(keys.present()) == str(keys.present())
    assert oct((tmp_path / "kunci-cadangan").stat().st_mode & 0o777) == "0o600"


def test_a_key_that_is_none_is_refused(settings):
    settings.BACKUP_KEY = "rahasia"

    with pytest.raises(archive.Refused, match="bukan kunci age"):
        keys.present()


def test_prune_keeps_two_weeks_and_each_months_first(db, settings, tmp_path):
    settings.BACKUP_ROOT = tmp_path
    now = dt.datetime(2026, 11, 21, 19, 10, tzinfo=dt.UTC)
    for age in range(500):
        row = Backup.objects.create(
            name=f"{age}", state="done", started_at=now - dt.timedelta(days=age)
        )
        (tmp_path / row.name).touch()

    actions.prune(now=now)

    days = {row.started_at.date() for row in Backup.objects.filter(removed_at=None)}
    assert {(now - dt.timedelta(days=age)).date() for age in range(15)} <= days
    assert {day for day in days if (now.date() - day).days > 14} == {
        dt.date(2025 + (month > 12), (month - 1) % 12 + 1, 1) for month in range(12, 12 + 12)
    }
    assert {path.name for path in tmp_path.iterdir()} == {
        row.name for row in Backup.objects.filter(removed_at=None)
    }


def test_the_night_waits_for_its_hour_and_catches_up_when_it_was_missed():
    now = dt.datetime(2026, 11, 21, 12, 0, tzinfo=dt.UTC)  # 19.00 WIB
    hour = dt.timedelta(hours=1)

    assert nightly.wait(now, now - 17 * hour, now - 17 * hour) == 7 * hour + 10 * hour / 60
    assert nightly.wait(now, now - 30 * hour, now - 30 * hour) == nightly.SETTLING
    assert nightly.wait(now, None, None) == nightly.SETTLING
    # What fails again and again is not tried every quarter of an hour.
    assert nightly.wait(now, None, now - hour / 60) == nightly.AGAIN


def test_what_cannot_be_finished_leaves_nothing_on_the_disk(tmp_path):
    dump = tmp_path / "database.dump"
    dump.write_bytes(b"isi")
    manifest = archive.Manifest("", "", "", {}, {"ab/abcd": "0" * 64})
    target = tmp_path / "cadangan" / "timdu.tar.age"
    target.parent.mkdir()

    def gone(path):
        raise FileNotFoundError(path)

    with pytest.raises(FileNotFoundError):
        archive.write(target, pyrage.x25519.Identity.generate(), manifest, dump, gone)

    assert list(target.parent.iterdir()) == []


def test_what_a_killed_restore_unpacked_is_removed_the_next_night(settings, tmp_path):
    settings.VAR = tmp_path
    old, fresh = tmp_path / "pulih-lama", tmp_path / "pulih-baru"
    for folder in (old, fresh):
        folder.mkdir()
        (folder / "database.dump").touch()
    now = dt.datetime.now(dt.UTC)
    os.utime(old, (now.timestamp() - 2 * 86_400,) * 2)

    actions.sweep(now=now)

    assert [old.exists(), fresh.exists()] == [False, True]


def test_without_the_owners_address_it_says_what_is_missing(settings):
    settings.DATABASE_OWNER_URL = ""

    with pytest.raises(archive.Refused, match="DATABASE_OWNER_URL belum diisi"):
        actions.owner_url()
