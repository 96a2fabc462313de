"""Status × person → what they may do, for each of the three kinds of way out."""

import datetime as dt

import pytest
from django.utils import timezone

from tests.documents.factories import RecipientFactory, draft, numbered, signed
from timdu.core import workflow
from timdu.documents.actions import approval, sending
from timdu.documents.models import Document
from timdu.documents.workflow import TRANSITIONS

DESK = "staff verifier secretary"
PEOPLE = "camat operator other_camat member staff verifier secretary leader observer auditor admin"


def offered(world, document):
    """Action → the people who may do it now, those nobody may left out."""
    table = {}
    for name in PEOPLE.split():
        document = Document.objects.select_related("current", "team").get(pk=document.pk)
        for offer in workflow.available(TRANSITIONS, document, world.people[name]):
            if offer.verdict:
                table.setdefault(offer.action, []).append(name)
    return {action: " ".join(names) for action, names in table.items()}


@pytest.fixture
def states(world):
    """Bring one document of the team to each state, one after the other."""
    RecipientFactory(team=world.team)
    yield world


def test_draft(states):
    assert offered(states, draft(states.team)) == {
        "edit": DESK, "refresh": DESK, "submit": DESK, "cancel": "secretary",
    }  # fmt: skip


def test_initialling(states):
    document = approval.submit(draft(states.team), by=states.staff)
    back = "staff verifier secretary leader"
    assert offered(states, document) == {
        "initial": "verifier", "give_back": back, "cancel": "secretary",
    }  # fmt: skip

    approval.initial(document, version_number=1, by=states.verifier)
    assert offered(states, document)["initial"] == "secretary"

    approval.initial(document, version_number=1, by=states.secretary)
    assert offered(states, document) == {
        "number": DESK, "give_back": back, "cancel": "secretary",
    }  # fmt: skip


def test_numbered(states):
    assert offered(states, numbered(states.team)) == {
        "renumber": DESK, "sign": DESK, "reopen": "secretary", "cancel": "secretary",
    }  # fmt: skip


def test_signed_and_sent(states):
    document = signed(states.team)
    assert offered(states, document) == {
        "sign": DESK, "send": DESK, "reopen": "secretary", "cancel": "secretary",
    }  # fmt: skip

    sending.send(document, by=states.staff)
    assert offered(states, document) == {}


def test_cancelled(states):
    document = draft(states.team)
    Document.objects.update(status="cancelled", cancel_reason="x", cancelled_at=timezone.now())

    assert offered(states, document) == {}


def test_a_kind_without_signature_leaves_from_its_number(states):
    document = draft(states.team, kind="uji_polos")
    assert document.needs_signature is False
    approval.submit(document, by=states.staff)
    assert offered(states, document)["initial"] == "secretary"

    document = approval.initial(document, version_number=1, by=states.secretary)
    approval.number(document, official_number="9/2026", date=dt.date.today(), by=states.staff)

    assert offered(states, document)["send"] == DESK
    assert "sign" not in offered(states, document)


def test_a_kecamatan_document_is_the_camats_own(states):
    document = draft(states.team, kind="uji_kecamatan", kecamatan=states.camat.kecamatan)
    own = f"camat operator {DESK}"

    assert offered(states, document) == {
        "edit": own, "refresh": own, "number": own, "cancel": "camat operator secretary",
    }  # fmt: skip
