"""One message to one address over SMTP, in two halves: before and after it is handed over.

Before the server asked for the message (354) everything can be tried again: it has nothing. From
the first byte of the message on nobody can say whether it arrived, unless the server says 250.
"""

import re
import smtplib
import ssl
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP
from urllib.parse import urlsplit

from django.conf import settings

READY, ACCEPTED, GO_AHEAD = 220, 250, 354
PERMANENT = 500
# The server may look at the whole message before it answers.
LONGER = 6
LEADING_DOT = re.compile(rb"(?m)^\.")


@dataclass(frozen=True)
class Outcome:
    """What came of one attempt: a state of its row and words for the person who reads it."""

    state: str
    words: str


@dataclass(frozen=True)
class Letter:
    """What is sent to one address: plain text, the same as HTML beside it, one PDF."""

    message_id: str
    to: str
    subject: str
    body: str
    html: str = ""
    file_name: str = ""
    file: bytes = b""


class Refused(Exception):
    """The server will not take it, now or ever; nothing was handed over."""

    def __init__(self, code: int, words: bytes) -> None:
        text = words.decode("utf-8", "replace").replace("\n", " ")
        super().__init__(f"{code} {text}")
        self.is_permanent = code >= PERMANENT


def compose(letter: Letter) -> bytes:
    """The message as bytes."""
    message = EmailMessage(policy=SMTP)
    message["From"] = settings.DEFAULT_FROM_EMAIL
    message["To"] = letter.to
    message["Subject"] = one_line(letter.subject)
    message["Message-ID"] = letter.message_id
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(letter.body)
    if letter.html:
        message.add_alternative(letter.html, subtype="html")
    if letter.file:
        name = one_line(letter.file_name)
        message.add_attachment(letter.file, maintype="application", subtype="pdf", filename=name)
    return message.as_bytes()


def one_line(text: str) -> str:
    """The text as a header may hold it.

    Python decodes `=?utf-8?q?…?=` in a text and writes the line break it may hold: a header more.
    """
    return " ".join(text.replace("=?", "= ?").split())


def hand_over(letter: Letter, may_hand_over: Callable[[], bool]) -> Outcome:
    """Send to one address; `may_hand_over` is asked (and writes that it was) after 354.

    It answers no when somebody else has taken the row meanwhile: then the line is dropped
    before a byte of the message went out, and the outcome is "lost".
    """
    if not letter.to.isascii():
        return Outcome("refused", "Alamat surel memuat huruf yang tidak didukung server surel.")
    data = compose(letter)
    # Named, so that smtplib does not ask the network who we are.
    name = urlsplit(settings.SITE_URL).hostname or "localhost"
    smtp = smtplib.SMTP(local_hostname=name, timeout=settings.EMAIL_TIMEOUT)
    try:
        _reach(smtp)
        _envelope(smtp, letter.to, len(data))
    except Refused as refused:
        smtp.close()
        state = "refused" if refused.is_permanent else "retry"
        return Outcome(state, f"Server surel menjawab: {refused}"[:400])
    except OSError as error:
        smtp.close()
        return Outcome("retry", f"Server surel tidak tercapai: {error}"[:400])
    if not may_hand_over():
        smtp.close()
        return Outcome("lost", "")
    return _message(smtp, data)


def _reach(smtp: smtplib.SMTP) -> None:
    """Connect, greet, encrypt, sign in. Whatever goes wrong here is no fault of the recipient."""
    code, words = smtp.connect(settings.EMAIL_HOST, settings.EMAIL_PORT)
    if code != READY:
        raise smtplib.SMTPConnectError(code, words)
    smtp.ehlo_or_helo_if_needed()
    if settings.EMAIL_USE_TLS:
        smtp.starttls(context=ssl.create_default_context())
        smtp.ehlo_or_helo_if_needed()
    if settings.EMAIL_HOST_USER:
        smtp.login(settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD)


def _envelope(smtp: smtplib.SMTP, to: str, size: int) -> None:
    """One sender, one recipient, and leave to send the message."""
    sender = settings.DEFAULT_FROM_EMAIL.rpartition("<")[2].rstrip(">")
    options = [f"size={size}"] if smtp.has_extn("size") else []
    _expect(smtp.mail(sender, options), (ACCEPTED,))
    _expect(smtp.rcpt(to), (ACCEPTED, 251))
    _expect(smtp.docmd("DATA"), (GO_AHEAD,))


def _expect(reply: tuple[int, bytes], wanted: tuple[int, ...]) -> None:
    code, words = reply
    if code not in wanted:
        raise Refused(code, words)


def _message(smtp: smtplib.SMTP, data: bytes) -> Outcome:
    """The second half: from here only a 250 is an answer."""
    try:
        if smtp.sock is not None:
            smtp.sock.settimeout(settings.EMAIL_TIMEOUT * LONGER)
        smtp.send(LEADING_DOT.sub(b"..", data) + b".\r\n")
        code, words = smtp.getreply()
    except OSError as error:
        smtp.close()
        return Outcome("unsure", f"Sambungan terputus sesudah naskah diserahkan: {error}"[:400])
    with suppress(OSError):
        smtp.quit()
    text = words.decode("utf-8", "replace").replace("\n", " ")
    if code == ACCEPTED:
        return Outcome("sent", f"Diterima server surel: {text}"[:400])
    return Outcome(
        "unsure", f"Server surel menjawab sesudah naskah diserahkan: {code} {text}"[:400]
    )
