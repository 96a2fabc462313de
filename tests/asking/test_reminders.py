"""What the clock says of the day of a disposisi; of a permintaan it says nothing."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from incidents.cases.asking import mail, tasks
from incidents.cases.asking.models import CoordinationRequest, Disposition
from tests.asking.factories import DispositionFactory, RequestFactory
from tests.cases.factories import CaseFactory
from timdu.core import events
from timdu.inbox import mails
from timdu.inbox.models import Notification

pytestmark = pytest.mark.django_db
DUE = dt.date(2026, 11, 26)  # A Thursday.


@pytest.fixture
def row(world):
    return DispositionFactory(
        case=CaseFactory(opened_by=world.staff), kecamatan=world.camat.kecamatan,
        giver=world.leader, accepted=True, due_on=DUE,
    )  # fmt: skip


def on(team, day):
    """The clock rings at noon of the day."""
    noon = dt.datetime.combine(day, dt.time(12), ZoneInfo(team.zone))
    return tasks.remind(team, noon)


def told():
    rows = Notification.objects.filter(kind=mail.REMIND)
    return {(row.window, row.recipient.username) for row in rows}


def test_each_stage_is_told_once_however_often_the_clock_rings(world, row):
    stages = [
        (dt.date(2026, 11, 20), 0), (dt.date(2026, 11, 23), 1), (dt.date(2026, 11, 24), 0),
        (DUE, 1), (dt.date(2026, 11, 27), 1), (dt.date(2026, 11, 30), 0),
    ]  # fmt: skip

    for day, expected in stages:
        assert on(world.team, day) == expected, day
        assert on(world.team, day) == 0

    office = {world.camat.username, world.operator.username}
    assert told() == {
        *((f"before-{DUE}", name) for name in office),
        *((f"due-{DUE}", name) for name in office),
        *((f"over-{DUE}", name) for name in (*office, world.leader.username)),
    }  # fmt: skip
    assert [event.what for event in events.chronology(row)] == ["disposition.remind"] * 3


@pytest.mark.parametrize("state", ["returned", "reported", "done", "withdrawn"])
def test_what_nobody_works_on_is_not_reminded_of(world, state):
    DispositionFactory(
        case=CaseFactory(opened_by=world.staff), kecamatan=world.camat.kecamatan, due_on=DUE,
        **{state: True},
    )  # fmt: skip

    assert on(world.team, DUE) == 0


def test_what_was_not_accepted_has_no_clock(world):
    DispositionFactory(
        case=CaseFactory(opened_by=world.staff), kecamatan=world.camat.kecamatan, due_on=DUE
    )

    assert on(world.team, dt.date(2026, 12, 20)) == 0


def test_another_day_is_reminded_of_anew(world, row):
    on(world.team, DUE)
    later = DUE + dt.timedelta(days=7)
    Disposition.objects.update(due_on=later, reminded="")

    on(world.team, later)

    assert f"due-{later}" in {window for window, _ in told()}


def test_a_permintaan_is_never_reminded_of(world):
    RequestFactory(case=CaseFactory(opened_by=world.staff), agency=world.agency, expected_on=DUE)

    on(world.team, dt.date(2027, 3, 1))

    assert told() == set()
    assert CoordinationRequest.objects.count() == 1


def test_a_reminder_of_a_day_that_moved_is_not_written(world, row):
    on(world.team, DUE)
    written = Notification.objects.filter(recipient=world.camat).get()
    assert row.code in mails.MAILS[mail.REMIND].compose(written).subject
    Disposition.objects.update(due_on=DUE + dt.timedelta(days=7))

    with pytest.raises(mails.Stop):
        mails.MAILS[mail.REMIND].compose(written)
