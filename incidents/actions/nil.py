"""Laporan nihil: filed once, and out of the way as soon as something did happen."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from incidents import permissions
from incidents.models import Incident, NilReport
from incidents.models.choices import Origin
from timdu.core import event_names, events
from timdu.core.access import require
from timdu.core.periods import Month
from timdu.core.workflow import WrongState
from timdu.team.models import Agency, Team, User
from timdu.wilayah.models import Wilayah

event_names.name(
    nil_file="Nihil dilaporkan",
    nil_withdraw="Laporan nihil ditarik",
    nil_give_way="Laporan nihil gugur karena ada laporan",
)


def hold(kecamatan: Wilayah | None, agency: Agency | None) -> None:
    """Let one sender's nil and report pass one after the other, never past each other."""
    if kecamatan is not None:
        Wilayah.objects.select_for_update(no_key=True).only("pk").get(pk=kecamatan.pk)
    if agency is not None:
        Agency.objects.select_for_update(no_key=True).get(pk=agency.pk)


def reports_of(team: Team, month: Month, kecamatan: Wilayah | None, agency: Agency | None) -> int:
    """How many reports of the month the sender has sent, whatever became of them."""
    rows = Incident.objects.filter(team=team).sent().in_month(month, team.zone)
    if kecamatan is not None:
        return rows.filter(origin=Origin.KECAMATAN, kecamatan=kecamatan).count()
    return rows.filter(agency=agency).count()


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
    found = reports_of(team, month, kecamatan, agency)
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
    return nil


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
    kecamatan = incident.kecamatan if incident.origin == Origin.KECAMATAN else None
    if kecamatan is None and incident.agency is None:
        return
    hold(kecamatan, incident.agency)
    month = Month.of(incident.occurred_at, incident.team.zone)
    standing = NilReport.objects.standing().filter(
        team=incident.team, month=month.first, kecamatan=kecamatan, agency=incident.agency
    )
    for nil in standing.select_for_update(of=("self",)):
        nil.withdrawn_at, nil.withdrawn_for = now, incident
        nil.withdrawn_reason = f"Ada laporan {incident.code} pada {month.label}."
        nil.save(update_fields=["withdrawn_at", "withdrawn_reason", "withdrawn_for"])
        events.record(by=by, what="nil.give_way", about=[nil, incident], note=nil.withdrawn_reason)
