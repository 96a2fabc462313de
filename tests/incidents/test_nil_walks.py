"""Reports, nihil, corrections and excuses in any order: the state is what a few sets would say."""

import datetime as dt
import random

import pytest

from incidents.actions import duties, moves, nil
from incidents.models import Incident, NilReport
from tests.incidents.months import (
    IN_TIME,
    NOW,
    OCTOBER,
    SEPTEMBER,
    ZONE,
    correct_time,
    on,
    sent,
    state,
)
from timdu.core.workflow import WrongState
from timdu.team import settings as team_settings

pytestmark = pytest.mark.django_db
MONTHS = (SEPTEMBER, OCTOBER)
# Every nihil here was said in time, every report only afterwards.
SAID_AT = {SEPTEMBER: dt.datetime(2026, 10, 2, 2, tzinfo=dt.UTC), OCTOBER: IN_TIME}
STEPS = ("say_nil", "say_nil", "take_back", "report", "move", "move", "set_aside", "excuse")
# Few reports that move about leave months empty again; many would fill both for good.
MOST = 2


class Walk:
    """One kecamatan's two months, in the rows and in a few sets beside them."""

    def __init__(self, world, seed):
        self.world, self.chance = world, random.Random(seed)
        self.reports, self.nil, self.given, self.excused = {}, set(), set(), {}

    def say_nil(self, month):
        try:
            nil.file(
                by=self.world.camat, month=month, asked="Semua.",
                kecamatan=self.world.camat.kecamatan, now=SAID_AT[month],
            )  # fmt: skip
        except WrongState:
            assert month in self.nil or month in self.reports.values()
        else:
            self.nil.add(month)

    def take_back(self, month):
        if month in self.nil:
            standing = NilReport.objects.standing().get(month=month.first)
            nil.withdraw(standing, by=self.world.camat, reason="Keliru.", now=NOW)
            self.nil.discard(month)

    def report(self, month):
        if len(self.reports) < MOST:
            self.reports[sent(self.world, on(month)).pk] = month

    def move(self, month):
        for row in Incident.objects.filter(status="submitted"):
            if self.reports[row.pk] != month:
                correct_time(self.world, row, on(month))
                self.reports[row.pk] = month

    def set_aside(self, month):
        """One that was set aside answers as before, and may come back."""
        for row in Incident.objects.filter(occurred_at__gte=month.start(ZONE)):
            action = "drop" if row.status == "submitted" else "restore"
            moves.move(row, action, by=self.world.verifier, note="Uji.", version=row.version)

    def excuse(self, month):
        if month in self.excused:
            duty = self.excused.pop(month)
            duties.end(duty, by=self.world.staff, last=None, reason="Batal.", now=NOW)
            return
        self.excused[month] = duties.decide(
            by=self.world.staff, kind="exempt", kecamatan=self.world.camat.kecamatan, first=month,
            last=month, reason="Banjir.", decided_by="Kaban", now=NOW,
        )  # fmt: skip

    def settle(self):
        """A nihil gives way to a report, and comes back when no report of its month is left."""
        spoken = set(self.reports.values())
        both = self.nil | self.given
        self.nil, self.given = both - spoken, both & spoken

    def state(self, month):
        if month in self.reports.values():
            return "report" if month in self.given or month in self.excused else "late"
        if month in self.nil:
            return "nil"
        return "exempt" if month in self.excused else "missing"


@pytest.mark.parametrize("seed", range(4))
def test_any_order_of_events_ends_in_what_a_few_sets_say(world, seed):
    team_settings.change(
        world.team, "monthly.since", "2026-01", by=None, valid_from=dt.date(2026, 1, 1)
    )
    walk = Walk(world, seed)
    for _ in range(24):
        step, month = walk.chance.choice(STEPS), walk.chance.choice(MONTHS)

        getattr(walk, step)(month)
        walk.settle()

        found = [state(world, one) for one in MONTHS]
        assert found == [walk.state(one) for one in MONTHS], step
