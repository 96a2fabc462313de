"""One's own reports: which they are, and what happens next with each, in plain words."""

import datetime as dt
from typing import Any

from django.db.models import Count, F, Q

from incidents.models import Incident, Proposal
from incidents.models.choices import COUNTED, OPEN, Origin, Status
from incidents.models.incident import IncidentQuerySet
from incidents.readiness import complete_by
from timdu.core import words
from timdu.team.models import User

# The kinds of reports one looks for, by the word in the address.
ALL, TO_DO, WAITING, DONE = "", "perlu", "menunggu", "selesai"
FILTERS = {
    ALL: "Semua",
    TO_DO: "Perlu Anda",
    WAITING: "Menunggu",
    DONE: "Selesai diperiksa",
}
# How long checking usually takes is said only where enough was checked lately.
LATELY, ENOUGH = dt.timedelta(days=180), 5


def own(user: User) -> IncidentQuerySet:
    """What the person sent, and what their office did."""
    rows = Incident.objects.visible_to(user)
    if user.role == User.Role.KECAMATAN:
        return rows.filter(origin=Origin.KECAMATAN, kecamatan_id=user.kecamatan_id)
    if user.role == User.Role.MEMBER:
        return rows.filter(agency=user.agency)
    # What came out of an old file was sent by nobody; thousands of rows would bury the rest.
    return rows.filter(entered_by=user).exclude(origin=Origin.HISTORY)


def narrow(rows: IncidentQuerySet, which: str) -> IncidentQuerySet:
    """Keep one kind of them."""
    unfinished = Q(status=Status.SUBMITTED, completed_at=None)
    kinds = {
        TO_DO: Q(status__in=(Status.DRAFT, Status.RETURNED)) | unfinished,
        WAITING: Q(status=Status.SUBMITTED),
        DONE: ~Q(status__in=OPEN),
    }
    return rows.filter(kinds[which]) if which in kinds else rows


def counts(rows: IncidentQuerySet) -> dict[str, int]:
    """How many there are of each kind that is short by nature; one query."""
    unfinished = Q(status=Status.SUBMITTED, completed_at=None)
    open_ones = rows.filter(status__in=OPEN)
    found = open_ones.aggregate(
        to_do=Count("pk", filter=Q(status__in=(Status.DRAFT, Status.RETURNED)) | unfinished),
        waiting=Count("pk", filter=Q(status=Status.SUBMITTED)),
    )
    return {TO_DO: found["to_do"], WAITING: found["waiting"]}


def usual_wait(user: User, now: dt.datetime) -> dt.timedelta | None:
    """How long the person's own reports lately waited to be verified: half of them no longer."""
    checked = own(user).filter(status__in=COUNTED, verified_at__gte=now - LATELY)
    waits = sorted(
        checked.filter(reported_at__lte=F("verified_at"))
        .order_by("-verified_at")
        .annotate(wait=F("verified_at") - F("reported_at"))
        .values_list("wait", flat=True)[:100]
    )
    return waits[len(waits) // 2] if len(waits) >= ENOUGH else None


def usual_words(wait: dt.timedelta | None) -> str:
    """Biasanya dalam 2 hari kalender; nothing where nobody can say."""
    if wait is None:
        return ""
    days = wait / dt.timedelta(days=1)
    if days < 1:
        return f", biasanya dalam {words.count(max(round(days * 24), 1), 'jam')}"
    return f", biasanya dalam {words.count(round(days), 'hari kalender')}"


def next_words(row: Any, usual: str, *, asked: int = 0) -> str:
    """What happens next with one report, for whoever sent it."""
    if row.status == Status.SUBMITTED:
        return submitted_words(row, usual)
    if row.status == Status.RETURNED:
        return returned_words(row)
    if asked and row.status in COUNTED:
        return f"{words.count(asked, 'permintaan koreksi')} menunggu keputusan Kabid."
    return {
        Status.DRAFT: "Belum dikirim. Buka, periksa, lalu kirim.",
        Status.VERIFIED: "Sudah diverifikasi dan dihitung. Bila ada yang baru, kirim perkembangan.",
        Status.CLOSED: "Selesai. Tidak ada yang perlu dilakukan.",
        Status.MERGED: "Digabung; yang dihitung adalah laporan tujuannya.",
        Status.DROPPED: f"Tidak ditindaklanjuti: {row.outcome_reason}",
        Status.WITHDRAWN: f"Ditarik: {row.outcome_reason}",
    }[Status(row.status)]


def submitted_words(row: Any, usual: str) -> str:
    """In the queue: what is still to be written, else who reads it and how long that takes."""
    due = complete_by(row)
    if row.completed_at is None and due is not None:
        return f"Kabar awal diterima. Lengkapi sebelum {words.date_time(due)}."
    return f"Menunggu diperiksa Kabid{usual}."


def returned_words(row: Any) -> str:
    """Back with its writer: how many notes still ask for an answer."""
    if row.open_notes:
        return f"Dikembalikan: {words.count(row.open_notes, 'catatan')} menunggu jawaban Anda."
    if row.answered_notes:
        return "Dikembalikan: semua catatan sudah dijawab. Kirim kembali."
    return f"Dikembalikan: {row.outcome_reason}"


def asked_for(rows: list[Any]) -> dict[int, int]:
    """How many corrections asked for each report wait for a decision; one query."""
    open_ones = Proposal.objects.open().filter(incident__in=rows, development=None)
    return dict(open_ones.order_by().values_list("incident").annotate(Count("pk")))
