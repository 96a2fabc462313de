"""Recording a kegiatan: taken in once, changed with both sides shown, withdrawn with a reason."""

import datetime as dt
from collections.abc import Collection, Sequence
from functools import partial
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone

from incidents.cases.models import Case
from renaksi import permissions, words
from renaksi.actions.rows import Office, again, coded, placed, put_cases, put_offices
from renaksi.models import Activity
from timdu.core import event_names, events
from timdu.core.access import require
from timdu.core.receiving import Receipt, Wire, once
from timdu.core.workflow import WrongState
from timdu.team.models import User

event_names.name(
    activity_record="Kegiatan dicatat",
    activity_edit="Kegiatan diubah",
    activity_withdraw="Kegiatan ditarik",
    activity_link="Kegiatan dihubungkan ke permasalahan",
    activity_unlink="Kegiatan dilepas dari permasalahan",
)
ACTIVITY = "activity"
GONE = "Kegiatan ini sudah ditarik."


@transaction.atomic
def record(
    *,
    by: User,
    facts: dict[str, Any],
    offices: Collection[Office] = (),
    cases: Sequence[Case] = (),
    key: UUID | None = None,
    now: dt.datetime | None = None,
) -> Activity:
    """Write down what was held; whoever is not of the desk speaks for their own office."""
    require(permissions.can_record(by))
    now = now or timezone.now()
    if not by.is_secretariat:
        facts = facts | {"agency": by.agency, "kecamatan": by.kecamatan}
    made = Activity(team=by.own_team, entered_by=by, byline=byline(by), entered_at=now,
                    client_uuid=key or uuid4(), **facts)  # fmt: skip
    placed(made, now)
    made = coded(made, now)
    put_offices(made, offices)
    events.record(by=by, what="activity.record", about=made, note=made.about)
    put_cases(made, cases, by=by)
    return made


def byline(by: User) -> str:
    """Who writes it and from where; people change their posting."""
    if by.agency is None or by.is_secretariat:
        return by.byline
    return f"{by.byline}, {by.agency.short_name}"


def hand_in(wire: Wire, *, by: User, **typed: Any) -> Receipt:
    """Take it in once, however often it is sent."""
    make = partial(record, by=by, key=wire.client_uuid, **typed)
    return once(wire, by=by, kind=ACTIVITY, make=make)


@transaction.atomic
def edit(
    activity: Activity,
    *,
    by: User,
    version: int | None,
    facts: dict[str, Any],
    offices: Collection[Office] = (),
    cases: Sequence[Case] = (),
) -> Activity:
    """Change it; what it said before stands in its history."""
    row = again(activity, version=version)
    if row.is_withdrawn:
        raise WrongState(GONE)
    require(permissions.can_edit(by, row))
    if not by.is_secretariat:
        facts = {key: facts[key] for key in facts if key not in ("agency", "kecamatan")}
    said = words.changes(row, facts, offices)
    if said:
        for name, value in facts.items():
            setattr(row, name, value)
        placed(row, timezone.now())
        row.version += 1
        row.full_clean()
        row.save(update_fields=[*facts, "starts_at", "place_kecamatan", "version"])
        put_offices(row, offices)
        events.record(by=by, what="activity.edit", about=row, note="\n".join(said))
    put_cases(row, cases, by=by)
    return row


@transaction.atomic
def withdraw(activity: Activity, *, by: User, reason: str) -> Activity:
    """It was not held, or written down twice; its words stay to be read."""
    row = again(activity)
    require(permissions.can_withdraw(by, row))
    if row.is_withdrawn:
        raise WrongState(GONE)
    row.withdrawn_at, row.withdrawn_by, row.withdrawn_reason = timezone.now(), by, reason
    row.full_clean()
    row.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_reason"])
    events.record(by=by, what="activity.withdraw", about=row, note=reason)
    return row
