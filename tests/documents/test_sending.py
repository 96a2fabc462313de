"""Mail that is never sent twice, on real SMTP servers, good and bad."""

import datetime as dt
import email
import email.policy
import uuid

import pytest
from django.utils import timezone

from tests.documents.factories import RecipientFactory, signed
from tests.documents.smtp import bad_server, good_server
from tests.servers import free_port
from tests.team.factories import TeamFactory, UserFactory
from timdu.core import mail, outgoing
from timdu.core.workflow import WrongState
from timdu.documents import sending as queue
from timdu.documents import tasks
from timdu.documents.actions import sending
from timdu.documents.models import Delivery, Document
from timdu.inbox.models import Todo

State = Delivery.State


@pytest.fixture
def staff(db):
    return UserFactory(team=TeamFactory(is_demo=True))


@pytest.fixture
def document(staff):
    RecipientFactory(team=staff.team, name="Gubernur Contoh", email="gubernur@contoh.test")
    return signed(staff.team)


@pytest.fixture
def delivery(document, staff):
    sending.send(document, by=staff)
    return Delivery.objects.get()


def state(delivery):
    delivery.refresh_from_db()
    return delivery.state


def test_send_hands_over_the_signed_file_and_nothing_else(document, staff, settings):
    RecipientFactory(team=staff.team, name="Menteri", email="menteri@contoh.test", copy=True)
    document = signed(staff.team, period=(dt.date(2026, 9, 1), dt.date(2026, 9, 30)))
    with good_server() as box:
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", box.port
        sending.send(document, by=staff)
        for row in Delivery.objects.all():
            tasks.send_delivery(row.pk)
            tasks.send_delivery(row.pk)

    rows = list(Delivery.objects.order_by("recipient__is_copy"))
    assert [row.state for row in rows] == ["sent", "sent"]
    assert [address for address, _ in box.taken] == ["gubernur@contoh.test", "menteri@contoh.test"]
    message = email.message_from_bytes(box.taken[0][1], policy=email.policy.default)
    attached = next(iter(message.iter_attachments()))
    assert attached.get_content() == document.signed_files.get().file.read()
    assert attached.get_filename() == f"{document.agenda_label.replace('/', '-')}.pdf"
    assert message["Message-ID"] == rows[0].message_id
    title = " ".join(document.title.split())
    assert message["Subject"] == f"{title} – Nomor {document.official_number}"
    body = message.get_body().get_content()
    assert body.startswith("DATA CONTOH – BUKAN KEJADIAN NYATA")
    assert document.current.snapshot["check_url"] in body
    assert "tanggal 9 November 2026" in body


@pytest.mark.parametrize(
    ("mode", "becomes", "kept"),
    [
        ("busy", State.RETRY, 0),
        ("silent", State.RETRY, 0),
        ("refuse sender", State.REFUSED, 0),
        ("refuse rcpt", State.REFUSED, 0),
        ("later rcpt", State.RETRY, 0),
        ("drop at rcpt", State.RETRY, 0),
        ("no data", State.RETRY, 0),
        ("never data", State.REFUSED, 0),
        ("drop in message", State.UNSURE, 0),
        ("drop after message", State.UNSURE, 1),
        ("hang after message", State.UNSURE, 1),
        ("refuse message", State.UNSURE, 1),
        ("later message", State.UNSURE, 1),
    ],
)
def test_send_tells_refused_before_from_broken_after(delivery, settings, mode, becomes, kept):
    settings.EMAIL_HOST, settings.EMAIL_TIMEOUT = "127.0.0.1", 1
    if mode == "hang after message":
        settings.EMAIL_TIMEOUT = 0.3
    with bad_server(mode) as server:
        settings.EMAIL_PORT = server.port
        tasks.send_delivery(delivery.pk)
        assert state(delivery) == becomes
        tasks.sweep()
        tasks.send_delivery(delivery.pk)

    assert state(delivery) == becomes
    assert len(server.taken) == kept
    assert (delivery.retry_at is not None) == (becomes == State.RETRY)
    asked = Todo.objects.waiting_for(UserFactory(team=delivery.document.team))
    assert asked.exists() == (becomes != State.RETRY)


def test_send_without_a_server_is_tried_again_and_in_the_end_given_up(delivery, settings):
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", free_port()
    waits = []
    while state(delivery) != State.REFUSED:
        Delivery.objects.update(retry_at=None)
        tasks.send_delivery(delivery.pk)
        delivery.refresh_from_db()
        if delivery.retry_at:
            waits.append(round((delivery.retry_at - timezone.now()).total_seconds() / 60))

    assert waits == list(outgoing.MINUTES)
    assert delivery.words.startswith("Tidak berhasil setelah 12 percobaan")


def test_one_bad_address_holds_nobody_up(document, staff, settings):
    RecipientFactory(team=staff.team, email="salah@contoh.test", copy=True)
    document = signed(staff.team, period=(dt.date(2026, 9, 1), dt.date(2026, 9, 30)))
    with good_server() as box:
        box.refuse["gubernur@contoh.test"] = "550 no such user"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", box.port
        sending.send(document, by=staff)
        for row in Delivery.objects.all():
            tasks.send_delivery(row.pk)

    assert [row.state for row in Delivery.objects.order_by("recipient__is_copy")] == [
        "refused", "sent",
    ]  # fmt: skip


def test_claim_is_for_one_worker_only(delivery):
    now = timezone.now()

    first, second = queue.claim(delivery.pk, now=now), queue.claim(delivery.pk, now=now)

    assert (first.pk, second) == (delivery.pk, None)


def test_a_worker_that_comes_back_late_hands_over_nothing(delivery, settings):
    slow = queue.claim(delivery.pk, now=timezone.now())
    Delivery.objects.update(state=State.SENDING, claim=uuid.uuid4())
    with good_server() as box:
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", box.port
        queue.attempt(slow)

    assert box.taken == []
    assert state(delivery) == State.SENDING


def test_claim_waits_while_the_switch_is_off(delivery, settings):
    settings.MAIL_SENDING = False

    tasks.send_delivery(delivery.pk)

    assert (state(delivery), delivery.words) == (State.QUEUED, outgoing.SWITCHED_OFF)
    assert Todo.objects.filter(kind="delivery.held", closed_at=None).count() == 1


def test_claim_stops_at_the_daily_ceiling(delivery, settings):
    settings.MAIL_DAILY_CEILING = 1
    with good_server() as box:
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", box.port
        tasks.send_delivery(delivery.pk)
        again = sending.send_again(delivery, reason="uji batas", by=delivery.queued_by)
        tasks.send_delivery(again.pk)

        assert (state(again), len(box.taken)) == (State.QUEUED, 1)
        assert "Batas 1 surel sehari" in again.words
        yesterday = timezone.now() - dt.timedelta(days=1)
        Delivery.objects.filter(pk=delivery.pk).update(handing_over_at=yesterday)
        tasks.send_delivery(again.pk)

    assert (state(again), len(box.taken)) == (State.SENT, 2)
    assert not Todo.objects.filter(kind="delivery.held", closed_at=None).exists()


def test_mend_silent_tries_again_only_what_was_provably_not_handed_over(delivery, settings):
    long_ago = timezone.now() - settings.TASK_SILENCE * 6
    silent = {"state": State.SENDING, "claimed_at": long_ago, "claim": uuid.uuid4()}
    Delivery.objects.update(attempts=1, **silent)

    queue.mend_silent(timezone.now())
    assert (state(delivery), delivery.retry_at) == (State.QUEUED, None)

    Delivery.objects.update(handing_over_at=long_ago, **silent)
    queue.mend_silent(timezone.now())
    queue.mend_silent(timezone.now())
    assert state(delivery) == State.UNSURE
    assert Todo.objects.filter(kind="delivery.unsure").count() == 1


def test_a_late_yes_corrects_what_the_sweep_called_unsure(delivery):
    taken = queue.claim(delivery.pk, now=timezone.now())
    Delivery.objects.update(state=State.UNSURE)

    queue.settle(taken, mail.Outcome("sent", "250 Ok"))

    assert state(delivery) == State.SENT


def test_send_again_is_a_new_row_with_name_and_reason(delivery, staff):
    Delivery.objects.update(state=State.UNSURE)
    with pytest.raises(WrongState, match="alasan"):
        sending.send_again(delivery, reason=" ", by=staff)

    again = sending.send_again(delivery, reason="belum diterima menurut telepon", by=staff)

    assert (again.window, again.queued_by, again.state) == (2, staff, State.QUEUED)
    assert again.message_id != delivery.message_id
    with pytest.raises(WrongState):
        sending.send_again(delivery, reason="lagi", by=staff)
    with pytest.raises(WrongState):
        sending.send_again(again, reason="lagi", by=staff)


def test_what_a_person_carries_waits_for_the_person(staff):
    RecipientFactory(team=staff.team, by_hand=True)
    document = signed(staff.team)
    sending.send(document, by=staff)
    delivery = Delivery.objects.get()

    tasks.sweep()
    tasks.send_delivery(delivery.pk)
    assert state(delivery) == State.QUEUED
    sending.note_carried(delivery, words="diantar staf A", by=staff)

    assert (state(delivery), delivery.words) == (State.SENT, "diantar staf A")


def test_note_receipt_by_the_desk_or_the_recipient_themself(delivery, staff):
    Delivery.objects.update(state=State.SENT)
    when = timezone.now()
    stranger = UserFactory()
    with pytest.raises(Exception, match="Tanda terima"):
        sending.note_receipt(delivery, received_by="X", number="", on=when, by=stranger)

    sending.note_receipt(delivery, received_by="TU Gubernur", number="A/9", on=when, by=staff)

    assert (state(delivery), delivery.received_by) == (State.RECEIVED, "TU Gubernur")


def test_send_is_refused_while_an_address_is_not_confirmed(document, staff):
    recipient = RecipientFactory(team=staff.team, name="Ketua DPRD", verified_at=None, copy=True)
    document = signed(staff.team, period=(dt.date(2026, 9, 1), dt.date(2026, 9, 30)))

    with pytest.raises(WrongState, match=f"Alamat surel {recipient.name} belum dipastikan"):
        sending.send(document, by=staff)

    assert Delivery.objects.count() == 0


def test_send_twice_at_once_makes_one_delivery_per_recipient(document, staff):
    sending.send(document, by=staff)

    with pytest.raises(WrongState, match="Dikirim"):
        sending.send(document, by=staff)

    assert Delivery.objects.count() == 1
    assert Document.objects.get().status == "sent"
