"""What an office must know of its backups and its disks, in one look."""

import datetime as dt
import shutil
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.template.defaultfilters import filesizeformat

from timdu.core import words
from timdu.operation.models import Backup, Rehearsal, Run

FRESH = dt.timedelta(days=2)
ENDED = (Run.State.DONE, Run.State.FAILED)
# Less than this of a disk, in bytes or in parts, and a night's backup may not fit any more.
LOW_BYTES, LOW_PART = 2 * 1024**3, 0.05


@dataclass(frozen=True)
class Room:
    """What is left on the disk that holds something, in bytes."""

    what: str
    free: int
    total: int

    @property
    def is_low(self) -> bool:
        return self.free < LOW_BYTES or self.free < LOW_PART * self.total


@dataclass(frozen=True)
class State:
    """The newest good backup, the newest rehearsal that ended, what is wrong ("" if nothing)."""

    backup: Backup | None
    rehearsal: Rehearsal | None
    alarm: str
    rooms: list[Room]


def state(now: dt.datetime, *, in_use_since: dt.datetime) -> State:
    """How it stands; silence is an alarm, too, once there was time for a first backup."""
    backup = Backup.objects.filter(state=Run.State.DONE).newest().first()
    tried = Backup.objects.filter(state__in=ENDED).newest().first()
    rehearsal = Rehearsal.objects.filter(state__in=ENDED).newest().first()
    disks = rooms(settings.VAR, settings.BACKUP_ROOT)
    alarm = _alarm(now, in_use_since, backup, tried, rehearsal) or _crowded(disks)
    return State(backup, rehearsal, alarm, disks)


def rooms(data: Path, backups: Path) -> list[Room]:
    """The disks of data and of backups; one line when they are the same disk."""
    found = [nearest(data), nearest(backups)]
    if found[0].stat().st_dev == found[1].stat().st_dev:
        return [_room("Data dan cadangan (satu cakram)", found[0])]
    return [_room("Data", found[0]), _room("Cadangan", found[1])]


def nearest(folder: Path) -> Path:
    """The folder, or what is there of the way to it."""
    return next(path for path in (folder, *folder.parents) if path.exists())


def _room(what: str, folder: Path) -> Room:
    usage = shutil.disk_usage(folder)
    return Room(what, usage.free, usage.total)


def _crowded(disks: list[Room]) -> str:
    low = [disk for disk in disks if disk.is_low]
    return f"Cakram hampir penuh: sisa {filesizeformat(low[0].free)}." if low else ""


def _alarm(
    now: dt.datetime,
    in_use_since: dt.datetime,
    backup: Backup | None,
    tried: Backup | None,
    rehearsal: Rehearsal | None,
) -> str:
    if tried and tried.state == Run.State.FAILED:
        return f"Pencadangan {words.date_time(tried.started_at)} gagal."
    if rehearsal and rehearsal.state == Run.State.FAILED:
        when = words.date_time(rehearsal.started_at)
        return f"Latihan pemulihan {when} gagal: cadangan belum tentu dapat dikembalikan."
    since = backup.started_at if backup else in_use_since
    if now - since > FRESH:
        return f"Tidak ada cadangan baru sejak {words.date_time(since)}."
    # A rehearsal that is killed each night never ends, and so never says that it failed.
    since = rehearsal.started_at if rehearsal else in_use_since
    if now - since > FRESH:
        return f"Tidak ada latihan pemulihan yang selesai sejak {words.date_time(since)}."
    return ""
