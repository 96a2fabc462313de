"""Saved filters that tell: in the digest each working day, or once when they find so many."""

import datetime as dt
from collections.abc import Iterator
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils import timezone

from timdu.core import words
from timdu.inbox import mails, saved, sending, todos
from timdu.inbox.mails import Line, Mail, Section, Stop, Text
from timdu.inbox.models import Notification, SavedFilter
from timdu.team.models import User

FILTER, REACHED = "filter", "filter.reached"
GONE = "Saringan sudah dihapus, atau jumlahnya turun lagi."
Notify = SavedFilter.Notify


def look_at_all(now: dt.datetime) -> list[int]:
    """Look at every filter that counts; returns the keys of the mails to be sent."""
    rows = SavedFilter.objects.current().filter(notify=Notify.COUNT).order_by("pk")
    return [key for row in rows.select_related("team", "owner") for key in look_at(row, now)]


def look_at(row: SavedFilter, now: dt.datetime) -> list[int]:
    """Tell once when the number is reached; be ready again when it is not."""
    with timezone.override(ZoneInfo(row.team.zone)):
        number = saved.found(row, now) if may_be_told(row.owner, row, now) else None
        is_reached = number is not None and number >= (row.threshold or 0)
        return tell(row, number or 0, now) if is_reached else be_ready(row)


def may_be_told(person: User, row: SavedFilter, now: dt.datetime) -> bool:
    """Somebody whose access is over, or who serves another team now, is told nothing."""
    today = now.astimezone(ZoneInfo(row.team.zone)).date()
    return person.is_active and person.may_enter_on(today) and person.team_id == row.team_id


@transaction.atomic
def tell(row: SavedFilter, number: int, now: dt.datetime) -> list[int]:
    """A line in the inbox and a mail, by whichever of two clocks comes first."""
    ready = SavedFilter.objects.filter(pk=row.pk, is_ready=True, retired_at=None)
    if not ready.update(is_ready=False, told_at=now):
        return []
    todos.open(
        REACHED,
        row,
        team=row.team,
        title=f"Saringan “{row.name}”: {saved.said(row, number)}",
        note=f"Anda minta dikabari begitu mencapai {words.number(row.threshold or 0)}.",
        url=row.href[:300],
        holder=row.owner,
    )
    window = f"{now:%Y%m%d%H%M%S}"
    return sending.make(FILTER, row, [(row.owner, "")], team=row.team, window=window)


@transaction.atomic
def be_ready(row: SavedFilter) -> list[int]:
    """The number is not reached: nothing waits, and the next time it is, it is told."""
    if SavedFilter.objects.filter(pk=row.pk, is_ready=False).update(is_ready=True):
        todos.close(REACHED, row)
    return []


def compose(row: Notification) -> Text:
    """What the filter finds now; Stop when it finds less again."""
    kept = SavedFilter.objects.current().filter(pk=row.object_id, owner=row.recipient)
    found = kept.select_related("team", "owner").first()
    number = saved.found(found, timezone.now()) if found else None
    if found is None or number is None or number < (found.threshold or 0):
        raise Stop(GONE)
    line = Line(saved.said(found, number), path=found.href)
    subject = f"Saringan “{found.name}” mencapai {saved.said(found, number)}"
    lead = f"Anda minta dikabari begitu saringan ini mencapai {words.number(found.threshold or 0)}:"
    return Text(subject, lead, [Section("", [line])])


def daily(person: User) -> Iterator[tuple[SavedFilter, int]]:
    """The person's filters for the digest that find anything now."""
    rows = SavedFilter.objects.current().filter(owner=person, notify=Notify.DAILY)
    for row in rows.select_related("team", "owner"):
        number = saved.found(row, timezone.now()) if row.team_id == person.team_id else None
        if number:
            yield row, number


def lines(person: User) -> list[Line]:
    """The same as lines of the digest: the name, how much, where it leads; no report is named."""
    return [Line(f"{row.name}: {saved.said(row, n)}", path=row.href) for row, n in daily(person)]


mails.register(
    Mail(
        key=FILTER,
        word="Saringan tersimpan",
        about="Satu surel begitu saringan Anda mencapai jumlah yang Anda tetapkan.",
        compose=compose,
        keeps=dt.timedelta(hours=24),
        concerns=lambda user: user.team_id is not None,
    )
)
