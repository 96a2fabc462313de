"""Noting what went to the gubernur, and what was asked of TNI."""

from typing import Any, TypeVar
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone

from incidents.cases.actions.rows import Before
from incidents.cases.emergency import permissions, tasks
from incidents.cases.emergency.models import Emergency, Progress, TroopRequest
from timdu.core import event_names, events
from timdu.core.access import require
from timdu.core.conflicts import Stale
from timdu.core.workflow import WrongState
from timdu.team.models import User

event_names.name(
    emergency_report="Laporan perkembangan dicatat",
    emergency_troops="Permintaan bantuan TNI dicatat",
    emergency_letter="Permintaan bantuan TNI dilengkapi",
    emergency_unreport="Catatan laporan perkembangan ditarik",
    emergency_untroops="Catatan permintaan bantuan TNI ditarik",
)
Note = TypeVar("Note", Progress, TroopRequest)
GONE = "Catatan ini sudah ditarik."
NOT_IN_FORCE = "SK-nya belum dikonfirmasi, jadi belum ada status yang dilaporkan."
LATE = "Suratnya lewat 1×24 jam sesudah diminta secara lisan (PP 2/2015 Pasal 45 ayat (4)). Tulis "
ASK_REASON = f"{LATE}alasannya; waktunya tetap seperti kejadiannya."


def of(emergency: Emergency, by: User) -> Emergency:
    """The status under lock, for the desk, once an SK is confirmed."""
    require(permissions.can_note(by))
    row = tasks.locked(emergency.pk)
    if row.starts_on is None:
        raise WrongState(NOT_IN_FORCE)
    return row


@transaction.atomic
def report(
    emergency: Emergency, *, by: User, facts: dict[str, Any], key: UUID | None = None
) -> Progress:
    """Note that a report of progress went out; the next one is counted from it."""
    row = of(emergency, by)
    key = key or uuid4()
    if found := Progress.objects.filter(by=by, client_uuid=key).first():
        raise Before(found)
    if facts["sent_on"] > timezone.localdate():
        raise WrongState("Laporan dicatat sesudah dikirim; tanggalnya belum tiba.")
    made = Progress(emergency=row, by=by, client_uuid=key, **facts)
    made.full_clean()
    made.save(force_insert=True)
    events.record(by=by, what="emergency.report", about=about(row, made), note=str(made))
    tasks.refresh(row, timezone.now())
    return made


def about(row: Emergency, made: Any) -> list[Any]:
    """What the event concerns."""
    return [row, made, *([row.case] if row.case else [])]


@transaction.atomic
def ask_troops(
    emergency: Emergency, *, by: User, facts: dict[str, Any], key: UUID | None = None
) -> TroopRequest:
    """Note a request that was made by word of mouth; its letter follows within 1×24 hours."""
    row = of(emergency, by)
    key = key or uuid4()
    if found := TroopRequest.objects.filter(by=by, client_uuid=key).first():
        raise Before(found)
    made = TroopRequest(emergency=row, by=by, client_uuid=key, **facts)
    hold(made)
    made.save(force_insert=True)
    events.record(by=by, what="emergency.troops", about=about(row, made), note=str(made))
    tasks.refresh(row, timezone.now())
    return made


@transaction.atomic
def complete_troops(
    request: TroopRequest, *, by: User, version: int | None, facts: dict[str, Any]
) -> TroopRequest:
    """The letter went, or an answer came; a late letter says why, its hour stays as it was."""
    row = of(request.emergency, by)
    request = TroopRequest.objects.select_for_update(of=("self",)).get(pk=request.pk)
    request.emergency = row
    if request.withdrawn_at is not None:
        raise WrongState(GONE)
    if version is not None and version != request.version:
        raise Stale(request)
    for name, value in facts.items():
        setattr(request, name, value)
    hold(request)
    request.version += 1
    request.save()
    note = f"{request}. Surat {request.written_number or 'belum ada'}. {request.answer}".strip()
    events.record(by=by, what="emergency.letter", about=about(row, request), note=note)
    tasks.refresh(row, timezone.now())
    return request


def withdraw_report(note: Progress, *, by: User, reason: str) -> Progress:
    """It never went out like that: the next report is counted from the one before."""
    return withdraw(note, "emergency.unreport", by=by, reason=reason)


def withdraw_troops(note: TroopRequest, *, by: User, reason: str) -> TroopRequest:
    """Nobody asked for that: no letter is waited for any more."""
    return withdraw(note, "emergency.untroops", by=by, reason=reason)


@transaction.atomic
def withdraw(note: Note, what: str, *, by: User, reason: str) -> Note:
    """It was noted by mistake: its words stay, struck out, and the clock is reckoned without it.

    Also where no SK stands any more: a mistake does not become true by that.
    """
    require(permissions.can_note(by))
    row = tasks.locked(note.emergency_id)
    found = type(note).objects.select_for_update(of=("self",)).get(pk=note.pk)
    found.emergency = row
    if found.withdrawn_at is not None:
        raise WrongState(GONE)
    found.withdrawn_by, found.withdrawn_at, found.withdrawn_reason = by, timezone.now(), reason
    found.full_clean()
    found.save(update_fields=["withdrawn_by", "withdrawn_at", "withdrawn_reason"])
    note_words = f"{str(found).rstrip('.')}. {reason}"
    events.record(by=by, what=what, about=about(row, found), note=note_words)
    tasks.refresh(row, timezone.now())
    return found


def hold(made: TroopRequest) -> None:
    """What a request may not lack."""
    now = timezone.now()
    if made.asked_at > now or (made.written_at and made.written_at > now):
        raise WrongState("Permintaan dicatat sesudah disampaikan; waktunya belum tiba.")
    if made.written_at and made.written_at < made.asked_at:
        raise WrongState("Suratnya tidak mendahului permintaan lisan.")
    if made.written_at and made.is_late and not made.late_reason.strip():
        raise WrongState(ASK_REASON)
    made.full_clean()
