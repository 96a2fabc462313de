"""The days of the statute: over year ends, leap days and all three zones."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from incidents.cases.emergency import clock, limits
from incidents.cases.emergency.limits import Said, Term
from incidents.cases.emergency.models import Act, Emergency, Progress, TroopRequest
from timdu.core.words import long_date

DAY = dt.timedelta(days=1)
ZONES = ("Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura")


def day(text):
    return dt.date.fromisoformat(text)


@pytest.mark.parametrize(
    ("first", "last"),
    [
        ("2026-01-01", "2026-03-31"),
        ("2028-01-01", "2028-03-30"),  # A leap year.
        ("2026-11-22", "2027-02-19"),  # Over the year's end.
        ("2027-12-02", "2028-02-29"),  # Ends on 29 February.
        ("2027-12-03", "2028-03-01"),
        ("2028-02-29", "2028-05-28"),  # Begins on 29 February.
        ("2099-12-02", "2100-03-01"),  # 2100 is no leap year.
    ],
)
def test_ninety_days_and_the_first_is_one_of_them(first, last):
    first, last = day(first), day(last)

    assert limits.last_day(first) == last
    assert limits.length(first, last) == 90
    at_most = Said("establish", first, first, last, first - DAY)
    beyond = Said("establish", first, first, last + DAY, first - DAY)
    assert limits.beyond(at_most, None) == []
    (words,) = limits.beyond(beyond, None)
    assert "91 hari" in words
    assert long_date(last) in words


@pytest.mark.parametrize(
    ("ends", "longest"),
    [
        ("2026-12-15", "2027-01-14"),
        ("2028-01-30", "2028-02-29"),
        ("2027-01-30", "2027-03-01"),
        ("2028-02-29", "2028-03-30"),
    ],
)
def test_thirty_days_more_and_consulted_in_the_ten_before(ends, longest):
    ends, longest = day(ends), day(longest)
    term = Term(ends - 89 * DAY, ends)

    def said(until, consulted):
        return Said("extend", ends - DAY, ends + DAY, until, consulted)

    assert limits.beyond(said(longest, ends - 10 * DAY), term) == []
    assert limits.beyond(said(longest, ends - 2 * DAY), term) == []
    assert "31 hari" in limits.beyond(said(longest + DAY, ends - 2 * DAY), term)[0]
    assert "di luar masanya" in limits.beyond(said(longest, ends - 11 * DAY), term)[0]
    assert "belum diisi" in limits.beyond(said(longest, None), term)[0]
    assert "sesudah tanggal SK" in limits.beyond(said(longest, ends), term)[0]


def test_a_second_prolongation_one_too_late_and_a_gap_are_said():
    ends = day("2026-12-31")
    late = Said("extend", ends + 2 * DAY, ends + 3 * DAY, ends + 20 * DAY, ends)

    found = limits.beyond(late, Term(ends - 119 * DAY, ends, extended=True))

    assert ["sudah pernah" in found[0], "sesudah jangka" in found[1], "Ada hari" in found[2]] == [
        True, True, True,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("consulted", "words"), [(None, "belum diisi"), (1, "sesudah tanggal SK"), (0, ""), (-5, "")]
)
def test_the_dprd_was_consulted_before(consulted, words):
    first = day("2028-02-29")
    asked = None if consulted is None else first + consulted * DAY

    found = limits.beyond(Said("establish", first, first, first + DAY, asked), None)

    assert words in (found or [""])[0]
    assert bool(found) == bool(words)


def test_what_no_sk_can_mean():
    ends = day("2027-02-28")
    term = Term(ends - 20 * DAY, ends)

    assert limits.impossible(Said("establish", ends, ends, ends - DAY, ends), None)
    assert limits.impossible(Said("extend", ends, ends, ends, ends), term)
    assert limits.impossible(Said("revoke", ends, ends, None, None), None)
    assert not limits.impossible(Said("revoke", ends, ends, None, None), term)
    assert limits.beyond(Said("revoke", ends, ends + DAY, None, None), term)
    assert not limits.beyond(Said("revoke", ends, ends, None, None), term)


def status(first, last, **more):
    return Emergency(title="Gladi", starts_on=day(first), ends_on=day(last), **more)


def read(row, now, **more):
    return clock.read(row, today=now.date(), now=now, **more)


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize(
    ("at", "state", "number", "left"),
    [
        ("2027-12-01T23:59", "ahead", 0, 90),
        ("2027-12-02T00:00", "running", 1, 90),
        ("2027-12-31T23:59", "running", 30, 61),
        ("2028-01-01T00:00", "running", 31, 60),
        ("2028-02-28T12:00", "running", 89, 2),
        ("2028-02-29T23:59", "running", 90, 1),
        ("2028-03-01T00:00", "ended", 90, 0),
    ],
)
def test_the_day_turns_at_midnight_of_the_teams_zone(zone, at, state, number, left):
    now = dt.datetime.fromisoformat(at).replace(tzinfo=ZoneInfo(zone))

    found = read(status("2027-12-02", "2028-02-29"), now)

    assert (found.state, found.day, found.left, found.days) == (state, number, left, 90)


def test_one_instant_is_another_day_in_another_zone():
    instant = dt.datetime(2028, 2, 29, 15, 30, tzinfo=dt.UTC)
    row = status("2028-02-20", "2028-02-29")

    states = [read(row, instant.astimezone(ZoneInfo(zone))).state for zone in ZONES]

    assert states == ["running", "running", "ended"]


@pytest.mark.parametrize("zone", ZONES)
def test_one_times_twenty_four_hours_are_hours_over_a_leap_day(zone):
    asked = dt.datetime(2028, 2, 28, 22, 15, tzinfo=ZoneInfo(zone))
    request = TroopRequest(pk=1, asked_at=asked, what_for="Gladi")

    (due, *_) = clock.troops_due([request], asked + dt.timedelta(hours=24))
    (late, *_) = clock.troops_due([request], asked + dt.timedelta(hours=24, seconds=1))

    assert (due.on, due.at, due.late) == (day("2028-02-29"), asked + dt.timedelta(days=1), False)
    assert late.late


def test_the_next_report_is_counted_from_the_last_one_and_none_after_the_end():
    row = status("2027-12-25", "2028-03-01", report_days=7)
    noon = dt.datetime(2028, 1, 1, 12, tzinfo=ZoneInfo(ZONES[0]))

    def reports(*days):
        return [Progress(sent_on=day(one)) for one in days]

    def due(now, *days):
        found = read(row, now, reports=reports(*days)).due
        return [(one.on, one.late) for one in found if one.key == "report"]

    assert due(noon) == [(day("2028-01-01"), False)]
    assert due(noon + DAY) == [(day("2028-01-01"), True)]
    assert due(noon, "2027-12-30", "2027-12-28") == [(day("2028-01-06"), False)]
    assert due(noon, "2028-02-24") == []


def act(kind, first, last=None):
    return Act(kind=kind, starts_on=day(first), ends_on=last and day(last))


def test_the_days_follow_from_the_sk_in_their_order():
    establish = act("establish", "2027-12-02", "2028-02-29")
    extend = act("extend", "2028-03-01", "2028-03-30")

    assert clock.dates([establish, extend])["ends_on"] == day("2028-03-30")
    revoked = clock.dates([establish, extend, act("revoke", "2028-03-10")])
    assert (revoked["ends_on"], revoked["revoked_on"]) == (day("2028-03-09"), day("2028-03-10"))
    row = Emergency(**revoked)
    noon = dt.datetime(2028, 3, 10, 12, tzinfo=ZoneInfo(ZONES[2]))
    assert read(row, noon).state == "revoked"
    assert read(row, noon - DAY).state == "running"
    at_once = clock.dates([establish, act("revoke", "2027-12-02")])
    assert at_once["ends_on"] == day("2027-12-02")
