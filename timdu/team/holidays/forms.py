"""Days off as a list: one line, one day."""

import datetime as dt
import re
from typing import Any

from django import forms

from timdu.core.models import Holiday
from timdu.team.holidays.actions import DayOff

LINE = re.compile(r"^(\d{4}-\d{1,2}-\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{4})[\s;,:]+(.+)$")
MOST, NAME = 60, 80
EARLIEST, LATEST = dt.date(2000, 1, 1), dt.date(2100, 12, 31)
# Days off whatever the year; all others are decided anew each year.
FIXED = (
    (1, 1, "Tahun Baru Masehi"),
    (5, 1, "Hari Buruh Internasional"),
    (6, 1, "Hari Lahir Pancasila"),
    (8, 17, "Proklamasi Kemerdekaan"),
    (12, 25, "Hari Raya Natal"),
)


def fixed_days(year: int) -> list[DayOff]:
    """The days that fall on the same date each year."""
    return [DayOff(dt.date(year, month, day), name) for month, day, name in FIXED]


def read_line(line: str) -> DayOff:
    """25-12-2026 Hari Raya Natal; ValueError when it is not a day and a name."""
    found = LINE.match(line)
    if found is None:
        raise ValueError("tulis tanggal lalu nama, misalnya 25-12-2026 Hari Raya Natal")
    parts = [int(part) for part in re.split(r"[-/.]", found[1])]
    year, month, day = parts if parts[0] > 31 else reversed(parts)
    try:
        when = dt.date(year, month, day)
    except ValueError as error:
        raise ValueError("tanggal ini tidak ada") from error
    if not EARLIEST <= when <= LATEST:
        raise ValueError("periksa tahunnya")
    return DayOff(when, found[2].strip()[:NAME])


class HolidaysForm(forms.Form):
    """Many days at once, as they stand in the joint decree or a message."""

    kind = forms.ChoiceField(label="Jenis", choices=Holiday.Kind.choices, widget=forms.RadioSelect)
    days = forms.CharField(
        label="Hari libur",
        max_length=MOST * (NAME + 12),
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="Satu baris satu hari: 25-12-2026 Hari Raya Natal. Paling banyak 60 baris.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("kind", Holiday.Kind.NATIONAL)

    def clean_days(self) -> list[DayOff]:
        found: list[DayOff] = []
        lines = [line.strip() for line in self.cleaned_data["days"].splitlines() if line.strip()]
        if len(lines) > MOST:
            raise forms.ValidationError("Paling banyak 60 baris sekali simpan.")
        for number, line in enumerate(lines, start=1):
            try:
                found.append(read_line(line))
            except ValueError as error:
                self.add_error("days", f"Baris {number}: {error}.")
        return found
