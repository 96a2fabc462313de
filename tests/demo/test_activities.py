"""What holds of the demo's kegiatan."""

import pytest

from renaksi.models import Activity
from tests.demo.loading import TODAY
from timdu.demo.clock import Clock
from timdu.team.models import Team

pytestmark = pytest.mark.usefixtures("demo")
CLOCK = Clock(TODAY, "Asia/Jakarta")


def test_every_month_of_three_years_has_kegiatan_written_down_after_they_were_held():
    for team in Team.objects.all():
        rows = list(Activity.objects.filter(team=team).prefetch_related("involved"))
        months = {(row.held_on.year, row.held_on.month) for row in rows}

        assert len(months) >= 35 and len(rows) >= 100
        assert all(row.starts_at < row.entered_at for row in rows)
        assert {row.people_certainty for row in rows} == {"sure", "provisional", "unknown"}
        assert sum(row.links.exists() for row in rows) >= 2
        assert sum(row.involved.exists() for row in rows) >= 20


def test_none_lies_in_the_future():
    assert not Activity.objects.filter(entered_at__gt=CLOCK.now).exists()
