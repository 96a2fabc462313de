"""After sending: perkembangan once, figures through the verifier, corrections asked for."""

import datetime as dt
from uuid import uuid4

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from incidents.actions import later, moves, sharing, waiting
from incidents.actions.later import News
from incidents.facts import Figure
from incidents.models import Casualty, Development, Proposal
from tests.incidents.factories import IncidentFactory, ProposalFactory
from timdu.core.access import Denied
from timdu.core.workflow import WrongState
from timdu.inbox.models import Todo

pytestmark = pytest.mark.django_db
DISPLACED = {"casualties.displaced": Figure(40, "provisional")}


@pytest.fixture
def incident(world):
    row = IncidentFactory(entered_by=world.operator, verified=True, verified_by=world.verifier)
    Casualty.objects.create(incident=row, kind="displaced", value=12, certainty="sure")
    return row


def tell(incident, by, *, text="Air naik, warga pindah ke balai desa.", key=None, figures=None):
    news = News(text, timezone.now(), figures or {})
    return later.tell(
        incident, news, by=by, client_uuid=key or uuid4(), received={"text": text}
    )  # fmt: skip


def waits_for(user):
    return [todo.title for todo in Todo.objects.waiting_for(user)]


def displaced(incident):
    return incident.casualties.get(kind="displaced").value


def test_the_same_perkembangan_is_one_however_often_it_comes(world, incident):
    key = uuid4()

    codes = [tell(incident, world.operator, key=key).outcome.value for _ in range(3)]
    other = tell(incident, world.operator, key=key, text="Isi lain.")
    elsewhere = tell(IncidentFactory(entered_by=world.operator), world.operator, key=key)

    assert codes == [201, 202, 202]
    assert (other.outcome.value, elsewhere.outcome.value) == (409, 409)
    assert other.development.text == Development.objects.get().text != "Isi lain."


def test_the_key_is_each_accounts_own(world, incident):
    key = uuid4()

    outcomes = [tell(incident, by, key=key).outcome.value for by in (world.operator, world.staff)]

    assert outcomes == [201, 201]


def test_figures_change_only_when_the_verifier_accepts(world, incident):
    told = tell(incident, world.operator, figures=DISPLACED).development
    assert displaced(incident) == 12
    assert len(waits_for(world.verifier)) == 1

    later.read(told, by=world.staff)
    assert len(waits_for(world.verifier)) == 1
    later.accept(told.proposals.get(), by=world.verifier)

    assert displaced(incident) == 40
    correction = incident.corrections.get()
    assert correction.sent_text.startswith("pengungsi (jiwa)") or "12" in correction.sent_text
    assert waits_for(world.verifier) == []


def test_reading_closes_what_waited_when_no_figure_waits(world, incident):
    told = tell(incident, world.operator).development

    later.read(told, by=world.staff)

    assert waits_for(world.verifier) == []


def test_the_desks_own_words_wait_for_nobody(world, incident):
    tell(incident, world.staff)

    assert waits_for(world.verifier) == []


def test_nobody_accepts_what_they_told_themselves(world, incident):
    told = tell(incident, world.verifier, figures=DISPLACED).development

    with pytest.raises(Denied):
        later.accept(told.proposals.get(), by=world.verifier)
    later.accept(told.proposals.get(), by=world.secretary)

    assert displaced(incident) == 40


def test_refusing_needs_words_and_leaves_the_fact(world, incident):
    told = tell(incident, world.operator, figures=DISPLACED).development

    with pytest.raises(WrongState):
        later.refuse(told.proposals.get(), by=world.verifier, words="  ")
    later.refuse(told.proposals.get(), by=world.verifier, words="Sudah dihitung ulang: 12.")

    assert displaced(incident) == 12
    with pytest.raises(WrongState):
        later.accept(told.proposals.get(), by=world.verifier)


def test_a_figure_that_stands_already_asks_for_nothing(world, incident):
    same = {"casualties.displaced": Figure(12, "sure")}

    told = tell(incident, world.operator, figures=same).development

    assert not told.proposals.exists()


def test_withdrawing_keeps_the_words_and_takes_the_figures_along(world, incident):
    told = tell(incident, world.operator, figures=DISPLACED).development

    with pytest.raises(Denied):
        later.withdraw(told, by=world.camat, reason="Bukan saya.")
    later.withdraw(told, by=world.operator, reason="Salah desa.")

    told.refresh_from_db()
    assert (told.withdrawn_reason, told.proposals.get().outcome) == ("Salah desa.", "withdrawn")
    assert waits_for(world.verifier) == []


def test_what_was_told_cannot_be_rewritten_in_the_database(world, incident):
    told = tell(incident, world.operator).development

    for change in ({"text": "Lain."}, {"as_of": timezone.now()}):
        with pytest.raises(DatabaseError), transaction.atomic():
            Development.objects.filter(pk=told.pk).update(**change)
    with pytest.raises(DatabaseError), transaction.atomic():
        told.delete()


def test_a_closed_report_says_how_it_is_opened_again(world, incident):
    moves.move(incident, "close", by=world.verifier, note="Selesai.", version=incident.version)

    with pytest.raises(WrongState, match="membukanya lagi"):
        tell(incident, world.operator)


def test_an_agency_tells_only_what_is_shared_with_it(world, incident):
    with pytest.raises(Denied):
        tell(incident, world.member)
    sharing.share(incident, by=world.verifier, agency=world.agency)

    told = tell(incident, world.member).development

    assert world.agency.short_name in told.byline
    assert list(Development.objects.visible_to(world.member)) == [told]
    assert list(Development.objects.visible_to(world.other_camat)) == []


def test_of_a_secret_report_the_title_says_only_its_code(world):
    incident = IncidentFactory(entered_by=world.operator, secret=True)
    sharing.share(incident, by=world.secretary, person=world.verifier)

    tell(incident, world.operator)

    assert waits_for(world.verifier) == [f"Perkembangan baru: {incident.code}"]
    assert waits_for(world.secretary) == []


def test_a_verified_report_is_corrected_by_asking(world, incident):
    value = {"people": 55, "people_certainty": "sure"}
    with pytest.raises(Denied):
        later.propose(incident, "people", value, by=world.member, reason="Kapolsek.")

    asked = later.propose(incident, "people", value, by=world.camat, reason="Kapolsek.")
    with pytest.raises(WrongState, match="sudah menunggu"):
        later.propose(incident, "people", value, by=world.operator, reason="Kapolsek.")
    later.accept(asked, by=world.verifier)

    incident.refresh_from_db()
    assert incident.people == 55
    assert "Kapolsek." in incident.corrections.get().reason
    assert Proposal.objects.open().count() == 0


def test_whoever_asked_takes_it_back_while_it_waits(world, incident):
    asked = ProposalFactory(incident=incident)
    waiting.for_news(incident, "Permintaan koreksi")
    for stranger in (world.other_camat, world.verifier):
        with pytest.raises(Denied):
            later.retract(asked, by=stranger)

    later.retract(asked, by=world.camat)

    asked.refresh_from_db()
    assert (asked.outcome, asked.decided_by) == ("withdrawn", world.camat)
    assert waits_for(world.verifier) == []
    for late in (later.retract, later.accept):
        with pytest.raises(WrongState, match="Sudah diputuskan: ditarik"):
            late(asked, by=world.camat if late is later.retract else world.verifier)


def test_a_report_that_is_not_verified_is_edited_not_asked_about(world):
    incident = IncidentFactory(entered_by=world.operator)

    with pytest.raises(Denied):
        later.propose(incident, "people", {"people": 1}, by=world.operator, reason="Ya.")


def test_what_was_accepted_meanwhile_is_accepted_without_a_second_correction(world, incident):
    one = tell(incident, world.operator, figures=DISPLACED).development.proposals.get()
    two = tell(incident, world.camat, figures=DISPLACED).development.proposals.get()

    later.accept(one, by=world.verifier)
    later.accept(two, by=world.verifier)

    assert incident.corrections.count() == 1
    assert dt.timedelta(0) <= timezone.now() - Proposal.objects.last().decided_at


def test_what_becomes_secret_waits_by_its_code_only(world, incident):
    tell(incident, world.operator)
    incident.refresh_from_db()
    incident.classification = "R"
    incident.save()
    waiting.readdress(incident, by=world.verifier)

    open_now = Todo.objects.filter(kind=waiting.NEWS, closed_at=None)

    assert [incident.code in todo.title for todo in open_now] == [True]
    assert not any(incident.summary[:20] in todo.title for todo in open_now)
