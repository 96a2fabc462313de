"""Laporan nihil: filed once, and out of the way as soon as something did happen."""

import datetime as dt
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.db import transaction
from django.utils import timezone

from incidents import permissions, tasks
from incidents.models import Incident, NilReport
from incidents.models.choices import Origin
from timdu.core import event_names, events
from timdu.core.access import require
from timdu.core.periods import Month
from timdu.core.receiving import Receipt, Wire, once
from timdu.core.workflow import WrongState
from timdu.team.models import Agency, Team, User
from timdu.wilayah.models import Wilayah

event_names.name(
    nil_file="Nihil dilaporkan",
    nil_withdraw="Laporan nihil ditarik",
    nil_give_way="Laporan nihil gugur karena ada laporan",
    nil_stand_again="Laporan nihil berlaku lagi",
)

NIL = "nil"


@dataclass(frozen=True)
class Spoken:
    """Of whose month a report speaks."""

    kecamatan: Wilayah | None
    agency: Agency | None
    month: Month


def spoken_of(incident: Incident) -> Spoken | None:
    """Whose month the report answers for; nobody's when the secretariat wrote for a partner."""
    kecamatan = incident.kecamatan if incident.origin == Origin.KECAMATAN else None
    if kecamatan is None and incident.agency is None:
        return None
    return Spoken(kecamatan, incident.agency, Month.of(incident.occurred_at, incident.team.zone))


def hold(kecamatan: Wilayah | None, agency: Agency | None) -> None:
    """Let one sender's nil and report pass one after the other, never past each other."""
    if kecamatan is not None:
        hold_places(kecamatan)
    if agency is not None:
        Agency.objects.select_for_update(no_key=True).get(pk=agency.pk)


def hold_places(*kecamatan: Wilayah) -> None:
    """The same of several kecamatan, always in one order: two moves may cross."""
    rows = Wilayah.objects.filter(pk__in=[place.pk for place in kecamatan]).only("pk")
    list(rows.order_by("pk").select_for_update(no_key=True))


def reports_of(team: Team, spoken: Spoken) -> int:
    """How many reports of the month the sender has sent, whatever became of them."""
    rows = Incident.objects.filter(team=team).sent().in_month(spoken.month, team.zone)
    if spoken.kecamatan is not None:
        return rows.filter(origin=Origin.KECAMATAN, kecamatan=spoken.kecamatan).count()
    return rows.filter(agency=spoken.agency).count()


@transaction.atomic
def file(
    *,
    by: User,
    month: Month,
    asked: str,
    kecamatan: Wilayah | None = None,
    agency: Agency | None = None,
    known_to_head: bool | None = None,
    now: dt.datetime | None = None,
) -> NilReport:
    """Say that in the month there was nothing to report, and who was asked."""
    require(permissions.can_file_nil(by))
    now = now or timezone.now()
    team = by.team
    assert team is not None
    if month > Month.of(now, team.zone):
        raise WrongState(f"{month.label} belum dimulai.")
    hold(kecamatan, agency)
    found = reports_of(team, Spoken(kecamatan, agency, month))
    if found:
        raise WrongState(f"Tidak perlu: sudah ada {found} laporan pada {month.label}.")
    standing = NilReport.objects.standing().filter(
        team=team, month=month.first, kecamatan=kecamatan, agency=agency
    )
    if standing.exists():
        raise WrongState(f"Nihil {month.label} sudah dilaporkan.")
    nil = NilReport.objects.create(
        team=team,
        kecamatan=kecamatan,
        agency=agency,
        month=month.first,
        asked=asked,
        entered_by=by,
        byline=by.byline,
        known_to_head=known_to_head,
        sent_at=now,
    )
    events.record(by=by, what="nil.file", about=nil, note=asked)
    tasks.answered(team, month, kecamatan, agency, by=by, now=now)
    return nil


def hand_in(wire: Wire, *, by: User, **facts: Any) -> Receipt:
    """File it once, however often it is sent."""
    return once(wire, by=by, kind=NIL, make=partial(file, by=by, **facts))


@transaction.atomic
def withdraw(nil: NilReport, *, by: User, reason: str, now: dt.datetime | None = None) -> NilReport:
    """Take back a nil report that should not have been filed; it stays to be read."""
    nil = NilReport.objects.select_for_update(of=("self",)).get(pk=nil.pk)
    require(permissions.can_withdraw_nil(by, nil))
    if nil.withdrawn_at is not None:
        raise WrongState("Laporan nihil ini sudah ditarik.")
    nil.withdrawn_at, nil.withdrawn_reason = now or timezone.now(), reason
    nil.save(update_fields=["withdrawn_at", "withdrawn_reason"])
    events.record(by=by, what="nil.withdraw", about=nil, note=reason)
    return nil


def give_way_to(incident: Incident, *, by: User, now: dt.datetime) -> None:
    """A report of the month is sent: the standing nil of that sender is withdrawn, with a trace."""
    spoken = spoken_of(incident)
    if spoken is None:
        return
    hold(spoken.kecamatan, spoken.agency)
    month = spoken.month
    standing = NilReport.objects.standing().filter(
        team=incident.team,
        month=month.first,
        kecamatan=spoken.kecamatan,
        agency=spoken.agency,
    )
    for nil in standing.select_for_update(of=("self",)):
        nil.withdrawn_at, nil.withdrawn_for = now, incident
        nil.withdrawn_reason = f"Ada laporan {incident.code} pada {month.label}."
        nil.save(update_fields=["withdrawn_at", "withdrawn_reason", "withdrawn_for"])
        events.record(by=by, what="nil.give_way", about=[nil, incident], note=nil.withdrawn_reason)
    tasks.answered(incident.team, month, spoken.kecamatan, spoken.agency, by=by, now=now)


def follow(incident: Incident, before: Spoken | None, *, by: User, now: dt.datetime) -> None:
    """The report speaks of another month or kecamatan now: what it left may be nihil after all."""
    after = spoken_of(incident)
    if before is None or after is None:
        return
    places = [spoken.kecamatan for spoken in (before, after) if spoken.kecamatan is not None]
    hold_places(*places)
    give_way_to(incident, by=by, now=now)
    if before != after:
        why = f"ternyata bukan tentang {before.month.label} di sini"
        stand_again(incident, before, by=by, why=why)


def stand_again(incident: Incident, left: Spoken, *, by: User, why: str) -> None:
    """What was nihil until a wrong report said otherwise is nihil again, with a trace."""
    if reports_of(incident.team, left):
        return
    rows = NilReport.objects.filter(
        team=incident.team, month=left.month.first, kecamatan=left.kecamatan, agency=left.agency
    )
    if rows.standing().exists():
        return
    gone = rows.filter(withdrawn_for__isnull=False).select_for_update(of=("self",))
    nil = gone.order_by("-withdrawn_at", "-pk").first()
    if nil is None:
        return
    nil.withdrawn_at, nil.withdrawn_for, nil.withdrawn_reason = None, None, ""
    nil.save(update_fields=["withdrawn_at", "withdrawn_reason", "withdrawn_for"])
    note = f"Laporan {incident.code} {why}."
    events.record(by=by, what="nil.stand_again", about=[nil, incident], note=note)
