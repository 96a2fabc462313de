"""What is asked of a Forkopimda is asked of the seat: it passes on with it, with nothing else."""

import datetime as dt

import pytest
from django.utils import timezone

from incidents.cases.asking import addressing, permissions
from incidents.cases.asking.models import CoordinationRequest
from tests.asking.factories import RequestFactory
from tests.cases.factories import CaseFactory
from tests.team.factories import DecreeFactory, HolderFactory, SeatFactory, UserFactory

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


@pytest.fixture
def seat(world):
    """The seat of the Dandim, who left yesterday and was asked something a month ago."""
    seat = SeatFactory(decree=DecreeFactory(team=world.team), office="Komandan Kodim")
    holds(seat, world.forkopimda, until=today() - DAY)
    return seat


@pytest.fixture
def row(world):
    asked = RequestFactory(case=CaseFactory(opened_by=world.staff), person=world.forkopimda)
    return moved(asked, 30)


def today():
    return timezone.localdate()


def moved(row, days):
    CoordinationRequest.objects.filter(pk=row.pk).update(at=timezone.now() - days * DAY)
    row.refresh_from_db()
    return row


def holds(seat, user, since=None, until=None, **more):
    since = since or seat.valid_from
    return HolderFactory(seat=seat, user=user, valid_from=since, valid_until=until, **more)


def dandim(world, position="Dandim"):
    return UserFactory(team=world.team, role="forkopimda", position=position)


def reads(user, row):
    """Whether the person finds it, may answer it and is told of it: never one without another."""
    seen = row in CoordinationRequest.objects.visible_to(user)
    answers = permissions.is_asked(user, row)
    people = addressing.people_of(team_id=row.team_id, person=row.person, at=row.at)
    assert seen == answers == (user in people)
    return seen


def test_the_successor_answers_what_was_asked_before_whatever_the_jabatan_is_called(
    world, seat, row
):
    comes = dandim(world, position="Plt. Komandan Kodim")
    assert not reads(comes, row)

    holds(seat, comes, since=today(), standing="plt")

    assert reads(comes, row)
    assert reads(world.forkopimda, row)


def test_the_same_jabatan_without_the_seat_opens_nothing(world, seat, row):
    namesake = dandim(world)
    assert namesake.position == world.forkopimda.position

    assert not reads(namesake, row)


def test_a_new_sk_carries_it_on(world, seat, row):
    later = SeatFactory(
        decree=DecreeFactory(team=world.team, valid_from=today()), continues=seat,
        office="Dandim 1201", valid_from=today(),
    )  # fmt: skip
    comes = dandim(world)
    holds(later, comes)

    assert reads(comes, row)


def test_what_is_asked_of_somebody_who_moved_on_stays_with_their_new_seat(world, seat, row):
    comes = dandim(world)
    holds(seat, comes, since=today())
    new = RequestFactory(case=row.case, person=world.forkopimda)

    assert reads(comes, row)
    assert not reads(comes, new)


def test_who_stood_in_answers_no_more_and_what_came_meanwhile_goes_to_who_returned(
    world, seat, row
):
    seat.holders.update(valid_until=today() - 6 * DAY)
    plh = dandim(world)
    holds(seat, plh, since=today() - 5 * DAY, until=today() - DAY, standing="plh")
    meanwhile = moved(RequestFactory(case=row.case, person=plh), 3)
    holds(seat, world.forkopimda, since=today())

    assert reads(world.forkopimda, meanwhile)
    assert not reads(plh, row)


@pytest.mark.parametrize("other", ["seat", "withdrawn"])
def test_another_seat_or_one_recorded_by_mistake_opens_nothing(world, seat, row, other):
    user = dandim(world)
    if other == "seat":
        holds(SeatFactory(decree=seat.decree), user)
    else:
        holds(seat, user, since=today(), withdrawn_at=timezone.now(), withdrawn_reason="Salah.")

    assert not reads(user, row)


def test_it_costs_as_much_after_three_holders_as_after_one(
    world, seat, row, django_assert_max_num_queries
):
    user = dandim(world)
    holds(seat, user, since=today())
    with django_assert_max_num_queries(5) as first:
        list(CoordinationRequest.objects.visible_to(user))
    for _ in range(2):
        holds(SeatFactory(decree=seat.decree), dandim(world))

    with django_assert_max_num_queries(len(first.captured_queries)):
        list(CoordinationRequest.objects.visible_to(user))
