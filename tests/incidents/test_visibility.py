"""Who may know of which report: every person of the world against every relation."""

import pytest

from incidents.models import Incident, NilReport
from incidents.models.choices import Origin
from tests.incidents.factories import IncidentFactory, NilReportFactory, ShareFactory
from tests.team.factories import UserFactory
from tests.wilayah.factories import KecamatanFactory
from timdu.rights.matrix import PEOPLE

pytestmark = pytest.mark.django_db

DESK = "staff verifier secretary auditor"
OFFICE = "camat operator"


def of_kecamatan(world, **traits):
    return IncidentFactory(entered_by=world.operator, **traits)


def of_agency(world, **traits):
    return IncidentFactory(entered_by=world.member, **traits)


def of_secretariat(world, **traits):
    return IncidentFactory(entered_by=world.staff, **traits)


def in_kecamatan_by_secretariat(world):
    """What FKUB told the staff about the camat's kecamatan is not the camat's report."""
    return of_secretariat(world, kecamatan=world.camat.kecamatan)


def by_staff_for_kecamatan(world):
    """The camat telephoned; the staff typed it: it is the kecamatan's report."""
    return IncidentFactory(
        entered_by=world.staff, origin=Origin.KECAMATAN, kecamatan=world.camat.kecamatan
    )


def shared(world, person="", **target):
    incident = of_agency(world)
    if person:
        target["person"] = world.people[person]
    ShareFactory(incident=incident, **target)
    return incident


def shared_with_kecamatan(world):
    return shared(world, kecamatan=world.other_camat.kecamatan)


def shared_with_agency(world):
    return shared(world, agency=world.other_member.agency)


def shared_with_forkopimda(world):
    return shared(world, person="forkopimda")


def share_withdrawn(world):
    incident = shared_with_agency(world)
    incident.shares.update(withdrawn_at=incident.reported_at)
    return incident


def secret(world, **targets):
    incident = of_kecamatan(world, secret=True)
    for target in targets.values():
        ShareFactory(incident=incident, **target)
    return incident


def secret_shared_with_an_office(world):
    """Offices cannot be let into what is R, even by a row that should not be there."""
    return secret(
        world,
        agency={"agency": world.agency},
        kecamatan={"kecamatan": world.other_camat.kecamatan},
    )


def secret_with_names(world):
    return secret(world, one={"person": world.verifier}, two={"person": world.leader})


def of_the_other_team(world):
    return IncidentFactory(entered_by=world.far_camat)


def verified(world):
    return of_agency(world, verified=True, verified_by=world.verifier)


CASES = [
    (lambda world: of_kecamatan(world), f"{OFFICE} {DESK}"),
    (lambda world: of_kecamatan(world, returned=True), f"{OFFICE} {DESK}"),
    (lambda world: of_kecamatan(world, dropped=True), f"{OFFICE} {DESK}"),
    (lambda world: of_kecamatan(world, draft=True), OFFICE),
    (lambda world: IncidentFactory(entered_by=world.camat, draft=True), "camat"),
    (lambda world: of_agency(world), f"member {DESK}"),
    (lambda world: of_agency(world, draft=True), "member"),
    (lambda world: of_secretariat(world), DESK),
    (lambda world: of_secretariat(world, draft=True), "staff"),
    (in_kecamatan_by_secretariat, DESK),
    (by_staff_for_kecamatan, f"{OFFICE} {DESK}"),
    (shared_with_kecamatan, f"member other_camat {DESK}"),
    (shared_with_agency, f"member other_member {DESK}"),
    (shared_with_forkopimda, f"member forkopimda {DESK}"),
    (share_withdrawn, f"member {DESK}"),
    (secret, "operator"),
    (secret_shared_with_an_office, "operator"),
    (secret_with_names, "operator verifier leader"),
    (verified, f"member leader aide {DESK}"),
    (lambda world: of_kecamatan(world, closed=True), f"{OFFICE} leader aide {DESK}"),
    (of_the_other_team, "far_camat far_staff far_verifier far_secretary"),
]


@pytest.mark.parametrize(("build", "who"), CASES)
def test_visible_to(world, build, who):
    incident = build(world)

    seen_by = {
        person for person in PEOPLE if incident in Incident.objects.visible_to(world.people[person])
    }

    assert seen_by == set(who.split())


def test_visible_to_follows_the_posting_not_the_person(world):
    incident = of_kecamatan(world)
    secret_one = of_kecamatan(world, secret=True)

    world.operator.kecamatan = KecamatanFactory(parent=world.team.place)
    world.operator.save()

    mine = Incident.objects.visible_to(world.operator)
    assert {incident, secret_one}.isdisjoint(mine)


def test_visible_to_gives_each_row_once(world):
    incident = of_agency(world)
    for target in ({"agency": world.agency}, {"person": world.member}):
        ShareFactory(incident=incident, **target)

    assert list(Incident.objects.visible_to(world.member)) == [incident]


def test_of_team_is_what_documents_are_made_from(world):
    incident = of_kecamatan(world)
    of_kecamatan(world, draft=True)
    of_kecamatan(world, secret=True)
    IncidentFactory(entered_by=world.far_camat)

    assert list(Incident.objects.of_team(world.team)) == [incident]


def test_nil_reports_are_seen_by_their_sender_and_those_who_watch(world):
    nil = NilReportFactory(entered_by=world.camat)
    of_agency_nil = NilReportFactory(entered_by=world.member, kecamatan=None, agency=world.agency)

    def who(row):
        return {p for p in PEOPLE if row in NilReport.objects.visible_to(world.people[p])}

    watchers = {"staff", "verifier", "secretary", "leader", "aide", "auditor"}
    assert who(nil) == {"camat", "operator"} | watchers
    assert who(of_agency_nil) == {"member"} | watchers
    assert NilReport.objects.visible_to(UserFactory()).count() == 0
