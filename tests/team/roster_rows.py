"""Who may read and write the roster."""

from tests.access import SECRETARIAT, Row
from tests.files.factories import AttachmentFactory
from tests.team.factories import (
    DecreeFactory,
    DutyOfficerFactory,
    HolderFactory,
    PartnerFactory,
    SeatFactory,
)

FIELD = "camat operator other_camat member other_member"
ABOVE = "leader forkopimda auditor"
OURS = f"{FIELD} {SECRETARIAT} {ABOVE} admin"
FAR = "far_camat far_staff far_verifier far_secretary far_admin"
EDITORS = f"{SECRETARIAT} admin"
FAR_EDITORS = "far_staff far_verifier far_secretary far_admin"
READERS = f"{FIELD} {ABOVE}"


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


def of_team(url):
    return Row(url, ok=f"{OURS} {FAR}", otherwise=403)


ENDING = {"last_day": "2026-11-01", "reason": "digabung"}
CHANGING = {"rank": "member", "position": "3", "office": "Kepala Dinas"}
HOLDING = {
    "full_name": "Nama Contoh", "standing": "definitive", "valid_from": "2026-02-01",
}  # fmt: skip

MONTH = {"month": "2030-02"}
PLANNERS = {"ok": f"{EDITORS} {FAR_EDITORS}", "otherwise": 403}

ROWS = [
    of_team("roster:team"),
    of_team("roster:chart"),
    of_team("roster:contacts"),
    of_team("roster:kecamatan_list"),
    of_team("roster:partners"),
    of_team("roster:decrees"),
    Row("roster:kecamatan", args=lambda world: {"code": world.camat.kecamatan_id}, ok=OURS,
        denied="observer"),
    Row("roster:decree", args=issued, ok=OURS),
    Row("roster:decree", relation="draft", args=draft, ok=EDITORS),
    Row("roster:decree", relation="draft of kecamatan", args=draft_of_kecamatan,
        ok=f"{EDITORS} camat operator"),
    Row("roster:decree_create", ok=f"{EDITORS} {FAR_EDITORS}", otherwise=403),
    Row("roster:decree_create", method="post", ok=f"{EDITORS} {FAR_EDITORS}", otherwise=403,
        data=lambda world: {"subject": "Tim Terpadu"}, status=302),
    Row("roster:decree_edit", args=issued, ok="verifier secretary admin",
        denied=f"staff {READERS}"),
    Row("roster:decree_edit", relation="draft", args=draft, ok=EDITORS),
    Row("roster:decree_edit", relation="draft of kecamatan", args=draft_of_kecamatan,
        ok=f"{EDITORS} camat operator"),
    Row("roster:decree_issue", method="post", args=ready, ok="verifier secretary admin",
        status=302, denied="staff"),
    Row("roster:decree_issue", relation="draft of kecamatan", method="post",
        args=draft_of_kecamatan, ok="verifier secretary admin camat", status=302,
        denied="staff operator"),
    Row("roster:decree_withdraw", method="post", args=draft, ok=EDITORS, status=302,
        data=lambda world: {"reason": "salah"}),
    Row("roster:scan_withdraw", args=scan, ok=SECRETARIAT, denied=f"admin {READERS}"),
    Row("roster:scan_withdraw", method="post", args=scan, ok=SECRETARIAT, status=302,
        denied=f"admin {READERS}", data=lambda world: {"reason": "salah berkas"}),
    Row("roster:seat_create", args=issued, ok=EDITORS, denied=READERS),
    Row("roster:seat_create", method="post", args=issued, ok=EDITORS, denied=READERS,
        data=lambda world: CHANGING, status=302),
    Row("roster:seat", args=seat, ok=OURS),
    Row("roster:seat", relation="draft", args=seat_of_draft, ok=EDITORS),
    Row("roster:seat_edit", args=seat, ok=EDITORS, denied=READERS),
    Row("roster:seat_edit", relation="intelligence", args=seat_of_intelligence, ok=SECRETARIAT,
        denied=f"{READERS} admin"),
    Row("roster:seat_edit", relation="kecamatan", args=seat_of_kecamatan,
        ok=f"{EDITORS} camat operator", denied=f"other_camat member other_member {ABOVE}"),
    # A form without its version is late for everything that is there.
    Row("roster:seat_edit", method="post", args=seat, ok=EDITORS, denied=READERS, status=409,
        data=lambda world: CHANGING),
    Row("roster:seat_end", args=seat, ok=EDITORS, denied=READERS),
    Row("roster:seat_end", method="post", args=seat, ok=EDITORS, denied=READERS, status=302,
        data=lambda world: ENDING),
    Row("roster:seat_drop", method="post", args=seat_of_draft, ok=EDITORS, status=302),
    Row("roster:holder_create", args=seat, ok=EDITORS, denied=READERS),
    Row("roster:holder_create", method="post", args=seat, ok=EDITORS, denied=READERS, status=302,
        data=lambda world: HOLDING),
    Row("roster:holder_edit", args=holder, ok=EDITORS, denied=READERS),
    Row("roster:holder_edit", method="post", args=holder, ok=EDITORS, denied=READERS, status=409,
        data=lambda world: HOLDING),
    of_team("roster_pdf:team"),
    of_team("roster_pdf:contacts"),
    Row("roster_pdf:kecamatan", args=lambda world: {"code": world.camat.kecamatan_id}, ok=OURS,
        denied="observer"),
    of_team("roster:rota"),
    Row("roster:rota_month", ok=f"{OURS} {FAR}", otherwise=403, args=lambda world: MONTH),
    Row("roster:rota_plan", args=lambda world: MONTH, **PLANNERS),
    Row("roster:rota_plan", method="post", args=lambda world: MONTH, **PLANNERS),
    Row("roster:rota_fill", method="post", args=lambda world: MONTH, **PLANNERS),
    Row("roster:rota_swap", method="post", args=lambda world: MONTH, **PLANNERS),
    Row("roster:rota_copy", method="post", args=lambda world: MONTH, status=302, **PLANNERS),
    Row("roster:duty_officers", **PLANNERS),
    Row("roster:duty_officers", method="post", status=302, **PLANNERS,
        data=lambda world: {"name": "Petugas Baru", "phone": "081200000009"}),
    Row("roster:duty_officer", args=officer, ok=EDITORS,
        denied=f"{READERS} observer far_camat"),
    Row("roster:duty_officer", method="post", args=officer, ok=EDITORS, status=409,
        denied=f"{READERS} observer far_camat",
        data=lambda world: {"name": "Nama Lain", "phone": "081200000009"}),
    Row("roster:duty_officer_retire", args=officer, ok=EDITORS,
        denied=f"{READERS} observer far_camat"),
    Row("roster:duty_officer_retire", method="post", args=officer, ok=EDITORS, status=302,
        denied=f"{READERS} observer far_camat", data=lambda world: {"reason": "mutasi"}),
    Row("roster:partner_create", ok=f"{SECRETARIAT} far_staff far_verifier far_secretary",
        otherwise=403),
    Row("roster:partner_create", method="post", otherwise=403, status=302,
        ok=f"{SECRETARIAT} far_staff far_verifier far_secretary",
        data=lambda world: {"kind": "community", "name": "Forum Baru"}),
    Row("roster:partner_edit", args=partner, ok=SECRETARIAT,
        denied=f"{READERS} admin observer far_camat far_admin"),
    Row("roster:partner_retire", args=partner, ok=SECRETARIAT,
        denied=f"{READERS} admin observer far_camat far_admin"),
    Row("roster:partner_retire", method="post", args=partner, ok=SECRETARIAT, status=302,
        denied=f"{READERS} admin observer far_camat far_admin", data=lambda world: ENDING),
]  # fmt: skip
