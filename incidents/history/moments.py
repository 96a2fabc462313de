"""Days as an office wrote them for years: "Senin, 3 Maret 2019", "3 s.d. 5/3/19", "3-Mar-19"."""

import datetime as dt
import re
from functools import lru_cache

from timdu.core import columns
from timdu.core.columns import Unreadable, squeeze

EARLIEST = 1945
# Where nobody wrote the hour: the middle of the day, and said to be about then.
NOON = dt.time(12)
LEADING = re.compile(
    r"^(?:(?:hari|tanggal|tgl|pada)[ .:,]+|(?:senin|selasa|rabu|kamis|jum'?at|sabtu|minggu|ahad)"
    r"\b[ .,/:]*)+"
)
WITH_CLOCK = re.compile(
    r"^(.+?)[ ,]+(?:(?:pukul|pkl|jam)[ .:]*)?(\d{1,2}[.:]\d{2})(?:[.:]\d{2})?(?: ?wi(?:b|ta|t))?$"
)
# The first day of several, with the month and the year that follow the last one.
SEVERAL = re.compile(
    r"^(\d{1,2})(?: ?[a-z]+)?(?: \d{4})? ?(?:-|–|s ?[./]? ?d[. ]?|sampai(?: dengan)?|hingga|dan|&)"
    r" ?\d{1,2}([ /.-].+)$"
)
FIRST_MONTH = re.compile(r"^\d{1,2} ?([a-z]+)(?: (\d{4}))? ?(?:-|–|s|sampai|hingga|dan|&)")
YEAR = re.compile(r"(\d{4}|\d{2})$")
ONLY_MONTH = re.compile(r"^(?:[a-z]+[ .,/-]*)?(?:19|20)\d{2}$")
FOUR_FIGURES = re.compile(r"\d{4}")
SERIAL = re.compile(r"^\d{5}$")
INCOMPLETE = "tanggalnya tidak lengkap: hari, bulan, dan tahun semuanya diperlukan."
UNREAD = "tanggal ini tidak terbaca. Tulis misalnya 3/11/2019 atau 3 November 2019."
FUTURE = "tanggal ini belum terjadi."
TOO_EARLY = f"tahun ini sebelum {EARLIEST}."


@lru_cache(maxsize=4096)
def read(said: str) -> tuple[dt.date, dt.time | None, bool]:
    """The day, the hour where one stands beside it, and whether it is one day; Unreadable."""
    words = LEADING.sub("", squeeze(said)).strip(" ,.")
    found = WITH_CLOCK.match(words)
    if found and not day_or_none(words):
        return day(found[1].strip(" ,"))[0], columns.hours(found[2]), True
    date, is_one = day(words)
    return date, None, is_one


def day(words: str) -> tuple[dt.date, bool]:
    """The day, or the first of several."""
    date = day_or_none(words)
    if date is not None:
        return checked(date, words), True
    if found := SEVERAL.match(words):
        date = day_or_none(first_of(words, found))
        if date is not None:
            return checked(date, words), False
    raise Unreadable(INCOMPLETE if ONLY_MONTH.match(words) else UNREAD)


def first_of(words: str, found: re.Match[str]) -> str:
    """The first of several days, with its own month and year where it has them."""
    own = FIRST_MONTH.match(words)
    if own is None or own[1] not in columns.SPELLINGS:
        return f"{found[1]}{found[2]}"
    year = own[2] or (YEAR.search(words) or [""])[0]
    return f"{found[1]} {own[1]} {year}"


def day_or_none(words: str) -> dt.date | None:
    """One day, in words, in figures, or as the number a spreadsheet counts; or nothing."""
    try:
        return columns.day(int(words) if SERIAL.match(words) else words.replace("'", ""))
    except Unreadable:
        return None


def checked(date: dt.date, words: str) -> dt.date:
    """The same day; two figures of a year never mean one that is still to come."""
    if date.year > dt.datetime.now(tz=dt.UTC).year and not FOUR_FIGURES.search(words):
        # No leap day is lost: what is one in 2088 is one in 1988.
        date = date.replace(year=date.year - 100)
    if date.year < EARLIEST:
        raise Unreadable(TOO_EARLY)
    return date
