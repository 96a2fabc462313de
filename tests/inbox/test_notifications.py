"""Mail to the people of a team that never goes twice, on real SMTP servers, good and bad."""

import datetime as dt
import threading
import uuid
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from tests.documents.smtp import bad_server, good_server
from tests.inbox.factories import NotificationFactory, TodoFactory
from tests.team.factories import TeamFactory
from timdu.core import outgoing
from timdu.inbox import options, sending, tasks
from timdu.inbox.models import MailChoice, Notification
from timdu.team import settings as team_settings

State = Notification.State
LOUD = "00.00-00.00"


@pytest.fixture(autouse=True)
def no_quiet_hours(monkeypatch):
    """The hour at which the tests run must not matter; quiet hours have tests of their own."""
    changed = team_settings.Definition(options.QUIET, "Jam tenang", LOUD, options.a_span)
    monkeypatch.setitem(team_settings.REGISTRY, options.QUIET, changed)


@pytest.fixture
def box(settings):
    with good_server() as server:
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
        yield server


@pytest.fixture
def row(db):
    return NotificationFactory()


def state(row):
    row.refresh_from_db()
    return row.state


def change(row, key, value):
    day = dt.date(2020, 1, 1)
    team_settings.change(row.team, key, value, by=None, valid_from=day)


def test_a_mail_is_handed_over_once_however_often_the_bell_rings(row, box):
    for _ in range(3):
        tasks.send_notification(row.pk)
        tasks.sweep()

    assert state(row) == State.SENT
    assert [address for address, _ in box.taken] == [row.recipient.email]
    assert row.address == row.recipient.email
    assert row.message_id.encode() in box.taken[0][1]


@pytest.mark.parametrize(
    ("mode", "becomes", "kept"),
    [
        ("silent", State.RETRY, 0),
        ("refuse rcpt", State.REFUSED, 0),
        ("later rcpt", State.RETRY, 0),
        ("drop in message", State.UNSURE, 0),
        ("hang after message", State.UNSURE, 1),
        ("refuse message", State.UNSURE, 1),
    ],
)
def test_refused_before_is_told_from_broken_after(row, settings, mode, becomes, kept):
    settings.EMAIL_HOST, settings.EMAIL_TIMEOUT = "127.0.0.1", 0.3
    with bad_server(mode) as server:
        settings.EMAIL_PORT = server.port
        tasks.send_notification(row.pk)
        tasks.sweep()
        tasks.send_notification(row.pk)

    assert (state(row), len(server.taken)) == (becomes, kept)
    assert (row.retry_at is not None) == (becomes == State.RETRY)


@pytest.mark.parametrize("handed", [False, True])
def test_killed_between_attempt_and_answer(row, box, settings, handed):
    """Provably not handed over → again; handed over → unsure, and never again by itself."""
    taken = sending.claim(row.pk, now=timezone.now())
    if handed:
        assert outgoing.may_hand_over(taken)
    long_ago = timezone.now() - settings.TASK_SILENCE * 6
    fields = {"claimed_at": long_ago} | ({"handing_over_at": long_ago} if handed else {})
    Notification.objects.update(**fields)

    tasks.sweep()
    tasks.send_notification(row.pk)

    assert (state(row), len(box.taken)) == ((State.UNSURE, 0) if handed else (State.SENT, 1))


def test_a_worker_that_comes_back_late_hands_over_nothing(row, box):
    slow = sending.claim(row.pk, now=timezone.now())
    Notification.objects.update(claim=uuid.uuid4())

    sending.attempt(slow)

    assert (state(row), box.taken) == (State.SENDING, [])


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_send_one(box):
    row = NotificationFactory()

    def work():
        try:
            tasks.send_notification(row.pk)
        finally:
            connection.close()

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert (state(row), len(box.taken)) == (State.SENT, 1)


def test_one_row_for_each_person_thing_and_window(row):
    person = row.recipient

    again = sending.make("digest", person, [(person, "")], team=row.team, window=row.window)

    assert again == [row.pk]
    with pytest.raises(IntegrityError), transaction.atomic():
        NotificationFactory(recipient=person, window=row.window)


def test_the_switch_of_the_house_holds_and_lets_go(row, box, settings):
    settings.MAIL_SENDING = False
    tasks.send_notification(row.pk)
    assert (state(row), row.words) == (State.QUEUED, outgoing.SWITCHED_OFF)

    settings.MAIL_SENDING = True
    Notification.objects.update(retry_at=timezone.now())
    tasks.send_notification(row.pk)

    assert (state(row), len(box.taken)) == (State.SENT, 1)


def test_one_ceiling_for_all_that_leaves_the_house(row, box, settings):
    settings.MAIL_DAILY_CEILING = 1
    other = NotificationFactory()
    tasks.send_notification(row.pk)
    tasks.send_notification(other.pk)

    assert (state(row), state(other), len(box.taken)) == (State.SENT, State.QUEUED, 1)
    assert "Batas 1 surel sehari" in other.words


def test_the_teams_ceiling_holds_the_team_and_nobody_else(row, box):
    change(row, options.CEILING, 1)
    same = NotificationFactory(recipient=TodoFactory(holder__team=row.team).holder, team=row.team)
    other = NotificationFactory()
    for one in (row, same, other):
        tasks.send_notification(one.pk)

    assert [state(one) for one in (row, same, other)] == [State.SENT, State.QUEUED, State.SENT]
    assert "untuk tim ini" in same.words


@pytest.mark.parametrize(
    ("lose", "words"),
    [
        (lambda row: type(row.recipient).objects.update(is_active=False), sending.CLOSED),
        (
            lambda row: type(row.recipient).objects.update(access_until=dt.date(2026, 1, 1)),
            sending.CLOSED,
        ),
        (lambda row: type(row.recipient).objects.update(email=""), sending.NO_ADDRESS),
        (lambda row: change(row, options.SENDING, False), sending.TEAM_OFF),
        (
            lambda row: MailChoice.objects.create(user=row.recipient, off=["digest"]),
            sending.UNWANTED,
        ),
        (
            lambda row: MailChoice.objects.create(
                user=row.recipient, away_from=dt.date(2020, 1, 1), away_until=dt.date(2099, 1, 1)
            ),
            sending.AWAY,
        ),
        (
            lambda row: Notification.objects.update(
                queued_at=timezone.now() - dt.timedelta(hours=9)
            ),
            sending.TOO_LATE,
        ),
        (lambda row: Notification.objects.update(kind="dahulu"), sending.UNKNOWN),
    ],
)
def test_what_is_lost_between_queue_and_sending_stops_it(row, box, lose, words):
    lose(row)

    tasks.send_notification(row.pk)

    assert (state(row), row.words, box.taken) == (State.STOPPED, words, [])


@pytest.mark.parametrize("zone", ["Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura"])
@pytest.mark.parametrize(
    ("span", "hour", "until"),
    [
        ("21.00-06.00", 20, None),
        ("21.00-06.00", 21, (24, 6)),
        ("21.00-06.00", 23, (24, 6)),
        ("21.00-06.00", 3, (23, 6)),
        ("21.00-06.00", 6, None),
        ("00.00-05.30", 0, (23, 5.5)),
        ("07.00-07.00", 7, None),
    ],
)
def test_quiet_hours_are_those_of_the_teams_zone(db, zone, span, hour, until):
    team = TeamFactory(zone=zone)
    team_settings.change(team, options.QUIET, span, by=None, valid_from=dt.date(2020, 1, 1))
    local = ZoneInfo(zone)
    now = dt.datetime(2026, 11, 23, hour, tzinfo=local)

    found = options.quiet_until(team, now.astimezone(dt.UTC))

    ends = until and dt.datetime(2026, 11, until[0], int(until[1]), int(until[1] % 1 * 60),
                                 tzinfo=local)  # fmt: skip
    assert found == ends


def test_quiet_hours_hold_a_mail_until_they_are_over(row, box):
    now = timezone.now()
    local = now.astimezone(ZoneInfo(row.team.zone))
    begun, over = (local + dt.timedelta(hours=hours) for hours in (-1, 2))
    change(row, options.QUIET, f"{begun:%H.%M}-{over:%H.%M}")

    tasks.send_notification(row.pk)
    tasks.sweep()

    assert (state(row), row.words, box.taken) == (State.QUEUED, sending.QUIET, [])
    assert row.retry_at == over.replace(second=0, microsecond=0)
