"""After sending: perkembangan, corrections asked for, and what the desk makes of them."""

import copy
import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, cast
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from incidents import facts, permissions
from incidents.actions import corrections, waiting
from incidents.actions.rows import again, broke
from incidents.facts import Figure
from incidents.models import Casualty, Development, Incident, Proposal
from incidents.models.choices import Status
from timdu.core import event_names, events, receiving
from timdu.core.access import require
from timdu.core.devices import Device
from timdu.core.receipts import content_hash
from timdu.core.receiving import Content, Outcome, Wire, once
from timdu.core.workflow import WrongState
from timdu.team.models import User

event_names.name(
    incident_develop="Perkembangan",
    incident_undevelop="Perkembangan ditarik",
    incident_read="Perkembangan dibaca sekretariat",
    incident_propose="Koreksi diminta",
    incident_accept="Koreksi diterima",
    incident_refuse="Koreksi ditolak",
    incident_retract="Permintaan koreksi ditarik",
)

DEVELOPMENT = "development"
ONE_OPEN = "proposal_one_open"
# Why nothing can be added to a report in this state, and what to do instead.
SHUT = {
    Status.DRAFT: "Laporan ini masih draf. Tulis langsung di laporannya, lalu kirim.",
    Status.CLOSED: "Laporan ini sudah ditutup. Minta Kabid atau Kepala Badan membukanya lagi, atau "
    "kirim laporan baru bila ini kejadian baru.",
    Status.MERGED: "Laporan ini sudah digabung dengan laporan lain tentang kejadian yang sama. "
    "Kirim perkembangan pada laporan itu bila Anda dapat membukanya, atau kirim laporan baru.",
    Status.DROPPED: "Laporan ini tidak ditindaklanjuti. Minta Kabid atau Kepala Badan "
    "memulihkannya lebih dahulu.",
    Status.WITHDRAWN: "Laporan ini sudah ditarik bersama impornya. Kirim laporan baru.",
}


@dataclass(frozen=True)
class Told(receiving.Receipt):
    """The perkembangan that stands, and whether it is what was sent."""

    @property
    def development(self) -> Development:
        return cast(Development, self.row.became)


@dataclass(frozen=True)
class News:
    """What is new, as of when, and the figures that changed, by correctable field."""

    text: str
    as_of: dt.datetime
    figures: Mapping[str, Figure]


def byline(by: User) -> str:
    """Who tells it and from where, as it stands beside the words; people change their posting."""
    if by.agency is None or by.is_secretariat:
        return by.byline
    return f"{by.byline}, {by.agency.short_name}"


def tell(
    incident: Incident,
    news: News,
    *,
    by: User,
    client_uuid: UUID,
    received: Content,
    device: Device | None = None,
    now: dt.datetime | None = None,
) -> Told:
    """Take in one perkembangan; the same key from the same account is the same one."""
    require(permissions.can_tell(by, incident))
    wire = Wire(client_uuid, received, device)
    make = partial(_begin, incident, news, wire, by, now or timezone.now())
    # What was received stands in the row itself.
    found = once(wire, by=by, kind=DEVELOPMENT, make=make, keeps_content=False, at=now)
    told = Told(found.row, found.outcome)
    # The same words about another report are another thing.
    is_here = told.development.incident_id == incident.pk
    return told if is_here else replace(told, outcome=Outcome.OTHER)


def hand_in(wire: Wire, *, incident: Incident, news: News, by: User) -> Told:
    """Take in what a program sent."""
    return tell(
        incident, news, by=by, client_uuid=wire.client_uuid, received=wire.content,
        device=wire.device,
    )  # fmt: skip


def _begin(incident: Incident, news: News, wire: Wire, by: User, now: dt.datetime) -> Development:
    row = again(incident)
    require(permissions.can_tell(by, row))
    if words := SHUT.get(Status(row.status)):
        raise WrongState(words)
    told = Development.objects.create(
        incident=row, text=news.text, as_of=news.as_of, entered_by=by, byline=byline(by), at=now,
        client_uuid=wire.client_uuid, received=wire.content,
        received_hash=content_hash(wire.content),
    )  # fmt: skip
    reason = f"Perkembangan {news.text}"[:500]
    for field, figure in news.figures.items():
        value = {"value": figure.value, "certainty": figure.certainty}
        if corrections.value(row, field) != value:
            _propose(row, field, value, by=by, reason=reason, now=now, development=told)
    events.record(by=by, what="incident.develop", about=[row, told], note=news.text)
    if by.is_secretariat and not told.proposals.exists():
        told.read_by, told.read_at = by, now
        told.save(update_fields=["read_by", "read_at"])
    else:
        waiting.for_news(row, "Perkembangan baru")
    return told


@transaction.atomic
def propose(
    incident: Incident, field: str, value: dict[str, Any], *, by: User, reason: str
) -> Proposal:
    """Ask for a fact of a verified report to be set right."""
    row = again(incident)
    require(permissions.can_propose(by, row))
    if corrections.value(row, field) == value:
        raise WrongState("Nilai yang Anda tulis sama dengan yang tercatat sekarang.")
    try:
        with transaction.atomic():
            made = _propose(row, field, value, by=by, reason=reason, now=timezone.now())
    except IntegrityError as error:
        if not broke(error, ONE_OPEN):
            raise
        raise WrongState("Permintaan koreksi isian ini sudah menunggu jawaban Kabid.") from error
    words = f"{facts.label(field)}: {made.stood} → {made.text}. {reason}"
    events.record(by=by, what="incident.propose", about=row, note=words)
    waiting.for_news(row, "Permintaan koreksi")
    return made


def _propose(
    row: Incident,
    field: str,
    value: dict[str, Any],
    *,
    by: User,
    reason: str,
    now: dt.datetime,
    development: Development | None = None,
) -> Proposal:
    return Proposal.objects.create(
        incident=row, development=development, field=field, value=value,
        text=would_read(row, field, value)[:1000], stood=corrections.text(row, field)[:1000],
        reason=reason, by=by, byline=byline(by), at=now,
    )  # fmt: skip


def would_read(row: Incident, field: str, value: dict[str, Any]) -> str:
    """The fact as it would read with the value; nothing is written."""
    if field in corrections.FIGURES:
        model, kind = corrections.FIGURES[field]
        say = facts.toll_text if model is Casualty else facts.loss_text
        line = facts.sure(Figure(**value), say(kind, value["value"] or 0))
        return " ".join(filter(None, (line.text, line.word)))
    probe = copy.copy(row)
    corrections.put(probe, field, value)
    return corrections.text(probe, field)


def _held(proposal: Proposal, by: User) -> tuple[Incident, Proposal]:
    """Report and proposal under lock, for somebody who may decide it."""
    row = again(proposal.incident)
    found = Proposal.objects.select_for_update(of=("self",)).get(pk=proposal.pk)
    require(permissions.can_decide(by, row, found))
    if not found.is_open:
        raise WrongState(f"Sudah diputuskan: {found.get_outcome_display().lower()}.")
    return row, found


@transaction.atomic
def accept(proposal: Proposal, *, by: User, now: dt.datetime | None = None) -> Proposal:
    """Set the fact right as was told; what was sent stays beside it."""
    row, found = _held(proposal, by)
    now = now or timezone.now()
    reason = f"{found.reason[:240]} ({found.byline})"
    if corrections.value(row, found.field) != found.value:
        corrections.set_right(row, found.field, found.value, by=by, reason=reason, now=now)
    return _decide(row, found, Proposal.Outcome.ACCEPTED, "", by=by, now=now)


@transaction.atomic
def refuse(proposal: Proposal, *, by: User, words: str) -> Proposal:
    """Leave the fact as it stands, and say why."""
    row, found = _held(proposal, by)
    if not words.strip():
        raise WrongState("Menolak memerlukan alasan, agar pelapor tahu mengapa.")
    outcome = Proposal.Outcome.REFUSED
    return _decide(row, found, outcome, words.strip(), by=by, now=timezone.now())


def _decide(
    row: Incident, found: Proposal, outcome: str, words: str, *, by: User, now: dt.datetime
) -> Proposal:
    found.outcome, found.answer = outcome, words
    found.decided_by, found.decided_at = by, now
    found.save(update_fields=["outcome", "answer", "decided_by", "decided_at"])
    what = {"accepted": "incident.accept", "refused": "incident.refuse"}[outcome]
    told = f"{facts.label(found.field)}: {found.text}. {words}".rstrip(". ") + "."
    events.record(by=by, what=what, about=row, note=told)
    waiting.for_asker(row, found)
    _settle(row, by=by)
    return found


@transaction.atomic
def retract(proposal: Proposal, *, by: User) -> Proposal:
    """Take a request back while it waits; it stays to be read."""
    row = again(proposal.incident)
    found = Proposal.objects.select_for_update(of=("self",)).get(pk=proposal.pk)
    require(permissions.can_retract(by, row, found))
    if not found.is_open:
        raise WrongState(f"Sudah diputuskan: {found.get_outcome_display().lower()}.")
    found.outcome, found.decided_by = Proposal.Outcome.WITHDRAWN, by
    found.decided_at = timezone.now()
    found.save(update_fields=["outcome", "decided_by", "decided_at"])
    told = f"{facts.label(found.field)}: {found.text}."
    events.record(by=by, what="incident.retract", about=row, note=told)
    _settle(row, by=by)
    return found


@transaction.atomic
def read(development: Development, *, by: User) -> Development:
    """Somebody of the desk has read it; figures in it still wait for the verifier."""
    require(permissions.can_triage(by))
    row = again(development.incident)
    found = Development.objects.select_for_update(of=("self",)).get(pk=development.pk)
    if found.read_at is None:
        found.read_by, found.read_at = by, timezone.now()
        found.save(update_fields=["read_by", "read_at"])
        events.record(by=by, what="incident.read", about=[row, found])
        _settle(row, by=by)
    return found


@transaction.atomic
def withdraw(development: Development, *, by: User, reason: str) -> Development:
    """Take back what should not have been told; it stays to be read, crossed out."""
    row = again(development.incident)
    found = Development.objects.select_for_update(of=("self",)).get(pk=development.pk)
    require(permissions.can_withdraw_development(by, found))
    if found.withdrawn_at is not None:
        raise WrongState("Perkembangan ini sudah ditarik.")
    now = timezone.now()
    found.withdrawn_at, found.withdrawn_reason = now, reason
    found.save(update_fields=["withdrawn_at", "withdrawn_reason"])
    for proposal in found.proposals.filter(decided_at=None):
        proposal.outcome, proposal.decided_by = Proposal.Outcome.WITHDRAWN, by
        proposal.decided_at = now
        proposal.save(update_fields=["outcome", "decided_by", "decided_at"])
    events.record(by=by, what="incident.undevelop", about=[row, found], note=reason)
    _settle(row, by=by)
    return found


def _settle(row: Incident, *, by: User) -> None:
    """The desk is done once everything is read and every figure decided."""
    if not row.developments.unread().exists() and not row.proposals.open().exists():
        waiting.is_over(row, waiting.NEWS, by=by)
