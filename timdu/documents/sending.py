"""What the queue does with one delivery, so that nobody ever gets a document twice by machine.

Claimed by one conditional UPDATE; the claim is asked again, and the handing over written down, in
the moment between the server's go-ahead and the first byte of the message. Whatever is found later
in a silent row is then provable: not handed over → again; handed over → tidak pasti, for a person.
"""

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Q
from django.utils import timezone

from timdu.core import events
from timdu.core.words import long_date
from timdu.documents import mail
from timdu.documents.models import Delivery, Recipient
from timdu.inbox import todos
from timdu.team.models import User

State = Delivery.State
MINUTES = (1, 2, 5, 15, 30, 60, 120, 240, 240, 360, 360)
# Handing over may take as long as the server takes to read the message.
HANDING_PATIENCE = 5
CEILING_LOCK = 7_420_061
# The folder broker hands out about one message a second: a sweep rings for no more than it hears.
BELLS = 30
SWITCHED_OFF = "Pengiriman surel sedang dimatikan oleh administrator."
CEILING = "Batas {limit} surel sehari tercapai; dilanjutkan besok."


def claim(pk: int, *, now: dt.datetime) -> Delivery | None:
    """Take the delivery for one attempt, unless the switch or the ceiling says no."""
    if not settings.MAIL_SENDING:
        _wait(pk, SWITCHED_OFF)
        return None
    with transaction.atomic():
        with connection.cursor() as cursor:
            # One at a time here, so that two workers cannot both take the last one under the roof.
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [CEILING_LOCK])
        if handed_today(now) >= settings.MAIL_DAILY_CEILING:
            _wait(pk, CEILING.format(limit=settings.MAIL_DAILY_CEILING))
            return None
        return Delivery.objects.claim(pk, now=now)


def handed_today(now: dt.datetime) -> int:
    """How many messages went out today, or are on their way out, over all teams."""
    midnight = now.astimezone(ZoneInfo(settings.TIME_ZONE)).replace(
        hour=0, minute=0, second=0, microsecond=0
    )
    return Delivery.objects.filter(
        Q(handing_over_at__gte=midnight) | Q(state=State.SENDING, claimed_at__gte=midnight)
    ).count()


def _wait(pk: int, words: str) -> None:
    """Say on the page why it waits, and let the secretary know once."""
    waiting = Delivery.objects.filter(pk=pk, state__in=(State.QUEUED, State.RETRY))
    if waiting.exclude(words=words).update(words=words):
        delivery = waiting.select_related("document__team").get()
        _ask("delivery.held", delivery, title=f"Pengiriman tertahan: {words}")


def attempt(delivery: Delivery) -> None:
    """One attempt: hand over, then write down what came of it."""

    def may_hand_over() -> bool:
        """Write that the message goes out now, if the claim is still ours."""
        mine = Delivery.objects.filter(
            pk=delivery.pk, claim=delivery.claim, state=State.SENDING, handing_over_at=None
        )
        return bool(mine.update(handing_over_at=timezone.now()))

    outcome = mail.hand_over(letter(delivery), may_hand_over)
    if outcome.state != "lost":
        settle(delivery, outcome)


def letter(delivery: Delivery) -> mail.Letter:
    """The message: who sends what, where it can be checked."""
    document, version = delivery.document, delivery.document.current
    check = version.snapshot["check_url"] if version else ""
    demo = "DATA CONTOH – BUKAN KEJADIAN NYATA\n\n" if document.team.is_demo else ""
    number = document.official_number
    date = long_date(document.official_date) if document.official_date else ""
    body = (
        f"{demo}Yth. {delivery.recipient.name}\n\n"
        f"Bersama ini disampaikan {document.title}, nomor {number} tanggal {date}, "
        "sebagaimana berkas terlampir.\n\n"
        f"Keutuhan berkas dapat diperiksa pada:\n{check}\n\n"
        "Mohon konfirmasi penerimaan dengan membalas kepada pengirim melalui saluran dinas. "
        "Surel ini dikirim oleh sistem; balasan ke alamat ini tidak dibaca.\n\n"
        f"{document.owner_name}\nTim Terpadu Penanganan Konflik Sosial\n"
    ).replace("\N{NO-BREAK SPACE}", " ")
    return mail.Letter(
        message_id=delivery.message_id,
        to=delivery.address,
        subject=f"{document.title} – Nomor {number}",
        body=body,
        file_name=f"{document.agenda_label.replace('/', '-')}.pdf",
        file=delivery.file.read(),
    )


def settle(delivery: Delivery, outcome: mail.Outcome) -> None:
    """Write the outcome, if the attempt is still the one the row knows of.

    A late 250 also corrects a row the sweep has meanwhile called unsure: the answer is known now.
    """
    now = timezone.now()
    state, words, retry_at = outcome.state, outcome.words, None
    if state in (State.QUEUED, State.RETRY) and delivery.attempts > len(MINUTES):
        state = State.REFUSED
        words = f"Tidak berhasil setelah {delivery.attempts} percobaan. {words}"[:400]
    elif state == State.RETRY:
        retry_at = now + dt.timedelta(minutes=MINUTES[delivery.attempts - 1])
    mine = Delivery.objects.filter(pk=delivery.pk, claim=delivery.claim)
    fields: dict[str, Any] = {"state": state, "words": words, "retry_at": retry_at}
    if state in State.left():
        fields["left_at"] = now
    with transaction.atomic():
        if mine.filter(state__in=(State.SENDING, State.UNSURE)).update(**fields):
            tell(delivery, state, words)


def tell(delivery: Delivery, state: str, words: str) -> None:
    """Leave the event; ask a person where a machine must not go on."""
    events.record(
        by=None,
        what=f"delivery.{state}",
        about=[delivery.document, delivery],
        note=f"{delivery.recipient}: {words}",
    )
    todos.close("delivery.held", delivery)
    if state == State.UNSURE:
        _ask("delivery.unsure", delivery, title=f"Tidak pasti terkirim: {delivery.recipient}")
    elif state == State.REFUSED:
        _ask("delivery.refused", delivery, title=f"Surel ditolak: {delivery.recipient}")
    elif state == State.SENT:
        todos.close("delivery.unsure", delivery)


def _ask(kind: str, delivery: Delivery, *, title: str) -> None:
    document = delivery.document
    todos.open(
        kind,
        delivery,
        team=document.team,
        title=title,
        note=document.title,
        url=document.get_absolute_url(),
        role=User.Role.STAFF,
    )


def waiting(now: dt.datetime) -> list[int]:
    """Deliveries whose bell may have been lost: queued or due again."""
    rows = Delivery.objects.filter(
        channel=Recipient.Channel.EMAIL, state__in=(State.QUEUED, State.RETRY)
    ).filter(Q(retry_at=None) | Q(retry_at__lte=now))
    return list(rows.order_by("queued_at").values_list("pk", flat=True)[:BELLS])


def mend_silent(now: dt.datetime) -> None:
    """Decide about deliveries whose worker fell silent: again where that is provably safe."""
    rows = Delivery.objects.filter(state=State.SENDING).select_related(
        "document__team", "recipient"
    )
    for delivery in rows.filter(handing_over_at=None, claimed_at__lt=now - settings.TASK_SILENCE):
        settle(delivery, mail.Outcome(State.QUEUED, "Terputus sebelum naskah diserahkan."))
    patience = settings.TASK_SILENCE * HANDING_PATIENCE
    for delivery in rows.filter(handing_over_at__lt=now - patience):
        words = "Terputus sesudah naskah diserahkan ke server surel."
        settle(delivery, mail.Outcome(State.UNSURE, words))
