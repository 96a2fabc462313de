"""The life of a report: status × person → possible actions."""

import pytest

from incidents.models import Incident
from incidents.workflow import TRANSITIONS
from tests.incidents.factories import IncidentFactory
from timdu.core.workflow import available
from timdu.rights.matrix import PEOPLE

pytestmark = pytest.mark.django_db

WRITERS = "camat operator"
VERIFIERS = "verifier secretary"
AUTHOR = "operator"
SET_ASIDE = {"drop": VERIFIERS, "merge": VERIFIERS}

TABLE = {
    "draft": {"submit": WRITERS},
    "submitted": {"send_back": VERIFIERS, "verify": VERIFIERS, "take_back": AUTHOR, **SET_ASIDE},
    "returned": {"submit": WRITERS, "take_back": AUTHOR, **SET_ASIDE},
    "verified": {"close": VERIFIERS, **SET_ASIDE},
    "closed": {"reopen": VERIFIERS},
    "dropped": {"restore": VERIFIERS},
    "merged": {"separate": VERIFIERS},
    "withdrawn": {},
}


def in_state(world, status):
    if status in ("verified", "closed"):
        return IncidentFactory(
            entered_by=world.operator, verified_by=world.verifier, **{status: True}
        )
    if status == "merged":
        target = IncidentFactory(entered_by=world.camat)
        return IncidentFactory(
            entered_by=world.operator, status=status, merged_into=target, outcome_reason="sama"
        )
    traits = {"draft": {"draft": True}, "dropped": {"dropped": True},
              "withdrawn": {"status": status, "outcome_reason": "Salah berkas."}}  # fmt: skip
    return IncidentFactory(entered_by=world.operator, **traits.get(status, {"status": status}))


@pytest.mark.parametrize("status", TABLE)
def test_possible_actions(world, status):
    incident = in_state(world, status)

    offered = {
        action: {p for p in PEOPLE if transition.allowed(world.people[p], incident)}
        for action, transition in TRANSITIONS.items()
        if status in transition.sources
    }

    # People of another team never reach the row: visible_to is the door before this table.
    here = {action: {p for p in who if not p.startswith("far_")} for action, who in offered.items()}
    assert here == {action: set(who.split()) for action, who in TABLE[status].items()}


def test_the_table_covers_every_status():
    assert set(TABLE) == set(Incident.Status.values)


@pytest.mark.parametrize("action", sorted(set(TRANSITIONS) - {"submit", "take_back"}))
def test_nobody_decides_about_what_they_entered_themselves(world, action):
    incident = IncidentFactory(entered_by=world.verifier)
    transition = TRANSITIONS[action]

    assert not transition.allowed(world.verifier, incident)
    assert transition.allowed(world.secretary, incident)


def test_a_refused_button_says_the_rule_and_who_can(world):
    incident = IncidentFactory(entered_by=world.verifier)

    refused = {
        offer.action: offer.verdict for offer in available(TRANSITIONS, incident, world.verifier)
    }

    assert "bukan oleh yang memasukkannya" in refused["verify"].reason
    assert refused["verify"].who.startswith("Kabid atau Kepala Badan")
