"""What is said of backups, and to whom."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from timdu.operation.models import Backup, Rehearsal
from timdu.operation.state import Room, _crowded, nearest, rooms, state

NOW = dt.datetime(2026, 11, 21, 1, 0, tzinfo=dt.UTC)
HOUR = dt.timedelta(hours=1)


def backup(hours_ago, how="done", now=NOW):
    return Backup.objects.create(
        name="timdu.tar.age", state=how, started_at=now - hours_ago * HOUR, size=15_300_000
    )


def rehearsal(of, how="done", words=""):
    return Rehearsal.objects.create(backup=of, state=how, started_at=of.started_at, words=words)


@pytest.mark.parametrize(
    ("since_hours", "backups", "rehearsed", "said"),
    [
        (1, [], None, ""),
        (49, [], None, "Tidak ada cadangan baru sejak"),
        (900, [(5, "done")], "done", ""),
        (900, [(5, "done")], None, "Tidak ada latihan pemulihan yang selesai"),
        (900, [(5, "done")], "running", "Tidak ada latihan pemulihan yang selesai"),
        (20, [(5, "done")], "running", ""),
        (900, [(49, "done")], "done", "Tidak ada cadangan baru"),
        (900, [(29, "done"), (5, "failed")], "done", " gagal."),
        (900, [(29, "failed"), (5, "done")], "done", ""),
        (900, [(5, "done")], "failed", "cadangan belum tentu dapat dikembalikan"),
        (900, [(5, "done"), (0, "running")], "done", ""),
    ],
)  # fmt: skip
def test_state_says_what_is_wrong(db, since_hours, backups, rehearsed, said):
    rows = [backup(hours, how) for hours, how in backups]
    if rows and rehearsed:
        rehearsal(rows[0], rehearsed)

    found = state(NOW, in_use_since=NOW - since_hours * HOUR)

    assert said in found.alarm
    assert bool(said) == bool(found.alarm)


@pytest.mark.parametrize("who", ["admin", "secretary", "verifier", "staff"])
def test_those_who_can_act_see_a_failed_rehearsal_in_red(world, client, who):
    rehearsal(backup(3, now=timezone.now()), "failed", "Latihan pemulihan gagal: disk penuh")
    client.force_login(world.people[who])

    page = client.get(reverse("home")).content.decode()

    assert "notice-error" in page
    assert "belum tentu dapat dikembalikan" in page


def test_the_administrator_reads_that_it_went_well_but_not_how_much_all_teams_have(world, client):
    done = backup(3, now=timezone.now())
    done.rows = 7_777
    done.save()
    rehearsal(done, words="7777 baris dan 3 berkas kembali sama.")
    client.force_login(world.people["admin"])

    page = client.get(reverse("home")).content.decode()

    assert "berhasil" in page
    assert "7777" not in page
    assert "7.777" not in page
    assert "notice-error" not in page


def test_a_backup_that_missed_a_file_is_marked_without_naming_it(world, client):
    done = backup(3, now=timezone.now())
    done.words = "1 berkas hilang: ab/abcd"
    done.save()
    client.force_login(world.people["admin"])

    page = client.get(reverse("home")).content.decode()

    assert "ada berkas yang rusak" in page
    assert "abcd" not in page


def test_nobody_is_alarmed_on_the_first_day(world, client):
    client.force_login(world.people["admin"])

    page = client.get(reverse("home")).content.decode()

    assert "belum pernah" in page
    assert "notice-error" not in page


GIB = 1024**3


@pytest.mark.parametrize(
    ("free", "total", "low"),
    [(50 * GIB, 100 * GIB, False), (1 * GIB, 10 * GIB, True), (3 * GIB, 100 * GIB, True)],
)
def test_a_disk_is_low_by_bytes_or_by_part(free, total, low):
    room = Room("Data", free, total)

    assert room.is_low is low
    assert bool(_crowded([room])) is low


def test_one_disk_is_one_line_and_a_folder_not_made_yet_counts(tmp_path):
    (room,) = rooms(tmp_path, tmp_path / "belum" / "ada")

    assert room.total > room.free > 0
    assert nearest(tmp_path / "belum" / "ada") == tmp_path
