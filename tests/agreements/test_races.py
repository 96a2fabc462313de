"""Two people, one kesepakatan, the same moment: real threads on real connections."""

from uuid import uuid4

import pytest
from django.utils import timezone

from incidents.cases.actions import moves
from incidents.cases.actions.rows import Before
from incidents.cases.agreements import actions
from incidents.cases.agreements.models import Agreement, AgreementCheck, AgreementClosing
from incidents.cases.agreements.words import Butir
from tests.access import build_world
from tests.agreements.factories import AgreementFactory
from tests.cases.factories import CaseFactory
from tests.incidents.test_races import together
from timdu.core.conflicts import Stale
from timdu.core.workflow import WrongState

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.race]
CLAUSES = [Butir("Berdamai.", "Keduanya", None)]


@pytest.fixture
def world(transactional_db):
    return build_world()


@pytest.fixture
def case(world):
    return CaseFactory(opened_by=world.staff, holder_kecamatan=world.camat.kecamatan)


def facts(**changed):
    return {
        "summary": "Sepakat.", "agreed_on": timezone.localdate(), "place": "Balai",
        "mechanism": "adat", "parties": ["A", "B"], **changed,
    }  # fmt: skip


def look(row, by, key=None):
    said = {"result": "kept", "sentence": "Ditaati.", "checked_on": timezone.localdate()}
    return actions.check(row, by=by, milestone=30, key=key, **said)


def refused(results, *kinds):
    return [result for result in results if isinstance(result, kinds)]


def test_one_form_pressed_twice_records_one(world, case):
    key = uuid4()

    def press():
        return actions.record(case, by=world.staff, facts=facts(), clauses=CLAUSES, key=key)

    results = together(press, press)

    assert [one.row for one in refused(results, Before)] == [Agreement.objects.get()]


def test_two_look_on_the_same_day_one_is_told(world, case):
    row = AgreementFactory(case=case)

    results = together(lambda: look(row, world.camat), lambda: look(row, world.staff))

    assert len(refused(results, WrongState)) == 1
    assert AgreementCheck.objects.count() == 1


def test_two_change_it_at_once_the_second_sees_the_first(world, case):
    row = AgreementFactory(case=case)

    def change(place, by):
        return actions.amend(
            row, by=by, version=1, facts=facts(place=place), clauses=CLAUSES, reason="Lain."
        )

    results = together(lambda: change("Satu", world.staff), lambda: change("Dua", world.verifier))

    assert len(refused(results, Stale)) == 1


def test_closing_with_it_and_withdrawing_it_at_once_leave_no_ground_that_is_gone(world, case):
    row = AgreementFactory(case=case)
    settled = {"outcome": "agreed", "checks": ["calm"], "grounds": "Selesai."}

    together(
        lambda: moves.close(case, by=world.verifier, settled=f"kesepakatan-{row.pk}", **settled),
        lambda: actions.withdraw(row, by=world.secretary, reason="Salah catat."),
    )

    row.refresh_from_db()
    assert AgreementClosing.objects.exists() == row.is_standing
