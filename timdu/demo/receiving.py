"""What became of each delivery of the demo: it left, was refused, nobody knows, was confirmed."""

import datetime as dt

from django.db import models

from timdu.core.periods import Month
from timdu.demo.clock import Clock
from timdu.demo.ledger import Ledger, generic
from timdu.demo.offices import COMPILE_DAY
from timdu.demo.stage import Stage
from timdu.documents.models import Delivery, Recipient
from timdu.inbox import todos
from timdu.inbox.models import Todo
from timdu.team.models import User

RECEIVED_BY = ("Sekretariat Badan", "Bagian Umum", "Petugas agenda", "Staf pimpinan")
State = Delivery.State
# Of the copies by mail: what the machine says, and what waits at the desk.
UNSURE, REFUSED = 1, 2
FATES = {
    State.SENT: "Diterima server surel.",
    State.UNSURE: "Sambungan terputus sesudah naskah diserahkan.",
    State.REFUSED: "Server surel menjawab: 550 5.1.1 alamat tidak dikenal",
}
ASKED = {
    State.UNSURE: ("delivery.unsure", "Tidak pasti terkirim"),
    State.REFUSED: ("delivery.refused", "Surel ditolak"),
}


def newest(clock: Clock) -> Month:
    """The month whose report is still on its way."""
    month = clock.month.previous
    return month.previous if clock.today.day <= COMPILE_DAY else month


def fate(delivery: Delivery, clock: Clock) -> str:
    """What the mail server says: all is well, but for the copies of two months."""
    month = Month.of(delivery.document.period_first)
    ill = {newest(clock).plus(-UNSURE): State.UNSURE, newest(clock).plus(-REFUSED): State.REFUSED}
    return ill.get(month, State.SENT) if delivery.recipient.is_copy else State.SENT


def answer(
    stage: Stage, ledger: Ledger, delivery: Delivery, sent_at: dt.datetime, by: User
) -> None:
    """What became of one delivery: most recipients confirmed it."""
    mail = delivery.channel == Recipient.Channel.EMAIL
    dice = stage.dice.child("tanda terima", delivery.message_id)
    at = min(sent_at + dt.timedelta(minutes=1 if mail else 95), stage.clock.now)
    delivery.state = fate(delivery, stage.clock) if mail else State.SENT
    delivery.words = FATES[State(delivery.state)] if mail else "Dibawa kurir dengan buku ekspedisi."
    delivery.attempts = 1 if mail else 0
    delivery.left_at = None if delivery.state == State.REFUSED else at
    delivery.handing_over_at = at if delivery.state in ASKED else None
    delivery.save()
    if delivery.state in ASKED:
        ask(delivery, *ASKED[State(delivery.state)])
    since(delivery, at)
    what = f"delivery.{delivery.state}" if mail else "delivery.carried"
    about = [delivery.document, delivery]
    note = f"{delivery.recipient}: {delivery.words}"
    ledger.event(what, about, by=None if mail else by, at=at, note=note)
    at = stage.clock.office_hours(at + dice.whole(16, 60) * dt.timedelta(hours=1))
    if delivery.state == State.SENT and at < stage.clock.now and dice.chance(0.85):
        confirm(ledger, delivery, at, by, dice.pick(RECEIVED_BY), str(dice.whole(100, 980)))


def ask(delivery: Delivery, kind: str, words: str) -> None:
    """What a machine must not decide waits at the desk."""
    document = delivery.document
    todos.open(
        kind,
        delivery,
        team=document.team,
        title=f"{words}: {delivery.recipient}",
        note=document.title,
        url=document.get_absolute_url(),
        role=User.Role.STAFF,
    )


def since(about: models.Model, at: dt.datetime) -> None:
    """What waits has waited since then."""
    Todo.objects.filter(closed_at=None, **generic(about)).update(created_at=at)


def confirm(
    ledger: Ledger, delivery: Delivery, at: dt.datetime, by: User, who: str, number: str
) -> None:
    """The recipient has it, and under which number."""
    delivery.state, delivery.received_at = State.RECEIVED, at
    delivery.received_by, delivery.received_number = who, number
    delivery.receipt_noted_by = by
    delivery.save()
    ledger.event(
        "delivery.received",
        [delivery.document, delivery],
        by=by,
        at=at,
        note=f"{delivery.recipient}: {who}, {number}",
    )
