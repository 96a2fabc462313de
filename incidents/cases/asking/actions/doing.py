"""A disposisi accepted, returned, reported, and what the desk says of the result."""

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils import timezone

from incidents.cases.asking import kinds, permissions
from incidents.cases.asking.actions import giving, rows, waiting
from incidents.cases.asking.actions.arrows import move
from incidents.cases.asking.models import Disposition, Result
from timdu.core import calendar, event_names, words
from timdu.inbox.arahan import actions as arahan_actions
from timdu.team.models import User

event_names.name(
    disposition_accept="Disposisi diterima",
    disposition_return="Disposisi dikembalikan",
    disposition_report="Disposisi dilaporkan selesai",
    disposition_finish="Hasil disposisi diterima",
    disposition_send_back="Hasil disposisi dikembalikan untuk dilengkapi",
)


@transaction.atomic
def accept(
    disposition: Disposition, *, by: User, told: str = "", version: int | None = None
) -> Disposition:
    """The office takes it on: from now on its day is counted."""
    row = rows.again(disposition, version=version)
    transition = move(row, "accept", by=by)
    told = rows.told_by(by, told, is_own=permissions.is_addressed(by, row))
    row.status, row.accepted_at = transition.target, timezone.now()
    row.due_on = row.due_on or counted(row, row.accepted_at)
    row.first_due_on, row.reminded = row.due_on, ""
    rows.changed(row, "status", "accepted_at", "due_on", "first_due_on", "reminded")
    waiting.over(row, by=by)
    note = f"{row.addressee}. Batas waktu {words.long_date(row.due_on)}."
    rows.say(row, "disposition.accept", by=by, note=rows.on_behalf(note, told))
    waiting.for_doing(row)
    return row


def counted(row: Disposition, now: dt.datetime) -> dt.date:
    """The day so many working days after it was accepted."""
    today = timezone.localtime(now).date()
    return calendar.around(row.team, today).shift(today, row.within_days or 1)


@transaction.atomic
def send_to_giver(
    disposition: Disposition, *, by: User, note: str, told: str = "", version: int | None = None
) -> Disposition:
    """The office gives it back: not its matter, or not clear."""
    row = rows.again(disposition, version=version)
    transition = move(row, "return", by=by, note=note)
    told = rows.told_by(by, told, is_own=permissions.is_addressed(by, row))
    row.status, row.reason = transition.target, note.strip()
    rows.changed(row, "status", "reason")
    waiting.over(row, by=by)
    words_ = rows.on_behalf(f"{row.addressee}. {row.reason}", told)
    rows.say(row, "disposition.return", by=by, note=words_)
    waiting.for_giver(row)
    return row


@transaction.atomic
def report(
    disposition: Disposition, *, by: User, note: str, told: str = "", version: int | None = None
) -> Result:
    """It is said to be done; what shows it is attached to the row that is returned."""
    row = rows.again(disposition, version=version)
    transition = move(row, "report", by=by, note=note)
    told = rows.told_by(by, told, is_own=permissions.is_addressed(by, row))
    made = Result(disposition=row, text=note.strip(), told=told, by=by)
    made.full_clean()
    made.save()
    row.status, row.reason = transition.target, ""
    rows.changed(row, "status", "reason")
    giving.drop_wish(row, by=by)
    waiting.over(row, by=by)
    words_ = rows.on_behalf(f"{row.addressee}. {made.text}", told)
    rows.say(row, "disposition.report", by=by, note=words_)
    waiting.for_judges(row, by=by)
    return made


@transaction.atomic
def finish(
    disposition: Disposition, *, by: User, note: str = "", version: int | None = None
) -> Disposition:
    """Somebody else than who did it says that it is enough."""
    row = rows.again(disposition, version=version)
    transition = move(row, "finish", by=by, note=note)
    row.status, row.done_at = transition.target, timezone.now()
    rows.changed(row, "status", "done_at")
    waiting.over(row, by=by)
    rows.say(row, "disposition.finish", by=by, note=f"{row.addressee}. {note}".strip())
    carry_out_arahan(row, by=by)
    waiting.moved(row, "finish", [*waiting.people_told(row), row.giver])
    return row


def carry_out_arahan(row: Disposition, *, by: User) -> None:
    """The arahan behind it was carried out, when nothing that grew out of it still runs.

    Its code and no word more: an arahan is read by an office the disposisi may not be for.
    """
    arahan: Any = row.arahan
    if arahan is None or giving.followed(arahan):
        return
    fresh = type(arahan).objects.get(pk=arahan.pk)
    if fresh.done_at is None:
        note = f"Dilaksanakan lewat disposisi {row.code}; hasilnya sudah diterima."
        arahan_actions.finish(fresh, by=by, note=note)


@transaction.atomic
def send_back(
    disposition: Disposition, *, by: User, note: str, version: int | None = None
) -> Disposition:
    """Not enough yet: what is missing; its day stays what it was."""
    row = rows.again(disposition, version=version)
    transition = move(row, "send_back", by=by, note=note)
    row.status, row.reason = transition.target, note.strip()
    rows.changed(row, "status", "reason")
    waiting.over(row, kinds.JUDGE, by=by)
    words_ = f"{row.addressee}. {row.reason}"
    rows.say(row, "disposition.send_back", by=by, note=words_)
    waiting.for_doing(row)
    waiting.moved(row, "back", waiting.people_told(row))
    return row
