"""Sudah dihubungi: whom the desk reached about a silent month, and what was said."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from incidents import permissions
from incidents.models import Reminder
from timdu.core import event_names, events
from timdu.core.access import require
from timdu.core.workflow import WrongState
from timdu.team.models import User

event_names.name(month_called="Dihubungi tentang laporan bulanan")


@transaction.atomic
def note_call(
    reminder: Reminder, *, by: User, whom: str, note: str, now: dt.datetime | None = None
) -> Reminder:
    """Keep who was reached and what was said; the month waits until it is answered."""
    require(permissions.can_call(by))
    row = Reminder.objects.select_for_update(of=("self",)).get(pk=reminder.pk)
    if row.closed_at is not None:
        raise WrongState(f"{row.sender} sudah menjawab untuk {row.period.label}.")
    row.called_at, row.called_by = now or timezone.now(), by
    row.called_whom, row.called_note = whom, note
    row.save(update_fields=["called_at", "called_by", "called_whom", "called_note"])
    said = f"{whom}: {note}" if whom else note
    events.record(by=by, what="month.called", about=row, note=said)
    return row
