"""Everybody has an inbox, and sees only their own; who hands an office over."""

from django.utils import timezone

from tests.access import Row
from tests.team.factories import DecreeFactory, HolderFactory, SeatFactory
from timdu.inbox.models import Arahan


def seat_with_access(world):
    seat = SeatFactory(decree=DecreeFactory(team=world.team))
    HolderFactory(seat=seat, user=world.camat)
    return {"pk": seat.pk}


def seat_without_access(world):
    return {"pk": HolderFactory(seat=SeatFactory(decree=DecreeFactory(team=world.team))).seat.pk}


COMING = {
    "full_name": "Nama Pengganti", "standing": "definitive", "valid_from": "2026-02-01",
    "basis": "SK Bupati", "account": "new", "username": "pengganti",
}  # fmt: skip


def an_arahan(world, **to):
    row = Arahan.objects.create(
        team=world.team, leader=world.leader, by=world.staff, text="Segera pertemukan.",
        given_at=timezone.now(), manner="phone", **to,
    )  # fmt: skip
    return {"pk": row.pk}


def to_kecamatan(world):
    return an_arahan(world, kecamatan=world.camat.kecamatan)


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
    Row("succession:replace", args=seat_with_access),
    Row("succession:replace", relation="no account", args=seat_without_access),
    Row("succession:replace", method="post", args=seat_with_access,
        data=lambda world: COMING, status=302),
]  # fmt: skip
