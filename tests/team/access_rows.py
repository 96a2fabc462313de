"""Who may manage people and settings."""

import datetime as dt

from tests.access import Row
from tests.team import roster_rows
from timdu.core.models import Holiday


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


def a_holiday(world):
    day = dt.date(2026, 12, 25)
    return {"pk": Holiday.objects.create(team=world.team, day=day, name="Libur").pk}


def account(world):
    return {
        "username": "orang.baru",
        "full_name": "Nama Contoh",
        "position": "Camat Uji",
        "role": "staff",
    }


TEAM_LINES = {"seat": "Ibu Kota", "zone": "Asia/Jakarta", "duty_hour": "8"}


def an_auditor(world):
    return {"pk": world.auditor.pk}


def a_letter(world):
    today = dt.date.today()
    return {
        "number": "700/1", "signed_on": today, "subject": "pemeriksaan", "valid_from": today,
        "valid_until": today + dt.timedelta(days=30),
    }  # fmt: skip


ROWS = [
    Row("team:user_list"),
    Row("team:user_create"),
    Row("team:user_create", method="post", data=account),
    Row(
        "team:user_edit",
        args=a_person,
    ),
    Row(
        "team:user_end",
        method="post",
        args=a_person,
        data=lambda world: {"reason": "mutasi"},
        status=302,
    ),
    Row("team:user_restore", method="post", args=a_person, status=302),
    Row("team:user_confirm", method="post", args=pending_person,
        data=lambda world: {"answer": "yes"}, status=302),
    Row("team:agency_list"),
    Row("team:agency_edit", args=an_agency),
    Row("team:agency_edit", method="post", args=an_agency, status=409,
        data=lambda world: {"name": "Nama Baru", "short_name": "NB"}),
    Row("team:holidays"),
    Row("team:holidays", method="post", status=302,
        data=lambda world: {"kind": "joint", "days": "24-12-2026 Cuti bersama"}),
    Row("team:holiday_withdraw", method="post", args=a_holiday, status=302),
    Row("team:settings"),
    Row("team:settings", method="post", data=lambda world: TEAM_LINES, status=409),
    Row("team:setting_edit", args=lambda world: {"key": "paper"}),
    Row("team:setting_edit", method="post", args=lambda world: {"key": "paper"},
        data=lambda world: {"value": "F4", "valid_from": "2026-01-01"}, status=409),
]  # fmt: skip
ROWS += [
    *(
        Row(
            "audit:surat_tugas",
            args=an_auditor,
            method=method,
            data=a_letter,
            status=status,
        )
        for method, status in (("get", 200), ("post", 302))
    ),
    # There is a team: the first page is gone for everybody.
    Row("begin"),
    *roster_rows.ROWS,
]
