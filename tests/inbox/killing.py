"""Digests for real workers that are killed in the middle of sending; prints what was left as JSON.

Run by test_kill.py as a program of its own: `python -m tests.inbox.killing MORNINGS SEED`.
"""

import asyncio
import collections
import datetime as dt
import email
import json
import random
import sys
import threading
import time

import django
from aiosmtpd.controller import Controller
from django.conf import settings

django.setup()

from django.utils import timezone  # noqa: E402

from tests import workers  # noqa: E402
from tests.inbox.factories import TodoFactory  # noqa: E402
from tests.team.factories import TeamFactory, UserFactory  # noqa: E402
from timdu.inbox import digest, options, tasks  # noqa: E402
from timdu.inbox.models import Notification  # noqa: E402
from timdu.team import settings as team_settings  # noqa: E402

APP = "timdu"
PEOPLE = 4
PATIENCE = 300.0
# How long the mail server says nothing to a worker that is dead by then.
SILENCE = 90.0
FIRST = dt.date(2026, 11, 23)
# Where a worker is stopped: before the first byte of the message, and when all of it was read.
BEFORE, AFTER = "before", "after"


class HeldBox:
    """Takes every message; at the step somebody waits for, it answers no more."""

    def __init__(self):
        self.taken = collections.Counter()
        self.hold = ""
        self.held = threading.Event()

    async def handle_RCPT(self, server, session, envelope, address, options):
        await self.pause(BEFORE)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        message = email.message_from_bytes(envelope.content)
        self.taken[message["Message-ID"], envelope.rcpt_tos[0]] += 1
        await self.pause(AFTER)
        return "250 OK"

    async def pause(self, step):
        if self.hold == step:
            self.hold = ""
            self.held.set()
            await asyncio.sleep(SILENCE)

    def cut(self, step):
        """The next conversation stops at this step."""
        self.held.clear()
        self.hold = step


def morning(team, day):
    """Make the digests of a day and ring for each, as the clock does."""
    for pk in digest.make(team, day):
        tasks.send_notification.delay(pk)


def cut_short(team, day, box, step, dice):
    """One morning; the worker is killed while a mail server holds one of its mails."""
    box.cut(step)
    workers.twice_at_once(lambda: morning(team, day))
    worker = workers.start_worker(APP)
    try:
        assert box.held.wait(PATIENCE), workers.last_words()
        time.sleep(dice.uniform(0, 0.5))
    finally:
        workers.kill(worker)


def office():
    """A team without quiet hours now, and people for whom something waits."""
    team = TeamFactory()
    later = timezone.now() + dt.timedelta(hours=6)
    quiet = f"{later:%H.00}-{later:%H.01}"
    team_settings.change(team, options.QUIET, quiet, by=None, valid_from=dt.date(2020, 1, 1))
    for number in range(PEOPLE):
        person = UserFactory(team=team, kecamatan_user=True, email=f"orang{number}@contoh.go.id")
        TodoFactory(holder=person)
    return team


def main(mornings, seed):
    dice, box = random.Random(seed), HeldBox()
    controller = Controller(box, hostname="127.0.0.1", port=settings.EMAIL_PORT)
    controller.start()
    team = office()
    for number in range(mornings):
        day = FIRST + dt.timedelta(days=number)
        cut_short(team, day, box, (AFTER, BEFORE)[number % 2], dice)
    waits = Notification.objects.filter(state__in=("queued", "retry", "sending"))
    workers.let_it_end(APP, waits.exists, tasks.sweep, PATIENCE * 3)
    controller.stop()
    rows = list(Notification.objects.order_by("pk"))
    arrived = {row.pk: box.taken[row.message_id, row.address] for row in rows}
    report = {
        "people": PEOPLE,
        "mornings_of_each": sorted(collections.Counter(row.recipient_id for row in rows).values()),
        "twice": [pk for pk, times in arrived.items() if times > 1],
        "strangers": sum(box.taken.values()) - sum(arrived.values()),
        "states": dict(collections.Counter(row.state for row in rows)),
        "sent_without_arriving": [
            row.pk for row in rows if row.state == "sent" and not arrived[row.pk]
        ],
        "arrived_untold": [
            row.pk for row in rows if arrived[row.pk] and row.state not in ("sent", "unsure")
        ],
        "doubt": sorted({row.words for row in rows if row.state == "unsure"}),
        "tried_again": sum(row.attempts > 1 and row.state == "sent" for row in rows),
    }
    print(json.dumps(report))


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
