"""What an office must know of its backups, in one look."""

import datetime as dt
from dataclasses import dataclass

from timdu.core import words
from timdu.operation.models import Backup, Rehearsal, Run

FRESH = dt.timedelta(days=2)
ENDED = (Run.State.DONE, Run.State.FAILED)


@dataclass(frozen=True)
class State:
    """The newest good backup, the newest rehearsal that ended, what is wrong ("" if nothing)."""

    backup: Backup | None
    rehearsal: Rehearsal | None
    alarm: str


def state(now: dt.datetime, *, in_use_since: dt.datetime) -> State:
    """How it stands; silence is an alarm, too, once there was time for a first backup."""
    backup = Backup.objects.filter(state=Run.State.DONE).newest().first()
    tried = Backup.objects.filter(state__in=ENDED).newest().first()
    rehearsal = Rehearsal.objects.filter(state__in=ENDED).newest().first()
    return State(backup, rehearsal, _alarm(now, in_use_since, backup, tried, rehearsal))


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
