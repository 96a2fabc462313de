"""Another day asked for, with the reason, and what whoever gave the disposisi says."""

import datetime as dt

from django.db import IntegrityError, transaction
from django.utils import timezone

from incidents.actions.rows import broke
from incidents.cases.asking import kinds, permissions
from incidents.cases.asking.actions import rows, waiting
from incidents.cases.asking.actions.giving import PAST
from incidents.cases.asking.models import DateChange, Disposition
from incidents.cases.asking.models.choices import Status
from timdu.core import event_names, words
from timdu.core.access import require
from timdu.core.workflow import WrongState
from timdu.team.models import User

event_names.name(
    disposition_ask_date="Batas waktu lain diusulkan",
    disposition_grant_date="Batas waktu diubah",
    disposition_refuse_date="Usulan batas waktu tidak disetujui",
)
NOT_RUNNING = "Batas waktu hanya diubah selama disposisi dikerjakan."
ONCE = "Satu usulan tanggal masih menunggu jawaban."


@transaction.atomic
def ask(
    disposition: Disposition, *, by: User, wanted_on: dt.date, reason: str, told: str = ""
) -> DateChange:
    """The office says why it needs another day; the old one holds until somebody agrees."""
    row = rows.again(disposition)
    require(permissions.can_carry_out(by, row))
    if row.status != Status.ACCEPTED or row.due_on is None:
        raise WrongState(NOT_RUNNING)
    if wanted_on < timezone.localdate():
        raise WrongState(PAST)
    if wanted_on == row.due_on:
        raise WrongState("Tanggal yang diusulkan sama dengan batas waktunya sekarang.")
    told = rows.told_by(by, told, is_own=permissions.is_addressed(by, row))
    made = DateChange(
        disposition=row, stood_on=row.due_on, wanted_on=wanted_on, reason=reason.strip(),
        told=told, by=by,
    )  # fmt: skip
    made.full_clean(validate_constraints=False)
    try:
        with transaction.atomic():
            made.save()
    except IntegrityError as error:
        if not broke(error, "date_change_once_open"):
            raise
        raise WrongState(ONCE) from error
    note = rows.on_behalf(f"{moved_words(made)}. {made.reason}", told)
    rows.changed(row)
    rows.say(row, "disposition.ask_date", by=by, note=note)
    waiting.for_date(row, made)
    return made


def moved_words(change: DateChange) -> str:
    """25 November 2026 → 2 Desember 2026."""
    return f"{words.long_date(change.stood_on)} → {words.long_date(change.wanted_on)}"


@transaction.atomic
def answer(change: DateChange, *, by: User, grant: bool, note: str = "") -> DateChange:
    """Yes: the new day holds, the first one stays on record. No: with the reason."""
    row = rows.again(change.disposition)
    change = DateChange.objects.select_for_update(of=("self",)).get(pk=change.pk)
    change.disposition = row
    require(permissions.can_answer_date(by, change))
    if change.answered_at is not None:
        raise WrongState("Usulan tanggal ini sudah dijawab.")
    if not grant and not note.strip():
        raise WrongState("Tulis mengapa tanggalnya tidak diubah.")
    change.granted, change.answer = grant, note.strip()
    change.answered_by, change.answered_at = by, timezone.now()
    change.save(update_fields=["granted", "answer", "answered_by", "answered_at"])
    if grant:
        row.due_on, row.reminded = change.wanted_on, ""
    rows.changed(row, "due_on", "reminded")
    waiting.over(row, kinds.DATE, by=by)
    if grant:
        waiting.for_doing(row)
    what = "disposition.grant_date" if grant else "disposition.refuse_date"
    rows.say(row, what, by=by, note=f"{moved_words(change)}. {change.answer}".strip())
    waiting.moved(row, "date", waiting.people_told(row))
    return change
