"""Who may read and write the roster."""

from tests.access import Row
from tests.team.factories import DecreeFactory, HolderFactory, PartnerFactory, SeatFactory


def decree(world, **facts):
    return DecreeFactory(team=world.team, **facts)


def issued(world):
    return {"pk": decree(world).pk}


def draft(world):
    return {"pk": decree(world, draft=True).pk}


def draft_of_kecamatan(world):
    return {"pk": decree(world, draft=True, roster=world.camat.kecamatan).pk}


def ready(world):
    row = decree(world, draft=True)
    row.valid_from = "2026-06-01"
    row.save()
    SeatFactory(decree=row, valid_from=None)
    return {"pk": row.pk}


def seat(world):
    return {"pk": SeatFactory(decree=decree(world)).pk}


def seat_of_intelligence(world):
    return {"pk": SeatFactory(decree=decree(world), is_intelligence=True).pk}


def seat_of_kecamatan(world):
    return {"pk": SeatFactory(decree=decree(world, roster=world.camat.kecamatan)).pk}


def seat_of_draft(world):
    return {"pk": SeatFactory(decree=decree(world, draft=True), valid_from=None).pk}


def holder(world):
    return {"pk": HolderFactory(seat=SeatFactory(decree=decree(world))).pk}


def partner(world):
    return {"pk": PartnerFactory(team=world.team).pk}


ENDING = {"last_day": "2026-11-01", "reason": "digabung"}
CHANGING = {"rank": "member", "position": "3", "office": "Kepala Dinas"}
HOLDING = {
    "full_name": "Nama Contoh", "standing": "definitive", "valid_from": "2026-02-01",
}  # fmt: skip

ROWS = [
    Row("roster:team"),
    Row("roster:chart"),
    Row("roster:contacts"),
    Row("roster:kecamatan_list"),
    Row("roster:partners"),
    Row("roster:decrees"),
    Row("roster:kecamatan", args=lambda world: {"code": world.camat.kecamatan_id}),
    Row("roster:decree", args=issued),
    Row("roster:decree", relation="draft", args=draft),
    Row("roster:decree", relation="draft of kecamatan", args=draft_of_kecamatan),
    Row("roster:decree_create"),
    Row("roster:decree_create", method="post",
        data=lambda world: {"subject": "Tim Terpadu"}, status=302),
    Row("roster:decree_edit", args=issued),
    Row("roster:decree_edit", relation="draft", args=draft),
    Row("roster:decree_edit", relation="draft of kecamatan", args=draft_of_kecamatan),
    Row("roster:decree_issue", method="post", args=ready,
        status=302),
    Row("roster:decree_issue", relation="draft of kecamatan", method="post",
        args=draft_of_kecamatan, status=302),
    Row("roster:decree_withdraw", method="post", args=draft, status=302,
        data=lambda world: {"reason": "salah"}),
    Row("roster:seat_create", args=issued),
    Row("roster:seat_create", method="post", args=issued,
        data=lambda world: CHANGING, status=302),
    Row("roster:seat", args=seat),
    Row("roster:seat", relation="draft", args=seat_of_draft),
    Row("roster:seat_edit", args=seat),
    Row("roster:seat_edit", relation="intelligence", args=seat_of_intelligence),
    Row("roster:seat_edit", relation="kecamatan", args=seat_of_kecamatan),
    Row("roster:seat_edit", method="post", args=seat, status=302,
        data=lambda world: CHANGING),
    Row("roster:seat_end", args=seat),
    Row("roster:seat_end", method="post", args=seat, status=302,
        data=lambda world: ENDING),
    Row("roster:seat_drop", method="post", args=seat_of_draft, status=302),
    Row("roster:holder_create", args=seat),
    Row("roster:holder_create", method="post", args=seat, status=302,
        data=lambda world: HOLDING),
    Row("roster:holder_edit", args=holder),
    Row("roster:holder_edit", method="post", args=holder, status=302,
        data=lambda world: HOLDING),
    Row("roster:partner_create"),
    Row("roster:partner_create", method="post", status=302,
        data=lambda world: {"kind": "community", "name": "Forum Baru"}),
    Row("roster:partner_edit", args=partner),
    Row("roster:partner_retire", args=partner),
    Row("roster:partner_retire", method="post", args=partner, status=302,
        data=lambda world: ENDING),
]  # fmt: skip
