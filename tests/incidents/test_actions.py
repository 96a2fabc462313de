"""What people do to a report: intake, editing, sending."""

import datetime as dt
from uuid import uuid4

import pytest
from django.utils import timezone

from incidents.actions import edit, intake, review
from incidents.actions.edit import Changes
from incidents.actions.intake import Sender
from incidents.actions.rows import Stale
from incidents.facts import Figure, StepTaken
from incidents.models import Incident, NilReport
from incidents.models.choices import Origin
from tests.incidents.factories import IncidentFactory, NilReportFactory
from tests.wilayah.factories import DesaFactory
from timdu.core import codes, events, marks
from timdu.core.access import Denied
from timdu.core.receiving import Outcome
from timdu.core.workflow import WrongState
from timdu.inbox.models import Todo

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 11, 23, 2, 46, tzinfo=dt.UTC)
KECAMATAN = Sender(Origin.KECAMATAN)


def send(by, *, place, client_uuid=None, summary="Kelompok A mendatangi dermaga.", **more):
    """Send a kabar awal as the person."""
    return intake.report(
        by=by,
        client_uuid=client_uuid or uuid4(),
        received={"summary": summary},
        facts={"summary": summary, "place": place, "occurred_at": NOW, "urgency": "urgent"},
        sender=more.pop("sender", KECAMATAN),
        now=NOW,
        **more,
    )


@pytest.fixture
def desa(world):
    return DesaFactory(parent=world.camat.kecamatan)


def whats(incident):
    return [event.what for event in events.chronology(incident)]


def test_report_makes_a_report_with_code_receipt_and_event(world, desa):
    receipt = send(world.camat, place=desa)
    incident = receipt.incident

    assert receipt.outcome == Outcome.NEW
    assert incident.code.startswith("TDU-26-") and codes.is_valid(incident.code)
    assert (incident.status, incident.kecamatan) == ("submitted", world.camat.kecamatan)
    assert incident.received_at == incident.reported_at == incident.submitted_at == NOW
    assert len(incident.received_hash) == 64
    assert incident.byline == world.camat.position
    assert incident.classification == "T"
    assert whats(incident) == ["incident.report"]


def test_report_waits_for_its_completion_within_a_day(world, desa):
    incident = send(world.operator, place=desa).incident

    for person in (world.camat, world.operator):
        todo = Todo.objects.waiting_for(person).get()
        assert (todo.kind, todo.due_at) == ("incident.complete", NOW + dt.timedelta(hours=24))
        assert todo.url == f"/laporan/{incident.code}/lengkapi/"
    assert not Todo.objects.waiting_for(world.verifier)


@pytest.mark.parametrize(
    ("person", "sender", "byline"),
    [
        ("operator", KECAMATAN, "{operator.position}, a.n. Camat {kecamatan}"),
        ("member", Sender(Origin.AGENCY), "{agency.short_name}"),
        ("staff", Sender(Origin.SECRETARIAT, on_behalf="FKUB"), "FKUB, dicatat oleh Sekretariat"),
        ("staff", KECAMATAN, "Camat {kecamatan}, dicatat oleh Sekretariat"),
    ],
)
def test_report_says_whose_it_is(world, desa, person, sender, byline):
    if sender.origin == Origin.AGENCY:
        sender = Sender(Origin.AGENCY, agency=world.agency)

    incident = send(world.people[person], place=desa, sender=sender).incident

    assert incident.byline == byline.format(
        operator=world.operator, agency=world.agency, kecamatan=world.camat.kecamatan.name
    )


def test_report_twice_with_the_same_content_gives_the_same_receipt(world, desa):
    key = uuid4()
    first = send(world.camat, place=desa, client_uuid=key)

    again = send(world.camat, place=desa, client_uuid=key)

    assert (again.outcome, again.incident) == (Outcome.SAME, first.incident)
    assert Incident.objects.count() == 1
    assert whats(first.incident) == ["incident.report"]


def test_report_with_the_same_key_and_other_content_is_refused(world, desa):
    key = uuid4()
    first = send(world.camat, place=desa, client_uuid=key)

    other = send(world.camat, place=desa, client_uuid=key, summary="Lain.")

    assert (other.outcome, other.incident) == (Outcome.OTHER, first.incident)
    first.incident.refresh_from_db()
    assert first.incident.summary == "Kelompok A mendatangi dermaga."


def test_report_keys_belong_to_one_account(world, desa):
    key = uuid4()
    send(world.camat, place=desa, client_uuid=key)

    assert send(world.operator, place=desa, client_uuid=key).outcome == Outcome.NEW


def test_report_tries_a_longer_code_when_one_is_taken(world, desa, monkeypatch):
    taken = IncidentFactory(entered_by=world.camat).code
    asked = []

    def new_code(prefix, year, length):
        asked.append(length)
        return taken if len(asked) < 4 else f"TDU-26-FREE{len(asked)}"

    monkeypatch.setattr(intake.codes, "new_code", new_code)

    assert send(world.camat, place=desa).incident.code == "TDU-26-FREE4"
    assert asked == [4, 4, 5, 5]


@pytest.mark.parametrize("person", ["leader", "forkopimda", "auditor", "admin"])
def test_report_is_not_for_everybody(world, desa, person):
    with pytest.raises(Denied):
        send(world.people[person], place=desa)


def test_report_keeps_to_ones_own_area(world):
    elsewhere = DesaFactory(parent=world.other_camat.kecamatan)

    with pytest.raises(WrongState, match="di luar wilayah"):
        send(world.camat, place=elsewhere)
    with pytest.raises(WrongState, match="di luar wilayah"):
        send(world.staff, place=DesaFactory(parent=world.far_camat.kecamatan))


def test_report_makes_a_standing_nil_give_way(world, desa):
    nil = NilReportFactory(entered_by=world.operator, month=dt.date(2026, 11, 1))
    other_month = NilReportFactory(entered_by=world.operator, month=dt.date(2026, 10, 1))

    incident = send(world.camat, place=desa).incident
    nil.refresh_from_db()

    assert (nil.withdrawn_at, nil.withdrawn_for) == (NOW, incident)
    assert incident.code in nil.withdrawn_reason
    assert list(NilReport.objects.standing()) == [other_month]
    assert whats(nil) == ["nil.give_way"]


def test_a_draft_leaves_the_nil_standing_until_it_is_sent(world, desa):
    nil = NilReportFactory(entered_by=world.operator, month=dt.date(2026, 11, 1))
    draft = send(world.operator, place=desa, as_draft=True).incident

    assert (draft.status, draft.reported_at) == ("draft", None)
    nil.refresh_from_db()
    assert nil.withdrawn_at is None

    edit.submit(draft, by=world.camat, version=1, now=NOW)
    nil.refresh_from_db()

    assert nil.withdrawn_for == draft


FULL = Changes(
    fields={
        "people": 40,
        "people_certainty": "provisional",
        "situation": "Massa masih di dermaga.",
        "steps_answer": "taken",
        "information_source": "desa",
    },
    parties=["Kelompok C", "Kelompok D"],
    steps=[StepTaken("Kapolsek", "di lokasi", NOW)],
    casualties={"dead": Figure(0, "sure"), "light": Figure(None, "unknown")},
    damages={"vehicles": Figure(2, "provisional")},
)


def test_save_keeps_the_facts_and_a_version(world, desa, patterns):
    incident = send(world.camat, place=desa).incident
    pattern = patterns["wilayah tangkap nelayan"]

    saved = edit.save(
        incident, Changes(**{**vars(FULL), "fields": {**FULL.fields, "pattern": pattern}}),
        by=world.operator, version=1, now=NOW,
    )  # fmt: skip

    assert saved.version == 2
    assert [party.name for party in saved.parties.all()] == ["Kelompok C", "Kelompok D"]
    assert saved.casualties.get(kind="light").value is None
    assert saved.completed_at == NOW
    assert "Kelompok D" in saved.names
    assert not Todo.objects.waiting_for(world.camat)
    assert whats(saved) == ["incident.edit", "incident.report"]
    assert "Siapa" in events.chronology(saved)[0].note


def test_save_without_a_change_writes_nothing(world, desa):
    incident = send(world.camat, place=desa).incident

    same = edit.save(
        incident, Changes(fields={"summary": incident.summary}), by=world.camat, version=1
    )

    assert same.version == 1
    assert whats(incident) == ["incident.report"]


def test_save_removes_what_was_taken_out_and_asks_again(world, desa):
    incident = send(world.camat, place=desa).incident
    fields = {**FULL.fields, "steps_answer": "none", "pattern_unknown": True}
    first = Changes(fields=fields, parties=["A", "B"])
    assert edit.save(incident, first, by=world.camat, version=1, now=NOW).completed_at == NOW

    saved = edit.save(incident, Changes(parties=[]), by=world.camat, version=2, now=NOW)

    assert saved.completed_at is None
    assert [todo.kind for todo in Todo.objects.waiting_for(world.camat)] == ["incident.complete"]


def test_save_refuses_a_form_that_is_older_than_the_report(world, desa):
    incident = send(world.camat, place=desa).incident
    edit.save(incident, Changes(fields={"situation": "Satu"}), by=world.camat, version=1)

    with pytest.raises(Stale) as stale:
        edit.save(incident, Changes(fields={"situation": "Dua"}), by=world.operator, version=1)

    assert stale.value.current.situation == "Satu"


@pytest.mark.parametrize("person", ["other_camat", "member", "staff", "verifier", "leader"])
def test_save_is_for_the_reporters_office(world, desa, person):
    incident = send(world.camat, place=desa).incident

    with pytest.raises(Denied):
        edit.save(incident, Changes(), by=world.people[person], version=1)


def test_save_ends_with_the_verification(world):
    incident = IncidentFactory(entered_by=world.camat, verified=True)

    with pytest.raises(Denied, match="selama belum diverifikasi"):
        edit.save(incident, Changes(fields={"situation": "x"}), by=world.camat, version=1)


def test_submit_needs_every_note_answered(world):
    incident = IncidentFactory(entered_by=world.camat, complete=True)
    review.mark(incident, "people", "Mohon dicek.", by=world.staff)
    returned = review.send_back(incident, by=world.verifier)
    todo = Todo.objects.waiting_for(world.operator).get(kind="incident.returned")

    assert todo.title.startswith("Jawab 1 catatan perbaikan")
    with pytest.raises(WrongState, match="Jawab dahulu 1"):
        edit.submit(returned, by=world.operator, version=returned.version)

    mark = marks.of(incident).get()
    edit.answer(returned, {mark.pk: "Sudah dicek, 40 orang."}, by=world.operator)
    sent = edit.submit(returned, by=world.operator, version=returned.version, now=timezone.now())

    assert sent.status == "submitted"
    assert sent.reported_at < sent.submitted_at
    assert not Todo.objects.open().filter(kind="incident.returned").exists()
