"""Two people, one SK, the same moment: real threads on real connections."""

from uuid import uuid4

import pytest
from django.utils import timezone

from incidents.cases.actions.rows import Before
from incidents.cases.emergency.actions import decrees, duties
from incidents.cases.emergency.models import Act, Emergency, Progress
from tests.access import build_world
from tests.emergency.factories import EmergencyFactory, ProgressFactory
from tests.emergency.test_actions import HEAD, facts
from tests.incidents.test_races import together
from timdu.core.workflow import WrongState

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.race]


@pytest.fixture
def world(transactional_db):
    return build_world()


def refused(results, *kinds):
    return [result for result in results if isinstance(result, kinds)]


def test_one_form_pressed_twice_enters_one(world):
    key = uuid4()

    def press():
        return decrees.establish(by=world.staff, head=dict(HEAD), facts=facts(), key=key)

    results = together(press, press)

    assert [one.row for one in refused(results, Before)] == [Act.objects.get()]
    assert Emergency.objects.count() == 1


def test_confirming_and_withdrawing_at_once_leave_one_truth(world):
    row = EmergencyFactory(by=world.staff)
    act = row.acts.get()

    together(
        lambda: decrees.confirm(act, by=world.secretary),
        lambda: decrees.withdraw(act, by=world.verifier, reason="Salah catat."),
    )

    act.refresh_from_db()
    row.refresh_from_db()
    assert act.status == "withdrawn"
    assert row.starts_on is None


def test_two_confirm_at_once_one_is_told(world):
    act = EmergencyFactory(by=world.staff).acts.get()

    results = together(
        lambda: decrees.confirm(act, by=world.secretary),
        lambda: decrees.confirm(act, by=world.verifier),
    )

    assert len(refused(results, WrongState)) == 1


def test_one_report_pressed_twice_is_noted_once(world):
    row, key = EmergencyFactory(by=world.staff, confirmed=True), uuid4()
    sent = {"sent_on": timezone.localdate(), "number": "1", "copies": "DPRD", "note": ""}

    def press():
        return duties.report(row, by=world.staff, facts=dict(sent), key=key)

    results = together(press, press)

    assert [one.row for one in refused(results, Before)] == [Progress.objects.get()]


def test_one_note_is_withdrawn_once(world):
    note = ProgressFactory(emergency=EmergencyFactory(by=world.staff, confirmed=True))

    results = together(
        lambda: duties.withdraw_report(note, by=world.staff, reason="Salah catat."),
        lambda: duties.withdraw_report(note, by=world.secretary, reason="Salah catat."),
    )

    assert len(refused(results, WrongState)) == 1
    assert Progress.objects.standing().count() == 0
