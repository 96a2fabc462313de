"""Compliance of the demo's three years, counted by two paths: equal in every cell and rate."""

import datetime as dt
from collections import defaultdict

import pytest
from django.db import connection

from incidents import compliance, duties, figures
from incidents.figures import Rate
from incidents.models import Reminder
from incidents.tasks import looked_at, watched_months
from tests.demo import recount
from tests.demo.loading import TODAY
from timdu.demo.clock import Clock
from timdu.team.models import Team, User

pytestmark = pytest.mark.usefixtures("demo")


@pytest.fixture(scope="module")
def recounted(demo):
    """(team, sender, month) → reports, state, expected, came, in time."""
    clock = Clock(TODAY, "Asia/Jakarta")
    with connection.cursor() as cursor:
        asked = {"first": clock.months[0].first, "last": clock.months[-1].first, "now": clock.now}
        cursor.execute(recount.CELLS, asked)
        return {tuple(row[:3]): tuple(row[3:]) for row in cursor.fetchall()}


def cells_of(team):
    """Every cell of the three years as pages and documents know them."""
    clock = Clock(TODAY, team.zone)
    agencies = duties.agencies_of(team, clock.months)
    return {
        **figures.month_states(team, clock.months, now=clock.now),
        **figures.agency_states(team, clock.months, agencies, now=clock.now),
    }


def test_every_cell_of_three_years_is_the_same_by_another_path(recounted):
    ours = {
        (team.pk, key, str(month)): (state.count, state.state)
        for team in Team.objects.all()
        for (key, month), state in cells_of(team).items()
    }

    theirs = {cell: row[:2] for cell, row in recounted.items()}
    differ = {cell: (ours.get(cell), row) for cell, row in theirs.items() if ours.get(cell) != row}
    assert differ == {}
    assert ours.keys() == theirs.keys()
    assert len(ours) == 2 * 36 * (9 + 3)
    assert {state for _, state in ours.values()} == set(figures.WORDS)


def test_every_rate_of_a_year_is_the_same_by_another_path(recounted):
    for team in Team.objects.all():
        staff = User.objects.filter(team=team, role="staff").first()
        clock = Clock(TODAY, team.zone)
        # The first year of the demo begins in December.
        for year in (TODAY.year - 2, TODAY.year - 1, TODAY.year):
            sums = summed(recounted, team.pk, year)

            blocks = compliance.year_of(staff, team, year, clock.now)

            for block in blocks:
                for line in block.lines:
                    assert line.rate == sums[line.key]
                keys = [line.key for line in block.lines]
                assert block.total == sum((sums[key] for key in keys), Rate())
                for index, rate in enumerate(block.months, start=1):
                    expected = (sums[key, index] for key in keys)
                    assert rate == sum(expected, Rate())


def summed(recounted, team, year):
    """Rates by sender, and by sender and month, added up from the recount."""
    sums = defaultdict(Rate)
    for (of_team, key, month), (_, _, *measured) in recounted.items():
        if of_team == team and month.startswith(str(year)):
            rate = Rate(*(int(value) for value in measured))
            sums[key] += rate
            sums[key, int(month[-2:])] += rate
    return sums


def test_the_demo_reminds_exactly_those_who_are_silent():
    for team in Team.objects.all():
        now = Clock(TODAY, team.zone).now
        asked = {
            (key, state.month, stage)
            for key, state, stage in looked_at(team, watched_months(team, now), now)
            if stage is not None
        }

        reminders = Reminder.objects.filter(team=team)

        assert {
            (duties.key_of(row.kecamatan_id, row.agency_id), row.period, row.stage)
            for row in reminders
        } == asked
        assert asked
        assert reminders.filter(called_at__isnull=False).count() == 1
        assert all(row.opened_at.astimezone(dt.UTC) < now for row in reminders)
