"""Every change to an arahan."""

from typing import Any

from django.db import models, transaction
from django.utils import timezone

from timdu.core import event_names, events
from timdu.core.access import require
from timdu.core.workflow import WrongState
from timdu.inbox import todos
from timdu.inbox.arahan import permissions
from timdu.inbox.models import Arahan
from timdu.team.models import User

event_names.name(
    arahan_record="Arahan dicatat",
    arahan_confirm="Arahan dibenarkan",
    arahan_correct="Arahan diperbaiki oleh pimpinan",
    arahan_finish="Arahan dilaksanakan",
)
CONFIRM, CARRY_OUT = todos.CONFIRM_ARAHAN, "arahan.do"


@transaction.atomic
def record(*, by: User, about: models.Model | None = None, **facts: Any) -> Arahan:
    """Write down what a leader said; a leader's own writing needs no second word."""
    require(permissions.can_record(by))
    arahan = Arahan(team=by.own_team, by=by, **facts)
    if about is not None:
        arahan.about = about
    require(permissions.can_record_of(by, arahan.leader))
    if arahan.leader_id == by.pk:
        arahan.confirmed_at = timezone.now()
    arahan.full_clean()
    arahan.save()
    _say(arahan, "arahan.record", by)
    if arahan.confirmed_at is None:
        todos.open(
            CONFIRM, arahan, team=arahan.team, holder=arahan.leader,
            title=f"Benarkah arahan Anda? {arahan.text}", url=arahan.get_absolute_url(),
            note=f"Dicatat {by.byline}",
        )  # fmt: skip
    _let_it_wait(arahan)
    return arahan


@transaction.atomic
def confirm(arahan: Arahan, *, by: User, text: str = "") -> Arahan:
    """The leader's yes; with other words, the words the leader means."""
    arahan = _locked(arahan)
    require(permissions.can_confirm(by, arahan))
    if arahan.confirmed_at is not None:
        raise WrongState("Arahan ini sudah dibenarkan.")
    before, arahan.confirmed_at = arahan.text, timezone.now()
    arahan.text = text.strip() or before
    arahan.full_clean()
    arahan.save(update_fields=["text", "confirmed_at"])
    todos.close(CONFIRM, arahan, by=by)
    if arahan.text == before:
        _say(arahan, "arahan.confirm", by)
        return arahan
    _say(arahan, "arahan.correct", by, before=before)
    if arahan.done_at is None:
        _let_it_wait(arahan)
    return arahan


@transaction.atomic
def finish(arahan: Arahan, *, by: User, note: str) -> Arahan:
    """It was carried out; what came of it."""
    arahan = _locked(arahan)
    require(permissions.can_finish(by, arahan))
    if arahan.done_at is not None:
        raise WrongState("Pelaksanaan arahan ini sudah dicatat.")
    arahan.done_at, arahan.done_by, arahan.done_note = timezone.now(), by, note
    arahan.save(update_fields=["done_at", "done_by", "done_note"])
    todos.close(CARRY_OUT, arahan, by=by)
    _say(arahan, "arahan.finish", by, words=note)
    return arahan


def passed_on(arahan: Arahan, *, by: User) -> None:
    """Something else is followed in its place: the arahan itself waits for nobody meanwhile."""
    todos.close(CARRY_OUT, arahan, by=by)


def wait_again(arahan: Arahan) -> None:
    """What was followed in its place was taken back: the arahan waits as before."""
    if arahan.done_at is None:
        _let_it_wait(arahan)


def _locked(arahan: Arahan) -> Arahan:
    return Arahan.objects.select_for_update(of=("self",)).get(pk=arahan.pk)


def _let_it_wait(arahan: Arahan) -> None:
    """For the office it was said to; what waits already gets the new words."""
    office = not (arahan.kecamatan or arahan.agency)
    todos.open(
        CARRY_OUT, arahan, team=arahan.team, kecamatan=arahan.kecamatan, agency=arahan.agency,
        role=User.Role.STAFF if office else "", title=f"Arahan: {arahan.text}",
        url=arahan.get_absolute_url(), note=arahan.leader.byline,
    )  # fmt: skip


def _say(arahan: Arahan, what: str, by: User, *, words: str = "", before: str = "") -> None:
    """In the chronology of the arahan, and of the record it is about."""
    about = [arahan, arahan.about] if arahan.about is not None else [arahan]
    head = f"{arahan.leader.byline} kepada {arahan.addressee}, {arahan.get_manner_display()}"
    data = {"before": before} if before else {}
    events.record(by=by, what=what, about=about, note=f"{head}: {words or arahan.text}", data=data)
