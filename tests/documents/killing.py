"""Work for real workers that are killed at random points; prints what was left as JSON.

Run by test_kill.py as a program of its own, so that it, the workers and their database are one
copy of the system: `python -m tests.documents.killing ROUNDS SEED`.
"""

import asyncio
import collections
import datetime as dt
import email
import json
import random
import sys
import time

import django
from aiosmtpd.controller import Controller
from django.conf import settings

django.setup()


from tests import workers  # noqa: E402
from tests.documents import factories, sample  # noqa: E402
from tests.team.factories import TeamFactory, UserFactory  # noqa: E402
from timdu.documents import letters, tasks  # noqa: E402
from timdu.documents.actions import sending  # noqa: E402
from timdu.documents.models import Delivery, Document, Rendition  # noqa: E402

APP = "tests.documents.worker"
RECIPIENTS = 4
PATIENCE = 300.0


class SlowBox:
    """Takes every message, slowly at each step, and counts those it read to the end."""

    def __init__(self, dice):
        self.dice = dice
        self.taken = collections.Counter()

    async def handle_RCPT(self, server, session, envelope, address, options):
        await self.dawdle()
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        message = email.message_from_bytes(envelope.content)
        self.taken[message["Message-ID"]] += 1
        await self.dawdle()
        return "250 OK"

    async def dawdle(self):
        await asyncio.sleep(self.dice.uniform(0, 0.15))


def month(index):
    first = dt.date(2000 + index // 12, index % 12 + 1, 1)
    return first, first + dt.timedelta(days=27)


def prepare(team, rounds):
    """Signed documents, one for each round, ready to be sent."""
    return [factories.signed(team, period=month(index)) for index in range(rounds)]


def open_rows():
    """What is not at an end: (to compile, to draw, to send)."""
    return (
        Document.objects.filter(compile_wanted_at__isnull=False).count(),
        Rendition.objects.filter(state__in=("queued", "running")).count(),
        Delivery.objects.exclude(state__in=Delivery.State.ended()).count(),
    )


def wait_for_work():
    """Until a worker has something in its hands."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        busy = Document.objects.filter(compile_claimed_at__isnull=False).exists()
        busy = busy or Rendition.objects.filter(state="running").exists()
        if busy or Delivery.objects.filter(state="sending").exists():
            return
        time.sleep(0.01)
    raise AssertionError(workers.last_words())


def one_round(team, staff, document, index, dice):
    """New work for a worker, which is killed while it is at it."""
    for number in range(2):
        first, last = month(240 + index * 2 + number)
        tasks.open_document("uji", team, first=first, last=last)
    sending.send(document, by=staff)
    workers.twice_at_once(tasks.sweep)
    worker = workers.start_worker(APP)
    try:
        wait_for_work()
        time.sleep(dice.uniform(0, 0.7))
    finally:
        workers.kill(worker)


def main(rounds, seed):
    dice = random.Random(seed)
    box = SlowBox(dice)
    controller = Controller(box, hostname="127.0.0.1", port=settings.EMAIL_PORT)
    controller.start()
    sample.install()
    team = TeamFactory()
    for _ in range(RECIPIENTS):
        factories.RecipientFactory(team=team)
    staff = UserFactory(team=team)
    for index, document in enumerate(prepare(team, rounds)):
        one_round(team, staff, document, index, dice)
    patience = PATIENCE * 3 + rounds * PATIENCE / 3
    workers.let_it_end(APP, lambda: any(open_rows()), tasks.sweep, patience)
    controller.stop()
    drawn = Rendition.objects.filter(state="done", version__document__status="draft")
    report = {
        "open": open_rows(),
        "states": dict(collections.Counter(Delivery.objects.values_list("state", flat=True))),
        "deliveries": Delivery.objects.count(),
        "twice": [key for key, count in box.taken.items() if count > 1],
        "sent_without_arriving": [
            row.pk for row in Delivery.objects.filter(state="sent")
            if not box.taken[row.message_id]
        ],
        "arrived_unknown": [
            row.pk for row in Delivery.objects.exclude(state__in=("sent", "unsure"))
            if box.taken[row.message_id]
        ],
        "documents": Document.objects.filter(status="draft").count(),
        "drawn": drawn.count(),
        "versions": list(
            Document.objects.filter(status="draft")
            .values_list("current__number", flat=True).distinct()
        ),
        "attempts": max(drawn.values_list("attempts", flat=True), default=0),
        "same_bytes": all(letters.draw(row).data == row.file.read() for row in drawn[:5]),
    }  # fmt: skip
    print(json.dumps(report))


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
