"""Which reports stand out, and in which order."""

import datetime as dt

import pytest

from incidents.models import Casualty, Incident
from reports.figures import picks
from tests.reports.rows import MONTH, bare, saved

pytestmark = pytest.mark.django_db


@pytest.fixture
def make(place):
    """A function that makes verified reports on days of the month, from sketches."""

    def many(*sketches):
        start = MONTH.start(place.team.zone)
        return saved(
            [
                bare(
                    place.team,
                    place.reporters,
                    place.desa_list,
                    verifier=place.verifier,
                    **{"occurred_at": start + dt.timedelta(days=day), "kind": "event", **sketch},
                )
                for day, sketch in enumerate(sketches)
            ]
        )

    return many


def rows(place):
    return Incident.objects.filter(team=place.team)


def test_events_by_weight_ranks_urgency_then_level_then_harm_then_newest(place, make):
    old, new, harmed, high, urgent, other, waiting = make(
        {},
        {},
        {},
        {"likelihood": 4, "impact": 4},
        {"urgency": "very_urgent"},
        {"kind": "potential"},
        {"status": "submitted"},
    )
    Casualty.objects.create(incident=harmed, kind="light", value=2, certainty="sure")
    Casualty.objects.create(incident=harmed, kind="children", value=2, certainty="sure")
    Casualty.objects.create(incident=new, kind="dead", value=None, certainty="unknown")

    found = picks.events_by_weight(rows(place), MONTH, place.team.zone)

    assert list(found) == [urgent, high, harmed, new, old]


def test_open_potentials_leaves_out_closed_and_later_ones(place, make):
    low, high, closed, event = make(
        {"kind": "potential", "likelihood": 1, "impact": 1},
        {"kind": "potential", "likelihood": 4, "impact": 4},
        {"kind": "potential", "status": "closed"},
        {},
    )
    unrated = make({"kind": "potential"})[0]
    later = make({"kind": "potential", "occurred_at": MONTH.end(place.team.zone)})[0]

    found = picks.open_potentials(rows(place), MONTH, place.team.zone)

    assert list(found) == [high, low, unrated]
    assert later in picks.open_potentials(rows(place), MONTH.next, place.team.zone)
