"""Mails about reports: duty hears at once, the reporter once; of what is R only the code."""

import datetime as dt

import pytest
from django.utils import timezone

from incidents.actions import edit, intake, later, moves, review, sharing
from incidents.actions.intake import Sender
from incidents.mail import GONE, NOT_URGENT
from incidents.models import Incident
from incidents.models.choices import Origin
from tests.documents.smtp import bad_server, good_server
from tests.incidents.factories import DevelopmentFactory, IncidentFactory, ProposalFactory
from tests.team.factories import DutyOfficerFactory, UserFactory
from tests.wilayah import factories as wilayah
from timdu.core import events
from timdu.inbox import actions, mails, options, sending, tasks
from timdu.inbox.models import MailChoice, Notification, Todo
from timdu.team import duty
from timdu.team import settings as team_settings
from timdu.team.models import DutyTurn, User

ALWAYS = "00.00-23.59"


@pytest.fixture
def on_call(world):
    """The officer on duty and the stand-in, each with an account."""
    officers = [
        DutyOfficerFactory(team=world.team, account=UserFactory(team=world.team, position=word))
        for word in ("Piket", "Cadangan")
    ]
    day = duty.duty_day(world.team, timezone.now())
    DutyTurn.objects.create(team=world.team, day=day, officer=officers[0], stand_in=officers[1])
    return officers


@pytest.fixture
def place(world):
    return wilayah.DesaFactory(parent=world.camat.kecamatan)


def send(world, place, *, urgency="very_urgent", as_draft=False, number=1):
    facts = {"summary": "Kelompok A menutup jalan.", "urgency": urgency, "place": place,
             "occurred_at": timezone.now() - dt.timedelta(minutes=5)}  # fmt: skip
    return intake.report(
        by=world.camat, client_uuid=f"00000000-0000-4000-8000-{number:012}", as_draft=as_draft,
        received={"apa": str(number)}, facts=facts, sender=Sender(Origin.KECAMATAN),
    ).incident  # fmt: skip


def told():
    """To whom a mail goes at once, and as what."""
    rows = Notification.objects.filter(kind="urgent").order_by("pk")
    return [(row.recipient.byline, row.why) for row in rows]


def written(row):
    text = mails.MAILS[row.kind].compose(row)
    return mails.letter(row, text).body


def test_who_is_on_duty_hears_at_once_and_once(world, on_call, place):
    send(world, place)
    send(world, place)

    assert told() == [("Piket", "petugas piket"), ("Cadangan", "pengganti piket")]


@pytest.mark.parametrize("urgency", ["normal", "urgent"])
def test_what_can_wait_is_written_to_nobody(world, on_call, place, urgency):
    send(world, place, urgency=urgency)

    assert told() == []


def test_a_draft_is_written_about_when_it_is_sent(world, on_call, place):
    draft = send(world, place, as_draft=True)
    assert told() == []

    edit.submit(draft, by=world.camat, version=draft.version)

    assert len(told()) == 2


def test_what_becomes_urgent_later_is_written_about_then(world, on_call, place):
    report = send(world, place, urgency="normal")

    changes = edit.Changes(fields={"urgency": "very_urgent"})
    edit.save(report, changes, by=world.camat, version=report.version)

    assert len(told()) == 2


@pytest.mark.parametrize(
    "lose",
    [
        lambda world: DutyTurn.objects.all().delete(),
        lambda world: DutyTurn.objects.update(stand_in=None, officer=None),
        lambda world: User.objects.filter(position__in=("Piket", "Cadangan")).update(email=""),
        lambda world: User.objects.filter(position__in=("Piket", "Cadangan")).update(
            access_until=dt.date(2026, 1, 1)
        ),
    ],
)
def test_without_anybody_on_duty_the_heads_hear_and_the_page_says_so(
    world, on_call, place, lose, client
):
    lose(world)
    send(world, place)

    assert [name for name, _ in told()] == [world.verifier.byline, world.secretary.byline]
    client.force_login(world.admin)
    assert duty.gap(world.team, timezone.now()) in client.get("/pengaturan/sistem/").text


def test_quiet_hours_days_off_and_the_ceiling_do_not_hold_it(world, on_call, place, settings):
    long_ago = dt.date(2020, 1, 1)
    for key, value in ((options.QUIET, ALWAYS), (options.CEILING, 1)):
        team_settings.change(world.team, key, value, by=None, valid_from=long_ago)
    person = on_call[0].account
    MailChoice.objects.create(
        user=person, off=["urgent"], away_from=long_ago, away_until=dt.date(2099, 1, 1)
    )
    report = send(world, place)
    with good_server() as box:
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", box.port
        tasks.sweep()
        for row in Notification.objects.order_by("pk"):
            tasks.send_notification(row.pk)

    assert [to for to, _ in box.taken] == [officer.account.email for officer in on_call]
    notes = [event.note for event in events.chronology(report) if event.what == "notification.sent"]
    assert any(f"{person.byline} (petugas piket)" in note for note in notes)


def test_it_says_what_where_when_and_who(world, on_call, place):
    report = send(world, place)

    body = written(Notification.objects.first())

    for words in (report.summary, place.name, world.camat.byline, report.get_absolute_url()):
        assert words in body
    assert "Anda menerima ini sebagai petugas piket." in body


def test_of_what_is_secret_only_the_code_is_written_and_only_to_who_may_know(world, on_call, place):
    report = send(world, place)
    Incident.objects.update(classification="R")
    rows = Notification.objects.order_by("pk")
    sharing.share(Incident.objects.get(), by=world.secretary, person=rows[0].recipient)

    body = written(rows[0])
    assert report.code in body and report.summary not in body and place.name not in body
    with pytest.raises(mails.Stop, match=GONE):
        written(rows[1])


def test_what_was_looked_at_already_is_not_written_about(world, on_call, place):
    report = send(world, place)
    moves.move(report, "drop", by=world.verifier, note="Kabar lama.", version=report.version)

    with pytest.raises(mails.Stop, match=NOT_URGENT):
        written(Notification.objects.first())


@pytest.mark.parametrize("mode", ["refuse rcpt", "drop in message"])
def test_what_may_not_have_arrived_is_for_a_person_to_ring(world, on_call, place, settings, mode):
    DutyTurn.objects.update(stand_in=None)
    report = send(world, place)
    row = Notification.objects.get()
    settings.EMAIL_HOST = "127.0.0.1"
    with bad_server(mode) as server:
        settings.EMAIL_PORT = server.port
        tasks.send_notification(row.pk)
    asked = Todo.objects.waiting_for(world.staff).get(kind=sending.FAILED)
    assert asked.title.endswith(f"telepon {row.recipient.full_name}")
    assert asked.url == row.get_absolute_url()

    actions.note_reached(row, by=world.staff, note="Ditelepon, sudah tahu.")

    assert not Todo.objects.waiting_for(world.staff).filter(kind=sending.FAILED).exists()
    assert events.chronology(report)[0].note == "Ditelepon, sudah tahu."


def test_a_report_that_came_back_is_written_about_once_each_time(world):
    report = IncidentFactory(entered_by=world.camat)
    review.mark(report, "who", "Siapa yang menutup?", by=world.verifier)
    report = review.send_back(report, by=world.verifier)
    row = Notification.objects.get(kind="returned")

    assert row.recipient == world.camat
    assert "Siapa yang menutup?" in written(row)
    Incident.objects.update(status="submitted")
    with pytest.raises(mails.Stop):
        written(row)
    review.send_back(Incident.objects.get(), by=world.verifier, note="Masih kurang.")

    assert Notification.objects.filter(kind="returned").count() == 2


def test_what_waits_already_follows_the_class(world):
    """The office must not go on reading the first words of what has become R."""
    report = send(world, wilayah.DesaFactory(parent=world.camat.kecamatan), urgency="normal")
    assert Todo.objects.visible_to(world.operator).open().get().title.endswith(report.summary)

    def assess(classification):
        row = Incident.objects.get()
        review.assess(row, {"classification": classification}, by=world.verifier, kind=row.kind,
                      review_version=row.review_version)  # fmt: skip

    assess("R")
    assert not Todo.objects.visible_to(world.operator).open().exists()
    assert Todo.objects.visible_to(world.camat).open().get().title.endswith(report.code)

    assess("T")
    assert Todo.objects.visible_to(world.operator).open().get().title.endswith(report.summary)


def test_whoever_asked_for_a_correction_hears_what_became_of_it(world):
    report = IncidentFactory(entered_by=world.operator, verified=True)
    refused = ProposalFactory(incident=report, by=world.camat)
    told = DevelopmentFactory(incident=report)
    values = [
        ProposalFactory(incident=report, development=told, field=f"casualties.{kind}", value=value)
        for kind, value in (("displaced", {"value": 4, "certainty": "sure"}),
                            ("dead", {"value": 0, "certainty": "sure"}))
    ]  # fmt: skip

    later.refuse(refused, by=world.verifier, words="Sudah dihitung di laporan lain.")
    later.accept(values[0], by=world.verifier)
    assert [row.recipient for row in Notification.objects.filter(kind="decided")] == [world.camat]
    later.accept(values[1], by=world.verifier)

    to_camat, to_operator = Notification.objects.filter(kind="decided").order_by("pk")
    assert to_operator.recipient == world.operator
    assert "orang pasti\n  Ditolak. Sudah dihitung di laporan lain." in written(to_camat)
    assert written(to_operator).count("Diterima.") == 2
    report.classification = "R"
    report.save()
    sharing.share(report, by=world.secretary, person=world.camat)
    assert report.summary not in written(to_camat) and report.code in written(to_camat)
