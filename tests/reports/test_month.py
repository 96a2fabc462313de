"""Figures of a month against a plain recount, whatever the rows, the zone and the borders."""

from functools import partial

import pytest
from django.conf import settings as conf
from django.db import transaction
from django.http import QueryDict
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from incidents.forms.filters import IncidentFilter
from incidents.models import Incident
from reports.figures import month as figures
from tests.reports import plain
from tests.reports.rows import MONTH, ZONES, bare, saved, sketches

TENTH = 1 if conf.FULL else 10


class Undo(Exception):
    """Leaves the block without its rows."""


def random_cases(test, examples=200):
    """Many random sets of rows in one database, each set taken back."""
    case = st.sampled_from(ZONES).flatmap(
        lambda zone: st.tuples(st.just(zone), st.lists(sketches(zone), max_size=14))
    )

    @settings(
        max_examples=examples // TENTH,
        deadline=None,
        derandomize=True,
        suppress_health_check=[HealthCheck.function_scoped_fixture],
    )
    @given(case)
    def run(place, case):
        zone, drawn = case
        try:
            with transaction.atomic():
                place.team.zone = zone
                place.team.save()
                rows = saved(
                    [
                        bare(
                            place.team,
                            place.reporters,
                            place.desa_list,
                            verifier=place.verifier,
                            **sketch,
                        )
                        for sketch in drawn
                    ]
                )
                test(place, zone, [row for row in rows if row.status != "draft"])
                raise Undo
        except Undo:
            pass

    run.__name__, run.__doc__ = test.__name__, test.__doc__
    return pytest.mark.django_db(run)


def sent(place):
    return Incident.objects.sent().filter(team=place.team)


@random_cases
def test_by_kecamatan_counts_what_a_plain_recount_counts(place, zone, rows):
    october = plain.of_month(rows, 2026, 10, zone)

    found = figures.by_kecamatan(sent(place), MONTH, zone, place.codes)

    for code in place.codes:
        count = found[code]
        assert {
            "total": count.total.count,
            "events": count.events.count,
            "waiting": count.waiting.count,
            "sources": [number.count for number in count.sources],
            "level": count.level,
        } == plain.kecamatan(october, code)


@random_cases
def test_summary_counts_what_a_plain_recount_counts(place, zone, rows):
    october = plain.of_month(rows, 2026, 10, zone)
    good = plain.counted(october)

    found = figures.summary(sent(place), MONTH, zone)

    assert found.verified.count == len(good)
    assert found.events.count == sum(row.kind == "event" for row in good)
    assert found.waiting.count == sum(row.status in ("submitted", "returned") for row in october)
    assert found.high.count == sum((plain.level(row) or 0) >= 3 for row in good)
    assert found.reporters == len({row.entered_by_id for row in good})
    assert [number.count for number in found.sources] == [
        sum(row.source == letter for row in good) for letter in "abcde"
    ]


@random_cases
def test_by_field_counts_what_a_plain_recount_counts(place, zone, rows):
    good = plain.counted(plain.of_month(rows, 2026, 10, zone))

    found = figures.by_field(sent(place), MONTH, zone)

    assert [field.key for field in found] == [
        "ideology", "politics", "economy", "sociocultural", "security",
    ]  # fmt: skip
    for field in found:
        here = [row for row in good if row.field == field.key]
        assert field.total.count == len(here)
        assert sum(number.count for _, number in field.kinds) == len(here)
        assert field.kecamatan == tuple(sorted({row.kecamatan.name for row in here}))
        assert field.level == (max((plain.level(row) or 0 for row in here), default=0) or None)


@random_cases
def test_series_counts_what_a_plain_recount_counts(place, zone, rows):
    good = plain.counted(rows)

    found = figures.series(sent(place), MONTH, zone)

    assert [(count.month.year, count.month.month - 1) for count in found] == plain.last_months(
        2026, 10, 12
    )
    for count in found:
        here = plain.of_month(good, count.month.year, count.month.month, zone)
        events = sum(row.kind == "event" for row in here)
        assert (count.total.count, count.events.count, count.others) == (
            len(here),
            events,
            len(here) - events,
        )


@random_cases
def test_by_kind_counts_what_a_plain_recount_counts(place, zone, rows):
    found = figures.by_kind(sent(place).in_month(MONTH, zone))

    october = plain.of_month(rows, 2026, 10, zone)
    for kind, counts in found.items():
        here = [row for row in october if row.kind == kind]
        assert counts == {
            "sent": len(here),
            "verified": len(plain.counted(here)),
            "waiting": sum(row.status == "submitted" for row in here),
            "returned": sum(row.status == "returned" for row in here),
        }


@random_cases
def test_team_rows_keep_to_the_ceiling(place, zone, rows):
    for ceiling, letters in (("B", "B"), ("T", "BT"), ("R", "BTR")):
        wanted = {row.code for row in rows if row.classification in letters}

        found = figures.team_rows(place.team.pk, ceiling)

        assert {row.code for row in found} == wanted


def numbers_of(place, zone, user):
    """Every number a page may show of the month."""
    rows = Incident.objects.visible_to(user)
    summary = figures.summary(rows, MONTH, zone)
    yield from (summary.verified, summary.events, summary.waiting, summary.high)
    yield from summary.sources
    for count in figures.by_kecamatan(rows, MONTH, zone, place.codes).values():
        yield from (count.total, count.events, count.waiting, *count.sources)
    for field in figures.by_field(rows, MONTH, zone):
        yield field.total
        yield from (number for _, number in field.kinds)
    for month in figures.series(rows, MONTH, zone):
        yield from (month.total, month.events)


@partial(random_cases, examples=50)
def test_every_number_opens_exactly_the_rows_it_counts(place, zone, rows):
    for user in (place.secretary, place.leader):
        user.refresh_from_db()
        for number in numbers_of(place, zone, user):
            form = IncidentFilter(QueryDict(number.query), user=user, now=timezone.now())
            listed = form.narrow(Incident.objects.visible_to(user))

            assert form.is_valid(), number.query
            assert listed.count() == number.count, number.query


def test_figures_take_one_query_each_however_many_rows(place, django_assert_num_queries):
    zone = place.team.zone

    for amount in (1, 3):
        saved(
            [
                bare(
                    place.team, place.reporters, place.desa_list,
                    verifier=place.verifier, occurred_at=MONTH.start(zone), kecamatan=index % 3,
                )
                for index in range(amount)
            ]
        )  # fmt: skip
        with django_assert_num_queries(4):
            figures.by_kecamatan(sent(place), MONTH, zone, place.codes)
            figures.summary(sent(place), MONTH, zone)
            figures.by_field(sent(place), MONTH, zone)
            figures.series(sent(place), MONTH, zone)
