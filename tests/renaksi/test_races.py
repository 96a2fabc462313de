"""Two presses, two people, one kegiatan: real threads on real connections."""

from uuid import uuid4

import pytest

from renaksi.actions import recording
from renaksi.models import Activity
from tests.access import build_world
from tests.incidents.test_races import together
from tests.renaksi.factories import ActivityFactory, ActivityKindFactory
from timdu.core.conflicts import Stale
from timdu.core.models import Event
from timdu.core.receiving import Outcome, Receipt, Wire
from timdu.core.workflow import WrongState

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.race]


@pytest.fixture
def world(transactional_db):
    return build_world()


def test_a_button_pressed_three_times_at_once_makes_one(world):
    facts = {"kind": ActivityKindFactory(), "about": "Dialog.",
             "place": world.camat.kecamatan}  # fmt: skip
    facts["held_on"] = ActivityFactory.held_on
    wire = Wire(uuid4(), {"about": "Dialog."})

    results = together(*[lambda: recording.hand_in(wire, by=world.camat, facts=dict(facts))] * 3)

    assert all(isinstance(result, Receipt) for result in results), results
    outcomes = sorted(result.outcome.value for result in results)
    assert outcomes == [Outcome.NEW.value, Outcome.SAME.value, Outcome.SAME.value]
    assert Activity.objects.count() == 1
    assert Event.objects.filter(what="activity.record").count() == 1


def test_two_change_at_once_one_is_shown_both_sides(world):
    activity = ActivityFactory(entered_by=world.staff)

    results = together(*[
        lambda words=words: recording.edit(
            activity, by=world.staff, version=1, facts={"about": words}
        )
        for words in ("Yang satu.", "Yang lain.")
    ])  # fmt: skip

    assert len([result for result in results if isinstance(result, Stale)]) == 1
    assert Activity.objects.get().version == 2


def test_changed_and_withdrawn_at_once_never_changes_what_is_withdrawn(world):
    activity = ActivityFactory(entered_by=world.staff)

    results = together(
        lambda: recording.withdraw(activity, by=world.verifier, reason="Batal."),
        lambda: recording.edit(activity, by=world.staff, version=1, facts={"about": "Lain."}),
    )

    row = Activity.objects.get()
    assert row.is_withdrawn
    refused = [result for result in results if isinstance(result, WrongState)]
    assert (row.about == "Lain.") == (not refused)
