"""Who may manage people and settings."""

import datetime as dt

from tests.access import SECRETARIAT, Row
from tests.team import roster_rows

OURS = "camat operator other_camat member other_member leader forkopimda auditor"
FAR = "far_camat far_staff far_verifier far_secretary"
MANAGERS = "admin far_admin"
SETTERS = "secretary admin far_secretary far_admin"


def a_person(world):
    return {"pk": world.camat.pk}


def ended_person(world):
    world.camat.is_active = False
    world.camat.save()
    return a_person(world)


def pending_person(world):
    world.staff.pending_role = "verifier"
    world.staff.save()
    return {"pk": world.staff.pk}


def account(world):
    return {
        "username": "orang.baru",
        "full_name": "Nama Contoh",
        "position": "Camat Uji",
        "role": "staff",
    }


def an_auditor(world):
    return {"pk": world.auditor.pk}


def a_letter(world):
    today = dt.date.today()
    return {
        "number": "700/1", "signed_on": today, "subject": "pemeriksaan", "valid_from": today,
        "valid_until": today + dt.timedelta(days=30),
    }  # fmt: skip


ROWS = [
    Row("team:user_list", ok="secretary admin far_secretary far_admin", otherwise=403),
    Row("team:user_create", ok=MANAGERS, otherwise=403),
    Row("team:user_create", method="post", data=account, ok=MANAGERS, otherwise=403),
    Row(
        "team:user_edit",
        args=a_person,
        ok="admin",
        denied=f"{OURS} {SECRETARIAT} observer {FAR}",
    ),
    Row(
        "team:user_end",
        method="post",
        args=a_person,
        data=lambda world: {"reason": "mutasi"},
        ok="admin",
        status=302,
        denied=f"{OURS} {SECRETARIAT}",
    ),
    Row("team:user_restore", method="post", args=a_person, ok="admin", status=302,
        denied=f"{OURS} {SECRETARIAT}"),
    Row("team:user_reset_password", method="post", args=a_person, ok="admin",
        denied=f"{OURS} {SECRETARIAT}"),
    Row("team:user_confirm", method="post", args=pending_person,
        data=lambda world: {"answer": "yes"}, ok="secretary", status=302,
        denied=f"{OURS} staff verifier admin"),
    Row("team:agency_list", ok=MANAGERS, otherwise=403),
    Row("team:settings", ok=f"{SECRETARIAT} admin far_staff far_verifier far_secretary far_admin",
        otherwise=403),
    Row("team:settings", method="post", ok=SETTERS, otherwise=403,
        data=lambda world: {"seat": "Ibu Kota", "zone": "Asia/Jakarta"}, status=302),
    Row("team:setting_edit", args=lambda world: {"key": "paper"}, ok=SETTERS, otherwise=403),
    Row("team:setting_edit", method="post", args=lambda world: {"key": "paper"}, ok=SETTERS,
        otherwise=403, data=lambda world: {"value": "F4", "valid_from": "2026-01-01"}, status=302),
]  # fmt: skip
ROWS += [
    *(
        Row(
            "audit:surat_tugas",
            args=an_auditor,
            ok="secretary admin",
            method=method,
            data=a_letter,
            status=status,
            denied=f"{OURS} staff verifier observer far_camat far_staff far_verifier",
        )
        for method, status in (("get", 200), ("post", 302))
    ),
    # There is a team: the first page is gone for everybody.
    Row("begin", otherwise=404, status=404, public=True),
    *roster_rows.ROWS,
]
