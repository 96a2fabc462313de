"""Mitra: added, changed, retired."""

import datetime as dt
from typing import Any

from django.db import transaction

from timdu.core import events
from timdu.core.access import require
from timdu.core.conflicts import refuse_stale
from timdu.core.workflow import WrongState
from timdu.team.models import Partner, User
from timdu.team.roster import permissions


@transaction.atomic
def add(*, by: User, **facts: Any) -> Partner:
    """Add a mitra to the team."""
    require(permissions.can_edit_partners(by))
    partner = Partner(team=by.own_team, **facts)
    partner.full_clean()
    partner.save()
    events.record(by=by, what="partner.add", about=partner, note=partner.name)
    return partner


@transaction.atomic
def change(partner: Partner, *, by: User, version: str | None = None, **facts: Any) -> Partner:
    """Change a mitra."""
    partner = locked(partner, by)
    refuse_stale(partner, facts, version)
    changed = sorted(name for name, value in facts.items() if getattr(partner, name) != value)
    for name, value in facts.items():
        setattr(partner, name, value)
    partner.full_clean()
    partner.save()
    events.record(by=by, what="partner.change", about=partner, data={"changed": changed})
    return partner


@transaction.atomic
def retire(partner: Partner, *, by: User, on: dt.date, reason: str) -> Partner:
    """No longer a mitra from a day on; what was done together keeps its meaning."""
    partner = locked(partner, by)
    if partner.retired_on is not None:
        raise WrongState("Mitra ini sudah tidak dipakai lagi.")
    partner.retired_on, partner.retired_reason = on, reason
    partner.save(update_fields=["retired_on", "retired_reason"])
    events.record(by=by, what="partner.retire", about=partner, note=reason)
    return partner


def locked(partner: Partner, by: User) -> Partner:
    """Read the row again under lock."""
    require(permissions.can_edit_partners(by))
    rows = Partner.objects.visible_to(by).select_for_update(of=("self",))
    return rows.get(pk=partner.pk)
