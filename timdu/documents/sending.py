"""What the queue does with one delivery: claim, hand over, write down, ask a person.

How a row goes out at most once by machine stands in timdu/core/outgoing.py.
"""

import datetime as dt

from django.db import transaction

from timdu.core import events, mail, outgoing
from timdu.core.words import long_date
from timdu.documents.models import Delivery, Recipient
from timdu.inbox import todos
from timdu.team.models import User

State = Delivery.State


def claim(pk: int, *, now: dt.datetime) -> Delivery | None:
    """Take the delivery for one attempt, unless the switch or the ceiling says no."""
    with transaction.atomic():
        why = outgoing.held(now)
        if not why:
            return Delivery.objects.claim(pk, now=now)
    _wait(pk, why)
    return None


def _wait(pk: int, words: str) -> None:
    """Say on the page why it waits, and let the secretary know once."""
    waiting = Delivery.objects.filter(pk=pk, state__in=(State.QUEUED, State.RETRY))
    if waiting.exclude(words=words).update(words=words):
        delivery = waiting.select_related("document__team").get()
        _ask("delivery.held", delivery, title=f"Pengiriman tertahan: {words}")


def attempt(delivery: Delivery) -> None:
    """One attempt: hand over, then write down what came of it."""
    outcome = mail.hand_over(letter(delivery), lambda: outgoing.may_hand_over(delivery))
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
    """Write the outcome and say so, if the attempt is still the one the row knows of."""
    with transaction.atomic():
        if told := outgoing.settle(delivery, outcome):
            tell(delivery, told["state"], told["words"])


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
    return outgoing.waiting(Delivery.objects.filter(channel=Recipient.Channel.EMAIL), now)


def mend_silent(now: dt.datetime) -> None:
    """Decide about deliveries whose worker fell silent: again where that is provably safe."""
    rows = Delivery.objects.select_related("document__team", "recipient")
    for delivery, outcome in outgoing.silent(rows, now):
        settle(delivery, outcome)
