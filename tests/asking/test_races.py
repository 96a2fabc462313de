"""Two people, one disposisi, the same moment: real threads on real connections."""

import datetime as dt
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest

from incidents.cases.asking import tasks
from incidents.cases.asking.actions import dates, doing, giving, requests
from incidents.cases.asking.actions.rows import Before
from incidents.cases.asking.models import (
    Answer,
    CoordinationRequest,
    DateChange,
    Disposition,
    Result,
)
from tests.access import build_world
from tests.asking.factories import in_days
from tests.asking.test_actions import WORDS
from tests.cases.factories import CaseFactory
from tests.incidents.test_races import together
from timdu.core import events
from timdu.core.workflow import WrongState
from timdu.inbox.models import Todo

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.race]


@pytest.fixture
def world(transactional_db):
    return build_world()


@pytest.fixture
def case(world):
    return CaseFactory(opened_by=world.staff)


@pytest.fixture
def row(world, case):
    return giving.give(
        by=world.secretary, case=case, kecamatan=world.camat.kecamatan, due_on=in_days(7), **WORDS
    )


def refused(results, kind):
    return [result for result in results if isinstance(result, kind)]


def test_camat_and_operator_accept_at_once_one_wins_the_other_is_told(world, row):
    results = together(
        lambda: doing.accept(row, by=world.camat),
        lambda: doing.accept(row, by=world.operator),
    )

    (words,) = refused(results, WrongState)
    assert "keadaannya sekarang “Dikerjakan”" in words.words
    row.refresh_from_db()
    assert row.version == 2
    assert Todo.objects.filter(closed_at=None).count() == 1


def test_accepted_and_taken_back_at_once_ends_as_one_of_the_two(world, row):
    together(
        lambda: doing.accept(row, by=world.camat),
        lambda: giving.withdraw(row, by=world.secretary, note="Keliru."),
    )

    row.refresh_from_db()
    # Taken back before or after it was accepted: either way nobody works on it.
    assert row.status == "withdrawn"
    assert not Todo.objects.filter(closed_at=None).exists()


def test_reported_twice_at_once_is_reported_once(world, row):
    doing.accept(row, by=world.camat)

    results = together(
        lambda: doing.report(row, by=world.camat, note="Satu."),
        lambda: doing.report(row, by=world.operator, note="Dua."),
    )

    assert len(refused(results, WrongState)) == 1
    assert Result.objects.count() == 1


def test_two_judge_at_once_one_word_holds(world, row):
    doing.accept(row, by=world.camat)
    doing.report(row, by=world.camat, note="Sudah.")

    results = together(
        lambda: doing.finish(row, by=world.verifier),
        lambda: doing.send_back(row, by=world.secretary, note="Belum."),
    )

    assert len(refused(results, WrongState)) == 1
    row.refresh_from_db()
    assert row.status in ("done", "accepted")


def test_one_form_pressed_twice_gives_one_and_the_second_press_names_it(world, case):
    key = uuid4()

    def press():
        return giving.give(
            by=world.secretary, case=case, kecamatan=world.camat.kecamatan, due_on=in_days(7),
            key=key, **WORDS,
        )  # fmt: skip

    results = together(press, press)

    assert [one.row for one in refused(results, Before)] == [Disposition.objects.get()]


def test_one_permintaan_pressed_twice_is_asked_once(world, case):
    key = uuid4()

    def press():
        return requests.ask(by=world.staff, case=case, agency=world.agency, key=key, **WORDS)

    results = together(press, press)

    assert [one.row for one in refused(results, Before)] == [CoordinationRequest.objects.get()]


def test_one_tap_twice_is_one_answer_two_people_are_two(world, case):
    row, key = requests.ask(by=world.staff, case=case, agency=world.agency, **WORDS), uuid4()

    def tap():
        return requests.answer(row, by=world.member, reply="confirmed", key=key)

    assert len(refused(together(tap, tap), Before)) == 1
    together(
        lambda: requests.answer(row, by=world.member, reply="cannot_say"),
        lambda: requests.answer(row, by=world.staff, reply="followed_up", told="Telepon."),
    )

    row.refresh_from_db()
    assert Answer.objects.count() == 3
    assert row.reply == row.answers.first().reply


def test_two_clocks_at_once_remind_once(world, row):
    doing.accept(row, by=world.camat)
    noon = dt.datetime.combine(row.due_on, dt.time(12), ZoneInfo(world.team.zone))

    results = together(
        lambda: tasks.remind(world.team, noon), lambda: tasks.remind(world.team, noon)
    )

    assert sum(results) == 1
    assert len(events.chronology(row).filter(what="disposition.remind")) == 1


def test_two_wishes_at_once_are_one(world, row):
    doing.accept(row, by=world.camat)

    results = together(
        lambda: dates.ask(row, by=world.camat, wanted_on=in_days(20), reason="Satu."),
        lambda: dates.ask(row, by=world.operator, wanted_on=in_days(21), reason="Dua."),
    )

    assert "masih menunggu" in refused(results, WrongState)[0].words
    assert DateChange.objects.count() == 1


def test_a_wish_granted_and_refused_at_once_has_one_answer(world, row):
    doing.accept(row, by=world.camat)
    change = dates.ask(row, by=world.camat, wanted_on=in_days(20), reason="Satu.")
    other = type(world.secretary).objects.create(
        username="plt", role="secretary", team=world.team, full_name="Plt.", position="Plt. Kaban"
    )

    results = together(
        lambda: dates.answer(change, by=world.secretary, grant=True),
        lambda: dates.answer(change, by=other, grant=False, note="Tetap."),
    )

    assert len(refused(results, WrongState)) == 1
    change.refresh_from_db()
    row.refresh_from_db()
    assert (row.due_on == in_days(20)) == change.granted
