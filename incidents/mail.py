"""What mails about a report say: of one that is R only its code."""

import datetime as dt

from django.db.models import QuerySet
from django.urls import reverse

from incidents import facts, readiness
from incidents.models import Incident, Proposal
from incidents.models.choices import Status
from timdu.core import marks, words
from timdu.inbox import mails
from timdu.inbox.mails import Line, Mail, Section, Stop, Text
from timdu.inbox.models import Notification
from timdu.team import duty
from timdu.team.models import User

URGENT, RETURNED, DECIDED = "urgent", "returned", "decided"
INCOMPLETE = "incomplete"
# What the window of a mail about decided values names: one request, or one perkembangan.
ASKED, TOLD = "minta-", "kabar-"
HEADS = (User.Role.VERIFIER, User.Role.SECRETARY)
GONE = "Laporan ini tidak terbuka lagi bagi penerima."
NOT_URGENT = "Laporan ini tidak lagi Sangat Segera, atau sudah diperiksa."
COMPLETED = "Laporan sudah lengkap, atau tidak menunggu lagi."
ANSWERED = "Laporan sudah dikirim lagi."
OPEN_IT = "Isinya tidak dikirim lewat surel. Buka Timdu."


def seen(row: Notification) -> Incident:
    """The report, if the reader may know of it now; Stop otherwise."""
    rows = Incident.objects.visible_to(row.recipient, to_name=True).with_names()
    found = rows.filter(pk=row.object_id).first()
    if found is None:
        raise Stop(GONE)
    return found


def address(found: Incident) -> str:
    """Where the reader goes on."""
    return reverse("incidents:detail", kwargs={"code": found.code})


def urgent(row: Notification) -> Text:
    """A report that cannot wait has arrived."""
    found = seen(row)
    if found.urgency != found.Urgency.VERY_URGENT or found.status != Status.SUBMITTED:
        raise Stop(NOT_URGENT)
    if found.is_secret:
        line = Line(f"Laporan Rahasia {found.code}", path=address(found))
        return Text(f"SANGAT SEGERA: laporan {found.code}", OPEN_IT, [Section("", [line])])
    place = f"{found.place.name}, Kecamatan {found.kecamatan.name}"
    told = [
        Line(found.summary, path=address(found)),
        Line(f"Tempat: {place}"),
        Line(f"Waktu kejadian: {words.date_time(found.occurred_at)}"),
        Line(f"Dilaporkan: {found.byline}, {words.date_time(found.submitted_at or row.queued_at)}"),
    ]
    return Text(
        subject=f"SANGAT SEGERA: laporan {found.code}, Kecamatan {found.kecamatan.name}",
        lead="Laporan Sangat Segera masuk. Hubungi pelapornya, lalu periksa laporannya:",
        sections=[Section("", told)],
    )


def returned(row: Notification) -> Text:
    """One's own report came back with notes."""
    found = seen(row)
    if found.status != Status.RETURNED:
        raise Stop(ANSWERED)
    path = reverse("incidents:complete", kwargs={"code": found.code})
    if found.is_secret:
        line = Line(f"Laporan Rahasia {found.code}", path=path)
        return Text(f"Laporan {found.code} dikembalikan", OPEN_IT, [Section("", [line])])
    asked = marks.of(found).filter(sent_at__isnull=False, answered_at=None).order_by("pk")
    told = [Line(found.summary, path=path)]
    told += [Line(f"{facts.LABELS.get(one.field, one.field)}: {one.note}") for one in asked]
    told += [Line(found.outcome_reason)] if found.outcome_reason else []
    return Text(
        subject=f"Laporan {found.code} dikembalikan dengan {words.count(len(asked), 'catatan')}"
        if asked
        else f"Laporan {found.code} dikembalikan",
        lead="Laporan Anda perlu diperbaiki, lalu dikirim lagi. Urutannya dalam antrean tetap:",
        sections=[Section("", told)],
    )


def incomplete(row: Notification) -> Text:
    """The desk asks for the full facts of one's own report."""
    found = seen(row)
    if found.completed_at is not None or found.status != Status.SUBMITTED:
        raise Stop(COMPLETED)
    path = reverse("incidents:complete", kwargs={"code": found.code})
    subject = f"Mohon lengkapi laporan {found.code}"
    if found.is_secret:
        line = Line(f"Laporan Rahasia {found.code}", path=path)
        return Text(subject, OPEN_IT, [Section("", [line])])
    missing = ", ".join(readiness.missing(facts.record(found)))
    told = [Line(found.summary, path=path), Line(f"Belum dijawab: {missing}.")]
    lead = "Sekretariat menunggu fakta lengkap laporan Anda. “Belum diketahui” juga jawaban:"
    return Text(subject, lead, [Section("", told)])


def decided(row: Notification) -> Text:
    """What somebody wanted corrected was accepted, or stays as it is and why."""
    found = seen(row)
    subject = f"Permintaan koreksi laporan {found.code} sudah diputuskan"
    if found.is_secret:
        line = Line(f"Laporan Rahasia {found.code}", path=address(found))
        return Text(subject, OPEN_IT, [Section("", [line])])
    told = [Line(found.summary, path=address(found))]
    for one in proposals_of(row, found):
        became = f"{one.get_outcome_display()}. {one.answer}".strip()
        told.append(Line(f"{facts.label(one.field)}: {one.stood} → {one.text}", became))
    lead = "Kabid atau Kepala Badan memutuskan koreksi yang Anda minta:"
    return Text(subject, lead, [Section("", told)])


def proposals_of(row: Notification, found: Incident) -> "QuerySet[Proposal]":
    """The values the mail is about."""
    if row.window.startswith(TOLD):
        return found.proposals.filter(development_id=row.window.removeprefix(TOLD))
    return found.proposals.filter(pk=row.window.removeprefix(ASKED))


def hears_at_once(user: User) -> bool:
    """Who takes turns, and who is written to when nobody does."""
    return user.role in HEADS or duty.takes_turns(user)


def must_hear(user: User) -> str:
    """Nobody on duty switches it off."""
    if duty.takes_turns(user):
        return "Anda petugas piket: kabar Sangat Segera tidak dapat dimatikan."
    if user.role in HEADS:
        return "Dikirim kepada Anda bila tidak ada petugas piket yang dapat disurati."
    return ""


def reports(user: User) -> bool:
    """Who sends reports."""
    return user.is_secretariat or user.role in (User.Role.KECAMATAN, User.Role.MEMBER)


mails.register(
    Mail(
        key=URGENT,
        word="Sangat Segera",
        about="Seketika, siang dan malam, kepada petugas piket dan penggantinya.",
        compose=urgent,
        keeps=dt.timedelta(hours=24),
        at_once=True,
        concerns=hears_at_once,
        must=must_hear,
    )
)
mails.register(
    Mail(
        key=RETURNED,
        word="Catatan perbaikan",
        about="Satu surel ketika laporan Anda dikembalikan, di luar jam tenang.",
        compose=returned,
        keeps=dt.timedelta(days=3),
        concerns=reports,
    )
)
mails.register(
    Mail(
        key=INCOMPLETE,
        word="Diminta melengkapi",
        about="Satu surel sehari bila sekretariat meminta laporan Anda dilengkapi.",
        compose=incomplete,
        keeps=dt.timedelta(days=3),
        concerns=reports,
    )
)
mails.register(
    Mail(
        key=DECIDED,
        word="Permintaan koreksi",
        about="Satu surel ketika koreksi yang Anda minta diputuskan, di luar jam tenang.",
        compose=decided,
        keeps=dt.timedelta(days=3),
        concerns=reports,
    )
)
