"""How dates, numbers and money are written."""

import datetime as dt
from decimal import Decimal

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from timdu.core import words
from timdu.core.words import NBSP

UTC = dt.UTC
# 21 November 2026, 14.30 in Pontianak (WIB), 15.30 in Makassar (WITA).
MOMENT = dt.datetime(2026, 11, 21, 7, 30, tzinfo=UTC)
NOW = dt.datetime(2026, 11, 23, 2, 52, tzinfo=UTC)


def plain(text):
    """The text as one reads it, once it is sure that nothing in it can break."""
    return text.replace(NBSP, " ")


@pytest.mark.parametrize(
    ("write", "text"),
    [
        (words.long_date, "21 November 2026"),
        (words.short_date, "21 Nov 2026"),
        (words.weekday_date, "Sabtu, 21 November 2026"),
        (words.clock, "14.30 WIB"),
        (words.date_time, "21 Nov 2026 14.30 WIB"),
    ],
)
def test_moments_are_written_in_the_zone_of_the_team(write, text):
    with timezone.override("Asia/Pontianak"):
        assert plain(write(MOMENT)) == text


def test_clock_names_another_zone():
    with timezone.override("Asia/Makassar"):
        assert words.clock(MOMENT) == f"15.30{NBSP}WITA"


def test_a_date_needs_no_zone():
    assert words.long_date(dt.date(2026, 8, 5)) == f"5{NBSP}Agustus{NBSP}2026"
    assert words.short_date(dt.date(2026, 8, 5)) == f"5{NBSP}Agu{NBSP}2026"


def test_only_the_blank_between_date_and_time_may_break():
    assert [len(part.split(NBSP)) for part in words.date_time(MOMENT).split(" ")] == [3, 2]


@pytest.mark.parametrize(
    ("before", "age", "ago"),
    [
        (dt.timedelta(seconds=20), "1 menit", "baru saja"),
        (dt.timedelta(minutes=6), "6 menit", "6 menit lalu"),
        (dt.timedelta(hours=19), "19 jam", "19 jam lalu"),
        (dt.timedelta(hours=40), "1 hari 16 jam", "2 hari lalu"),
        (dt.timedelta(days=2), "2 hari", "2 hari lalu"),
        (dt.timedelta(days=110), "110 hari", "110 hari lalu"),
    ],
)
def test_age_and_ago(before, age, ago):
    with timezone.override("Asia/Pontianak"):
        assert plain(words.age(NOW - before, NOW)) == age
        assert plain(words.ago(NOW - before, NOW)) == ago


@pytest.mark.parametrize(
    ("days", "text"), [(2, "2 hari lagi"), (0, "hari ini"), (-4, "4 hari lewat")]
)
def test_until(days, text):
    due = dt.date(2026, 11, 23) + dt.timedelta(days=days)

    assert plain(words.until(due, NOW)) == text


@pytest.mark.parametrize(
    ("value", "places", "text"),
    [
        (1234.5, None, "1.234,5"),
        (1234567, None, "1.234.567"),
        (Decimal("92.40"), None, "92,4"),
        (Decimal("100"), 1, "100,0"),
        (Decimal("0.05"), 1, "0,1"),
        (-1200, None, "-1.200"),
        (0, None, "0"),
    ],
)
def test_number(value, places, text):
    assert words.number(value, places) == text


def test_money_and_percent():
    assert words.money(1250000) == "Rp1.250.000"
    assert words.money(Decimal("1250.5")) == "Rp1.250,50"
    assert words.money(-500) == "-Rp500"
    assert words.percent(92.4) == f"92,4{NBSP}%"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "nol"),
        (11, "sebelas"),
        (16, "enam belas"),
        (20, "dua puluh"),
        (100, "seratus"),
        (119, "seratus sembilan belas"),
        (1000, "seribu"),
        (1945, "seribu sembilan ratus empat puluh lima"),
        (100_000, "seratus ribu"),
        (1_000_000, "satu juta"),
        (2_001_011, "dua juta seribu sebelas"),
        (-3, "minus tiga"),
    ],
)
def test_in_words(value, text):
    assert words.in_words(value) == text


VALUES = {
    "nol": 0, "satu": 1, "dua": 2, "tiga": 3, "empat": 4, "lima": 5, "enam": 6, "tujuh": 7,
    "delapan": 8, "sembilan": 9, "sepuluh": 10, "sebelas": 11, "seratus": 100,
}  # fmt: skip
SCALES = {"triliun": 10**12, "miliar": 10**9, "juta": 10**6, "ribu": 1000}


def read(text):
    """Count what the words say, to compare with what was meant."""
    whole = part = 0
    for word in text.replace("seribu", "satu ribu").split():
        if word in SCALES:
            whole, part = whole + part * SCALES[word], 0
        elif word == "belas":
            part += 10
        elif word == "puluh":
            part += part % 10 * 9
        elif word == "ratus":
            part *= 100
        else:
            part += VALUES[word]
    return whole + part


@given(st.integers(min_value=0, max_value=10**15 - 1))
def test_in_words_says_every_number(value):
    assert read(words.in_words(value)) == value
