"""A report arrives: once, with a receipt, whatever the network does."""

import datetime as dt
from dataclasses import dataclass
from enum import Enum
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from incidents import permissions
from incidents.actions import nil, waiting
from incidents.actions.rows import broke
from incidents.models import Incident
from incidents.models.choices import Origin, Status
from incidents.models.incident import IncidentQuerySet
from timdu.core import codes, event_names, events
from timdu.core.access import require
from timdu.core.receipts import content_hash
from timdu.core.workflow import WrongState
from timdu.team import settings as team_settings
from timdu.team.models import Agency, Team, User
from timdu.wilayah.models import Wilayah

event_names.name(
    incident_report="Laporan dikirim",
    incident_draft="Draf disimpan",
)

SENT_ONCE, CODE_ONCE = "incident_sent_once", "incidents_incident_code_key"
CODE_ATTEMPTS = 8


class Outcome(Enum):
    """What became of what was sent."""

    NEW = 201
    SAME = 202
    OTHER = 409


@dataclass(frozen=True)
class Receipt:
    """The report that stands, and whether it is what was sent."""

    incident: Incident
    outcome: Outcome


@dataclass(frozen=True)
class Sender:
    """Whose report it is, when somebody else types it."""

    origin: Origin
    agency: Agency | None = None
    on_behalf: str = ""
    known_to_head: bool | None = None


def report(
    *,
    by: User,
    client_uuid: UUID,
    received: dict[str, Any],
    facts: dict[str, Any],
    sender: Sender,
    as_draft: bool = False,
    now: dt.datetime | None = None,
) -> Receipt:
    """Take in the kabar awal; the same key from the same account is the same report.

    `received` is what came over the wire: the receipt's hash is computed from it, so that the
    sender can recompute it. Same content again gives the same receipt, other content is refused
    without touching what stands.
    """
    require(permissions.can_report(by))
    digest = content_hash(received)
    wire: dict[str, Any] = {
        "client_uuid": client_uuid,
        "received": received,
        "received_hash": digest,
    }
    for attempt in range(CODE_ATTEMPTS):
        # A code that is taken is tried again, longer each second time.
        wire["code"] = codes.new_code("TDU", year_of(now), 4 + attempt // 2)
        try:
            with transaction.atomic():
                known = sent_before(by, client_uuid).first()
                if known is None:
                    return Receipt(create(by, wire, facts, sender, as_draft, now), Outcome.NEW)
        except IntegrityError as error:
            if broke(error, CODE_ONCE):
                continue
            # A double click: the other request won between our look and our insert.
            if not broke(error, SENT_ONCE):
                raise
            known = sent_before(by, client_uuid).get()
        same = known.received_hash == digest
        return Receipt(known, Outcome.SAME if same else Outcome.OTHER)
    raise RuntimeError("no free code found")


def year_of(now: dt.datetime | None) -> int:
    """The year of the active zone, for the code."""
    return timezone.localtime(now).year


def sent_before(by: User, client_uuid: UUID) -> IncidentQuerySet:
    """The report this account sent under the key already, with what the receipt needs of it."""
    rows = Incident.objects.filter(entered_by=by, client_uuid=client_uuid).order_by()
    return rows.only("code", "received_hash", "received_at")


def create(
    by: User,
    wire: dict[str, Any],
    facts: dict[str, Any],
    sender: Sender,
    as_draft: bool,
    now: dt.datetime | None,
) -> Incident:
    """Write the row, its event and what it sets in motion, inside the caller's transaction."""
    now = now or timezone.now()
    assert by.team is not None
    check_place(by, by.team, facts["place"])
    sent = None if as_draft else now
    incident = Incident(
        team=by.team,
        received_at=now,
        entered_by=by,
        origin=sender.origin,
        agency=sender.agency,
        on_behalf=sender.on_behalf,
        known_to_head=sender.known_to_head,
        status=Status.DRAFT if as_draft else Status.SUBMITTED,
        reported_at=sent,
        submitted_at=sent,
        archive_code=team_settings.value(by.team, "incidents.archive_code"),
        **wire,
        **facts,
    )
    incident.kecamatan = kecamatan_of(incident.place)
    incident.byline = byline(by, sender, incident.kecamatan)
    incident.names = f"{incident.place.name} {incident.kecamatan.name}"
    incident.save(force_insert=True)
    what = "incident.draft" if as_draft else "incident.report"
    events.record(by=by, what=what, about=incident)
    if not as_draft:
        nil.give_way_to(incident, by=by, now=now)
        waiting.for_completion(incident)
    return incident


def kecamatan_of(place: Wilayah) -> Wilayah:
    """The kecamatan a desa lies in; a kecamatan is its own."""
    if place.level == Wilayah.Level.KECAMATAN:
        return place
    assert place.parent is not None
    return place.parent


def check_place(by: User, team: Team, place: Wilayah) -> None:
    """A place must lie in the team's area, and a kecamatan's report in the kecamatan."""
    scope = by.kecamatan_id or team.scope
    if place.level < Wilayah.Level.KECAMATAN or not place.code.startswith(scope):
        raise WrongState("Tempat ini di luar wilayah Anda. Pilih desa di wilayah Anda.")


def byline(by: User, sender: Sender, kecamatan: Wilayah) -> str:
    """Who reports, as it stands under every fact; kept, because people change their posting."""
    if by.is_secretariat:
        whose = {
            Origin.KECAMATAN: f"Camat {kecamatan.name}",
            Origin.AGENCY: sender.agency.short_name if sender.agency else "",
            Origin.SECRETARIAT: sender.on_behalf,
        }[Origin(sender.origin)]
        return f"{whose}, dicatat oleh Sekretariat" if whose else by.byline
    office = by.agency.short_name if by.agency else by.byline
    if not by.is_operator:
        return office
    head = f"Camat {kecamatan.name}" if by.kecamatan_id else "pimpinan"
    return f"{by.byline}, a.n. {head}"
