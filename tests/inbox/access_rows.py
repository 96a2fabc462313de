"""Everybody has an inbox, and sees only their own; who hands an office over."""

import datetime as dt

from tests.access import EVERYBODY, Row
from tests.team.factories import DecreeFactory, HolderFactory, RecoveryFactory, SeatFactory


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


FIELD = "camat operator other_camat member other_member leader forkopimda auditor"
COMING = {
    "full_name": "Nama Pengganti", "standing": "definitive", "valid_from": "2026-02-01",
    "basis": "SK Bupati", "account": "new", "username": "pengganti",
}  # fmt: skip

LOST = {"kind": "password", "reason": "datang sendiri"}

ROWS = [
    Row("inbox:list", ok=EVERYBODY),
    Row("succession:replace", args=seat_with_access, ok="secretary admin",
        denied=f"{FIELD} staff verifier"),
    Row("succession:replace", relation="no account", args=seat_without_access,
        ok="staff verifier secretary admin", denied=FIELD),
    Row("succession:replace", method="post", args=seat_with_access, ok="secretary admin",
        denied=f"{FIELD} staff verifier", data=lambda world: COMING, status=302),
    Row("recovery:ask", method="post", args=lambda world: {"pk": world.camat.pk}, ok="admin",
        denied=f"{FIELD} staff verifier secretary", data=lambda world: LOST),
    Row("recovery:answer", args=lost_by_verifier, ok="admin secretary leader verifier"),
    Row("recovery:answer", method="post", args=lost_by_verifier, ok="secretary",
        denied="admin leader verifier", data=lambda world: {"answer": "yes"}),
    Row("recovery:told", args=restored_to_camat, ok="camat", denied="admin secretary leader"),
    Row("recovery:told", method="post", args=restored_to_camat, ok="camat", status=302,
        denied="admin secretary leader", data=lambda world: {"answer": "known"}),
    Row("succession:withdraw", args=holder_with_access, ok="secretary admin",
        denied=f"{FIELD} staff verifier"),
    Row("succession:withdraw", method="post", relation="no account", args=holder_without_access,
        ok="staff verifier secretary admin", denied=FIELD, status=302,
        data=lambda world: {"reason": "salah orang"}),
    Row("succession:redate", args=holder_with_access, ok="secretary admin",
        denied=f"{FIELD} staff verifier"),
    Row("succession:redate", method="post", relation="no account", args=holder_without_access,
        ok="staff verifier secretary admin", denied=FIELD, status=302,
        data=lambda world: {"reason": "salah", "valid_from": "2026-03-01"}),
]  # fmt: skip
