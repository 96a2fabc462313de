"""Handing an office over, with everything that waits for its holder."""

import datetime as dt
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from timdu.core import event_names, events
from timdu.core.access import require
from timdu.core.conflicts import refuse_stale
from timdu.core.workflow import WrongState
from timdu.inbox import handing, mails, sending, todos
from timdu.inbox import permissions as inbox_permissions
from timdu.inbox.models import MailChoice, Notification, SavedFilter
from timdu.inbox.saved import Page
from timdu.team.entrance import actions as entrance_actions
from timdu.team.entrance import permissions
from timdu.team.models import Holder, Recovery, Seat, User
from timdu.team.roster.actions import succession, withdrawing
from timdu.team.roster.actions.succession import Succession, Successor
from timdu.team.roster.actions.withdrawing import TakenBack
from timdu.team.roster.posting import today_of

event_names.name(
    todo_hand_over="Tugas berpindah kepada pengganti",
    todo_take_back="Tugas kembali kepada pejabat sebelumnya",
    user_check_recovery="Pemulihan yang tidak dikenali sudah diperiksa",
    mail_choose="Pilihan surel diubah",
    notification_reached="Penerima surel sudah dihubungi",
    filter_save="Saringan disimpan",
    filter_change="Saringan diubah",
    filter_retire="Saringan dihapus",
)
# A recovery that waits for a yes, one its owner should hear of, one the owner did not know of.
# What a saved filter found, and how many one person keeps.
REACHED, MOST_FILTERS = "filter.reached", 30
ASKED, TOLD, DOUBTED = "user.recovery", "user.recovered", "user.recovery_doubted"


@transaction.atomic
def replace_holder(
    seat: Seat, comes: Successor, *, by: User, expected: int | None
) -> tuple[Succession, int]:
    """Record the mutation and move what waits; returns how many tasks moved today.

    Of a mutation still to come the clock moves them on its day (`tasks.hand_over_due`).
    """
    outcome = succession.replace(seat, comes, by=by, expected=expected)
    moved = 0
    if comes.valid_from <= today_of(seat.team) and comes.standing != Holder.Standing.PLH:
        moved = handing.hand_over(outcome.holder, by=by)
    if moved:
        events.record(by=by, what="todo.hand_over", about=seat, data={"todos": moved})
    return outcome, moved


@transaction.atomic
def withdraw_holder(holder: Holder, *, by: User, reason: str) -> int:
    """Take a holder back with all that the change moved; returns how many tasks went back."""
    change = withdrawing.withdraw(holder, by=by, reason=reason)
    return _told("todo.take_back", change, handing.take_back(change, by=by), by)


@transaction.atomic
def redate_holder(holder: Holder, *, by: User, valid_from: dt.date, reason: str) -> int:
    """Put the first day right; tasks wait for the new day, or pass at once when it has come."""
    change = withdrawing.redate(holder, by=by, valid_from=valid_from, reason=reason)
    if valid_from > today_of(holder.seat.team):
        return _told("todo.take_back", change, handing.take_back(change, by=by), by)
    if holder.standing == Holder.Standing.PLH:
        return 0
    moved = sum(handing.hand_over(row, by=by) for row in change.rows)
    return _told("todo.hand_over", change, moved, by)


def _told(what: str, change: TakenBack, moved: int, by: User) -> int:
    """The chronology says how many tasks moved."""
    if moved:
        events.record(by=by, what=what, about=change.rows[0].seat, data={"todos": moved})
    return moved


def rehearse(
    seat: Seat, comes: Successor, *, by: User, expected: int | None
) -> tuple[Succession, int]:
    """What `replace_holder` would come to: it is done and undone, so that nothing surprises."""
    with transaction.atomic():
        outcome = replace_holder(seat, comes, by=by, expected=expected)
        transaction.set_rollback(True)
    return outcome


@transaction.atomic
def ask_recovery(user: User, kind: str, *, by: User, reason: str = "") -> tuple[Recovery, str]:
    """Let somebody in again; what needs a second person's word waits in that person's inbox."""
    row, password = entrance_actions.ask(user, kind, by=by, reason=reason)
    if row.is_open:
        for person in permissions.confirmers(row.user):
            todos.open(
                ASKED,
                row,
                team=by.own_team,
                title=f"Setujui pemulihan {row.get_kind_display()}: {row.user.full_name}",
                url=reverse("recovery:answer", args=[row.pk]),
                holder=person,
            )
    else:
        _tell(row)
    return row, password


@transaction.atomic
def answer_recovery(recovery: Recovery, *, by: User, grant: bool) -> tuple[Recovery, str]:
    """The second person's yes or no."""
    row, password = entrance_actions.answer(recovery, by=by, grant=grant)
    todos.close(ASKED, row, by=by)
    if row.granted:
        _tell(row)
    return row, password


@transaction.atomic
def restore_from_server(user: User, *, reason: str, with_password: bool) -> str:
    """Whoever keeps the server lets somebody in; the owner hears of it all the same."""
    kinds = [Recovery.Kind.FACTOR, *([Recovery.Kind.PASSWORD] if with_password else [])]
    password = ""
    for kind in kinds:
        row, password = entrance_actions.restore(user, kind, reason=reason)
        _tell(row)
    return password


def _tell(row: Recovery) -> None:
    """Whose account it is hears of it, and can say that they did not ask for it."""
    if row.user.team is None:
        return  # An observer has no inbox of a team.
    todos.open(
        TOLD,
        row,
        team=row.user.team,
        title=f"{row.get_kind_display().capitalize()} akun Anda dipulihkan: benarkah Anda meminta?",
        url=reverse("recovery:told", args=[row.pk]),
        holder=row.user,
    )


@transaction.atomic
def acknowledge_recovery(recovery: Recovery, *, by: User, is_known: bool) -> None:
    """Known: done. Not known: somebody else may have come in, and others hear of it."""
    entrance_actions.acknowledge(recovery, by=by, is_known=is_known)
    todos.close(TOLD, recovery, by=by)
    if is_known:
        return
    for role in (User.Role.SECRETARY, User.Role.ADMIN):
        todos.open(
            DOUBTED,
            recovery,
            team=by.own_team,
            title=f"{by.full_name} tidak meminta pemulihan akunnya: periksa",
            url=reverse("recovery:answer", args=[recovery.pk]),
            role=role,
        )


@transaction.atomic
def check_doubt(recovery: Recovery, *, by: User) -> None:
    """Somebody looked into a recovery its owner did not know of."""
    if todos.close(DOUBTED, recovery, by=by):
        events.record(by=by, what="user.check_recovery", about=recovery.user)


@transaction.atomic
def choose_mails(*, by: User, version: str | None = None, **facts: Any) -> MailChoice:
    """What the person wants of the mails, and the days they do not work."""
    User.objects.select_for_update().get(pk=by.pk)
    row = MailChoice.objects.filter(user=by).first() or MailChoice(user=by)
    refuse_stale(row, facts, version)
    for key in facts["off"]:
        if why := mails.MAILS[key].must(by):
            raise WrongState(why)
    for name, value in facts.items():
        setattr(row, name, value)
    row.full_clean()
    row.save()
    off = ", ".join(mails.MAILS[key].word for key in row.off)
    events.record(by=by, what="mail.choose", about=by, note=f"Tidak dikirim: {off or 'tidak ada'}.")
    return row


@transaction.atomic
def note_reached(row: Notification, *, by: User, note: str) -> Notification:
    """Somebody rang up whom the mail may not have reached."""
    require(inbox_permissions.can_note_reached(by, row))
    if not todos.close(sending.FAILED, row, by=by):
        raise WrongState("Penerima ini sudah dihubungi, atau surelnya ternyata sampai.")
    about = [row.about, row] if row.about is not None else [row]
    events.record(by=by, what="notification.reached", about=about, note=note)
    return row


@transaction.atomic
def save_filter(*, by: User, page: Page, query: str, **facts: Any) -> SavedFilter:
    """Keep a list as it is filtered, under a name of one's own."""
    require(page.allowed(by))
    User.objects.select_for_update().get(pk=by.pk)
    if SavedFilter.objects.filter(owner=by).current().count() >= MOST_FILTERS:
        raise WrongState(f"Paling banyak {MOST_FILTERS} saringan. Hapus yang tidak dipakai lagi.")
    row = SavedFilter(team=by.own_team, owner=by, path=page.path, query=query, **facts)
    row.full_clean()
    row.save()
    events.record(by=by, what="filter.save", about=row, note=row.name)
    return row


@transaction.atomic
def change_filter(
    row: SavedFilter, *, by: User, version: str | None = None, **facts: Any
) -> SavedFilter:
    """Rename it, share it or keep it to oneself, tell otherwise."""
    row = _own_filter(row, by)
    refuse_stale(row, facts, version)
    for name, value in facts.items():
        setattr(row, name, value)
    # Another number is another question: what was told before is over.
    row.is_ready = True
    row.full_clean()
    row.save()
    todos.close(REACHED, row, by=by)
    events.record(by=by, what="filter.change", about=row, note=row.name)
    return row


@transaction.atomic
def retire_filter(row: SavedFilter, *, by: User) -> None:
    """Take it away; nobody is told any more, and its name is free."""
    row = _own_filter(row, by)
    row.retired_at = timezone.now()
    row.save(update_fields=["retired_at"])
    todos.close(REACHED, row, by=by)
    events.record(by=by, what="filter.retire", about=row, note=row.name)


def _own_filter(row: SavedFilter, by: User) -> SavedFilter:
    """The row under lock, for its owner."""
    row = SavedFilter.objects.select_for_update(of=("self",)).get(pk=row.pk)
    require(inbox_permissions.can_change_filter(by, row))
    if row.retired_at is not None:
        raise WrongState("Saringan ini sudah dihapus.")
    return row
