"""Months and zones: time is stored in UTC, shown and cut into periods in the team's zone."""

import datetime as dt
from dataclasses import dataclass
from typing import Self
from zoneinfo import ZoneInfo

from django.utils import timezone

ZONES = {
    "Asia/Jakarta": "WIB",
    "Asia/Pontianak": "WIB",
    "Asia/Makassar": "WITA",
    "Asia/Jayapura": "WIT",
}
ZONE_CHOICES = [
    ("Asia/Jakarta", "WIB (Sumatera, Jawa)"),
    ("Asia/Pontianak", "WIB (Kalimantan Barat dan Tengah)"),
    ("Asia/Makassar", "WITA"),
    ("Asia/Jayapura", "WIT"),
]
MONTHS = [
    "Januari", "Februari", "Maret", "April", "Mei", "Juni",
    "Juli", "Agustus", "September", "Oktober", "November", "Desember",
]  # fmt: skip
MONTHS_SHORT = ["Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des"]
DAYS = ["Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu"]
DECEMBER = 12


def zone_name(zone: dt.tzinfo | str | None = None) -> str:
    """WIB, WITA or WIT for a zone (the active one when none is given)."""
    return ZONES.get(str(zone or timezone.get_current_timezone()), "WIB")


@dataclass(frozen=True, order=True)
class Month:
    """A calendar month; its instants depend on the zone they are asked for."""

    year: int
    month: int

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read "2026-10"; ValueError when it is not a month."""
        first = dt.datetime.strptime(text, "%Y-%m")
        return cls(first.year, first.month)

    @classmethod
    def of(cls, moment: dt.datetime | dt.date, zone: str = "Asia/Jakarta") -> Self:
        """The month an instant falls in, seen from a zone; a date needs none."""
        if isinstance(moment, dt.datetime):
            moment = moment.astimezone(ZoneInfo(zone))
        return cls(moment.year, moment.month)

    @property
    def first(self) -> dt.date:
        return dt.date(self.year, self.month, 1)

    @property
    def last(self) -> dt.date:
        return self.next.first - dt.timedelta(days=1)

    @property
    def next(self) -> "Month":
        return self.plus(1)

    @property
    def previous(self) -> "Month":
        return self.plus(-1)

    def plus(self, months: int) -> "Month":
        """The month so many later (earlier when negative)."""
        count = self.year * DECEMBER + self.month - 1 + months
        return Month(count // DECEMBER, count % DECEMBER + 1)

    def start(self, zone: str) -> dt.datetime:
        """The first instant of the month in the zone."""
        return dt.datetime(self.year, self.month, 1, tzinfo=ZoneInfo(zone))

    def end(self, zone: str) -> dt.datetime:
        """The first instant after the month in the zone (half open)."""
        return self.next.start(zone)

    @property
    def label(self) -> str:
        return f"{MONTHS[self.month - 1]} {self.year}"

    @property
    def name(self) -> str:
        return MONTHS[self.month - 1]

    @property
    def short(self) -> str:
        return MONTHS_SHORT[self.month - 1]

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.month:02d}"
