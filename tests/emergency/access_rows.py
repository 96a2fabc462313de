"""Who gets what from the register of Status Keadaan Konflik: page × person × relation."""

import datetime as dt

from django.utils import timezone

from tests.access import Row
from tests.emergency.factories import EmergencyFactory, ProgressFactory, TroopRequestFactory
from tests.files.factories import upload

DAY = dt.timedelta(days=1)


def confirmed(world):
    return {"pk": EmergencyFactory(by=world.staff, confirmed=True).pk}


def entered(world):
    return {"pk": EmergencyFactory(by=world.staff).pk}


def confirmed_act(world):
    row = EmergencyFactory(by=world.staff, confirmed=True)
    return {"pk": row.pk, "act_pk": row.acts.get().pk}


def entered_act(world):
    row = EmergencyFactory(by=world.staff)
    return {"pk": row.pk, "act_pk": row.acts.get().pk}


def asked(world):
    row = TroopRequestFactory(emergency=EmergencyFactory(by=world.staff, confirmed=True))
    return {"pk": row.emergency.pk, "request_pk": row.pk}


def noted(world):
    row = ProgressFactory(emergency=EmergencyFactory(by=world.staff, confirmed=True))
    return {"pk": row.emergency.pk, "note_pk": row.pk}


def asked_by_mistake(world):
    row = TroopRequestFactory(emergency=EmergencyFactory(by=world.staff, confirmed=True))
    return {"pk": row.emergency.pk, "note_pk": row.pk}


def reason(world):
    return {"note": "Salah catat."}


def said(world, days=90):
    day = timezone.localdate() - 3 * DAY
    return {
        "title": "Gladi: Status Keadaan Konflik", "area": "Kecamatan Contoh", "report_days": "7",
        "number": "300/1/2026", "signed_on": day.isoformat(), "starts_on": day.isoformat(),
        "ends_on": (day + (days - 1) * DAY).isoformat(), "summary": "Menetapkan gladi.",
        "consulted_on": (day - DAY).isoformat(),
    }  # fmt: skip


def with_scan(world):
    return said(world) | {"uploads": [upload()]}


def beyond(world):
    return said(world, 91) | {"uploads": [upload()]}


def version(world):
    return {"version": "1"}


ROWS = [
    Row("emergency:list"),
    Row("emergency:create"),
    Row("emergency:create", method="post", relation="save", data=with_scan, status=302),
    Row("emergency:create", method="post", relation="beyond", data=beyond),
    Row("emergency:detail", args=confirmed, relation="confirmed"),
    Row("emergency:detail", args=entered, relation="entered"),
    Row("emergency:extend", args=confirmed),
    Row("emergency:revoke", args=confirmed),
    Row("emergency:edit", args=entered_act, relation="entered"),
    Row("emergency:confirm", args=entered_act, relation="entered"),
    Row("emergency:confirm", args=entered_act, method="post", relation="entered", data=version,
        status=302),
    Row("emergency:withdraw", args=confirmed_act, relation="confirmed"),
    Row("emergency:progress", args=confirmed),
    Row("emergency:progress_withdraw", args=noted),
    Row("emergency:progress_withdraw", args=noted, method="post", relation="reason", data=reason,
        status=302),
    Row("emergency:troops", args=confirmed),
    Row("emergency:troops_edit", args=asked),
    Row("emergency:troops_withdraw", args=asked_by_mistake),
    Row("emergency:troops_withdraw", args=asked_by_mistake, method="post", relation="reason",
        data=reason, status=302),
]  # fmt: skip
