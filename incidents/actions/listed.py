"""Changing a list the office keeps: an entry is added, changed, or no longer offered; none goes.

Written once for the lists of reports and for those of the rooms above.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from django.db import IntegrityError, transaction

from incidents.actions.rows import broke
from timdu.core import events
from timdu.core.access import Verdict, require
from timdu.core.workflow import WrongState
from timdu.team.models import User

Entry = TypeVar("Entry", bound=Any)
COMMON = "Daftar bersama semua tim; tidak diubah oleh satu tim. Tambahkan yang baru untuk tim Anda."


@dataclass(frozen=True)
class Kept:
    """One list: who keeps it, what its events begin with, its rule of one name and its words."""

    may: Callable[[User], Verdict]
    event: str
    once: str
    taken: str


@transaction.atomic
def save(kept: Kept, row: Entry, *, by: User, **fields: Any) -> Entry:
    """Add or change one of the team's own."""
    require(kept.may(by))
    if row.team_id is None:
        raise WrongState(COMMON)
    for name, value in fields.items():
        setattr(row, name, value)
    refuse_second(kept, row, by)
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:
        # Somebody was quicker by a moment.
        if not broke(error, kept.once):
            raise
        raise WrongState(kept.taken) from error
    events.record(by=by, what=f"{kept.event}save", about=row, note=str(row))
    return row


def refuse_second(kept: Kept, row: Any, by: User) -> None:
    """Two entries that read the same cannot be told apart, also when one is of all teams."""
    same = type(row).objects.visible_to(by).filter(name__iexact=row.name).exclude(pk=row.pk)
    found = same.first()
    if found is None:
        return
    if found.is_offered_to(by.own_team):
        raise WrongState(kept.taken)
    raise WrongState(f"{kept.taken} Ia sedang tidak ditawarkan; tawarkan lagi dari daftarnya.")


@transaction.atomic
def offer(kept: Kept, entry: Entry, *, by: User, offered: bool, today: date) -> Entry:
    """Stop offering one, or offer it again; what has it keeps it.

    One of all teams cannot be retired by one team alone: that team no longer offers it.
    """
    require(kept.may(by))
    row = type(entry).objects.select_for_update(of=("self",)).get(pk=entry.pk)
    if row.team_id is not None:
        row.retired_on = None if offered else today
        row.save(update_fields=["retired_on"])
    elif offered:
        row.hidden_for.remove(by.own_team)
    else:
        row.hidden_for.add(by.own_team)
    said = "ditawarkan" if offered else "tidak ditawarkan lagi"
    events.record(by=by, what=f"{kept.event}offer", about=row, note=f"{row}: {said}")
    return row
