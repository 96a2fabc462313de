"""Writing down what an SK says, confirming it, taking it back; the days follow from it."""

import datetime as dt
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone

from incidents.cases.actions.rows import Before
from incidents.cases.emergency import clock, limits, permissions, tasks
from incidents.cases.emergency.limits import Said, Term
from incidents.cases.emergency.models import Act, Emergency
from incidents.cases.emergency.models.choices import Kind
from incidents.cases.emergency.words import Typed, changes
from incidents.cases.emergency.workflow import TRANSITIONS
from timdu.core import event_names, events
from timdu.core import workflow as core_workflow
from timdu.core.access import require
from timdu.core.conflicts import Stale
from timdu.core.workflow import WrongState
from timdu.files.models import Attachment
from timdu.team.models import User

event_names.name(
    emergency_enter="SK Status Keadaan Konflik dicatat",
    emergency_edit="SK Status Keadaan Konflik diperbaiki",
    emergency_confirm="SK Status Keadaan Konflik dikonfirmasi",
    emergency_withdraw="SK Status Keadaan Konflik ditarik",
)


UNSEEN = "Naskah SK belum terlampir, jadi belum ada yang dibandingkan. Lampirkan lewat Perbaiki."


class Beyond(Exception):
    """The SK goes beyond the statute: it is stored once a reason is given; `words` say where."""

    def __init__(self, words: list[str]) -> None:
        super().__init__(" ".join(words))
        self.words = words


@transaction.atomic
def establish(
    *, by: User, head: dict[str, Any], facts: dict[str, Any], key: UUID | None = None
) -> Act:
    """Enter a penetapan; pressed twice, the second press raises Before."""
    require(permissions.can_enter(by))
    key = key or uuid4()
    refuse_again(by, key)
    row = Emergency(team=by.own_team, by=by, **head)
    row.full_clean()
    row.save()
    return enter(row, Kind.ESTABLISH, by=by, facts=facts, key=key)


def refuse_again(by: User, key: UUID) -> None:
    """One form of one person is taken once; a second press waits until the first has ended."""
    User.objects.select_for_update(no_key=True).get(pk=by.pk)
    if found := Act.objects.filter(by=by, client_uuid=key).first():
        raise Before(found)


@transaction.atomic
def add(
    emergency: Emergency, kind: str, *, by: User, facts: dict[str, Any], key: UUID | None = None
) -> Act:
    """Enter a perpanjangan or a pencabutan."""
    require(permissions.can_enter(by))
    key = key or uuid4()
    refuse_again(by, key)
    return enter(tasks.locked(emergency.pk), kind, by=by, facts=facts, key=key)


def enter(row: Emergency, kind: str, *, by: User, facts: dict[str, Any], key: UUID) -> Act:
    """The entry waits for a second person; its days count for nothing yet."""
    made = Act(emergency=row, kind=kind, by=by, client_uuid=key, **facts)
    hold(made, term_of(row))
    made.save(force_insert=True)
    events.record(by=by, what="emergency.enter", about=subjects(made), note=str(made))
    tasks.ask_to_confirm(made)
    return made


def subjects(act: Act) -> list[Any]:
    """What the event concerns: the status, its SK, the permasalahan where one is named."""
    row = act.emergency
    return [row, act, *([row.case] if row.case else [])]


def term_of(row: Emergency, act: Act | None = None) -> Term | None:
    """What the confirmed SK before this one came to."""
    return clock.term_before(list(row.acts.confirmed()), act)


def hold(act: Act, term: Term | None) -> None:
    """What cannot be is refused; what goes beyond the statute asks for its reason."""
    said = Said(act.kind, act.signed_on, act.starts_on, act.ends_on, act.consulted_on)
    if words := limits.impossible(said, term):
        raise WrongState(words)
    found = limits.beyond(said, term)
    if found and not act.beyond_reason.strip():
        raise Beyond(found)
    if not found:
        act.beyond_reason = ""
    act.full_clean()


@transaction.atomic
def edit(act: Act, *, by: User, version: int | None, typed: Typed) -> Act:
    """Put an entry right before anybody confirmed it; whoever changed it last entered it."""
    row, act = again(act)
    core_workflow.check(TRANSITIONS, "edit", act, by)
    if version is not None and version != act.version:
        raise Stale(act)
    said = changes(act, typed)
    if not said:
        return act
    for name, value in typed.facts.items():
        setattr(act, name, value)
    for name, value in typed.head.items():
        setattr(row, name, value)
    act.emergency = row
    act.by, act.version = by, act.version + 1
    # The key of the form it was entered with belongs to whoever entered it.
    act.client_uuid = uuid4()
    hold(act, term_of(row, act))
    row.full_clean()
    row.save()
    act.save()
    events.record(by=by, what="emergency.edit", about=subjects(act), note="\n".join(said))
    return act


def again(act: Act) -> tuple[Emergency, Act]:
    """The status and its SK, read again under lock, always in this order."""
    row = tasks.locked(act.emergency_id)
    fresh = Act.objects.select_for_update(of=("self",)).get(pk=act.pk)
    fresh.emergency = row
    return row, fresh


@transaction.atomic
def confirm(act: Act, *, by: User, version: int | None = None) -> Act:
    """A second person compared it with the SK: from now on its days count."""
    row, act = again(act)
    transition = core_workflow.check(TRANSITIONS, "confirm", act, by)
    if version is not None and version != act.version:
        raise WrongState("Catatan ini diubah sejak halaman dibuka. Bandingkan sekali lagi.")
    if not Attachment.objects.of(act).exists():
        raise WrongState(UNSEEN)
    hold(act, term_of(row, act))
    act.status = Act.Status(transition.target)
    act.confirmed_by, act.confirmed_at = by, timezone.now()
    act.save()
    events.record(by=by, what="emergency.confirm", about=subjects(act), note=str(act))
    recount(row)
    tasks.ask_to_confirm(act)
    return act


@transaction.atomic
def withdraw(act: Act, *, by: User, reason: str) -> Act:
    """It was written down by mistake: its words stay, the days are counted without it."""
    row, act = again(act)
    transition = core_workflow.check(TRANSITIONS, "withdraw", act, by, note=reason)
    others = row.acts.standing().exclude(pk=act.pk)
    if act.kind == Kind.ESTABLISH and others.exists():
        raise WrongState("Tarik lebih dahulu perpanjangan dan pencabutannya.")
    act.status = Act.Status(transition.target)
    act.withdrawn_by, act.withdrawn_at, act.withdrawn_reason = by, timezone.now(), reason.strip()
    act.full_clean()
    act.save()
    note = f"{act}. {act.withdrawn_reason}"
    events.record(by=by, what="emergency.withdraw", about=subjects(act), note=note)
    recount(row)
    tasks.ask_to_confirm(act)
    return act


def recount(row: Emergency) -> None:
    """The days as the confirmed SK say them, and what waits because of them."""
    found: dict[str, dt.date | None] = clock.dates(row.acts.confirmed())
    for name, day in found.items():
        setattr(row, name, day)
    row.save(update_fields=list(found))
    tasks.refresh(row, timezone.now())
