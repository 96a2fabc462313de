"""What goes out by mail, whatever the row is about, so that nobody gets it twice by machine.

A model whose rows go out (documents.Delivery, inbox.Notification) has these columns: `state`,
`message_id`, `claim`, `claimed_at`, `handing_over_at`, `retry_at`, `attempts`, `words`, `left_at`.
A row is claimed by one conditional UPDATE; the claim is asked again, and the handing over written
down, in the moment between the server's go-ahead and the first byte of the message. Whatever is
found later in a silent row is then provable: not handed over → again; handed over → tidak pasti,
for a person.
"""

import datetime as dt
import uuid
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import connection, models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.crypto import get_random_string

from timdu.core.mail import Outcome

QUEUED, SENDING, RETRY = "queued", "sending", "retry"
SENT, UNSURE, REFUSED = "sent", "unsure", "refused"
WAITS, LEFT = (QUEUED, RETRY), (SENT, UNSURE)
MINUTES = (1, 2, 5, 15, 30, 60, 120, 240, 240, 360, 360)
# Handing over may take as long as the server takes to read the message.
HANDING_PATIENCE = 5
CEILING_LOCK = 7_420_061
# The folder broker hands out about one message a second: a sweep rings for no more than it hears.
BELLS = 30
SWITCHED_OFF = "Pengiriman surel sedang dimatikan oleh administrator."
CEILING = "Batas {limit} surel sehari tercapai; dilanjutkan besok."
SAFE = "abcdefghijklmnopqrstuvwxyz0123456789"

# Every model whose rows go out; each app adds its own when it is ready. One ceiling for all.
OUTGOING: list[Any] = []


def new_message_id() -> str:
    """Fixed when the row is made, long before anybody connects anywhere."""
    host = urlsplit(settings.SITE_URL).hostname or "timdu.local"
    return f"<timdu.{get_random_string(24, SAFE)}@{host}>"


def due(rows: "models.QuerySet[Any]", now: dt.datetime) -> "models.QuerySet[Any]":
    """Keep what waits to be sent and whose time has come."""
    return rows.filter(state__in=WAITS).filter(Q(retry_at=None) | Q(retry_at__lte=now))


def take(rows: "models.QuerySet[Any]", now: dt.datetime, **more: Any) -> uuid.UUID | None:
    """Take the one row for one attempt; None when somebody else has it or it is not due.

    One conditional UPDATE: nothing stays locked while the network is slow. The claim is the
    fence: whoever comes back late finds another claim in the row and hands over nothing.
    """
    claim = uuid.uuid4()
    taken = due(rows, now).update(
        state=SENDING,
        claim=claim,
        claimed_at=now,
        handing_over_at=None,
        attempts=F("attempts") + 1,
        **more,
    )
    return claim if taken else None


def held(now: dt.datetime) -> str:
    """Why nothing may go out now; "" when it may. Ask it in the transaction of the claim."""
    if not settings.MAIL_SENDING:
        return SWITCHED_OFF
    with connection.cursor() as cursor:
        # One at a time here, so that two workers cannot both take the last one under the roof.
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [CEILING_LOCK])
    limit, zone = settings.MAIL_DAILY_CEILING, ZoneInfo(settings.TIME_ZONE)
    out = sum(handed_today(model.objects.all(), now, zone) for model in OUTGOING)
    return CEILING.format(limit=limit) if out >= limit else ""


def handed_today(rows: "models.QuerySet[Any]", now: dt.datetime, zone: dt.tzinfo) -> int:
    """How many of the rows went out on the day of the zone, or are on their way out."""
    midnight = now.astimezone(zone).replace(hour=0, minute=0, second=0, microsecond=0)
    return rows.filter(
        Q(handing_over_at__gte=midnight) | Q(state=SENDING, claimed_at__gte=midnight)
    ).count()


def may_hand_over(row: Any) -> bool:
    """Write that the message goes out now, if the claim is still ours."""
    mine = type(row).objects.filter(pk=row.pk, claim=row.claim, state=SENDING, handing_over_at=None)
    return bool(mine.update(handing_over_at=timezone.now()))


def settle(row: Any, outcome: Outcome) -> dict[str, Any]:
    """Write the outcome, if the attempt is still the one the row knows of; returns what it wrote.

    A late 250 also corrects a row the sweep has meanwhile called unsure: the answer is known now.
    """
    now = timezone.now()
    state, words, retry_at = outcome.state, outcome.words, None
    if state in WAITS and row.attempts > len(MINUTES):
        state = REFUSED
        words = f"Tidak berhasil setelah {row.attempts} percobaan. {words}"[:400]
    elif state == RETRY:
        retry_at = now + dt.timedelta(minutes=MINUTES[row.attempts - 1])
    fields: dict[str, Any] = {"state": state, "words": words, "retry_at": retry_at}
    if state in LEFT:
        fields["left_at"] = now
    mine = type(row).objects.filter(pk=row.pk, claim=row.claim, state__in=(SENDING, UNSURE))
    return fields if mine.update(**fields) else {}


def waiting(rows: "models.QuerySet[Any]", now: dt.datetime) -> list[int]:
    """Rows whose bell may have been lost: queued or due again."""
    return list(due(rows, now).order_by("queued_at").values_list("pk", flat=True)[:BELLS])


def silent(rows: "models.QuerySet[Any]", now: dt.datetime) -> Iterator[tuple[Any, Outcome]]:
    """Rows whose worker fell silent, and what may be said of each: again where that is provable."""
    sending = rows.filter(state=SENDING)
    for row in sending.filter(handing_over_at=None, claimed_at__lt=now - settings.TASK_SILENCE):
        yield row, Outcome(QUEUED, "Terputus sebelum naskah diserahkan.")
    patience = settings.TASK_SILENCE * HANDING_PATIENCE
    for row in sending.filter(handing_over_at__lt=now - patience):
        yield row, Outcome(UNSURE, "Terputus sesudah naskah diserahkan ke server surel.")
