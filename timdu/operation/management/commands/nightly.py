"""What runs each night: a backup, the rehearsal of its restore, the removal of old ones."""

import datetime as dt
import logging
import time
from typing import Any
from zoneinfo import ZoneInfo

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import close_old_connections
from django.utils import timezone

from timdu.operation import actions
from timdu.operation.models import Backup, Run

logger = logging.getLogger(__name__)
AT = dt.time(2, 10)
ZONE = ZoneInfo("Asia/Jakarta")
# A computer that was off at night catches up, but not while it is still starting.
OVERDUE, SETTLING = dt.timedelta(hours=26), dt.timedelta(minutes=15)


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
            time.sleep(wait(timezone.now(), last()).total_seconds())
            try:
                night()
            except Exception:
                # The row says what went wrong and the page shows it; tomorrow is another night.
                logger.exception("Pekerjaan malam gagal")
            close_old_connections()


def night() -> None:
    """One night's work."""
    row = actions.take()
    actions.rehearse(row)
    actions.prune(now=timezone.now())


def last() -> dt.datetime | None:
    """When the last good backup began."""
    done = Backup.objects.filter(state=Run.State.DONE).newest().first()
    return done.started_at if done else None


def wait(now: dt.datetime, last: dt.datetime | None) -> dt.timedelta:
    """How long until the next night's work."""
    if last is None or now - last > OVERDUE:
        return SETTLING
    here = now.astimezone(ZONE)
    due = dt.datetime.combine(here.date(), AT, ZONE)
    return (due if due > here else due + dt.timedelta(days=1)) - here
