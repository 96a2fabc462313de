"""How dates, numbers and money are written in Bahasa Indonesia, on the screen and on paper.

Everything that belongs together is joined by a no-break space, so that "23 November 2026",
"09.38 WIB" and "3 hari lalu" never fall apart at the end of a line.
"""

import datetime as dt
from decimal import ROUND_HALF_UP, Decimal

from django.utils import timezone

from timdu.core.periods import DAYS, MONTHS, MONTHS_SHORT, zone_name

NBSP = "\u00a0"
Moment = dt.datetime | dt.date
Number = int | float | Decimal

ONES = (
    *("nol", "satu", "dua", "tiga", "empat", "lima"),
    *("enam", "tujuh", "delapan", "sembilan", "sepuluh", "sebelas"),
)
SCALES = ((10**12, "triliun"), (10**9, "miliar"), (10**6, "juta"), (1000, "ribu"))
MINUTE, HOUR, DAY = 60, 3600, 86400
DAYS_WITH_HOURS = 3


def local_date(moment: Moment) -> dt.date:
    """The calendar day of an instant in the active zone; a date stays as it is."""
    return timezone.localtime(moment).date() if isinstance(moment, dt.datetime) else moment


def long_date(moment: Moment) -> str:
    """21 November 2026."""
    day = local_date(moment)
    return f"{day.day}{NBSP}{MONTHS[day.month - 1]}{NBSP}{day.year}"


def short_date(moment: Moment) -> str:
    """21 Nov 2026."""
    day = local_date(moment)
    return f"{day.day}{NBSP}{MONTHS_SHORT[day.month - 1]}{NBSP}{day.year}"


def weekday_date(moment: Moment) -> str:
    """Sabtu, 21 November 2026."""
    return f"{DAYS[local_date(moment).weekday()]}, {long_date(moment)}"


def clock(moment: dt.datetime) -> str:
    """14.30 WIB, with the name of the active zone."""
    return f"{timezone.localtime(moment):%H.%M}{NBSP}{zone_name()}"


def date_time(moment: dt.datetime) -> str:
    """21 Nov 2026 14.30 WIB."""
    zone = timezone.get_current_timezone()
    here = timezone.localtime(moment, zone)
    return f"{short_date(here.date())} {here.hour:02}.{here.minute:02}{NBSP}{zone_name(zone)}"


def count(amount: int, unit: str) -> str:
    """3 hari: a number and its unit on one line."""
    return f"{number(amount)}{NBSP}{unit}"


def span(seconds: float) -> str:
    """How long, roughly: 47 menit, 19 jam, 1 hari 16 jam, 12 hari."""
    whole = int(seconds)
    days, hours = divmod(whole // HOUR, 24)
    if whole < HOUR:
        return count(max(whole // MINUTE, 1), "menit")
    if not days:
        return count(hours, "jam")
    if days >= DAYS_WITH_HOURS or not hours:
        return count(days, "hari")
    return f"{count(days, 'hari')} {count(hours, 'jam')}"


def age(since: dt.datetime, now: dt.datetime | None = None) -> str:
    """How old something is, for a queue: 1 hari 16 jam."""
    return span(((now or timezone.now()) - since).total_seconds())


def ago(moment: Moment, now: dt.datetime | None = None) -> str:
    """A time gone by, relative: baru saja, 6 menit lalu, 3 hari lalu (days by the calendar)."""
    now = now or timezone.now()
    if isinstance(moment, dt.datetime):
        seconds = (now - moment).total_seconds()
        if seconds < MINUTE:
            return f"baru{NBSP}saja"
        if seconds < DAY:
            return f"{span(seconds)}{NBSP}lalu"
    days = (local_date(now) - local_date(moment)).days
    return f"{count(days, 'hari')}{NBSP}lalu" if days > 0 else f"hari{NBSP}ini"


def until(due: Moment, now: dt.datetime | None = None) -> str:
    """A deadline, relative, by the calendar: 2 hari lagi, hari ini, 4 hari lewat."""
    days = (local_date(due) - local_date(now or timezone.now())).days
    if not days:
        return f"hari{NBSP}ini"
    return f"{count(abs(days), 'hari')}{NBSP}{'lagi' if days > 0 else 'lewat'}"


def number(value: Number, places: int | None = None) -> str:
    """1.234,5: as many decimals as it has, or exactly `places`, rounded half up."""
    amount = Decimal(str(value))
    if places is not None:
        amount = amount.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    else:
        amount = amount.normalize() if amount % 1 else amount.quantize(Decimal(1))
    return f"{amount:,f}".translate(str.maketrans(",.", ".,"))


def money(value: Number) -> str:
    """Rp1.250.000, with cents only where there are any."""
    return f"Rp{number(value, 2 if Decimal(str(value)) % 1 else 0)}".replace("Rp-", "-Rp")


def percent(value: Number, places: int = 1) -> str:
    """92,4 %."""
    return f"{number(value, places)}{NBSP}%"


def in_words(value: int) -> str:
    """16 → enam belas; for letters, up to the trillions."""
    if value < 0:
        return f"minus {in_words(-value)}"
    if value < len(ONES):
        return ONES[value]
    if value < 20:
        return f"{ONES[value - 10]} belas"
    if value < 100:
        return _compose(value, 10, "puluh")
    if value < 1000:
        return _compose(value, 100, "ratus")
    size, name = next((size, name) for size, name in SCALES if value >= size)
    return _compose(value, size, name)


def _compose(value: int, size: int, name: str) -> str:
    """So many of a size and the rest; one hundred and one thousand are "seratus", "seribu"."""
    times, rest = divmod(value, size)
    head = f"se{name}" if times == 1 and name in ("ratus", "ribu") else f"{in_words(times)} {name}"
    return f"{head} {in_words(rest)}" if rest else head
