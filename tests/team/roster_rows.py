"""Who may read and write the roster."""

from tests.access import Row
from tests.files.factories import AttachmentFactory
from tests.team.factories import (
    DecreeFactory,
    DutyOfficerFactory,
    HolderFactory,
    PartnerFactory,
    SeatFactory,
)


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


def scan(world):
    sk = decree(world)
    return {"pk": sk.pk, "file": AttachmentFactory(owner=sk).pk}


def officer(world):
    return {"pk": DutyOfficerFactory(team=world.team).pk}


def partner(world):
    return {"pk": PartnerFactory(team=world.team).pk}


ENDING = {"last_day": "2026-11-01", "reason": "digabung"}
CHANGING = {"rank": "member", "position": "3", "office": "Kepala Dinas"}
HOLDING = {
    "full_name": "Nama Contoh", "standing": "definitive", "valid_from": "2026-02-01",
}  # fmt: skip

MONTH = {"month": "2030-02"}

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
    Row("roster:scan_withdraw", args=scan),
    Row("roster:scan_withdraw", method="post", args=scan, status=302,
        data=lambda world: {"reason": "salah berkas"}),
    Row("roster:seat_create", args=issued),
    Row("roster:seat_create", method="post", args=issued,
        data=lambda world: CHANGING, status=302),
    Row("roster:seat", args=seat),
    Row("roster:seat", relation="draft", args=seat_of_draft),
    Row("roster:seat_edit", args=seat),
    Row("roster:seat_edit", relation="intelligence", args=seat_of_intelligence),
    Row("roster:seat_edit", relation="kecamatan", args=seat_of_kecamatan),
    # A form without its version is late for everything that is there.
    Row("roster:seat_edit", method="post", args=seat, status=409,
        data=lambda world: CHANGING),
    Row("roster:seat_end", args=seat),
    Row("roster:seat_end", method="post", args=seat, status=302,
        data=lambda world: ENDING),
    Row("roster:seat_drop", method="post", args=seat_of_draft, status=302),
    Row("roster:holder_create", args=seat),
    Row("roster:holder_create", method="post", args=seat, status=302,
        data=lambda world: HOLDING),
    Row("roster:holder_edit", args=holder),
    Row("roster:holder_edit", method="post", args=holder, status=409,
        data=lambda world: HOLDING),
    Row("roster_pdf:team"),
    Row("roster_pdf:contacts"),
    Row("roster_pdf:kecamatan", args=lambda world: {"code": world.camat.kecamatan_id}),
    Row("roster:rota"),
    Row("roster:rota_month", args=lambda world: MONTH),
    Row("roster:rota_plan", args=lambda world: MONTH),
    Row("roster:rota_plan", method="post", args=lambda world: MONTH),
    Row("roster:rota_fill", method="post", args=lambda world: MONTH),
    Row("roster:rota_swap", method="post", args=lambda world: MONTH),
    Row("roster:rota_copy", method="post", args=lambda world: MONTH, status=302),
    Row("roster:duty_officers"),
    Row("roster:duty_officers", method="post", status=302,
        data=lambda world: {"name": "Petugas Baru", "phone": "081200000009"}),
    Row("roster:duty_officer", args=officer),
    Row("roster:duty_officer", method="post", args=officer, status=409,
        data=lambda world: {"name": "Nama Lain", "phone": "081200000009"}),
    Row("roster:duty_officer_retire", args=officer),
    Row("roster:duty_officer_retire", method="post", args=officer, status=302,
        data=lambda world: {"reason": "mutasi"}),
    Row("roster:partner_create"),
    Row("roster:partner_create", method="post", status=302,
        data=lambda world: {"kind": "community", "name": "Forum Baru"}),
    Row("roster:partner_edit", args=partner),
    Row("roster:partner_retire", args=partner),
    Row("roster:partner_retire", method="post", args=partner, status=302,
        data=lambda world: ENDING),
]  # fmt: skip
