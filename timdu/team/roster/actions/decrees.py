"""Writing an SK, composing it from the one before, and putting it in force."""

import datetime as dt
from typing import Any

from django.db import transaction

from timdu.core import events, workflow
from timdu.core.access import require
from timdu.core.conflicts import refuse_stale
from timdu.core.workflow import WrongState
from timdu.team.models import Decree, Holder, Seat, Team, User
from timdu.team.roster import permissions
from timdu.team.roster.workflow import TRANSITIONS
from timdu.wilayah.models import Wilayah

DAY = dt.timedelta(days=1)
COPIED = ("rank", "position", "bidang", "office", "agency", "kecamatan", "is_intelligence")


def lock_team(by: User) -> Team:
    """Two people who work on one roster take turns."""
    return Team.objects.select_for_update(of=("self",)).get(pk=by.own_team.pk)


@transaction.atomic
def open_draft(
    roster: Wilayah | None, *, by: User, today: dt.date, amends: Decree | None = None, **facts: Any
) -> Decree:
    """Begin an SK: a new one takes over today's seats, an SK perubahan begins empty."""
    require(permissions.can_edit_roster(by, roster))
    team = lock_team(by)
    if amends is None and Decree.objects.of_roster(team, pk_of(roster)).drafts().filter(
        amends=None
    ):
        raise WrongState("Sudah ada konsep SK untuk tim ini. Lanjutkan konsep itu.")
    decree = Decree.objects.create(team=team, roster=roster, amends=amends, **facts)
    copied = 0 if amends else _copy_seats(decree, today)
    events.record(by=by, what="decree.open", about=decree, data={"seats": copied})
    return decree


def pk_of(roster: Wilayah | None) -> str | None:
    """The key of a roster's kecamatan; None is the kabupaten's."""
    return roster.pk if roster else None


def _copy_seats(decree: Decree, today: dt.date) -> int:
    """Take over the seats of the day; their holders follow when the SK comes into force."""
    standing = Seat.objects.of_roster(decree.team, decree.roster_id).on(today)
    rows = [
        Seat(
            team=decree.team,
            roster=decree.roster,
            decree=decree,
            continues=seat,
            **{name: getattr(seat, name) for name in COPIED},
        )
        for seat in standing.select_related("agency", "kecamatan")
    ]
    return len(Seat.objects.bulk_create(rows))


@transaction.atomic
def change(decree: Decree, *, by: User, version: str | None = None, **facts: Any) -> Decree:
    """Correct number, subject and dates. The first day of an SK in force stays as it is."""
    require(permissions.can_edit_roster(by, decree.roster))
    lock_team(by)
    decree = Decree.objects.visible_to(by).select_for_update(of=("self",)).get(pk=decree.pk)
    if decree.status == Decree.Status.WITHDRAWN:
        raise WrongState("Konsep SK ini sudah dibatalkan.")
    if not decree.is_draft:
        require(permissions.can_issue(by, decree.roster))
        facts.pop("valid_from", None)
    refuse_stale(decree, facts, version)
    changed = {
        name: [str(getattr(decree, name)), str(value)]
        for name, value in facts.items()
        if getattr(decree, name) != value
    }
    for name, value in facts.items():
        setattr(decree, name, value)
    decree.full_clean()
    decree.save()
    events.record(by=by, what="decree.change", about=decree, data={"changed": changed})
    return decree


@transaction.atomic
def withdraw(decree: Decree, *, by: User, note: str) -> Decree:
    """Give up a draft; it stays readable."""
    lock_team(by)
    decree = Decree.objects.visible_to(by).select_for_update(of=("self",)).get(pk=decree.pk)
    arrow = workflow.check(TRANSITIONS, "withdraw", decree, by, note=note)
    decree.status, decree.reason = Decree.Status(arrow.target), note.strip()
    decree.save(update_fields=["status", "reason"])
    events.record(by=by, what="decree.withdraw", about=decree, note=note.strip())
    return decree


@transaction.atomic
def issue(decree: Decree, *, by: User) -> Decree:
    """Put an SK in force from its first day.

    Seats of the SK before end on the day before; whoever held a seat that goes on holds it on,
    unless the draft names somebody else.
    """
    lock_team(by)
    decree = Decree.objects.visible_to(by).select_for_update(of=("self",)).get(pk=decree.pk)
    arrow = workflow.check(TRANSITIONS, "issue", decree, by)
    start = _first_day(decree)
    seats = list(Seat.objects.of_draft(decree))
    if not seats:
        raise WrongState("SK belum memuat satu kedudukan pun. Tambahkan kedudukannya dahulu.")
    for seat in seats:
        seat.valid_from = start
        seat.save(update_fields=["valid_from"])
        _settle_holders(seat, start)
    if decree.amends_id is None:
        _end_before(decree, start)
    decree.status = Decree.Status(arrow.target)
    decree.save(update_fields=["status"])
    events.record(by=by, what="decree.issue", about=decree, data={"seats": len(seats)})
    return decree


def _first_day(decree: Decree) -> dt.date:
    """The day the SK begins; what is missing or cannot be is said in words."""
    if not (decree.number and decree.signed_on and decree.valid_from):
        raise WrongState("Lengkapi nomor, tanggal, dan awal masa berlaku SK sebelum diberlakukan.")
    others = Decree.objects.of_roster(decree.team, decree.roster_id).issued().filter(amends=None)
    later = others.filter(valid_from__gte=decree.valid_from).first()
    if decree.amends_id is None and later is not None:
        raise WrongState(
            f"{later} sudah berlaku sejak tanggal yang sama atau sesudahnya. "
            "Periksa awal masa berlaku."
        )
    return decree.valid_from


def _settle_holders(seat: Seat, start: dt.date) -> None:
    """The holders of the seat before go on in this one, unless the draft named its own."""
    named = seat.holders.standing().first()
    if named is not None:
        named.valid_from = start
        named.save(update_fields=["valid_from"])
    if seat.continues_id is None:
        return
    for holder in Holder.objects.filter(seat=seat.continues_id).not_over(start):
        _carry_over(holder, seat, start, copy=named is None)


def _carry_over(holder: Holder, seat: Seat, start: dt.date, *, copy: bool) -> None:
    """End a holder with the old seat; what was recorded for later days moves to the new one."""
    if holder.valid_from >= start:
        if not copy:
            raise WrongState(
                f"{holder.full_name} sudah dicatat untuk {seat.office} sejak hari SK ini berlaku "
                "atau sesudahnya. Hapus nama lain dari konsep, atau ubah awal masa berlaku."
            )
        # Whoever goes before it sits in the seat before: the change is no longer one to put back.
        holder.seat = seat
        holder.save(update_fields=["seat"])
        return
    until, holder.valid_until = holder.valid_until, start - DAY
    holder.save(update_fields=["valid_until"])
    if copy:
        Holder.objects.create(
            seat=seat,
            full_name=holder.full_name,
            standing=holder.standing,
            phone=holder.phone,
            user=holder.user,
            basis=holder.basis,
            valid_from=start,
            valid_until=until,
        )


def _end_before(decree: Decree, start: dt.date) -> None:
    """Seats of earlier SK end on the day before the new one begins."""
    roster = Seat.objects.of_roster(decree.team, decree.roster_id)
    for seat in roster.on(start).exclude(decree=decree):
        later = seat.holders.standing().filter(valid_from__gte=start).first()
        if later is not None:
            raise WrongState(
                f"{later.full_name} dicatat sebagai {seat.office} sejak hari SK ini berlaku atau "
                "sesudahnya, padahal kedudukannya tidak dimuat. Muat kedudukan itu, atau ubah "
                "awal masa berlaku."
            )
        if seat.valid_from is not None and seat.valid_from >= start:
            raise WrongState(
                f"“{seat.office}” baru ada sejak hari SK ini berlaku. Ubah awal masa berlaku."
            )
        seat.holders.not_over(start).update(valid_until=start - DAY)
        seat.valid_until, seat.ended_reason = start - DAY, f"Berakhir dengan {decree}"[:200]
        seat.save(update_fields=["valid_until", "ended_reason"])
