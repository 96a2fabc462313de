"""Tinjauan kepatuhan: exactly one of five for every kecamatan and month."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidents.duties import first_month
from incidents.figures import WORDS, Heard, MonthState, Rate, due_at, month_states, rate, state_of
from tests.incidents.factories import IncidentFactory, NilReportFactory
from timdu.core.periods import Month
from timdu.team import settings as team_settings

ZONE = "Asia/Pontianak"
OCTOBER = Month(2026, 10)
DUE = due_at(OCTOBER, 5, ZONE)
BEFORE, AFTER = DUE - dt.timedelta(days=1), DUE + dt.timedelta(days=1)


def test_due_at_is_the_end_of_the_due_day_in_the_zone():
    assert DUE.isoformat() == "2026-11-06T00:00:00+07:00"


@pytest.mark.parametrize(
    ("heard", "state"),
    [
        (Heard(reports=2, first_report_at=BEFORE), "report"),
        (Heard(reports=2, first_report_at=AFTER), "late"),
        (Heard(reports=1, first_report_at=AFTER, nil_at=BEFORE), "report"),
        (Heard(nil_at=BEFORE, nil_stands=True), "nil"),
        (Heard(nil_at=AFTER, nil_stands=True), "late"),
        (Heard(), "missing"),
        (Heard(nil_at=BEFORE, nil_stands=False), "missing"),
    ],
)
def test_state_of_a_month_that_is_due(heard, state):
    found = state_of(OCTOBER, heard, due_at=DUE, owes=True, now=AFTER)

    assert (found.state, found.mark) == (state, state)


@pytest.mark.parametrize(
    ("owes", "now", "mark"),
    [(True, BEFORE, "future"), (False, AFTER, "exempt"), (False, BEFORE, "exempt")],
)
def test_nobody_has_to_report_before_it_is_due_or_what_nobody_owes(owes, now, mark):
    found = state_of(OCTOBER, Heard(), due_at=DUE, owes=owes, now=now)

    assert (found.state, found.mark) == ("exempt", mark)


@pytest.mark.parametrize(("owes", "is_timed"), [(False, True), (True, False)])
@pytest.mark.parametrize(
    ("heard", "state"),
    [
        (Heard(reports=1, first_report_at=AFTER), "report"),
        (Heard(nil_at=AFTER, nil_stands=True), "nil"),
    ],
)
def test_what_nobody_owes_or_a_vertical_agency_sends_is_never_late(heard, state, owes, is_timed):
    found = state_of(OCTOBER, heard, due_at=DUE, owes=owes, now=AFTER, is_timed=is_timed)

    assert found.state == state


def test_rate_counts_what_was_owed_and_is_due_and_knows_no_rate_of_nothing():
    def cell(state, *, owed=True, is_due=True):
        sent_at = BEFORE if state in ("report", "nil", "late") else None
        return MonthState(OCTOBER, state, 0, sent_at, DUE, is_due, owed)

    found = rate(
        [cell("report"), cell("nil"), cell("late"), cell("missing"), cell("exempt", owed=False),
         cell("nil", owed=False), cell("report", is_due=False), cell("exempt", is_due=False)]
    )  # fmt: skip

    assert found == Rate(expected=4, actual=3, on_time=2)
    assert (found.completeness, found.timeliness) == (75, 50)
    assert (Rate().completeness, Rate().timeliness) == (None, None)
    assert found + found == Rate(8, 6, 4)


MOMENTS = st.none() | st.datetimes(
    min_value=dt.datetime(2026, 9, 1), max_value=dt.datetime(2027, 1, 1), timezones=st.just(dt.UTC)
)


@given(
    reports=st.integers(0, 3), first=MOMENTS, nil_at=MOMENTS, stands=st.booleans(), now=MOMENTS,
    owes=st.booleans(),
)  # fmt: skip
def test_state_of_is_always_exactly_one_of_five(reports, first, nil_at, stands, now, owes):
    # A report that was sent has a time.
    heard = Heard(reports, (first or BEFORE) if reports else None, nil_at, stands and bool(nil_at))

    found = state_of(OCTOBER, heard, due_at=DUE, owes=owes, now=now or AFTER)

    assert found.state in WORDS
    assert found.word
    assert (found.state in ("missing", "exempt")) == (not reports and not heard.nil_stands)


@pytest.mark.django_db
def test_month_states_reads_rows_of_the_teams_own_kecamatan(world):
    camat = world.camat
    in_october = OCTOBER.start(ZONE) + dt.timedelta(days=3)
    for traits in ({}, {"dropped": True}, {"draft": True}, {"secret": True}):
        IncidentFactory(
            entered_by=camat, occurred_at=in_october, **({"reported_at": BEFORE} | traits)
        )
    IncidentFactory(entered_by=world.member, kecamatan=camat.kecamatan, occurred_at=in_october)
    NilReportFactory(entered_by=world.other_camat, month=OCTOBER.first, sent_at=AFTER)
    team_settings.change(
        world.team, "monthly.since", "2026-10", by=None, valid_from=dt.date(2026, 1, 1)
    )

    states = month_states(world.team, [Month(2026, 9), OCTOBER], now=AFTER)

    own, other = camat.kecamatan_id, world.other_camat.kecamatan_id
    found = {key: (state.state, state.count) for key, state in states.items()}
    assert found == {
        (own, Month(2026, 9)): ("exempt", 0),
        (own, OCTOBER): ("report", 3),
        (other, Month(2026, 9)): ("exempt", 0),
        (other, OCTOBER): ("late", 0),
    }


@pytest.mark.django_db
def test_month_states_cuts_months_in_the_teams_zone(world):
    last_minute = OCTOBER.end(ZONE) - dt.timedelta(minutes=1)
    IncidentFactory(entered_by=world.camat, occurred_at=last_minute, reported_at=BEFORE)

    states = month_states(
        world.team, [OCTOBER, Month(2026, 11)], now=AFTER, kecamatan=world.camat.kecamatan_id
    )

    assert [state.count for state in states.values()] == [1, 0]


@pytest.mark.django_db
def test_first_month_is_the_month_the_team_was_made_unless_it_is_set(world):
    assert first_month(world.team) == Month.of(world.team.created_at, world.team.zone)
