"""What was recorded by mistake: a holder or a day is taken back, and nothing is deleted."""

import datetime as dt
from dataclasses import dataclass

from django.db import models, transaction
from django.utils import timezone

from timdu.core import events
from timdu.core.access import require
from timdu.core.workflow import WrongState
from timdu.team.models import Holder, User
from timdu.team.roster import permissions
from timdu.team.roster.actions.decrees import DAY, lock_team
from timdu.team.roster.actions.seats import locked
from timdu.team.roster.posting import put_back, stands_as, today_of

ONE_AFTER_THE_OTHER = "Batalkan dahulu pergantian sesudahnya: {name} sejak {since:%d/%m/%Y}."
SK_BETWEEN = (
    "Sesudah pergantian ini berlaku SK baru, sehingga tidak dapat dikembalikan sekaligus. Catat "
    "pejabat yang benar dengan “Ganti pejabat” pada kedudukan menurut SK baru."
)
OWN = "Yang menyangkut akun Anda sendiri dikembalikan oleh pengelola lain."
MOVED = (
    "Akun pengganti sudah dipindahkan ke jabatan ini. Batalkan pergantian ini, lalu catat lagi "
    "pada hari mutasinya."
)


@dataclass(frozen=True)
class TakenBack:
    """What a change of holder was, and whose tasks it moved."""

    rows: list[Holder]
    leaving: User | None
    coming: User | None
    was_opened: bool


@transaction.atomic
def withdraw(holder: Holder, *, by: User, reason: str) -> TakenBack:
    """Take a holder back; with a change of office, all that it changed of seats and access."""
    change = _change_of(holder, by, reason)
    for row in change.rows:
        _refuse_what_followed(row)
        _step_down(row, reason)
    _return_access(change, holder, reason)
    _keep_an_administrator(change)
    events.record(
        by=by,
        what="seat.withdraw",
        about=_about(change),
        note=f"{holder.full_name}, {holder.title}: {reason.strip()}",
        data={"from": holder.valid_from.isoformat(), "holders": [row.pk for row in change.rows]},
    )
    return change


@transaction.atomic
def redate(holder: Holder, *, by: User, valid_from: dt.date, reason: str) -> TakenBack:
    """Put the first day right; the last day of whoever went, and both accesses, go with it."""
    change = _change_of(holder, by, reason)
    old, today = holder.valid_from, today_of(holder.seat.team)
    if valid_from == old:
        raise WrongState("Tanggal itu sudah yang tercatat.")
    if change.coming and "role" in (holder.found.get("coming") or {}) and valid_from > today:
        raise WrongState(MOVED)
    _move_access(change, valid_from, today)
    for row in change.rows:
        _begin_on(row, valid_from)
    events.record(
        by=by,
        what="seat.redate",
        about=_about(change),
        note=f"{holder.full_name}, {holder.title}: {reason.strip()}",
        data={"from": old.isoformat(), "to": valid_from.isoformat()},
    )
    return change


def _about(change: TakenBack) -> list[models.Model]:
    """The records whose chronology tells of it."""
    people = [user for user in (change.leaving, change.coming) if user is not None]
    return [*(row.seat for row in change.rows), *change.rows, *people]


def _change_of(holder: Holder, by: User, reason: str) -> TakenBack:
    """All that began with one change, read again under lock, if the person may put it back."""
    lock_team(by)
    locked(holder.seat, by)
    rows = Holder.objects.select_related("seat__team", "seat__roster", "succeeds", "user")
    holder.refresh_from_db()
    if holder.withdrawn_at is not None:
        raise WrongState("Catatan pejabat ini sudah dibatalkan.")
    if not reason.strip():
        raise WrongState("Tuliskan alasannya.")
    began = sorted(rows.of_change(holder), key=lambda row: row.pk != holder.pk)
    leaving = holder.succeeds.user if holder.succeeds else None
    # An account that was only written beside a name got nothing by it.
    coming = holder.user if holder.found.get("coming") else None
    if leaving or coming:
        require(permissions.can_move_access(by))
    if by.pk in {person.pk for person in (leaving, coming) if person}:
        raise WrongState(OWN)
    opened = bool((holder.found.get("coming") or {}).get("opened"))
    return TakenBack(began, _again(leaving), _again(coming), opened)


def _again(user: User | None) -> User | None:
    """The account, under lock."""
    return User.objects.select_for_update(of=("self",)).get(pk=user.pk) if user else None


def _refuse_what_followed(row: Holder) -> None:
    """A later change stands on this one; a later SK carried it on."""
    after = Holder.objects.standing().filter(succeeds=row).first()
    if after is not None:
        raise WrongState(ONE_AFTER_THE_OTHER.format(name=after.full_name, since=after.valid_from))
    if row.succeeds is not None and _sk_between(row):
        raise WrongState(SK_BETWEEN)


def _sk_between(row: Holder) -> bool:
    """Whether the seat went on under another SK since."""
    if row.succeeds is not None and row.succeeds.seat_id != row.seat_id:
        return True
    return (
        row.seat.valid_until is not None and row.seat.continued_by.exclude(valid_from=None).exists()
    )


def _step_down(row: Holder, reason: str) -> None:
    """The holding stands no longer; whoever held the seat before holds it on."""
    before = row.succeeds
    row.withdrawn_at, row.withdrawn_reason = timezone.now(), reason.strip()[:200]
    row.succeeds = None
    row.save(update_fields=["withdrawn_at", "withdrawn_reason", "succeeds"])
    if before is not None:
        before.valid_until = row.valid_until
        before.save(update_fields=["valid_until"])


def _return_access(change: TakenBack, holder: Holder, reason: str) -> None:
    """Access that ended returns, access that was given ends, unless somebody changed it since."""
    leaving, coming = change.leaving, change.coming
    if leaving is not None and _was_ended_by(holder, leaving):
        found = holder.found.get("leaving") or {}
        until = found.get("access_until")
        leaving.access_until = dt.date.fromisoformat(until) if until else None
        leaving.ended_reason = found.get("ended_reason", "")
        leaving.save(update_fields=["access_until", "ended_reason"])
    if coming is None:
        return
    if change.was_opened:
        coming.is_active, coming.pending_role, coming.pending_serves = False, "", None
        coming.ended_reason = f"Pergantian dibatalkan: {reason.strip()}"[:200]
    elif stands_as(coming, holder.found.get("given")):
        put_back(coming, holder.found["coming"])
    coming.save()


def _was_ended_by(holder: Holder, leaving: User) -> bool:
    """Whether the access ends as this change said: a Plh. ended none, and a later word counts."""
    ended = "leaving" not in holder.found or holder.found["leaving"] is not None
    return ended and leaving.access_until == holder.valid_from - DAY


def _keep_an_administrator(change: TakenBack) -> None:
    """Somebody must always be able to manage users."""
    if change.coming is None:
        return
    people = User.objects.filter(team=change.coming.team, role=User.Role.ADMIN, is_active=True)
    if not any(person.may_enter_on(timezone.localdate()) for person in people):
        raise WrongState("Tim tidak boleh tanpa administrator. Beri akun penggantinya dahulu.")


def _begin_on(row: Holder, day: dt.date) -> None:
    """The holding begins on the day, and the one before ends the day before it."""
    before, seat = row.succeeds, row.seat
    if before is not None and _sk_between(row):
        raise WrongState(SK_BETWEEN)
    first = seat.valid_from
    if before is not None and (first is None or before.valid_from >= first):
        first = before.valid_from + DAY
    if first is not None and day < first:
        raise WrongState(f"Paling awal {first:%d/%m/%Y}, sesudah yang tercatat sebelumnya.")
    if row.valid_until is not None and day > row.valid_until:
        raise WrongState(f"Paling akhir {row.valid_until:%d/%m/%Y}, hari terakhirnya.")
    later = day > row.valid_from
    row.valid_from = day
    if before is not None:
        before.valid_until = day - DAY
    # Whoever makes room goes first: at no moment do two hold the seat.
    for each in filter(None, [row, before] if later else [before, row]):
        each.save(update_fields=["valid_from", "valid_until"])
        each.full_clean(exclude=["seat", "user", "succeeds"])


def _move_access(change: TakenBack, new: dt.date, today: dt.date) -> None:
    """The two accesses end and begin with the new day."""
    leaving, coming = change.leaving, change.coming
    if leaving is not None and _was_ended_by(change.rows[0], leaving):
        leaving.access_until = new - DAY
        leaving.save(update_fields=["access_until"])
    if coming is not None and change.was_opened:
        coming.access_from = new if new > today else None
        coming.save(update_fields=["access_from"])
