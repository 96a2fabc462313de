"""Days as people name them: 21/11/2026, "Sabtu 21 Nov", "tadi malam", "dua hari lalu"."""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

from incidents.pasted import numbers
from incidents.pasted.text import Span

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan januari", "feb peb februari pebruari", "mar mrt maret", "apr april", "mei",
            "jun juni", "jul juli", "agu ags agt agst agustus", "sep sept september",
            "okt oktober", "nov nop november", "des desember",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
WEEKDAYS = {
    "senin": 0, "selasa": 1, "rabu": 2, "kamis": 3, "jumat": 4, "jum'at": 4, "sabtu": 5,
    "minggu": 6, "ahad": 6,
}  # fmt: skip
# About when a part of the day is, when no clock is named.
ABOUT = {
    "dini hari": 3, "subuh": 5, "pagi": 8, "siang": 12, "sore": 16, "petang": 18, "malam": 20,
}  # fmt: skip
LATE_EVENING, LOOK_BACK = 22, 60
DAY = dt.timedelta(days=1)
PART = r"dini hari|subuh|pagi|siang|sore|petang|malam"
PART_OF_DAY = re.compile(rf"\b(?:{PART})\b")
NUMERIC = re.compile(r"(?<![\d./-])(\d{1,2}) ?[/.-] ?(\d{1,2}) ?[/.-] ?(\d{4}|\d{2})(?![\d/-])")
NAMED = re.compile(
    rf"(?<!\d)(\d{{1,2}})[ -]{{0,2}}({'|'.join(sorted(MONTHS, key=len, reverse=True))})\b\.?"
    r"(?:[ -]{1,2}'?(\d{4}|\d{2})(?![.:\d]))?"
)
SHORT_DAY = re.compile(
    r"(?:tgl|tanggal|senin|selasa|rabu|kamis|jumat|jum'at|sabtu|minggu|ahad)[.,(: ]{1,3}"
    r"(\d{1,2})(?: ?/ ?(\d{1,2}))?(?![\d/.:])"
)
WEEKDAY = re.compile(
    rf"\b(hari )?({'|'.join(WEEKDAYS)})\b( lalu| kemarin| yang lalu| yg lalu)?(?: ({PART})\b)?"
)
NOT_A_DAY = re.compile(r"(?:salat|shalat|sholat|solat|\d|tiap|setiap|se)\s*\Z")
RELATIVE = re.compile(
    r"\b(?:(?P<today>hari ini|malam ini|(?:pagi|siang|sore|dini hari|subuh) (?:ini|tadi)"
    rf"|(?:tadi|td|tdi) (?:{PART}))|(?P<night>semalam|smlm|(?:tadi|td|tdi) malam|malam tadi)"
    r"|(?P<two>(?:kemarin|kemaren|kmrn) (?:lusa|dulu))"
    r"|(?P<yesterday>kemarin|kemaren|kmrn|kmarin)"
    rf"|(?P<days>{numbers.PATTERN}) hari (?:yang |yg )?(?:lalu|silam)"
    rf"|(?P<weeks>{numbers.PATTERN})? ?minggu (?:yang |yg )?lalu)\b"
)
PLANNED = re.compile(
    r"\b(?:rencana\w*|akan|direncanakan|besok|lusa|tenggat|paling lambat|ultimatum|undangan)\b"
    r"[^.\n]{0,30}\Z"
)


@dataclass(frozen=True)
class Day:
    """A day that was read; `hour` when the words name a part of it."""

    date: dt.date
    span: Span
    is_plain: bool
    hour: int | None = None


def dates(low: str, region: Span, base: dt.datetime) -> list[Day]:
    """Every day that is named and not planned, in the order of the text."""
    found = [*numeric(low, region), *named(low, region, base), *short(low, region, base)]
    taken = [day.span for day in found]
    found += [day for day in relative(low, region, base) if not overlaps(day.span, taken)]
    found += [day for day in weekdays(low, region, base) if not overlaps(day.span, taken)]
    kept = [
        day
        for day in found
        if day.date <= base.date() + DAY and not is_planned(low, region, day.span[0])
    ]
    return sorted(kept, key=lambda day: day.span)


def is_planned(low: str, region: Span, at: int) -> bool:
    """Whether the words just before speak of what is still to come."""
    return PLANNED.search(low[max(region[0], at - LOOK_BACK) : at]) is not None


def overlaps(span: Span, others: list[Span]) -> bool:
    return any(span[0] < end and start < span[1] for start, end in others)


def date_of(year: int, month: int, day: int) -> dt.date | None:
    """A day of the calendar, if there is such a one."""
    try:
        return dt.date(year + (2000 if year < 100 else 0), month, day)
    except ValueError:
        return None


def numeric(low: str, region: Span) -> Iterator[Day]:
    """21/11/2026, 21-11-26, 21.11.2026."""
    for found in NUMERIC.finditer(low, *region):
        date = date_of(int(found[3]), int(found[2]), int(found[1]))
        if date:
            yield Day(date, found.span(), is_plain=True)


def named(low: str, region: Span, base: dt.datetime) -> Iterator[Day]:
    """21 November 2026, 21 Nov; without its year the last such day."""
    for found in NAMED.finditer(low, *region):
        day, month = int(found[1]), MONTHS[found[2]]
        date = date_of(int(found[3]), month, day) if found[3] else last(month, day, base)
        if date:
            yield Day(date, found.span(), is_plain=True)


def short(low: str, region: Span, base: dt.datetime) -> Iterator[Day]:
    """ "tgl 21", "Sabtu (21/11": the last such day."""
    for found in SHORT_DAY.finditer(low, *region):
        if NAMED.match(low, found.start(1)):
            continue
        date = last(int(found[2]) if found[2] else None, int(found[1]), base)
        if date:
            yield Day(date, found.span(), is_plain=bool(found[2]))


def last(month: int | None, day: int, base: dt.datetime) -> dt.date | None:
    """The latest day of that number (and month) that is not after `base`."""
    for back in range(13):
        months = base.year * 12 + base.month - 1 - back
        year, at = divmod(months, 12)
        if month in (None, at + 1):
            date = date_of(year, at + 1, day)
            if date and date <= base.date():
                return date
    return None


def weekdays(low: str, region: Span, base: dt.datetime) -> Iterator[Day]:
    """ "hari Sabtu", "Jumat kemarin": the last one."""
    for found in WEEKDAY.finditer(low, *region):
        said_so = found[1] or found[2] not in ("minggu", "ahad")
        if not said_so or NOT_A_DAY.search(low[max(0, found.start() - 8) : found.start()]):
            continue
        back = (base.weekday() - WEEKDAYS[found[2]]) % 7
        if found[3] and not back:
            back = 7
        hour = ABOUT[found[4]] if found[4] else None
        yield Day(base.date() - back * DAY, found.span(), is_plain=False, hour=hour)


def relative(low: str, region: Span, base: dt.datetime) -> Iterator[Day]:
    """ "kemarin", "tadi malam", "dua hari lalu"."""
    for found in RELATIVE.finditer(low, *region):
        part = PART_OF_DAY.search(found.group())
        hour = ABOUT[part.group()] if part else None
        if found["night"] or (found["today"] and hour == ABOUT["malam"] and "ini" not in found[0]):
            # Written late in the evening, "tadi malam" is the same evening.
            back, hour = (0 if base.hour >= LATE_EVENING else 1), ABOUT["malam"]
        else:
            back = days_back(found)
        yield Day(base.date() - back * DAY, found.span(), is_plain=False, hour=hour)


def days_back(found: re.Match[str]) -> int:
    """How many days the words lie back."""
    if found["days"]:
        return min(numbers.value(found["days"]) or 1, 400)
    fixed = {"two": 2, "yesterday": 1, "today": 0}
    known = next((fixed[name] for name in fixed if found[name]), None)
    return min(numbers.value(found["weeks"] or "") or 1, 60) * 7 if known is None else known
