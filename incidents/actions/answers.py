"""Catatan perbaikan answered: in words, or by mending the field; the old value stays beside."""

from collections.abc import Collection, Mapping
from typing import NamedTuple

from django.db.models import Q, QuerySet

from incidents import facts
from incidents.models import Incident
from incidents.models.choices import Status
from timdu.core import events, marks
from timdu.core.models import FieldMark
from timdu.core.workflow import WrongState
from timdu.team.models import User


class Reply(NamedTuple):
    """What somebody typed under a note, and which answer stood there when they began."""

    text: str
    seen: str = ""


UNKNOWN = (
    "Catatan perbaikan yang Anda jawab tidak ada lagi pada laporan ini, jadi jawaban Anda belum "
    "disimpan. Muat ulang halaman, lalu lihat catatan yang masih menunggu."
)


class Answered(WrongState):
    """Somebody of the office answered meanwhile: the note, their answer, what was typed now."""

    def __init__(self, pairs: list[tuple[str, str, str]]) -> None:
        names = ", ".join(label for label, _, _ in pairs)
        super().__init__(f"Sudah dijawab rekan Anda: {names}. Jawaban Anda belum disimpan.")
        self.pairs = pairs


def stamp(mark: FieldMark) -> str:
    """Which answer stands; empty while there is none."""
    return mark.answered_at.isoformat() if mark.answered_at else ""


def of_this_round(row: Incident) -> QuerySet[FieldMark]:
    """The notes the report came back with: open ones, and what was answered since.

    Until the report is sent again an answer is a draft: it can be written anew.
    """
    if row.status != Status.RETURNED:
        return marks.of(row).filter(sent_at__isnull=False, answered_at=None)
    since = Q(answered_at=None) | Q(answered_at__gt=row.submitted_at)
    return marks.of(row).filter(since, sent_at__isnull=False)


def texts(incident: Incident) -> dict[str, str]:
    """Every fact and opinion of the report in one string each."""
    found = facts.record(incident)
    return {fact.key: fact.text for fact in [*facts.read(found), *facts.opinions(found)]}


def take(row: Incident, replies: Mapping[int, Reply], *, by: User) -> None:
    """Write the answers down; raises Answered for those somebody else gave meanwhile.

    The row is locked by the caller.
    """
    if late := unseen(row, replies, by=by):
        raise Answered(late)
    if set(replies) - {mark.pk for mark in sent_notes(row).filter(pk__in=replies)}:
        raise WrongState(UNKNOWN)
    now = texts(row)
    for mark in of_this_round(row).filter(pk__in=replies):
        text = replies[mark.pk].text
        if text == mark.answer:
            continue
        marks.answer(mark, text, by=by, after=now.get(mark.field, ""))
        events.record(by=by, what="incident.answer", about=row, note=f"{label(mark)}: {text}")


def unseen(row: Incident, replies: Mapping[int, Reply], *, by: User) -> list[tuple[str, str, str]]:
    """Answers that would be lost or lose another: the note, what was answered, what was typed.

    A note of an earlier round is closed, whoever answered it.
    """
    this_round = {mark.pk for mark in of_this_round(row)}
    return [
        (label(mark), said(mark), replies[mark.pk].text)
        for mark in sent_notes(row).filter(pk__in=replies)
        if replies[mark.pk].text != mark.answer
        and (mark.pk not in this_round or is_late(mark, replies[mark.pk], by))
    ]


def sent_notes(row: Incident) -> QuerySet[FieldMark]:
    """The notes its writers know of."""
    return marks.of(row).filter(sent_at__isnull=False)


def is_late(mark: FieldMark, reply: Reply, by: User) -> bool:
    """Whether somebody else's answer, which the person has not seen, stands there."""
    return mark.answered_by_id not in (None, by.pk) and stamp(mark) != reply.seen


def said(mark: FieldMark) -> str:
    """The answer that stands, and whose it is."""
    return f"{mark.answer or 'Isian sudah diperbaiki.'} ({mark.answered_by})"


def by_change(row: Incident, changed: Collection[str], *, by: User) -> None:
    """A marked field that was mended is an answer; what somebody said about it stays theirs."""
    if row.status != Status.RETURNED:
        return
    now = texts(row)
    for mark in of_this_round(row).filter(field__in=changed):
        if mark.is_open:
            marks.answer(mark, "", by=by, after=now.get(mark.field, ""))
        else:
            mark.after = now.get(mark.field, "")
            mark.save(update_fields=["after"])


def label(mark: FieldMark) -> str:
    """The field a note stands beside."""
    return facts.LABELS.get(mark.field, mark.field)


def left(row: Incident) -> list[str]:
    """The labels of the notes that are still open."""
    return [label(mark) for mark in of_this_round(row).filter(answered_at=None)]
