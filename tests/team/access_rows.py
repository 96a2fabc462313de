"""Who may manage people and settings."""

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


def an_agency(world):
    return {"pk": world.agency.pk}


def account(world):
    return {
        "username": "orang.baru",
        "full_name": "Nama Contoh",
        "position": "Camat Uji",
        "role": "staff",
    }


TEAM_LINES = {"seat": "Ibu Kota", "zone": "Asia/Jakarta", "duty_hour": "8"}

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
    Row("team:user_confirm", method="post", args=pending_person,
        data=lambda world: {"answer": "yes"}, ok="secretary", status=302,
        denied=f"{OURS} staff verifier admin"),
    Row("team:agency_list", ok=MANAGERS, otherwise=403),
    Row("team:agency_edit", args=an_agency, ok="admin",
        denied=f"{OURS} {SECRETARIAT} observer {FAR}"),
    Row("team:agency_edit", method="post", args=an_agency, ok="admin", status=409,
        denied=f"{OURS} {SECRETARIAT} observer {FAR}",
        data=lambda world: {"name": "Nama Baru", "short_name": "NB"}),
    Row("team:settings", ok=f"{SECRETARIAT} admin far_staff far_verifier far_secretary far_admin",
        otherwise=403),
    Row("team:settings", method="post", ok=SETTERS, otherwise=403,
        data=lambda world: TEAM_LINES, status=409),
    Row("team:setting_edit", args=lambda world: {"key": "paper"}, ok=SETTERS, otherwise=403),
    Row("team:setting_edit", method="post", args=lambda world: {"key": "paper"}, ok=SETTERS,
        otherwise=403, data=lambda world: {"value": "F4", "valid_from": "2026-01-01"}, status=409),
]  # fmt: skip
ROWS += [
    # There is a team: the first page is gone for everybody.
    Row("begin", otherwise=404, status=404, public=True),
    *roster_rows.ROWS,
]
