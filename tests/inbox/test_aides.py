"""Staf pimpinan at work: sees what the leader sees and no more, writes down, decides nothing."""

import pytest
from django.utils import timezone

from incidents.actions import sharing
from incidents.models import Incident
from tests.documents.factories import draft
from tests.incidents.factories import IncidentFactory
from tests.reading import words
from tests.team.factories import RecoveryFactory, UserFactory
from timdu.core.access import Denied
from timdu.core.workflow import WrongState
from timdu.documents import paraf, permissions
from timdu.documents.models import Document
from timdu.inbox import todos
from timdu.inbox.arahan import actions
from timdu.inbox.models import Arahan
from timdu.team.entrance.permissions import confirmers
from timdu.team.models import Recovery, User
from timdu.team.serving import RULE


def said(world, **facts):
    given = {
        "leader": world.leader, "text": "Pertemukan kedua pihak.", "manner": "phone",
        "given_at": timezone.now(), "kecamatan": world.camat.kecamatan, "by": world.aide,
    }  # fmt: skip
    return actions.record(**given | facts)


def test_an_aide_reads_what_the_leader_reads_and_no_more(world):
    rows = [
        IncidentFactory(entered_by=world.camat, verified=True),
        IncidentFactory(entered_by=world.camat),
        IncidentFactory(entered_by=world.camat, secret=True),
    ]
    to_leader = IncidentFactory(entered_by=world.camat)
    sharing.share(to_leader, by=world.verifier, person=world.leader)
    sharing.share(rows[2], by=world.secretary, person=world.leader)

    def seen(user):
        return set(Incident.objects.visible_to(user))

    assert seen(world.leader) == {rows[0], rows[2], to_leader}
    assert seen(world.aide) == {rows[0], to_leader}


def test_nobody_opens_what_is_secret_to_an_aide(world):
    secret = IncidentFactory(entered_by=world.camat, secret=True)

    with pytest.raises(WrongState):
        sharing.share(secret, by=world.secretary, person=world.aide)


def test_a_secret_document_stays_with_the_leader_who_was_named(world):
    row = draft(world.team)
    row.readers.add(world.leader)
    assert row in Document.objects.visible_to(world.aide)

    Document.objects.filter(pk=row.pk).update(classification="R")

    assert row in Document.objects.visible_to(world.leader)
    assert row not in Document.objects.visible_to(world.aide)


def test_an_aide_writes_down_what_the_leader_said_and_the_leader_confirms(world, client):
    client.force_login(world.aide)
    typed = {
        "leader": world.leader.pk, "to": world.camat.kecamatan_id, "text": "Segera.",
        "manner": "phone", "given_at": "2026-01-05T09:00",
    }  # fmt: skip

    client.post("/arahan/baru/", typed)

    arahan = Arahan.objects.get()
    assert (arahan.by, arahan.leader, arahan.confirmed_at) == (world.aide, world.leader, None)
    page = words(client.get(arahan.get_absolute_url()))
    assert "belum dibenarkan pimpinan" in page and "Benar, arahan saya" not in page
    refused = client.post(f"/arahan/{arahan.pk}/benar/")
    assert refused.status_code == 403
    assert "Arahan dibenarkan hanya oleh pimpinan yang memberikannya." in words(refused)
    assert "Benarkah arahan Anda?" in words(client.get("/")), "the aide reminds the leader"


def test_an_aide_speaks_for_no_other_leader_and_nobody_for_an_aide(world):
    other = UserFactory(team=world.team, role="leader", position="Sekda")

    with pytest.raises(Denied):
        said(world, leader=other)
    for by in (world.staff, world.aide):
        with pytest.raises(Denied):
            said(world, leader=world.aide, by=by)
    assert not Arahan.objects.exists()


def test_an_aide_gives_no_paraf_whatever_the_jabatan_says(world):
    User.objects.filter(pk=world.aide.pk).update(position="Kepala Badan (ajudan)")
    aide = User.objects.get(pk=world.aide.pk)
    document = draft(world.team)

    verdict = permissions.can_initial(aide, document)

    assert aide not in paraf.people_of(document)
    assert (verdict.yes, verdict.reason, verdict.who) == (False, RULE, "Wakil Bupati")
    assert not permissions.can_give_back(aide, document).yes
    assert permissions.can_give_back(world.leader, document).yes


def test_an_aide_lets_nobody_in_again(world):
    RecoveryFactory(user=world.secretary, asked_by=world.admin)

    assert confirmers(world.secretary) == [world.leader]
    assert list(Recovery.objects.visible_to(world.aide)) == []


def test_what_waits_for_the_leader_is_told_as_far_as_the_aide_may_know(world, client):
    said(world, by=world.staff)
    row = RecoveryFactory(user=world.secretary, asked_by=world.admin)
    todos.open(
        "user.recovery", row, team=world.team, title="Pemulihan", url="/", holder=world.leader
    )
    secret = draft(world.team)
    Document.objects.filter(pk=secret.pk).update(classification="R")
    todos.open(
        "document.initial", secret, team=world.team, title="Naskah R", url="/", holder=world.leader
    )
    client.force_login(world.aide)

    page = words(client.get("/"))

    assert "Menunggu keputusan Wakil Bupati" in page and "Benarkah arahan Anda?" in page
    assert "Pemulihan" not in page and "Naskah R" not in page
