"""The life of a disposisi and of a permintaan: status × person → possible actions."""

import pytest

from incidents.cases.asking.models import CoordinationRequest, Disposition
from incidents.cases.asking.workflow import REQUESTS, TRANSITIONS
from tests.asking.factories import (
    AnswerFactory,
    DispositionFactory,
    RequestFactory,
    ResultFactory,
)
from tests.cases.factories import CaseFactory
from timdu.core.workflow import available
from timdu.rights.matrix import PEOPLE

pytestmark = pytest.mark.django_db
DESK = {"staff", "verifier", "secretary"}
OFFICE = {"camat", "operator", *DESK}
GIVER = {"leader", "secretary"}
# Given by the leader, written down by staff, to the camat's kecamatan, reported by the Kabid.
DISPOSITION = {
    "sent": {"accept": OFFICE, "return": OFFICE, "withdraw": GIVER},
    "returned": {"send": {"leader", "secretary", "staff"}, "withdraw": GIVER},
    "accepted": {"report": OFFICE, "withdraw": GIVER},
    "reported": {"finish": {"secretary"}, "send_back": {"secretary"}, "withdraw": GIVER},
    "done": {},
    "withdrawn": {},
}
# Asked by staff of the member's agency.
REQUEST = {
    "sent": {"answer": {"member", *DESK}, "withdraw": DESK},
    "answered": {"answer": {"member", *DESK}},
    "withdrawn": {},
}
HERE = [name for name in PEOPLE if not name.startswith("far_")]


def possible(table, row, world):
    """Each arrow that leaves the state, and who may take it; those nobody may are left out."""
    found = {}
    for name in HERE:
        for offer in available(table, row, world.people[name]):
            if offer.verdict:
                found.setdefault(offer.action, set()).add(name)
    return found


@pytest.mark.parametrize("status", DISPOSITION)
def test_what_is_possible_with_a_disposisi(world, status):
    traits = {} if status == "sent" else {status: True}
    row = DispositionFactory(
        case=CaseFactory(opened_by=world.staff), giver=world.leader,
        kecamatan=world.camat.kecamatan, **traits,
    )  # fmt: skip
    if status == "reported":
        ResultFactory(disposition=row, by=world.verifier)

    assert possible(TRANSITIONS, row, world) == DISPOSITION[status]


@pytest.mark.parametrize("status", REQUEST)
def test_what_is_possible_with_a_permintaan(world, status):
    traits = {} if status == "sent" else {status: True}
    case = CaseFactory(opened_by=world.staff)
    row = RequestFactory(case=case, agency=world.agency, **traits)
    if status == "answered":
        AnswerFactory(request=row)

    assert possible(REQUESTS, row, world) == REQUEST[status]


def test_a_forkopimda_answers_what_is_asked_of_the_jabatan_or_of_the_agency(world):
    case = CaseFactory(opened_by=world.staff)
    of_person = RequestFactory(case=case, person=world.forkopimda)
    of_agency = RequestFactory(case=case, agency=world.agency)

    assert "forkopimda" in possible(REQUESTS, of_person, world)["answer"]
    assert "forkopimda" not in possible(REQUESTS, of_agency, world)["answer"]
    world.forkopimda.agency = world.agency
    assert "forkopimda" in possible(REQUESTS, of_agency, world)["answer"]


def test_whoever_reported_never_accepts_the_result(world):
    row = DispositionFactory(case=CaseFactory(opened_by=world.staff), reported=True)
    for by in (world.secretary, world.verifier):
        ResultFactory(disposition=row, by=by)

        judges = possible(TRANSITIONS, row, world)["finish"]

        assert judges == {"secretary", "verifier"} - {
            name for name in HERE if world.people[name] == by
        }


def test_the_tables_cover_every_status():
    assert set(DISPOSITION) == set(Disposition.Status)
    assert set(REQUEST) == set(CoordinationRequest.Status)
