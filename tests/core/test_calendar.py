"""Working days: weekends and the days off a team keeps are no working days."""

import datetime as dt

import pytest

from tests.team.factories import TeamFactory
from timdu.core import calendar
from timdu.core.calendar import WorkCalendar
from timdu.core.models import Holiday

# Thursday 24 and Friday 25 December are off; Monday 28 is the next working day.
CHRISTMAS = WorkCalendar(frozenset({dt.date(2026, 12, 24), dt.date(2026, 12, 25)}))


@pytest.mark.parametrize(
    ("day", "count", "found"),
    [
        (dt.date(2026, 12, 23), 1, dt.date(2026, 12, 28)),
        (dt.date(2026, 12, 28), -1, dt.date(2026, 12, 23)),
        (dt.date(2026, 12, 26), 1, dt.date(2026, 12, 28)),
        (dt.date(2026, 12, 29), -3, dt.date(2026, 12, 22)),
        (dt.date(2026, 12, 22), 0, dt.date(2026, 12, 22)),
    ],
)
def test_shift_counts_working_days_only(day, count, found):
    assert CHRISTMAS.shift(day, count) == found


def test_on_or_before_stays_on_a_working_day():
    assert CHRISTMAS.on_or_before(dt.date(2026, 12, 27)) == dt.date(2026, 12, 23)
    assert CHRISTMAS.on_or_before(dt.date(2026, 12, 23)) == dt.date(2026, 12, 23)


@pytest.mark.django_db
def test_around_reads_the_days_of_the_team_that_still_stand(django_assert_num_queries):
    team, other = TeamFactory(), TeamFactory()
    day = dt.date(2026, 12, 24)
    Holiday.objects.create(team=team, day=day, name="Cuti bersama")
    gone = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    Holiday.objects.create(team=team, day=dt.date(2026, 12, 23), name="Keliru", withdrawn_at=gone)
    Holiday.objects.create(team=other, day=dt.date(2026, 12, 22), name="Milik tim lain")

    with django_assert_num_queries(1):
        days = calendar.around(team, day)

    assert days.days_off == {day}
