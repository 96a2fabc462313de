"""Kinds of mail to the people of the team, and what a mail says. An app registers its own."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse

from timdu.core import mail
from timdu.core.words import NBSP
from timdu.inbox.models import Notification
from timdu.team.models import User

DEMO = "DATA CONTOH – BUKAN KEJADIAN NYATA"
FOOT = (
    "Isi surel ini Terbatas; jangan diteruskan. Dikirim oleh sistem; balasan tidak dibaca.",
    "Jenis surel yang Anda terima diatur di:",
)


class Stop(Exception):
    """There is nothing to send any more, in words for the status page."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self.words = words


@dataclass(frozen=True)
class Line:
    """One line of a mail, with what stands under it and where it leads."""

    words: str
    byline: str = ""
    path: str = ""

    @property
    def url(self) -> str:
        return f"{settings.SITE_URL}{self.path}" if self.path else ""


@dataclass(frozen=True)
class Section:
    """Some lines under a heading; the heading may be empty."""

    title: str
    lines: list[Line]


@dataclass(frozen=True)
class Text:
    """What one mail says."""

    subject: str
    lead: str
    sections: list[Section] = field(default_factory=list)
    last: str = ""


def nobody_must(user: User) -> str:
    """Everybody may switch it off."""
    return ""


def everybody(user: User) -> bool:
    """It may come to anybody."""
    return True


@dataclass(frozen=True)
class Mail:
    """One kind of mail: its words, what it says, how long it is worth sending."""

    key: str
    word: str
    about: str
    compose: Callable[[Notification], Text]
    keeps: dt.timedelta
    # Quiet hours and the team's ceiling do not hold it, and a failure is shown to a person.
    at_once: bool = False
    concerns: Callable[[User], bool] = everybody
    # Why the person cannot switch it off; "" when they can.
    must: Callable[[User], str] = nobody_must


MAILS: dict[str, Mail] = {}


def register(kind: Mail) -> None:
    """Make a kind of mail known."""
    MAILS[kind.key] = kind


def letter(row: Notification, text: Text) -> mail.Letter:
    """The message to one person: plain words, and the same as HTML."""
    heading = DEMO if row.team.is_demo else ""
    choices = f"{settings.SITE_URL}{reverse('mail:choices')}"
    shown = {"text": text, "heading": heading, "why": row.why, "foot": FOOT, "choices": choices}
    shown["person"] = row.recipient
    return mail.Letter(
        message_id=row.message_id,
        to=row.address,
        subject=text.subject.replace(NBSP, " "),
        body=plain(row, text, heading, choices).replace(NBSP, " "),
        html=render_to_string("emails/notification.html", shown),
    )


def plain(row: Notification, text: Text, heading: str, choices: str) -> str:
    """The words without any marks."""
    parts = [heading] if heading else []
    parts += [f"Yth. {row.recipient.byline}", text.lead]
    for section in text.sections:
        lines = [section.title.upper()] if section.title else []
        for line in section.lines:
            lines.append(f"- {line.words}")
            lines += [f"  {more}" for more in (line.byline, line.url) if more]
        parts.append("\n".join(lines))
    why = f"Anda menerima ini sebagai {row.why}." if row.why else ""
    parts += [part for part in (text.last, why, f"{FOOT[0]}\n{FOOT[1]} {choices}") if part]
    return "\n\n".join(parts) + "\n"
