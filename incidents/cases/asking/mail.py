"""What mails about something asked say: as the reader may know of it when it is written."""

import datetime as dt
from typing import Any

from django.utils import timezone

from incidents.cases.asking.models import CoordinationRequest, Disposition
from incidents.cases.asking.models.choices import RequestStatus, Stage, Status
from incidents.cases.asking.models.visibility import ASKED, TOLD
from timdu.core import words
from timdu.inbox import mails, seen
from timdu.inbox.mails import Line, Mail, Section, Stop, Text
from timdu.inbox.models import Notification
from timdu.team.models import User

NEW, NOW, MOVED, REMIND = "asking.new", "asking.now", "asking.moved", "asking.remind"
GONE = "Tidak terbuka lagi bagi penerima."
OVER = "Sudah dijawab atau ditarik."


def record(row: Notification) -> Any:
    """What it is about, if the reader may know of it now; Stop otherwise."""
    found = seen.about(row.recipient, row)
    if found is None:
        raise Stop(GONE)
    return found


def secret(found: Disposition | CoordinationRequest) -> Text:
    """Of what is R a mail says that it is there, and its code."""
    name = seen.secret_name(found)
    lead = "Ada kabar yang isinya hanya dibaca di dalam sistem:"
    return Text(name, lead, [Section("", [Line(name, path=found.get_absolute_url())])])


def new(row: Notification) -> Text:
    """A disposisi or a permintaan has come."""
    found = record(row)
    if isinstance(found, Disposition):
        return new_disposition(found)
    return new_request(found)


def new_disposition(found: Disposition) -> Text:
    """To be accepted or returned."""
    if found.status != Status.SENT:
        raise Stop(OVER)
    if found.is_secret:
        return secret(found)
    told = [
        Line(found.subject, path=found.get_absolute_url()),
        Line(f"Urgensi: {found.get_urgency_display()}"),
        Line(f"Batas waktu: {term(found)}"),
    ]
    lead = f"{found.giver.byline} memberi disposisi kepada {found.addressee}:"
    subject = f"Disposisi {found.code}: {found.subject}"
    return Text(urgent(found, subject), lead, [Section("", told)])


def new_request(found: CoordinationRequest) -> Text:
    """To be answered with one tap."""
    if found.status != RequestStatus.SENT:
        raise Stop(OVER)
    if found.is_secret:
        return secret(found)
    told = [Line(found.subject, path=found.get_absolute_url())]
    if found.expected_on:
        told.append(Line(f"Diharapkan s.d. {words.long_date(found.expected_on)}"))
    lead = f"Sekretariat Tim Terpadu meminta koordinasi kepada {found.addressee}:"
    subject = f"Permintaan koordinasi {found.code}: {found.subject}"
    return Text(urgent(found, subject), lead, [Section("", told)])


def urgent(found: Disposition | CoordinationRequest, subject: str) -> str:
    """The subject line; what cannot wait says so first."""
    return f"SANGAT SEGERA: {subject}" if found.urgency == "very_urgent" else subject


def term(found: Disposition) -> str:
    """25 November 2026, or 5 hari kerja sesudah diterima."""
    if found.due_on:
        return words.long_date(found.due_on)
    return f"{words.count(found.within_days or 0, 'hari kerja')} sesudah diterima"


def moved(row: Notification) -> Text:
    """What became of it since."""
    found = record(row)
    if found.is_secret:
        return secret(found)
    word = "Disposisi" if isinstance(found, Disposition) else "Permintaan koordinasi"
    state = found.get_status_display().lower()
    told = [Line(found.subject, path=found.get_absolute_url())]
    if isinstance(found, Disposition):
        told += disposition_lines(found)
    elif found.reply:
        told.append(Line(f"Jawaban: {found.get_reply_display()}"))
    lead = f"{word} kepada {found.addressee} sekarang: {state}."
    return Text(f"{word} {found.code}: {state}", lead, [Section("", told)])


def disposition_lines(found: Disposition) -> list[Line]:
    """Why it came back or was taken back, and its day."""
    why = found.withdrawn_reason or found.reason
    lines = [Line(f"Alasan: {why}")] if why else []
    if found.status == Status.ACCEPTED:
        lines.append(Line(f"Batas waktu: {term(found)}"))
    return lines


def remind(row: Notification) -> Text:
    """The day of a disposisi is near, or over."""
    found = record(row)
    if found.status != Status.ACCEPTED or found.due_on is None or not is_of_today(row, found):
        raise Stop("Sudah dilaporkan, atau batas waktunya berubah.")
    if found.is_secret:
        return secret(found)
    today = timezone.localdate()
    state = "lewat batas" if found.due_on < today else f"batas {words.until(found.due_on)}"
    told = [
        Line(found.subject, path=found.get_absolute_url()),
        Line(f"Batas waktu: {words.long_date(found.due_on)}, {words.until(found.due_on)}"),
    ]
    lead = f"Disposisi {found.giver.byline} kepada {found.addressee} menunggu hasil:"
    return Text(f"Disposisi {found.code}: {state}", lead, [Section("", told)])


def window(stage: str, due_on: dt.date) -> str:
    """One reminder for each stage of each day."""
    return f"{Stage(stage).value}-{due_on}"


def is_of_today(row: Notification, found: Disposition) -> bool:
    """Whether the day it speaks of still holds."""
    return row.window.endswith(str(found.due_on))


def is_told(user: User) -> bool:
    """Who gets a disposisi, gives one, or gets a permintaan."""
    return user.role in (*TOLD, *ASKED)


mails.register(
    Mail(
        key=NOW,
        word="Disposisi dan permintaan Sangat Segera",
        about="Seketika, siang dan malam, bila ditujukan kepada kantor Anda.",
        compose=new,
        keeps=dt.timedelta(hours=24),
        at_once=True,
        concerns=is_told,
    )
)
mails.register(
    Mail(
        key=NEW,
        word="Disposisi dan permintaan koordinasi",
        about="Satu surel ketika ditujukan kepada kantor Anda, di luar jam tenang.",
        compose=new,
        keeps=dt.timedelta(days=3),
        concerns=is_told,
    )
)
mails.register(
    Mail(
        key=MOVED,
        word="Kabar disposisi dan permintaan",
        about="Satu surel ketika yang Anda tunggu dikembalikan, dijawab, atau diterima hasilnya.",
        compose=moved,
        keeps=dt.timedelta(days=3),
        concerns=is_told,
    )
)
mails.register(
    Mail(
        key=REMIND,
        word="Batas waktu disposisi",
        about="Tiga hari kerja sebelum batas, pada harinya, dan sesudah lewat. Permintaan "
        "koordinasi tidak pernah diingatkan.",
        compose=remind,
        keeps=dt.timedelta(days=2),
        concerns=is_told,
    )
)
