"""Letting a document leave, sending again by hand, and noting receipts."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from timdu.core import events, outgoing
from timdu.core.access import require
from timdu.core.workflow import WrongState, check
from timdu.documents import blockers, permissions, tasks
from timdu.documents.actions import waiting
from timdu.documents.actions.locking import locked
from timdu.documents.actions.signing import numbered_rendition
from timdu.documents.models import Delivery, Document, Recipient
from timdu.documents.workflow import TRANSITIONS
from timdu.files.models import StoredFile
from timdu.inbox import todos
from timdu.team.models import User

State = Delivery.State


def file_that_leaves(document: Document) -> StoredFile:
    """The signed file; for a kind without signature the numbered PDF. Nothing else."""
    if document.needs_signature:
        return document.signed_files.select_related("file").get(superseded_at=None).file
    file = numbered_rendition(document).file
    if file is None:
        raise WrongState("PDF bernomor belum selesai dibuat.")
    return file


@transaction.atomic
def send(document: Document, *, by: User) -> Document:
    """Queue one delivery for each recipient of the frozen list."""
    document = locked(document)
    transition = check(TRANSITIONS, "send", document, by)
    open_ones = [item.words for item in blockers.of(document) if not item.met]
    if open_ones:
        raise WrongState("Belum dapat dikirim: " + "; ".join(open_ones) + ".")
    file = file_that_leaves(document)
    for recipient in blockers.recipients_of(document):
        queue(document, recipient, file, by=by)
    document.status, document.sent_at = Document.Status(transition.target), timezone.now()
    document.save(update_fields=["status", "sent_at"])
    events.record(by=by, what="document.send", about=document)
    waiting.refresh(document, by=by)
    return document


def queue(
    document: Document,
    recipient: Recipient,
    file: StoredFile,
    *,
    by: User,
    window: int = 1,
    reason: str = "",
) -> Delivery:
    """Make the row; the bell rings after the commit, and only for what a machine carries."""
    delivery = Delivery.objects.create(
        document=document,
        recipient=recipient,
        window=window,
        channel=recipient.channel,
        address=recipient.email if recipient.channel == Recipient.Channel.EMAIL else "",
        file=file,
        message_id=outgoing.new_message_id(),
        queued_by=by,
        reason=reason,
    )
    if recipient.channel == Recipient.Channel.EMAIL:
        tasks.send_delivery.delay_on_commit(delivery.pk)
    return delivery


def _locked(delivery: Delivery) -> Delivery:
    rows = Delivery.objects.select_for_update(of=("self",)).select_related(
        "document__team", "recipient", "file"
    )
    return rows.get(pk=delivery.pk)


@transaction.atomic
def send_again(delivery: Delivery, *, reason: str, by: User) -> Delivery:
    """A person, with a name and a reason, sends once more: a new row beside the old one."""
    delivery = _locked(delivery)
    document = locked(delivery.document)
    require(permissions.can_prepare(by, document))
    rows = Delivery.objects.filter(document=document, recipient=delivery.recipient)
    last = rows.order_by("-window")[0]
    if last.pk != delivery.pk or delivery.state not in State.ended():
        raise WrongState("Pengiriman ini sudah dikirim lagi atau masih berjalan.")
    if not reason.strip():
        raise WrongState("Tuliskan alasan mengirim lagi.")
    again = queue(
        document,
        delivery.recipient,
        delivery.file,
        by=by,
        window=last.window + 1,
        reason=reason.strip()[:300],
    )
    _close_questions(delivery, by=by)
    note = f"{delivery.recipient}: {reason}"
    events.record(by=by, what="delivery.again", about=[document, again], note=note)
    return again


@transaction.atomic
def note_carried(delivery: Delivery, *, words: str, by: User) -> Delivery:
    """What a person carries (by hand, post, SRIKANDI, through another office) has left."""
    delivery = _locked(delivery)
    require(permissions.can_prepare(by, delivery.document))
    if delivery.channel == Recipient.Channel.EMAIL or delivery.state != State.QUEUED:
        raise WrongState("Pengiriman ini tidak menunggu dicatat.")
    delivery.state, delivery.left_at, delivery.words = State.SENT, timezone.now(), words[:400]
    delivery.save(update_fields=["state", "left_at", "words"])
    note = f"{delivery.recipient}: {words}"
    events.record(by=by, what="delivery.carried", about=[delivery.document, delivery], note=note)
    return delivery


@transaction.atomic
def note_receipt(
    delivery: Delivery, *, received_by: str, number: str, on: dt.datetime, by: User
) -> Delivery:
    """The recipient has it: who said so, and under which number they booked it."""
    delivery = _locked(delivery)
    require(permissions.can_note_receipt(by, delivery))
    if delivery.state not in (State.SENT, State.UNSURE):
        raise WrongState("Tanda terima hanya dapat dicatat untuk yang sudah keluar.")
    delivery.state, delivery.received_at = State.RECEIVED, on
    delivery.received_by, delivery.received_number = received_by.strip(), number.strip()
    delivery.receipt_noted_by = by
    delivery.save()
    _close_questions(delivery, by=by)
    note = f"{delivery.recipient}: {received_by}" + (f", {number}" if number else "")
    events.record(by=by, what="delivery.received", about=[delivery.document, delivery], note=note)
    return delivery


def _close_questions(delivery: Delivery, *, by: User) -> None:
    for kind in ("delivery.unsure", "delivery.refused", "delivery.held"):
        todos.close(kind, delivery, by=by)
