"""Everybody has an inbox, and sees only their own; who hands an office over."""

from tests.access import Row
from tests.team.factories import DecreeFactory, HolderFactory, SeatFactory


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

ROWS = [
    Row("inbox:list"),
    Row("succession:replace", args=seat_with_access),
    Row("succession:replace", relation="no account", args=seat_without_access),
    Row("succession:replace", method="post", args=seat_with_access,
        data=lambda world: COMING, status=302),
]  # fmt: skip
