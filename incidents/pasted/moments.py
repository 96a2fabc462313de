"""When it happened, in the ways people write it: a day, a clock, or a stretch of time ago."""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from incidents.pasted import numbers
from incidents.pasted.clocks import Clock, hours
from incidents.pasted.days import ABOUT, DAY, PART_OF_DAY, Day, dates
from incidents.pasted.text import Span

ZONES = {"wib": "Asia/Jakarta", "wita": "Asia/Makassar", "wit": "Asia/Jayapura"}
NOON, DAY_END, NEAR, SMALL_HOURS = 12, 24, 14, 5
SKEW = dt.timedelta(minutes=10)
AGO = re.compile(
    rf"\b(?:(?P<count>{numbers.PATTERN}|setengah|se) ?(?P<unit>jam|menit|mnt)"
    r" (?:yang |yg )?(?:lalu|tadi)|(?P<now>barusan|baru saja|saat ini|sekarang|skrg|skarang))\b"
)
LABEL = re.compile(
    r"(?:^(?:\d{1,2}[.)] ?)?[ -]*|(?<=[.;] ))(?:hari(?: ?[/,&] ?(?:tanggal|tgl))?"
    r"(?: ?[/,&] ?(?:jam|waktu|pukul))?|tanggal|tgl"
    r"|waktu(?: kejadian)?|kapan|pukul|jam)(?: kejadian)? ?: ?[^\n]+",
    re.MULTILINE,
)


@dataclass(frozen=True)
class Moment:
    """A time that was read: how exact the words are, and whether they leave a doubt."""

    at: dt.datetime
    spans: tuple[Span, ...]
    is_exact: bool
    is_plain: bool


def find(low: str, span: Span, base: dt.datetime) -> Moment | None:
    """The time a lower-case text speaks of, seen from `base`, in the zone of `base`.

    A line that says "Waktu:" is believed before the rest.
    """
    labelled = [found.span() for found in LABEL.finditer(low, *span)]
    found = read(low, labelled, base) if labelled else None
    return found or read(low, [span], base)


def read(low: str, regions: list[Span], base: dt.datetime) -> Moment | None:
    """The first day and the clock beside it."""
    ago = next((one for region in regions for one in since(low, region, base)), None)
    days = [day for region in regions for day in dates(low, region, base)]
    clocks = [clock for region in regions for clock in hours(low, region, days)]
    # "Sabtu, 21 November 2026" is one day said twice: the fuller words count.
    day = next((one for one in days if one.is_plain), next(iter(days), None))
    if day is None and not clocks:
        return ago
    if clocks:
        near = day.span[0] if day else regions[0][0]
        clock = min(clocks, key=lambda one: abs(one.span[0] - near))
        return settled(day, clock, base)
    return settled_by_day(low, regions, day, base) if day else None


def settled(day: Day | None, clock: Clock, base: dt.datetime) -> Moment | None:
    """A clock, on its day; without a day the last time it showed that."""
    zone = ZoneInfo(ZONES[clock.zone]) if clock.zone else base.tzinfo
    local = base.astimezone(zone)
    date = day.date if day else local.date()
    at = dt.datetime.combine(date, dt.time(clock.hour % DAY_END, clock.minute), zone)
    if day and day.hour == ABOUT["malam"] and clock.hour < SMALL_HOURS:
        # "Semalam jam 1" is after midnight.
        at += DAY
    is_today = day is None or (day.hour is not None and day.date == local.date())
    if is_today and at > base + SKEW:
        at -= DAY
    if at > base + SKEW:
        return None
    spans = (*((day.span,) if day else ()), clock.span)
    is_plain = day is not None and day.is_plain and not clock.is_loose
    return Moment(at.astimezone(base.tzinfo), spans, not clock.is_loose, is_plain)


def settled_by_day(low: str, regions: list[Span], day: Day, base: dt.datetime) -> Moment | None:
    """A day without a clock: about the part of it that is named, else about noon."""
    part = None
    if day.hour is None:
        part = next((one for region in regions for one in PART_OF_DAY.finditer(low, *region)
                     if apart(one.span(), day.span) < NEAR), None)  # fmt: skip
    hour = ABOUT[part.group()] if part else day.hour
    at = dt.datetime.combine(day.date, dt.time(NOON if hour is None else hour), base.tzinfo)
    if at > base + SKEW:
        if day.date != base.date():
            return None
        # "Tadi sore", read in the morning, was written yesterday.
        at = base if part is None and day.hour is None else at - DAY
    spans = (day.span, part.span()) if part else (day.span,)
    return Moment(at, spans, is_exact=False, is_plain=False)


def apart(one: Span, other: Span) -> int:
    """How many letters lie between two stretches."""
    return max(one[0] - other[1], other[0] - one[1])


def since(low: str, region: Span, base: dt.datetime) -> Iterator[Moment]:
    """ "2 jam yang lalu", "barusan": counted back from when it was written."""
    for found in AGO.finditer(low, *region):
        if found["now"]:
            yield Moment(base, (found.span(),), is_exact=False, is_plain=False)
            continue
        count = 0.5 if found["count"] == "setengah" else float(numbers.value(found["count"]) or 1)
        unit = "hours" if found["unit"] == "jam" else "minutes"
        at = base - dt.timedelta(**{unit: min(count, 500)})
        yield Moment(at, (found.span(),), is_exact=False, is_plain=False)
