"""Every change to a permintaan koordinasi, and what an arahan becomes."""

import datetime as dt

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from incidents.cases.asking import kinds
from incidents.cases.asking.actions import doing, giving, requests
from incidents.cases.asking.actions.rows import Before
from incidents.cases.asking.models import Answer, CoordinationRequest, Disposition
from tests.asking.factories import ArahanFactory, in_days
from tests.asking.test_actions import TOLD, WORDS, mailed, waiting, whats
from tests.cases.factories import CaseFactory
from tests.incidents.factories import IncidentFactory
from tests.team.factories import AgencyFactory, PartnerFactory, UserFactory
from timdu.core import codes, events
from timdu.core.access import Denied
from timdu.core.workflow import WrongState
from timdu.inbox.arahan import actions as arahan_actions
from timdu.inbox.arahan.actions import CARRY_OUT
from timdu.inbox.models import Todo

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(world):
    return CaseFactory(opened_by=world.staff)


@pytest.fixture
def row(world, case):
    """One of staff to the member's agency."""
    return requests.ask(
        by=world.staff, case=case, agency=world.agency, expected_on=in_days(-9), **WORDS
    )


@pytest.fixture
def arahan(world):
    """The leader's, confirmed, to the camat's kecamatan; it waits there."""
    row = arahan_actions.record(
        by=world.leader, leader=world.leader, kecamatan=world.camat.kecamatan, agency=None,
        text="Pertemukan kedua pihak.", given_at=timezone.now(), manner="meeting",
    )  # fmt: skip
    assert carried(row) == {"open"}
    return row


def carried(arahan):
    """Whether the arahan itself waits."""
    rows = Todo.objects.filter(kind=CARRY_OUT, object_id=str(arahan.pk))
    return {"open" if row.closed_at is None else "closed" for row in rows}


def asked_waits():
    rows = Todo.objects.filter(closed_at=None, kind=kinds.ANSWER)
    return {(row.role or row.holder or row.agency, row.due_at) for row in rows}


def test_ask_writes_the_row_and_waits_without_a_day(world, case, row):
    row.refresh_from_db()
    assert row.code.startswith("PK-") and codes.is_valid(row.code)
    assert (row.status, row.reply, row.answered_at) == ("sent", "", None)
    assert whats(row) == ["request.ask"] == whats(case)
    assert asked_waits() == {(world.agency, None)}
    assert mailed() == {("asking.new", world.member.username)}


def test_it_is_never_late_however_long_it_waits(world, row):
    CoordinationRequest.objects.update(at=timezone.now() - dt.timedelta(days=400))

    assert not [todo for todo in Todo.objects.all() if todo.is_overdue]
    assert not hasattr(CoordinationRequest, "is_overdue")
    assert not hasattr(CoordinationRequest.objects.all(), "overdue")


def test_the_forkopimda_of_an_agency_hears_of_it_by_name(world, case):
    polres = AgencyFactory(team=world.team, is_vertical=True)
    chief = UserFactory(team=world.team, role="forkopimda", agency=polres, position="Kapolres")

    requests.ask(by=world.staff, case=case, agency=polres, **WORDS)

    assert asked_waits() == {(chief, None)}


def test_of_a_mitra_the_desk_asks(world, case):
    partner = PartnerFactory(team=world.team)

    row = requests.ask(by=world.staff, case=case, partner=partner, **WORDS)

    assert asked_waits() == {("staff", None)}
    with pytest.raises(WrongState, match="dari siapa"):
        requests.answer(row, by=world.staff, reply="confirmed")
    made = requests.answer(row, by=world.staff, reply="confirmed", told="Ketuanya, telepon.")
    assert made.told == "Ketuanya, telepon."


def test_answered_again_the_newest_holds_and_all_are_kept(world, row):
    requests.answer(row, by=world.member, reply="no_information")
    requests.answer(row, by=world.member, reply="followed_up", text="Patroli dijadwalkan.")

    row.refresh_from_db()
    assert (row.status, row.reply) == ("answered", "followed_up")
    assert [one.reply for one in row.answers.all()] == ["followed_up", "no_information"]
    assert asked_waits() == set()
    assert ("asking.moved", world.staff.username) in mailed()
    assert "Patroli dijadwalkan." in events.chronology(row).first().note


def test_an_answer_never_changes(world, row):
    made = requests.answer(row, by=world.member, reply="confirmed")

    with pytest.raises(DatabaseError), transaction.atomic():
        Answer.objects.filter(pk=made.pk).update(reply="cannot_say")


def test_one_answer_pressed_twice_is_kept_once(world, row):
    made = requests.answer(row, by=world.member, reply="confirmed")

    with pytest.raises(Before):
        requests.answer(row, by=world.member, reply="confirmed", key=made.client_uuid)

    assert Answer.objects.count() == 1


@pytest.mark.parametrize("who", ["camat", "other_member", "leader", "aide", "forkopimda"])
def test_who_is_not_asked_does_not_answer(world, row, who):
    with pytest.raises(Denied):
        requests.answer(row, by=world.people[who], reply="confirmed")


def test_taken_back_nobody_answers_it(world, row):
    requests.withdraw(row, by=world.staff, note="Tidak perlu lagi.")

    assert asked_waits() == set()
    with pytest.raises(WrongState, match="Ditarik"):
        requests.answer(row, by=world.member, reply="confirmed")


def test_what_was_answered_is_not_taken_back(world, row):
    requests.answer(row, by=world.member, reply="confirmed")

    with pytest.raises(WrongState):
        requests.withdraw(row, by=world.staff, note="Keliru.")


@pytest.mark.parametrize("who", ["camat", "member", "aide", "forkopimda"])
def test_only_the_desk_and_leaders_ask(world, case, who):
    with pytest.raises(Denied):
        requests.ask(by=world.people[who], case=case, agency=world.agency, **WORDS)


def test_an_arahan_becomes_a_disposisi_of_its_leader_and_waits_there(world, arahan):
    row = giving.give(
        by=world.staff, arahan=arahan, kecamatan=world.camat.kecamatan, due_on=in_days(4), **WORDS
    )

    assert (row.giver, row.by, row.case) == (world.leader, world.staff, None)
    assert carried(arahan) == {"closed"}
    assert whats(arahan)[0] == "arahan.told"
    doing.accept(row, by=world.camat)
    doing.report(row, by=world.camat, note="Pertemuan berlangsung.")
    doing.finish(row, by=world.verifier)
    arahan.refresh_from_db()
    assert arahan.done_note == f"Dilaksanakan lewat disposisi {row.code}; hasilnya sudah diterima."


def test_a_disposisi_taken_back_lets_its_arahan_wait_again(world, arahan):
    office = {"kecamatan": world.camat.kecamatan, "due_on": in_days(4)}
    rows = [giving.give(by=world.staff, arahan=arahan, **office, **WORDS) for _ in range(2)]

    giving.withdraw(rows[0], by=world.leader, note="Keliru.")
    assert carried(arahan) == {"closed"}
    giving.withdraw(rows[1], by=world.leader, note="Keliru.")

    assert "open" in carried(arahan)
    assert waiting() == set()


def test_an_arahan_the_leader_has_not_confirmed_becomes_none(world):
    row = ArahanFactory(leader=world.leader, by=world.staff, confirmed_at=None)

    with pytest.raises(Denied, match="sudah dibenarkan"):
        giving.give(
            by=world.staff, arahan=row, kecamatan=world.camat.kecamatan, due_on=in_days(4), **WORDS
        )


def test_an_arahan_about_what_is_r_becomes_none(world):
    row = ArahanFactory(leader=world.leader)
    row.about = IncidentFactory(entered_by=world.operator, secret=True)
    row.save()

    for act, office in ((giving.give, {"due_on": in_days(4)}), (requests.ask, {})):
        with pytest.raises(WrongState, match="Rahasia"):
            act(by=world.staff, arahan=row, agency=world.agency, **office, **WORDS)

    assert not Disposition.objects.exists() and not CoordinationRequest.objects.exists()


def test_told_by_the_desk_an_answer_says_so_in_the_chronology(world, row):
    requests.answer(row, by=world.staff, reply="confirmed", told=TOLD)

    assert events.chronology(row).first().note.endswith(f"Disampaikan: {TOLD}.")
