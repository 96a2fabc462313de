"""Cells as people and programs write them."""

import datetime as dt

import pytest

from timdu.core.columns import CLOCK, DATE, MOMENT, Column, Unreadable

DAY, HOUR, BOTH = (Column("x", "X", "", sort) for sort in (DATE, CLOCK, MOMENT))


@pytest.mark.parametrize(
    ("column", "value", "read"),
    [
        (DAY, "3/11/2026", "2026-11-03"),
        (DAY, "3-11-26", "2026-11-03"),
        (DAY, "03.11.2026", "2026-11-03"),
        (DAY, "3 November 2026", "2026-11-03"),
        (DAY, " Selasa, 3 Nop. 2026 ", "2026-11-03"),
        (DAY, "3-Aug-2026", "2026-08-03"),
        (DAY, "2026-11-03", "2026-11-03"),
        (DAY, "2026-11-03T10:00:00", "2026-11-03"),
        (DAY, 46329, "2026-11-03"),
        (DAY, 46329.5, "2026-11-03"),
        (DAY, dt.datetime(2026, 11, 3, 9), "2026-11-03"),
        (HOUR, "14.30", "14:30"),
        (HOUR, "pukul 14:30 WIB", "14:30"),
        (HOUR, "9", "09:00"),
        (HOUR, 14.3, "14:30"),
        (HOUR, 0.5, "12:00"),
        (HOUR, dt.time(7, 5), "07:05"),
        (HOUR, dt.timedelta(hours=8), "08:00"),
        (BOTH, "3/11/2026 14.30", "2026-11-03T14:30"),
        (BOTH, "3 November 2026 pukul 14.30 WIB", "2026-11-03T14:30"),
        (BOTH, 46329.25, "2026-11-03T06:00"),
    ],
)
def test_read_takes_it(column, value, read):
    assert column.read(value) == read


@pytest.mark.parametrize(
    ("column", "value"),
    [
        (DAY, "11/23/2026"), (DAY, "31/2/2026"), (DAY, "kemarin"), (DAY, "2026"), (DAY, 12),
        (DAY, 10**300), (DAY, True), (DAY, "9" * 5000), (HOUR, "25.00"), (HOUR, "14.61"),
        (HOUR, "siang"), (HOUR, -1), (BOTH, "3/11/2026"), (BOTH, 46329), (BOTH, ""),
        (Column("x", "X", ""), dt.date(2026, 11, 3)),
    ],
)  # fmt: skip
def test_read_refuses_it(column, value):
    with pytest.raises(Unreadable):
        column.read(value)
