"""Months, cut in the team's zone."""

import datetime as dt

import pytest

from timdu.core.periods import Month, zone_name

UTC = dt.UTC


@pytest.mark.parametrize(
    ("zone", "first_instant"),
    [
        ("Asia/Jakarta", dt.datetime(2026, 9, 30, 17, tzinfo=UTC)),
        ("Asia/Pontianak", dt.datetime(2026, 9, 30, 17, tzinfo=UTC)),
        ("Asia/Makassar", dt.datetime(2026, 9, 30, 16, tzinfo=UTC)),
        ("Asia/Jayapura", dt.datetime(2026, 9, 30, 15, tzinfo=UTC)),
    ],
)
def test_start_is_midnight_where_the_team_is(zone, first_instant):
    month = Month(2026, 10)

    assert month.start(zone) == first_instant
    assert Month.of(first_instant, zone) == month
    assert Month.of(first_instant - dt.timedelta(microseconds=1), zone) == month.previous


def test_plus_crosses_years():
    assert [str(Month(2026, 11).plus(count)) for count in (-11, 0, 1, 2, 14)] == [
        "2025-12", "2026-11", "2026-12", "2027-01", "2028-01",
    ]  # fmt: skip


def test_last_knows_leap_years():
    assert Month(2028, 2).last == dt.date(2028, 2, 29)


def test_parse_reads_what_str_writes():
    assert Month.parse(str(Month(2026, 3))) == Month(2026, 3)


@pytest.mark.parametrize("text", ["2026-13", "2026", "", "x", "2026-1-1"])
def test_parse_refuses_what_is_no_month(text):
    with pytest.raises(ValueError):
        Month.parse(text)


def test_zone_name_speaks_indonesian():
    assert [zone_name(zone) for zone in ("Asia/Pontianak", "Asia/Makassar", "Asia/Jayapura")] == [
        "WIB", "WITA", "WIT",
    ]  # fmt: skip
