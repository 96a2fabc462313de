"""What runs each night: a backup, the rehearsal of its restore, the removal of old ones."""

import datetime as dt
import logging
import time
from typing import Any
from zoneinfo import ZoneInfo

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError, close_old_connections
from django.utils import timezone

from timdu.operation import actions
from timdu.operation.models import Backup, Run

logger = logging.getLogger(__name__)
AT = dt.time(2, 10)
ZONE = ZoneInfo("Asia/Jakarta")
# A computer that was off at night catches up, but not while it is still starting.
OVERDUE, SETTLING, AGAIN = dt.timedelta(hours=26), dt.timedelta(minutes=15), dt.timedelta(hours=1)


class Command(BaseCommand):
    """`manage.py nightly` never ends; `--sekali` does one night's work and ends."""

    help = "Setiap malam: cadangkan, latih pemulihannya, hapus yang usang."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--sekali", action="store_true", help="Kerjakan sekarang, satu kali")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["sekali"]:
            try:
                night()
            except Exception as error:
                raise CommandError(str(error)) from error
            return
        while True:
            time.sleep(pause().total_seconds())
            try:
                night()
            except Exception:
                # The row says what went wrong and the page shows it.
                logger.exception("Pekerjaan malam gagal")
            close_old_connections()


def night() -> None:
    """One night's work."""
    actions.sweep(now=timezone.now())
    row = actions.take(say=logger.info)
    if row.words:
        logger.warning("%s: %s", row, row.words)
    actions.rehearse(row, say=logger.info)
    actions.prune(now=timezone.now())


def pause() -> dt.timedelta:
    """How long until the next night's work; short while the database does not answer."""
    try:
        done = Backup.objects.filter(state=Run.State.DONE).newest().first()
        tried = Backup.objects.newest().first()
    except DatabaseError:
        logger.exception("Basis data tidak menjawab")
        close_old_connections()
        return SETTLING
    return wait(
        timezone.now(), done.started_at if done else None, tried.started_at if tried else None
    )


def wait(now: dt.datetime, done: dt.datetime | None, tried: dt.datetime | None) -> dt.timedelta:
    """From the last good backup and the last attempt: overdue ones soon, failing ones hourly."""
    if done is None or now - done > OVERDUE:
        return AGAIN if tried and now - tried < AGAIN else SETTLING
    here = now.astimezone(ZONE)
    due = dt.datetime.combine(here.date(), AT, ZONE)
    return (due if due > here else due + dt.timedelta(days=1)) - here
