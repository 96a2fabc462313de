"""Ganti pejabat: one person goes, another comes, and the access goes with the office."""

import datetime as dt
from dataclasses import dataclass

from django.db import transaction

from timdu.core import events
from timdu.core.access import require
from timdu.core.workflow import WrongState
from timdu.team.entrance.secret import temporary_password
from timdu.team.models import Holder, Seat, User
from timdu.team.permissions import GRANTED_BY_SECRETARY
from timdu.team.roster import permissions
from timdu.team.roster.actions.decrees import DAY, lock_team
from timdu.team.roster.actions.seats import locked
from timdu.team.roster.posting import (
    Found,
    Posting,
    has_secretary,
    holder_on,
    posted,
    posting_of,
    seats_with,
    state_of,
    today_of,
)

NONE, NEW, EXISTING = "none", "new", "existing"


@dataclass(frozen=True)
class Successor:
    """Who comes, from which day, and what becomes of the access."""

    full_name: str
    standing: str
    valid_from: dt.date
    basis: str
    phone: str = ""
    account: str = NONE
    username: str = ""
    email: str = ""
    user: User | None = None


@dataclass(frozen=True)
class Succession:
    """What a change of holder came to."""

    holder: Holder
    left: Holder | None
    user: User | None
    password: str


@transaction.atomic
def replace(seat: Seat, comes: Successor, *, by: User, expected: int | None) -> Succession:
    """Record the mutation; `expected` is the holder the page showed (None: an empty seat).

    A second click finds another holder than it expected, and does nothing.
    """
    team = lock_team(by)
    seat = locked(seat, by)
    today = today_of(team)
    leaving = _leaving(seat, comes, expected)
    if comes.account != NONE or (leaving and leaving.user_id):
        require(permissions.can_move_access(by))
    posting = posting_of(seat, leaving)
    found = {"leaving": _end_access(leaving, comes, today)}
    user, password = _access_of(comes, posting, seat, by, today, found)
    holders = _take_seats(seat, leaving, comes, user)
    keep_found(holders, found)
    _keep_an_administrator(leaving)
    events.record(
        by=by,
        what="seat.succeed",
        about=[*(holder.seat for holder in holders), *filter(None, [user]), *served_by(leaving)],
        note=_told(leaving, holders[0]),
        data={"from": comes.valid_from.isoformat(), "account": comes.account},
    )
    return Succession(holders[0], leaving, user, password)


def _leaving(seat: Seat, comes: Successor, expected: int | None) -> Holder | None:
    """Who goes; refuses what was recorded meanwhile and days that cannot be."""
    coming = seat.holders.standing().filter(valid_from__gte=comes.valid_from).first()
    if coming is not None:
        raise WrongState(
            f"Pergantian ini sudah tercatat: {coming.full_name} sejak {coming.valid_from:%d/%m/%Y}."
            " Bila kata sandi sementaranya belum sempat dicatat, administrator dapat membuat "
            "yang baru di halaman Pengguna."
        )
    leaving = holder_on(seat, comes.valid_from)
    if (leaving.pk if leaving else None) != expected:
        raise WrongState("Pejabat kedudukan ini berubah sejak halaman dibuka. Periksa sekali lagi.")
    if seat.valid_from is None or comes.valid_from < seat.valid_from:
        raise WrongState("Kedudukan ini belum ada pada hari itu. Periksa tanggalnya.")
    if seat.valid_until is not None:
        raise WrongState("Kedudukan ini sudah diakhiri. Pejabatnya tidak dapat diganti lagi.")
    return leaving


def _end_access(leaving: Holder | None, comes: Successor, today: dt.date) -> Found | None:
    """The account that goes ends on the day before; a Plh. stands in for somebody who stays."""
    if not ends_access(leaving, comes) or leaving is None or leaving.user is None:
        return None
    user = User.objects.select_for_update(of=("self",)).get(pk=leaving.user.pk)
    found = state_of(user)
    user.access_until = comes.valid_from - DAY
    user.ended_reason = f"Mutasi: {comes.basis}"[:200]
    user.save(update_fields=["access_until", "ended_reason"])
    return found


def ends_access(leaving: Holder | None, comes: Successor) -> bool:
    """Whether somebody's access ends: not for a Plh., nor when the same account goes on."""
    if leaving is None or leaving.user_id is None or comes.standing == Holder.Standing.PLH:
        return False
    return comes.user is None or comes.user.pk != leaving.user_id


def _access_of(
    comes: Successor,
    posting: Posting | None,
    seat: Seat,
    by: User,
    today: dt.date,
    found: dict[str, Found | None],
) -> tuple[User | None, str]:
    """The successor's account and, for a new one, its temporary password."""
    if comes.account == NONE:
        return None, ""
    if posting is None:
        raise WrongState("Akun untuk kedudukan ini dibuat di halaman Pengguna.")
    title = Holder(seat=seat, standing=comes.standing).title
    found["coming"] = {"opened": True}
    if comes.account == NEW:
        return _open_account(comes, posting, title, by, today)
    user, found["coming"] = _move_account(comes, posting, title, by, today)
    found["given"] = posted(user)
    return user, ""


def _open_account(
    comes: Successor, posting: Posting, title: str, by: User, today: dt.date
) -> tuple[User, str]:
    """An account that opens on the first day; a role that approves sleeps until confirmed."""
    user = User(
        team=by.team,
        username=comes.username,
        full_name=comes.full_name,
        position=title,
        email=comes.email,
        phone=comes.phone,
        role=posting.role,
        kecamatan=posting.kecamatan,
        agency=posting.agency,
        is_operator=posting.is_operator,
        serves=posting.serves,
        must_change_password=True,
        access_from=comes.valid_from if comes.valid_from > today else None,
    )
    _let_sleep(user, by, today)
    password = temporary_password()
    user.set_password(password)
    user.full_clean(exclude=["password"])
    user.save()
    events.record(by=by, what="user.invite", about=user, data={"role": user.role})
    return user, password


def _move_account(
    comes: Successor, posting: Posting, title: str, by: User, today: dt.date
) -> tuple[User, Found]:
    """An account there is takes the posting over; on the day itself, not before."""
    if comes.user is None:
        raise WrongState("Pilih akun pengganti.")
    people = User.objects.visible_to(by).select_for_update(of=("self",))
    user = people.get(pk=comes.user.pk)
    if user.pk == by.pk:
        raise WrongState("Akun sendiri tidak dapat dipindahkan sendiri. Minta pengelola lain.")
    if comes.valid_from > today and not posting.is_of(user):
        raise WrongState(
            "Akun yang sudah ada dipindahkan pada hari mutasinya. Catat pada hari itu, "
            "atau buat akun baru untuk pengganti."
        )
    found = state_of(user)
    before = {"role": user.role, "kecamatan": user.kecamatan_id, "agency": user.agency_id}
    changes_role = not posting.has_role_of(user)
    user.role, user.kecamatan, user.agency = posting.role, posting.kecamatan, posting.agency
    user.is_operator, user.position, user.serves = posting.is_operator, title, posting.serves
    user.access_until, user.ended_reason = None, ""
    if not user.pending_role:
        user.is_active = True
    if changes_role:
        _let_sleep(user, by, today)
    user.full_clean(exclude=["password"])
    user.save()
    events.record(by=by, what="user.change", about=user, data={"before": before})
    return user, found


def _let_sleep(user: User, by: User, today: dt.date) -> None:
    """A role that verifies or approves waits for the secretary, unless the secretary acts."""
    if user.role not in GRANTED_BY_SECRETARY or by.role == User.Role.SECRETARY:
        user.pending_role, user.pending_serves = "", None
        return
    if has_secretary(by.own_team, today):
        user.pending_role, user.pending_serves, user.is_active = user.role, user.serves, False


def _take_seats(
    seat: Seat, leaving: Holder | None, comes: Successor, user: User | None
) -> list[Holder]:
    """End the holdings of who goes and begin those of who comes, this seat's first."""
    going = seats_with(leaving, seat, comes.valid_from)
    going.sort(key=lambda row: row.seat_id != seat.pk)
    for row in going:
        if row.valid_from >= comes.valid_from:
            raise WrongState(
                f"{row.full_name} baru memegang {row.seat.office} sejak "
                f"{row.valid_from:%d/%m/%Y}. Pengganti mulai paling cepat sehari sesudahnya."
            )
        row.valid_until = comes.valid_from - DAY
        row.save(update_fields=["valid_until"])
    return [_begin(row.seat, row, comes, user) for row in going] or [
        _begin(seat, None, comes, user)
    ]


def _begin(seat: Seat, before: Holder | None, comes: Successor, user: User | None) -> Holder:
    holder = Holder(
        seat=seat,
        succeeds=before,
        full_name=comes.full_name,
        standing=comes.standing,
        phone=comes.phone,
        user=user,
        valid_from=comes.valid_from,
        basis=comes.basis,
    )
    holder.full_clean()
    holder.save()
    return holder


def _keep_an_administrator(leaving: Holder | None) -> None:
    """Somebody must always be able to manage users."""
    if leaving is None or leaving.user is None or leaving.user.role != User.Role.ADMIN:
        return
    staying = User.objects.filter(
        team=leaving.user.team, role=User.Role.ADMIN, is_active=True, access_until=None
    )
    if not staying.exists():
        raise WrongState("Ini administrator terakhir. Beri penggantinya akun lebih dahulu.")


def keep_found(holders: list[Holder], found: dict[str, Found | None]) -> None:
    """Write down what the change found, beside each holding it began."""
    for row in holders:
        row.found = found
        row.save(update_fields=["found"])


def served_by(leaving: Holder | None) -> list[User]:
    """The staf pimpinan whose access goes with whoever goes."""
    if leaving is None or leaving.user is None:
        return []
    return list(leaving.user.aides.order_by("username"))


def _told(leaving: Holder | None, holder: Holder) -> str:
    """Who gave way to whom, for the chronology."""
    before = leaving.full_name if leaving else "kosong"
    return f"{holder.seat.office}: {before} → {holder.full_name} ({holder.basis})"
