"""Who may know of a document: role × relation × classification."""

import datetime as dt

import pytest
from django.utils import timezone

from tests.documents.factories import RecipientFactory, draft, signed
from tests.team.factories import TeamFactory, UserFactory
from timdu.documents.actions import sending
from timdu.documents.models import Delivery, Document, Letterhead, Recipient
from timdu.team.models import User

Role = User.Role
NOBODY = set()


@pytest.fixture
def people(world):
    return world.people


def seen_by(people, document):
    return {
        name
        for name, person in people.items()
        if Document.objects.visible_to(person).filter(pk=document.pk).exists()
    }


TEAM = {"staff", "verifier", "secretary", "leader", "aide", "auditor"}


@pytest.mark.parametrize("classification", ["B", "T"])
def test_a_team_document_is_for_secretariat_leader_and_auditor(world, people, classification):
    document = draft(world.team)
    Document.objects.update(classification=classification)

    assert seen_by(people, document) == TEAM


def test_a_kecamatan_document_is_also_for_that_kecamatan(world, people):
    document = draft(world.team, kind="uji_kecamatan", kecamatan=world.camat.kecamatan)

    # It names who reported and whom they asked: not for the Inspektorat.
    assert seen_by(people, document) == TEAM - {"auditor"} | {"camat", "operator"}


def test_a_secret_document_is_for_named_persons_only(world, people):
    document = draft(world.team, kind="uji_kecamatan", kecamatan=world.camat.kecamatan)
    Document.objects.update(classification="R")

    assert seen_by(people, document) == NOBODY
    document.readers.add(world.verifier, world.leader, world.admin, world.far_staff)
    assert seen_by(people, document) == {"verifier", "leader"}


@pytest.mark.parametrize("reader", ["observer", "forkopimda", "other_member", "other_camat"])
def test_an_addressee_sees_it_once_it_left(world, people, reader):
    RecipientFactory(team=world.team, user=people[reader])
    document = signed(world.team)
    assert reader not in seen_by(people, document)
    sending.send(document, by=world.staff)
    assert reader not in seen_by(people, document)

    for state, visible in (
        ("sending", False), ("retry", False), ("refused", False),
        ("sent", True), ("unsure", True), ("received", True),
    ):  # fmt: skip
        Delivery.objects.update(state=state)
        assert (reader in seen_by(people, document)) == visible

    Document.objects.update(classification="R")
    assert reader not in seen_by(people, document)


def test_an_auditor_sees_nothing_outside_the_dates(world):
    document = draft(world.team)
    world.auditor.access_until = timezone.localdate() - dt.timedelta(days=1)

    assert document not in Document.objects.visible_to(world.auditor)


def test_letterheads_are_for_secretariat_admin_and_the_own_kecamatan(world, people):
    draft(world.team)
    draft(world.team, kind="uji_kecamatan", kecamatan=world.camat.kecamatan)

    found = {name: Letterhead.objects.visible_to(person).count() for name, person in people.items()}

    assert {name for name, count in found.items() if count == 2} == {
        "staff", "verifier", "secretary", "admin",
    }  # fmt: skip
    assert {name for name, count in found.items() if count == 1} == {"camat", "operator"}


def test_recipients_are_for_the_secretariat(world, people):
    RecipientFactory(team=world.team)

    found = {name for name, one in people.items() if Recipient.objects.visible_to(one).exists()}

    assert found == {"staff", "verifier", "secretary"}


def test_deliveries_follow_their_document(world):
    RecipientFactory(team=world.team)
    sending.send(signed(world.team), by=world.staff)

    def found(person):
        return Delivery.objects.of_documents(Document.objects.visible_to(person)).count()

    assert (found(world.staff), found(world.far_staff), found(world.camat)) == (1, 0, 0)


def test_visible_to_of_another_team_is_empty(world):
    draft(TeamFactory())

    assert not Document.objects.visible_to(world.staff).exists()
    assert not Document.objects.visible_to(UserFactory(team=world.team)).exists()
