"""A report arrives: once, with a receipt, whatever the network does."""

import datetime as dt
from dataclasses import asdict, dataclass
from functools import partial
from typing import Any, cast
from uuid import UUID

from django.db import IntegrityError
from django.utils import timezone

from incidents import permissions
from incidents.actions import nil, waiting
from incidents.actions.rows import broke
from incidents.models import Incident, Relay
from incidents.models.choices import Channel, Origin, Status
from timdu.core import codes, event_names, events, receiving
from timdu.core.access import require
from timdu.core.devices import Device
from timdu.core.receipts import content_hash
from timdu.core.receiving import Wire, once
from timdu.core.workflow import WrongState
from timdu.team import settings as team_settings
from timdu.team.models import Agency, Team, User
from timdu.wilayah.models import Wilayah

event_names.name(
    incident_report="Laporan dikirim",
    incident_draft="Draf disimpan",
)

INCIDENT = "incident"
CODE_ONCE = "incidents_incident_code_key"
CODE_ATTEMPTS = 8


@dataclass(frozen=True)
class Receipt(receiving.Receipt):
    """The report that stands, and whether it is what was sent."""

    @property
    def incident(self) -> Incident:
        return cast(Incident, self.row.became)


@dataclass(frozen=True)
class Telling:
    """How the report came to whoever types it, and from whom."""

    channel: Channel
    told_at: dt.datetime
    told_by: str = ""
    contact: str = ""
    text: str = ""


@dataclass(frozen=True)
class Sender:
    """Whose report it is, when somebody else types it."""

    origin: Origin
    agency: Agency | None = None
    on_behalf: str = ""
    known_to_head: bool | None = None
    telling: Telling | None = None


def report(
    *,
    by: User,
    client_uuid: UUID,
    received: dict[str, Any],
    facts: dict[str, Any],
    sender: Sender,
    as_draft: bool = False,
    device: Device | None = None,
    now: dt.datetime | None = None,
) -> Receipt:
    """Take in the kabar awal; the same key from the same account is the same report.

    `received` is what came over the wire: the receipt's hash is computed from it, so that the
    sender can recompute it. Same content again gives the same receipt, other content is refused
    without touching what stands.
    """
    require(permissions.can_report(by))
    wire = Wire(client_uuid, received, device)
    for attempt in range(CODE_ATTEMPTS):
        # A code that is taken is tried again, longer each second time.
        code = codes.new_code("TDU", year_of(now), 4 + attempt // 2)
        make = partial(create, by, wire, code, facts, sender, as_draft, now)
        try:
            # What was received stands in the report itself.
            receipt = once(wire, by=by, kind=INCIDENT, make=make, keeps_content=False, at=now)
        except IntegrityError as error:
            if not broke(error, CODE_ONCE):
                raise
        else:
            return Receipt(receipt.row, receipt.outcome)
    raise RuntimeError("no free code found")


def year_of(now: dt.datetime | None) -> int:
    """The year of the active zone, for the code."""
    return timezone.localtime(now).year


def create(
    by: User,
    wire: Wire,
    code: str,
    facts: dict[str, Any],
    sender: Sender,
    as_draft: bool,
    now: dt.datetime | None,
) -> Incident:
    """Write the row, its event and what it sets in motion, inside the caller's transaction."""
    now = now or timezone.now()
    assert by.team is not None
    archive_code = team_settings.value(by.team, "incidents.archive_code")
    incident = drawn_up(by, wire, facts, sender, as_draft=as_draft, now=now)
    incident.code, incident.archive_code = code, archive_code
    told = sender.telling
    incident.save(force_insert=True)
    if told is not None:
        Relay.objects.create(incident=incident, recorded_by=by.byline, **asdict(told))
    what = "incident.draft" if as_draft else "incident.report"
    events.record(by=by, what=what, about=incident)
    if not as_draft:
        nil.give_way_to(incident, by=by, now=now)
        waiting.for_completion(incident)
        waiting.for_duty(incident, now=now)
    return incident


def drawn_up(
    by: User,
    wire: Wire,
    facts: dict[str, Any],
    sender: Sender,
    *,
    as_draft: bool,
    now: dt.datetime,
) -> Incident:
    """The row as it is to be written, without its code."""
    assert by.team is not None
    check_place(by, by.team, facts["place"])
    told = sender.telling
    if told is not None:
        require(permissions.can_relay(by))
    incident = Incident(
        team=by.team,
        received_at=now,
        entered_by=by,
        origin=sender.origin,
        agency=sender.agency,
        on_behalf=sender.on_behalf,
        known_to_head=sender.known_to_head,
        status=Status.DRAFT if as_draft else Status.SUBMITTED,
        reported_at=None if as_draft else heard_at(by, told, now),
        submitted_at=None if as_draft else now,
        client_uuid=wire.client_uuid,
        received=wire.content,
        received_hash=content_hash(wire.content),
        **facts,
    )
    incident.kecamatan = kecamatan_of(incident.place)
    incident.byline = byline(by, sender, incident.kecamatan)
    incident.names = f"{incident.place.name} {incident.kecamatan.name}"
    return incident


def heard_at(by: User, told: Telling | Relay | None, now: dt.datetime) -> dt.datetime:
    """When the report reached the secretariat: what it was told it has heard, typed or not.

    What an operator was told has reached nobody but the operator's own office.
    """
    return min(told.told_at, now) if told is not None and by.is_secretariat else now


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
