"""The figures once more, by plain Python over the rows: no database, no shared code."""

from collections import Counter
from zoneinfo import ZoneInfo

COUNTED = ("verified", "closed")
MATRIX = {
    (1, 1): 1, (1, 2): 1, (1, 3): 2, (1, 4): 2,
    (2, 1): 1, (2, 2): 2, (2, 3): 3, (2, 4): 3,
    (3, 1): 2, (3, 2): 3, (3, 3): 3, (3, 4): 4,
    (4, 1): 2, (4, 2): 3, (4, 3): 4, (4, 4): 4,
}  # fmt: skip


def month_of(row, zone):
    """(year, month) of the event as the clocks of the zone show it."""
    local = row.occurred_at.astimezone(ZoneInfo(zone))
    return local.year, local.month


def of_month(rows, year, month, zone):
    return [row for row in rows if month_of(row, zone) == (year, month)]


def counted(rows):
    return [row for row in rows if row.status in COUNTED]


def level(row):
    return MATRIX.get((row.likelihood, row.impact))


def kecamatan(rows, code):
    """total, events, waiting, by letter, highest level of one kecamatan."""
    here = [row for row in rows if row.kecamatan_id == code]
    good = counted(here)
    letters = Counter(row.source for row in good)
    return {
        "total": len(good),
        "events": sum(row.kind == "event" for row in good),
        "waiting": sum(row.status in ("submitted", "returned") for row in here),
        "sources": [letters[letter] for letter in "abcde"],
        "level": max((level(row) or 0 for row in good), default=0) or None,
    }


def last_months(year, month, length):
    """The (year, month) pairs up to the month."""
    count = year * 12 + month - 1
    return [divmod(count - back, 12) for back in range(length - 1, -1, -1)]
