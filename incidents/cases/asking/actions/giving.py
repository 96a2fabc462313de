"""A disposisi given, sent again, taken back."""

import datetime as dt
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone

from incidents.cases.asking import addressing, permissions
from incidents.cases.asking.actions import rows, waiting
from incidents.cases.asking.actions.arrows import move
from incidents.cases.asking.models import DateChange, Disposition
from incidents.cases.models import Case
from timdu.core import event_names
from timdu.core.access import require
from timdu.core.workflow import WrongState
from timdu.inbox.arahan import actions as arahan_actions
from timdu.inbox.models import Arahan
from timdu.team.models import User

event_names.name(
    disposition_give="Disposisi diberikan",
    arahan_told="Arahan menjadi disposisi",
    disposition_send="Disposisi dikirim lagi",
    disposition_withdraw="Disposisi ditarik",
)
PAST = "Batas waktu sudah lewat. Pilih tanggal yang akan datang."
OVER = "Gugur: disposisinya tidak berjalan lagi."


@transaction.atomic
def give(
    *,
    by: User,
    case: Case | None = None,
    arahan: Arahan | None = None,
    key: UUID | None = None,
    **facts: Any,
) -> Disposition:
    """Tell one office; from an arahan in its leader's name, else in one's own.

    `key` is the form's own: pressed twice, the second press raises Before.
    """
    require(permissions.can_give(by, arahan))
    key, now = key or uuid4(), timezone.now()
    rows.refuse_again(Disposition, key, by)
    case = rows.stands_on(case, arahan, by)
    office = {name: facts.get(name) for name in ("agency", "kecamatan")}
    addressing.refuse_telling(by, **office)
    addressing.refuse_unnamed(case, addressing.people_of(team_id=by.own_team.pk, **office))
    refuse_past(facts.get("due_on"))
    made = Disposition(
        team=by.own_team, case=case, arahan=arahan, by=by, client_uuid=key, at=now, sent_at=now,
        changed_at=now, giver=arahan.leader if arahan else by, **facts,
    )  # fmt: skip
    rows.coded(made, "DS", now)
    rows.say(made, "disposition.give", by=by, note=said(made))
    rows.case_moved(made, now)
    if arahan is not None:
        rows.grew_out(made, "arahan.told", by=by)
        arahan_actions.passed_on(arahan, by=by)
    waiting.for_office(made)
    return made


def said(row: Disposition) -> str:
    """Bupati kepada Camat Sungai Kunyit: hal."""
    return f"{row.giver.byline} kepada {row.addressee}: {row.subject}"


def refuse_past(day: dt.date | None) -> None:
    """Nobody is told to have done it yesterday."""
    if day is not None and day < timezone.localdate():
        raise WrongState(PAST)


@transaction.atomic
def send_again(
    disposition: Disposition, *, by: User, version: int | None = None, **facts: Any
) -> Disposition:
    """What came back goes out again: put right, or to the office whose matter it is."""
    row = rows.again(disposition, version=version)
    office = {name: facts.get(name, getattr(row, name)) for name in ("agency", "kecamatan")}
    transition = move(row, "send", by=by)
    addressing.refuse_telling(by, **office)
    addressing.refuse_unnamed(row.case, addressing.people_of(team_id=row.team_id, **office))
    refuse_past(facts.get("due_on", row.due_on))
    for name, value in facts.items():
        setattr(row, name, value)
    row.status, row.reason, row.sent_at = transition.target, "", timezone.now()
    rows.changed(row, *facts, "status", "reason", "sent_at")
    waiting.over(row, by=by)
    rows.say(row, "disposition.send", by=by, note=said(row))
    waiting.for_office(row)
    return row


@transaction.atomic
def withdraw(
    disposition: Disposition, *, by: User, note: str, version: int | None = None
) -> Disposition:
    """Take it back: nobody works on it any more, and an arahan behind it waits again."""
    row = rows.again(disposition, version=version)
    transition = move(row, "withdraw", by=by, note=note)
    row.status, row.withdrawn_by, row.withdrawn_at = transition.target, by, timezone.now()
    row.withdrawn_reason = note.strip()
    rows.changed(row, "status", "withdrawn_by", "withdrawn_at", "withdrawn_reason")
    drop_wish(row, by=by)
    waiting.over(row, by=by)
    rows.say(row, "disposition.withdraw", by=by, note=f"{row.addressee}. {note.strip()}")
    if row.arahan is not None and not followed(row.arahan):
        arahan_actions.wait_again(row.arahan)
    waiting.moved(row, "withdraw", waiting.people_told(row))
    return row


def followed(arahan: Arahan) -> bool:
    """Whether another disposisi that grew out of the arahan still runs."""
    return Disposition.objects.running().filter(arahan=arahan).exists()


def drop_wish(row: Disposition, *, by: User) -> None:
    """A wish for another day nobody answered falls away with what it was for."""
    for change in DateChange.objects.open().filter(disposition=row):
        change.granted, change.answered_by, change.answered_at = False, by, timezone.now()
        change.answer = OVER
        change.save(update_fields=["granted", "answered_by", "answered_at", "answer"])
