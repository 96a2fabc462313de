"""What a table to be filled in asks: one column for each answer, and how its cells are read."""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from timdu.core.periods import MONTHS, MONTHS_SHORT

TEXT, NUMBER, DATE, CLOCK, MOMENT, CHOICE = "text", "number", "date", "clock", "moment", "choice"
# Months as people shorten them, and as an English spreadsheet writes them.
SPELLINGS = {
    **{name.lower(): number for number, name in enumerate(MONTHS, start=1)},
    **{name.lower(): number for number, name in enumerate(MONTHS_SHORT, start=1)},
    "peb": 2, "pebruari": 2, "mrt": 3, "may": 5, "ags": 8, "agt": 8, "agst": 8, "aug": 8, "sept": 9,
    "oct": 10, "nop": 11, "nopember": 11, "dec": 12, "january": 1, "february": 2, "march": 3,
    "june": 6, "july": 7, "august": 8, "october": 10, "december": 12,
}  # fmt: skip
NUMERIC = re.compile(r"(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4}|\d{2})")
BACKWARD = re.compile(r"(\d{4})[/.\-](\d{1,2})[/.\-](\d{1,2})")
NAMED = re.compile(r"(\d{1,2})[ \-./]*([a-z]+)\.?[ \-./,]*(\d{4}|\d{2})")
WEEKDAY = re.compile(r"^(senin|selasa|rabu|kamis|jum'?at|sabtu|minggu|ahad)[ ,]+")
HOURS = re.compile(
    r"(?:pukul|pkl\.?|jam)? ?(\d{1,2})(?:[.:](\d{2}))?(?:[.:]\d{2})?(?: ?wi(?:b|ta|t))?"
)
# The days of a spreadsheet that can be meant: 1 January 2000 to the end of 2099.
FIRST_DAY, LAST_DAY = 36526, 73050
# Its day 60 is a 29 February 1900 that never was: from March on it counts from here.
COUNTED_FROM = dt.date(1899, 12, 30)
DAY_SECONDS = 86_400

NO_DATE = "tanggal ini tidak terbaca. Tulis hari, bulan, tahun, misalnya 3/11/2026."
NO_CLOCK = "jam ini tidak terbaca. Tulis misalnya 14.30."
NO_MOMENT = "waktu ini tidak terbaca. Tulis misalnya 3/11/2026 14.30."
NO_WHOLE = "tulis angka bulat, misalnya 1250."
NO_TEXT = "sel ini berisi tanggal atau jam; tulis sebagai kata-kata."


class Unreadable(Exception):
    """What stands in a cell is not what its column asks; `words` follow the name of the column."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self.words = words


@dataclass(frozen=True)
class Column:
    """One question. A choice shows its words in the table and is kept as its value."""

    key: str
    label: str
    note: str
    sort: str = TEXT
    example: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    needed: bool = False
    width: int = 18
    # Words outside the list are an answer of their own.
    open_list: bool = False
    # Other spellings of a choice, as (spelling, value).
    also: tuple[tuple[str, str], ...] = ()
    # Its values mean something to people too; numbers of rows in a database do not.
    has_codes: bool = True

    def read(self, value: Any) -> str:
        """The cell as the form of the same question takes it; Unreadable in words."""
        return READERS[self.sort](self, value)

    def show(self, text: str) -> str:
        """An answer as people read it."""
        return dict(self.choices).get(text, text)


def squeeze(text: str) -> str:
    """For comparing: one case, single blanks, no stop at the end."""
    return " ".join(text.replace("\u00a0", " ").split()).strip(" .").casefold()


def text_of(column: Column, value: Any) -> str:
    """Words as they stand; a whole number without its point."""
    if isinstance(value, bool):
        return "Ya" if value else "Tidak"
    if isinstance(value, (dt.date, dt.time, dt.timedelta)):
        raise Unreadable(NO_TEXT)
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return str(value).replace("\r\n", "\n").replace("_x000D_", "").strip()


def number_of(column: Column, value: Any) -> str:
    """A number as it was typed. Where 1.250 was taken for one and a quarter, nobody knows."""
    if isinstance(value, float) and not value.is_integer():
        raise Unreadable(NO_WHOLE)
    return text_of(column, value)


def choice_of(column: Column, value: Any) -> str:
    """The value behind one of the words of the list, however it is written."""
    text = text_of(column, value)
    wanted = squeeze(text)
    for key, words in column.choices:
        if wanted == squeeze(words) or column.has_codes and wanted == squeeze(key):
            return key
    for words, key in column.also:
        if wanted == squeeze(words):
            return key
    if column.open_list or not wanted:
        return text
    few = ", ".join(words for _, words in column.choices) if len(column.choices) <= 9 else ""
    hint = f"Pilih: {few}." if few else "Pilih dari daftar di lembar ini."
    raise Unreadable(f"“{text[:60]}” tidak ada dalam daftar. {hint}")


def date_of(column: Column, value: Any) -> str:
    """2026-11-03, from a real date, a bare number of a spreadsheet, or words."""
    return day(value).isoformat()


def clock_of(column: Column, value: Any) -> str:
    """14:30, from a real time, a part of a day, or words."""
    return f"{clock(value):%H:%M}"


def moment_of(column: Column, value: Any) -> str:
    """2026-11-03T14:30; a day without an hour is no moment."""
    if isinstance(value, dt.datetime):
        return f"{value:%Y-%m-%dT%H:%M}"
    if is_number(value) and value % 1:
        return f"{day(int(value)):%Y-%m-%d}T{clock(value % 1):%H:%M}"
    head, _, tail = str(value).strip().replace("T", " ").replace(",", " ").rpartition(" ")
    if tail.lower() in ("wib", "wita", "wit"):
        head, _, tail = head.rpartition(" ")
    if head.lower().endswith((" pukul", " jam", " pkl", " pkl.")):
        head = head.rpartition(" ")[0]
    try:
        return f"{day(head.strip()):%Y-%m-%d}T{clock(tail):%H:%M}"
    except Unreadable as wrong:
        raise Unreadable(NO_MOMENT) from wrong


READERS = {
    TEXT: text_of, NUMBER: number_of, CHOICE: choice_of, DATE: date_of, CLOCK: clock_of,
    MOMENT: moment_of,
}  # fmt: skip


def is_number(value: Any) -> bool:
    """A number; what is true or false is none."""
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def day(value: Any) -> dt.date:
    """A day, the day first where it is written in figures."""
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date):
        return value
    if is_number(value):
        return serial(value)
    year, month, number = parts(WEEKDAY.sub("", squeeze(str(value))))
    try:
        return dt.date(year + (2000 if year < 100 else 0), month, number)
    except ValueError as wrong:
        raise Unreadable(NO_DATE) from wrong


def serial(value: float) -> dt.date:
    """The day a spreadsheet counts from 1900; other numbers are no days."""
    if not FIRST_DAY <= value <= LAST_DAY:
        raise Unreadable(NO_DATE)
    return COUNTED_FROM + dt.timedelta(days=int(value))


def parts(text: str) -> tuple[int, int, int]:
    """Year, month and day of a date in words or figures."""
    if found := NUMERIC.fullmatch(text):
        return int(found[3]), int(found[2]), int(found[1])
    if found := BACKWARD.fullmatch(text.partition("t")[0].partition(" ")[0]):
        return int(found[1]), int(found[2]), int(found[3])
    found = NAMED.fullmatch(text)
    if found is None or found[2] not in SPELLINGS:
        raise Unreadable(NO_DATE)
    return int(found[3]), SPELLINGS[found[2]], int(found[1])


def clock(value: Any) -> dt.time:
    """A time of day."""
    if isinstance(value, dt.datetime):
        return value.time()
    if isinstance(value, dt.time):
        return value
    if isinstance(value, dt.timedelta):
        value = value.total_seconds() / DAY_SECONDS
    if is_number(value) and 0 <= value < 1:
        minutes = round(value * 24 * 60) % (24 * 60)
        return dt.time(minutes // 60, minutes % 60)
    return hours(squeeze(typed_clock(value)))


def typed_clock(value: Any) -> str:
    """14.3 typed as a number is half past two: the nought behind it was lost."""
    return f"{value:.2f}" if isinstance(value, float) else str(value)


def hours(text: str) -> dt.time:
    """14.30, 14:30, pukul 14.30 WIB."""
    found = HOURS.fullmatch(text)
    try:
        if found is None:
            raise ValueError(text)
        return dt.time(int(found[1]), int(found[2] or 0))
    except ValueError as wrong:
        raise Unreadable(NO_CLOCK) from wrong


def by_label(columns: Sequence[Column]) -> dict[str, Column]:
    """The columns by what their head says."""
    return {squeeze(column.label): column for column in columns}
