"""Two people, one permasalahan, the same moment: real threads on real connections."""

from uuid import uuid4

import pytest
from django.utils import timezone

from incidents.cases.actions import handling, linking, moves, opening, sharing
from incidents.cases.actions.rows import Before
from incidents.cases.models import Assessment, Case, CaseIncident, Closing, Handling
from tests.access import build_world
from tests.cases.factories import CaseFactory
from tests.incidents.factories import IncidentFactory
from tests.incidents.test_races import together
from timdu.core.conflicts import Stale
from timdu.core.workflow import WrongState

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.race]
CLOSING = {"outcome": "agreed", "checks": ["calm"], "grounds": "Ditandatangani."}


@pytest.fixture
def world(transactional_db):
    return build_world()


@pytest.fixture
def case(world):
    return CaseFactory(opened_by=world.staff)


def refused(results, *kinds):
    return [result for result in results if isinstance(result, kinds)]


def test_two_close_at_once_one_wins_the_other_is_told(world, case):
    results = together(
        lambda: moves.close(case, by=world.verifier, **CLOSING),
        lambda: moves.close(case, by=world.secretary, **CLOSING),
    )

    (words,) = refused(results, WrongState)
    assert "keadaannya sekarang “Ditutup”" in words.words
    assert Closing.objects.count() == 1


def test_two_reopen_at_once_one_wins(world, case):
    moves.close(case, by=world.verifier, **CLOSING)

    results = together(
        lambda: moves.reopen(case, by=world.verifier, note="Kambuh."),
        lambda: moves.reopen(case, by=world.secretary, note="Kambuh."),
    )

    assert len(refused(results, WrongState)) == 1
    assert Closing.objects.get().reopened_reason == "Kambuh."


def test_closing_and_changing_at_once_never_change_what_is_closed(world, case):
    facts = {"title": "Judul lain.", "stage": "over", "phase": "recovery"}

    results = together(
        lambda: moves.close(case, by=world.verifier, **CLOSING),
        lambda: opening.edit(case, by=world.staff, version=1, facts=facts),
    )

    case.refresh_from_db()
    assert not case.is_open
    # Either the change came first, or it was refused.
    assert bool(refused(results, WrongState, Stale)) == (case.title != "Judul lain.")


def test_one_report_linked_to_two_at_once_belongs_to_one(world, case):
    incident, other = IncidentFactory(entered_by=world.camat), CaseFactory(opened_by=world.staff)

    results = together(
        lambda: linking.link(case, incident, by=world.staff),
        lambda: linking.link(other, incident, by=world.verifier),
    )

    assert "sudah terhubung" in refused(results, WrongState)[0].words
    assert CaseIncident.objects.count() == 1


def test_two_judge_at_once_the_second_sees_the_first(world, case):
    results = together(
        lambda: opening.assess(case, (3, 3), "Satu.", by=world.verifier, newest=0),
        lambda: opening.assess(case, (2, 2), "Dua.", by=world.staff, newest=0),
    )

    assert len(refused(results, Stale)) == 1
    assert Assessment.objects.count() == 1


def test_one_form_pressed_twice_opens_one_and_the_second_press_names_it(world):
    key, facts = uuid4(), {"title": "Tanah wakaf dan jalan kebun.", "stage": "latent"}

    def press():
        return opening.open_case(by=world.staff, facts=facts, key=key)

    results = together(press, press)

    made = Case.objects.get()
    assert [one.row for one in refused(results, Before)] == [made]
    opening.open_case(by=world.verifier, facts=facts, key=key)
    assert Case.objects.count() == 2


def test_one_step_pressed_twice_is_recorded_once(world, case):
    key, done_at = uuid4(), timezone.now()

    def press():
        return handling.record(case, by=world.camat, key=key, what="Patroli.", done_at=done_at)

    results = together(press, press)

    assert [one.row for one in refused(results, Before)] == [Handling.objects.get()]


def test_raised_and_linked_at_once_no_link_tells_of_what_is_r(world, case):
    """Whichever came first: a link of what is R says so, and who is not named made none after."""
    incident = IncidentFactory(entered_by=world.operator)

    together(
        lambda: opening.edit(case, by=world.secretary, version=None, facts={"classification": "R"}),
        lambda: linking.link(case, incident, by=world.verifier),
    )

    assert Case.objects.get().is_secret
    assert [link.secret for link in CaseIncident.objects.all()] in ([], [True])
    assert not CaseIncident.objects.visible_to(world.leader).exists()


def test_named_twice_at_once_is_one_row(world, case):
    opening.edit(case, by=world.secretary, version=None, facts={"classification": "R"})

    results = together(
        *[lambda: sharing.name(case, by=world.secretary, person=world.camat, reason="Perlu.")] * 2
    )

    (words,) = refused(results, WrongState)
    assert words.words == sharing.TWICE
    assert case.shares.standing().filter(person=world.camat).count() == 1
