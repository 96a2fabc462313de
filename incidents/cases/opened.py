"""When somebody last looked at a permasalahan: kept in the session, so that a GET writes no row.

A look within half an hour belongs to the same visit; what was new at its beginning stays new.
"""

import datetime as dt

from django.contrib.sessions.backends.base import SessionBase
from django.utils import timezone
from django.utils.dateparse import parse_datetime

NAME = "permasalahan_dibuka"
VISIT = dt.timedelta(minutes=30)
MOST = 60
# The visit before, and the last look.
Looks = dict[str, tuple[str, str]]


def look(session: SessionBase, code: str, now: dt.datetime | None = None) -> dt.datetime | None:
    """Note the look; returns the end of the visit before, if there was one."""
    now = now or timezone.now()
    looks: Looks = dict(session.get(NAME, {}))
    before, last = looks.pop(code, ("", ""))
    seen = parse_datetime(last) if last else None
    if seen is not None and now - seen <= VISIT:
        # The same visit: a page opened twice in a minute writes nothing.
        if now - seen < VISIT / 2:
            return parse_datetime(before) if before else None
    else:
        before = last
    looks[code] = (before, now.isoformat())
    session[NAME] = dict(list(looks.items())[-MOST:])
    return parse_datetime(before) if before else None
