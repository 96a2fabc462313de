"""Everybody has an inbox, and sees only their own; who hands an office over."""

import datetime as dt

from django.utils import timezone

from tests.access import Row
from tests.inbox.factories import NotificationFactory, SavedFilterFactory
from tests.team.factories import DecreeFactory, HolderFactory, RecoveryFactory, SeatFactory
from timdu.inbox import sending, todos
from timdu.inbox.models import Arahan


def seat_with_access(world):
    seat = SeatFactory(decree=DecreeFactory(team=world.team))
    HolderFactory(seat=seat, user=world.camat)
    return {"pk": seat.pk}


def seat_without_access(world):
    return {"pk": HolderFactory(seat=SeatFactory(decree=DecreeFactory(team=world.team))).seat.pk}


def lost_by_verifier(world):
    return {"pk": RecoveryFactory(user=world.verifier, asked_by=world.admin).pk}


def restored_to_camat(world):
    row = RecoveryFactory(user=world.camat, asked_by=world.admin, done=True)
    return {"pk": row.pk}


def holder_with_access(world):
    seat = SeatFactory(decree=DecreeFactory(team=world.team))
    old = HolderFactory(seat=seat, user=world.camat, valid_until=dt.date(2026, 1, 31))
    return {"pk": HolderFactory(seat=seat, succeeds=old, valid_from=dt.date(2026, 2, 1)).pk}


def holder_without_access(world):
    return {"pk": HolderFactory(seat=SeatFactory(decree=DecreeFactory(team=world.team))).pk}


COMING = {
    "full_name": "Nama Pengganti", "standing": "definitive", "valid_from": "2026-02-01",
    "basis": "SK Bupati", "account": "new", "username": "pengganti",
}  # fmt: skip

LOST = {"kind": "password", "reason": "datang sendiri"}


def an_arahan(world, **to):
    row = Arahan.objects.create(
        team=world.team, leader=world.leader, by=world.staff, text="Segera pertemukan.",
        given_at=timezone.now(), manner="phone", **to,
    )  # fmt: skip
    return {"pk": row.pk}


def to_kecamatan(world):
    return an_arahan(world, kecamatan=world.camat.kecamatan)


def unsure_mail(world):
    row = NotificationFactory(recipient=world.camat, kind="urgent", state="unsure")
    todos.open(sending.FAILED, row, team=world.team, title="Telepon", url="/", role="staff")
    return {"pk": row.pk}


def own_filter(world, **more):
    return {"pk": SavedFilterFactory(owner=world.operator, **more).pk}


ROWS = [
    Row("arahan:list"),
    Row("arahan:create"),
    # Empty: whoever may gets the form back.
    Row("arahan:create", method="post"),
    Row("arahan:detail", relation="own kecamatan", args=to_kecamatan),
    Row("arahan:detail", relation="agency", args=lambda world: an_arahan(
        world, agency=world.member.agency)),
    Row("arahan:confirm", relation="own kecamatan", method="post", args=to_kecamatan, status=302),
    Row("arahan:finish", relation="own kecamatan", method="post", args=to_kecamatan,
        data=lambda world: {"note": "Sudah."}, status=302),
    Row("inbox:list"),
    Row("inbox:mail", args=unsure_mail),
    Row("inbox:mail", method="post", args=unsure_mail, data=lambda world: {"note": "Sudah."},
        status=302),
    Row("inbox:filters"),
    Row("inbox:filter_create", relation="saring", query="?halaman=/laporan/"),
    Row("inbox:filter", relation="own", args=own_filter),
    Row("inbox:filter", relation="shared with team", args=lambda world: own_filter(
        world, is_shared=True)),
    Row("inbox:filter", relation="own", method="post", args=own_filter),
    Row("mail:choices"),
    # Empty: everybody gets the form back.
    Row("mail:choices", method="post"),
    Row("succession:replace", args=seat_with_access),
    Row("succession:replace", relation="no account", args=seat_without_access),
    Row("succession:replace", method="post", args=seat_with_access,
        data=lambda world: COMING, status=302),
    Row("recovery:ask", method="post", args=lambda world: {"pk": world.camat.pk},
        data=lambda world: LOST),
    Row("recovery:answer", args=lost_by_verifier),
    Row("recovery:answer", method="post", args=lost_by_verifier,
        data=lambda world: {"answer": "yes"}),
    Row("recovery:told", args=restored_to_camat),
    Row("recovery:told", method="post", args=restored_to_camat, status=302,
        data=lambda world: {"answer": "known"}),
    Row("succession:withdraw", args=holder_with_access),
    Row("succession:withdraw", method="post", relation="no account", args=holder_without_access,
        status=302,
        data=lambda world: {"reason": "salah orang"}),
    Row("succession:redate", args=holder_with_access),
    Row("succession:redate", method="post", relation="no account", args=holder_without_access,
        status=302,
        data=lambda world: {"reason": "salah", "valid_from": "2026-03-01"}),
]  # fmt: skip
