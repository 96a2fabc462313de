"""The life of a permasalahan: status × person → possible actions."""

import pytest

from incidents.cases.models import Case
from incidents.cases.workflow import TRANSITIONS
from tests.cases.factories import CaseFactory
from timdu.core.workflow import available
from timdu.rights.matrix import PEOPLE

pytestmark = pytest.mark.django_db
TABLE = {
    "open": {"close": {"verifier", "secretary"}},
    "closed": {"reopen": {"verifier", "secretary"}},
}


@pytest.mark.parametrize("status", TABLE)
def test_possible_actions(world, status):
    case = CaseFactory(opened_by=world.staff, status=status)
    # People of another team never reach the row: visible_to is the door before this table.
    here = [name for name in PEOPLE if not name.startswith("far_")]

    offered = {
        offer.action: {
            name
            for name in here
            for one in available(TRANSITIONS, case, world.people[name])
            if one.action == offer.action and one.verdict
        }
        for offer in available(TRANSITIONS, case, world.verifier)
    }

    assert offered == TABLE[status]


def test_the_table_covers_every_status():
    assert set(TABLE) == set(Case.Status)
