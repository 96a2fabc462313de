"""A year of rotation: mutation in each zone, a late SK, a Plt., a successor with the tasks.

Each step is taken at its own moment, as the people of an office would; nothing is set by hand.
"""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from tests.incidents.factories import IncidentFactory
from tests.team.factories import DecreeFactory, HolderFactory, SeatFactory
from timdu.inbox import actions, tasks, todos
from timdu.inbox.models import Todo
from timdu.team.models import Decree, Holder, User
from timdu.team.roster.actions import decrees
from timdu.team.roster.actions.succession import Successor

DAY = dt.timedelta(days=1)
ZONES = ["Asia/Pontianak", "Asia/Makassar", "Asia/Jayapura"]
SK_ENDS, LATE = dt.date(2030, 12, 31), dt.date(2031, 2, 10)
PLT, DEFINITIVE, WRONG = dt.date(2030, 3, 15), dt.date(2030, 6, 1), dt.date(2030, 9, 1)
RECORDED = dt.date(2030, 3, 10)


class Office:
    """One camat's seat through a year, with the clock in our hands."""

    def __init__(self, world, client, monkeypatch, zone):
        self.world, self.client, self.monkeypatch = world, client, monkeypatch
        self.zone = ZoneInfo(zone)
        world.team.zone = zone
        world.team.save()
        self.sk = DecreeFactory(
            team=world.team, valid_from=dt.date(2030, 1, 1), valid_until=SK_ENDS
        )
        place = world.camat.kecamatan
        self.seat = SeatFactory(decree=self.sk, kecamatan=place, office="Camat Uji")
        HolderFactory(seat=self.seat, user=world.camat, full_name="Camat Pertama")
        row = IncidentFactory(entered_by=world.camat)
        todos.open("uji", row, team=world.team, title="Menunggu", url="/", holder=world.camat)

    def at(self, day, hour=9, minute=0, second=0):
        """Let it be a moment of a day in the team's zone; the clock does what is due."""
        moment = dt.datetime.combine(day, dt.time(hour, minute, second), self.zone)
        self.monkeypatch.setattr("django.utils.timezone.now", lambda: moment)
        tasks.hand_over_due()

    def replace(self, day, name, standing, username):
        """Record a mutation from a day on; the account of who comes."""
        seat = Holder.objects.on(day).get(seat__office="Camat Uji").seat
        comes = Successor(name, standing, day, "SK Bupati", account="new", username=username)
        expected = Holder.objects.on(day).get(seat=seat).pk
        outcome, _ = actions.replace_holder(seat, comes, by=self.world.secretary, expected=expected)
        self.let_in(outcome.user)
        return outcome

    def let_in(self, user):
        """The first sign-in is behind them."""
        User.objects.filter(pk=user.pk).update(must_change_password=False)

    def enters(self, user):
        """Whether the account opens a page now."""
        self.client.force_login(User.objects.get(pk=user.pk))
        return self.client.get("/kotak-masuk/").status_code == 200

    def holder_of_the_task(self):
        return Todo.objects.open().get().holder


@pytest.fixture(params=ZONES)
def office(world, client, monkeypatch, request):
    return Office(world, client, monkeypatch, request.param)


def test_a_plt_takes_over_at_midnight_of_the_zone_with_the_tasks(office):
    first = office.world.camat
    office.at(RECORDED)
    plt = office.replace(PLT, "Plt. Kedua", "plt", "plt.kedua").user

    office.at(PLT - DAY, 23, 59, 59)
    assert (office.enters(first), office.enters(plt)) == (True, False)
    assert office.holder_of_the_task() == first

    office.at(PLT, 0)
    assert (office.enters(first), office.enters(plt)) == (False, True)
    assert office.holder_of_the_task() == plt
    assert User.objects.get(pk=first.pk).access_until == PLT - DAY
    assert plt.position == "Plt. Camat Uji"


def test_the_definitive_camat_follows_the_plt_with_what_waits(office):
    office.at(RECORDED)
    plt = office.replace(PLT, "Plt. Kedua", "plt", "plt.kedua").user
    office.at(DEFINITIVE)
    camat = office.replace(DEFINITIVE, "Camat Ketiga", "definitive", "camat.ketiga").user

    office.at(DEFINITIVE, 10)
    assert (office.enters(plt), office.enters(camat)) == (False, True)
    assert office.holder_of_the_task() == camat
    assert [row.full_name for row in office.seat.holders.order_by("valid_from")] == [
        "Camat Pertama",
        "Plt. Kedua",
        "Camat Ketiga",
    ]


def test_a_wrong_mutation_is_taken_back_and_the_office_goes_on(office):
    first = office.world.camat
    office.at(WRONG)
    wrong = office.replace(WRONG, "Salah Orang", "definitive", "salah.orang")
    assert (office.enters(first), office.holder_of_the_task()) == (False, wrong.user)

    office.at(WRONG, 11)
    actions.withdraw_holder(wrong.holder, by=office.world.secretary, reason="SK orang lain")

    assert (office.enters(first), office.enters(wrong.user)) == (True, False)
    assert office.holder_of_the_task() == first


def test_a_late_sk_ends_nothing_and_the_new_one_carries_everybody_on(office):
    first = office.world.camat
    office.at(SK_ENDS + DAY, 0)
    assert office.enters(first)
    assert "Masa peralihan" in office.client.get("/tim/").content.decode()

    office.at(LATE)
    draft = decrees.open_draft(
        None, by=office.world.staff, today=LATE, number="1/UJI/2031", subject="Tim Terpadu",
        signed_on=LATE, valid_from=LATE, valid_until=LATE + 365 * DAY,
    )  # fmt: skip
    decrees.issue(draft, by=office.world.verifier)

    assert office.enters(first)
    words = office.client.get("/tim/").content.decode()
    assert ("Masa peralihan" in words, "Camat Pertama" in words) == (False, True)
    assert Decree.objects.of_roster(office.world.team, None).base_on(LATE) == draft
    assert office.holder_of_the_task() == first


def test_a_mutation_after_the_late_sk_goes_through_the_new_seat(office):
    office.at(LATE)
    draft = decrees.open_draft(
        None, by=office.world.staff, today=LATE, number="1/UJI/2031", subject="Tim Terpadu",
        signed_on=LATE, valid_from=LATE,
    )  # fmt: skip
    decrees.issue(draft, by=office.world.verifier)
    day = LATE + 30 * DAY
    camat = office.replace(day, "Camat Baru", "definitive", "camat.baru").user

    office.at(day - DAY, 23, 59)
    before = (office.enters(office.world.camat), office.enters(camat))
    office.at(day, 0, 1)
    after = (office.enters(office.world.camat), office.enters(camat))

    assert (before, after) == ((True, False), (False, True))
    assert office.holder_of_the_task() == camat
