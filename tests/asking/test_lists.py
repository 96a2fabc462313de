"""The cost of every list of what is asked: as many queries for three rows as for one."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.asking.factories import (
    AnswerFactory,
    ArahanFactory,
    DateChangeFactory,
    DispositionFactory,
    RequestFactory,
    ResultFactory,
)
from tests.cases.factories import CaseFactory
from tests.files.factories import AttachmentFactory
from tests.team.factories import AgencyFactory, PartnerFactory, UserFactory
from timdu.core import events

pytestmark = pytest.mark.django_db


def once(world, key, make):
    if key not in world.made:
        world.made[key] = make()
    return world.made[key]


def case(world):
    return once(world, "case", lambda: CaseFactory(opened_by=world.staff))


def somebody(world):
    return UserFactory(team=world.team)


def told(world, **traits):
    """Another giver, another office, another permasalahan each time."""
    one = CaseFactory(opened_by=world.staff)
    row = DispositionFactory(case=one, by=somebody(world), giver=somebody(world), **traits)
    events.record(by=somebody(world), what="disposition.give", about=row)
    return row


def told_camat(world):
    return told(world, kecamatan=world.camat.kecamatan, accepted=True)


def told_any(world):
    return told(world, agency=AgencyFactory(team=world.team))


def asked(world):
    for facts in ({"partner": PartnerFactory(team=world.team)}, {"agency": world.agency}):
        RequestFactory(case=CaseFactory(opened_by=world.staff), by=somebody(world), **facts)


def about_case(world):
    row = DispositionFactory(
        case=case(world), by=somebody(world), giver=somebody(world),
        kecamatan=world.camat.kecamatan,
    )  # fmt: skip
    events.record(by=somebody(world), what="disposition.give", about=[row, row.case])
    other = RequestFactory(case=case(world), partner=PartnerFactory(team=world.team))
    events.record(by=somebody(world), what="request.ask", about=[other, other.case])


def one(world):
    return once(
        world, "one",
        lambda: DispositionFactory(
            case=case(world), giver=world.leader, kecamatan=world.camat.kecamatan, accepted=True
        ),
    )  # fmt: skip


def happened(world):
    row = one(world)
    result = ResultFactory(disposition=row, by=somebody(world))
    AttachmentFactory(owner=result, added_by=world.staff)
    DateChangeFactory(
        disposition=row, by=somebody(world), granted=False, answered_by=world.leader,
        answered_at=row.accepted_at, answer="Tetap.",
    )  # fmt: skip
    events.record(by=somebody(world), what="disposition.report", about=row)


def request(world):
    make = lambda: RequestFactory(case=case(world), agency=world.agency, answered=True)  # noqa: E731
    return once(world, "request", make)


def answered(world):
    made = AnswerFactory(request=request(world), by=somebody(world))
    AttachmentFactory(owner=made, added_by=world.staff)
    events.record(by=somebody(world), what="request.answer", about=request(world))


def arahan(world):
    return once(world, "arahan", lambda: ArahanFactory(leader=world.leader))


def became(world):
    office = {"agency": AgencyFactory(team=world.team), "by": somebody(world)}
    DispositionFactory(case=None, arahan=arahan(world), giver=world.leader, **office)
    RequestFactory(case=None, arahan=arahan(world), **office)


LISTS = {
    "disposisi": ("staff", lambda world: "/disposisi/", told_any),
    "disposisi camat": ("camat", lambda world: "/disposisi/", told_camat),
    "permintaan": ("staff", lambda world: "/permintaan/", asked),
    "permintaan instansi": ("member", lambda world: "/permintaan/", asked),
    "satu permasalahan": ("staff", lambda world: case(world).get_absolute_url(), about_case),
    "satu permasalahan bagi camat": (
        "camat", lambda world: case(world).get_absolute_url(), about_case,
    ),
    "kronologi": (
        "leader", lambda world: case(world).get_absolute_url() + "kronologi/", about_case,
    ),
    "daftar permasalahan camat": ("camat", lambda world: "/permasalahan/", told_camat),
    "satu disposisi": ("camat", lambda world: one(world).get_absolute_url(), happened),
    "satu permintaan": ("member", lambda world: request(world).get_absolute_url(), answered),
    "satu arahan": ("staff", lambda world: arahan(world).get_absolute_url(), became),
}  # fmt: skip


@pytest.mark.parametrize("name", LISTS)
def test_three_rows_cost_what_one_costs(client, world, name):
    who, url, make = LISTS[name]
    client.force_login(world.people[who])
    costs = []
    for count in (1, 2):
        for _ in range(count):
            make(world)
        address = url(world)
        client.get(address)
        with CaptureQueriesContext(connection) as found:
            assert client.get(address).status_code == 200
        costs.append([query["sql"][:200] for query in found])

    assert len(costs[0]) == len(costs[1]), "\n".join(costs[1])
