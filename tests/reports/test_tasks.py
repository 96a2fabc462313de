"""The clock begins a report once, on the team's day, in the team's zone."""

import datetime as dt

import pytest

from reports import tasks
from tests.reports.october import report
from tests.team.factories import TeamFactory
from timdu.documents.models import Document
from timdu.team import settings as team_settings

pytestmark = pytest.mark.django_db

# 6 November 2026, 00.30 in Jakarta; 02.30 in Jayapura; still the 5th in London.
EARLY = dt.datetime(2026, 11, 5, 17, 30, tzinfo=dt.UTC)


def old(team):
    type(team).objects.filter(pk=team.pk).update(created_at=dt.datetime(2026, 1, 1, tzinfo=dt.UTC))
    team.refresh_from_db()
    return team


@pytest.mark.parametrize(
    ("zone", "hour_utc", "begins"),
    [
        ("Asia/Jakarta", 16, False),
        ("Asia/Jakarta", 17, True),
        ("Asia/Makassar", 15, False),
        ("Asia/Makassar", 16, True),
        ("Asia/Jayapura", 14, False),
        ("Asia/Jayapura", 15, True),
    ],
)
def test_begin_if_due_waits_for_the_day_in_the_teams_zone(zone, hour_utc, begins):
    team = old(TeamFactory(zone=zone))
    now = dt.datetime(2026, 11, 5, hour_utc, 0, tzinfo=dt.UTC)

    document = tasks.begin_if_due(team, now)

    assert (document is not None) is begins


def test_begin_if_due_begins_last_month_once(place):
    old(place.team)

    first, second = tasks.begin_if_due(place.team, EARLY), tasks.begin_if_due(place.team, EARLY)

    assert second is None
    assert list(Document.objects.filter(team=place.team)) == [first]
    assert (first.kind, str(first.period_first), str(first.period_last)) == (
        "monthly", "2026-10-01", "2026-10-31",
    )  # fmt: skip
    assert first.is_compiling
    assert first.made_by is None


def test_begin_if_due_follows_the_setting(place):
    old(place.team)
    team_settings.change(
        place.team, "monthly.compile_day", 8, by=None, valid_from=dt.date(2026, 1, 1)
    )

    assert tasks.begin_if_due(place.team, EARLY) is None
    assert tasks.begin_if_due(place.team, EARLY + dt.timedelta(days=2)) is not None


def test_begin_if_due_does_not_undo_a_cancellation(place):
    old(place.team)
    document = tasks.begin_if_due(place.team, EARLY)
    Document.objects.filter(pk=document.pk).update(
        status="cancelled", cancel_reason="Tidak perlu.", cancelled_at=EARLY
    )

    assert tasks.begin_if_due(place.team, EARLY) is None


def test_begin_if_due_leaves_out_months_before_the_team_unless_it_has_reports(place):
    type(place.team).objects.filter(pk=place.team.pk).update(created_at=EARLY)
    place.team.refresh_from_db()

    assert tasks.begin_if_due(place.team, EARLY) is None
    report(place)
    assert tasks.begin_if_due(place.team, EARLY) is not None


def test_compile_due_looks_at_every_team(place):
    far = old(TeamFactory())
    old(place.team)
    for team in (place.team, far):
        team_settings.change(
            team, "monthly.compile_day", 1, by=None, valid_from=dt.date(2026, 1, 1)
        )

    tasks.compile_due()
    tasks.compile_due()

    assert sorted(Document.objects.values_list("team", flat=True)) == sorted(
        [place.team.pk, far.pk]
    )
