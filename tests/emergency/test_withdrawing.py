"""A report or a request noted by mistake: taken back with a reason, its words stay."""

import datetime as dt

import pytest
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from incidents.cases.emergency import banner, tasks
from incidents.cases.emergency.actions import decrees, duties
from incidents.cases.emergency.models import Progress, TroopRequest
from tests.emergency.factories import EmergencyFactory, ProgressFactory, TroopRequestFactory
from tests.emergency.test_actions import waiting
from tests.reading import words
from timdu.core import events
from timdu.core.access import Denied
from timdu.core.workflow import WrongState
from timdu.rights.matrix import PEOPLE

pytestmark = pytest.mark.django_db
DAY, HOUR = dt.timedelta(days=1), dt.timedelta(hours=1)
WHY = "Tercatat pada status yang salah."


@pytest.fixture
def row(world):
    """A status of eleven days, so that its first report is due since four days."""
    return EmergencyFactory(by=world.staff, confirmed=True)


def due(row):
    """The days of what is due, by its key."""
    clock = banner.clock_of(row, today=timezone.localdate(), now=timezone.localtime())
    return {one.key: one.on for one in clock.due}


def told(row):
    """What the events of the status say, the newest first."""
    return [(event.what, event.by, event.note) for event in events.chronology(row)]


def sent(world, row):
    """A report noted today: the next one is due in a week."""
    facts = {"sent_on": timezone.localdate(), "number": "300/L-1", "copies": "DPRD", "note": ""}
    return duties.report(row, by=world.staff, facts=facts)


def test_without_the_report_the_next_one_is_counted_from_the_one_before(world, row):
    note = sent(world, row)
    assert (due(row)["report"], waiting(tasks.REPORT)) == (timezone.localdate() + 7 * DAY, [])

    duties.withdraw_report(note, by=world.secretary, reason=WHY)

    assert due(row)["report"] == row.starts_on + 7 * DAY
    assert waiting(tasks.REPORT) == ["staff"]


def test_a_report_that_stands_still_counts(world, row):
    early = ProgressFactory(emergency=row, sent_on=row.starts_on + 5 * DAY)
    note = sent(world, row)

    duties.withdraw_report(note, by=world.staff, reason=WHY)

    assert due(row)["report"] == early.sent_on + 7 * DAY
    assert list(Progress.objects.standing()) == [early]


def test_its_words_and_the_reason_stay_and_the_trace_names_who(world, row):
    note = sent(world, row)

    duties.withdraw_report(note, by=world.staff, reason=WHY)

    note.refresh_from_db()
    assert (note.number, note.withdrawn_by, note.withdrawn_reason) == ("300/L-1", world.staff, WHY)
    assert told(row)[0] == (
        "emergency.unreport", world.staff, f"Laporan perkembangan 300/L-1. {WHY}"
    )  # fmt: skip
    for change in ({"number": "lain"}, {"sent_on": "2020-01-01"}):
        with pytest.raises(Exception, match="(?i)cannot update"), transaction.atomic():
            Progress.objects.filter(pk=note.pk).update(**change)
    with pytest.raises(Exception, match="(?i)cannot delete"), transaction.atomic():
        Progress.objects.filter(pk=note.pk).delete()


def test_nobody_waits_for_the_letter_of_a_request_nobody_made(world, row):
    asked = {"asked_at": timezone.now() - HOUR, "asked_by": "Bupati", "what_for": "Gladi."}
    note = duties.ask_troops(row, by=world.staff, facts=asked)
    assert f"troops-{note.pk}" in due(row)

    duties.withdraw_troops(note, by=world.staff, reason=WHY)

    assert f"troops-{note.pk}" not in due(row)
    assert waiting(tasks.TROOPS) == []
    tasks.watch_team(row.team, timezone.now())
    assert waiting(tasks.TROOPS) == []
    assert told(row)[0] == ("emergency.untroops", world.staff, f"Gladi. {WHY}")


@pytest.mark.parametrize(
    ("factory", "withdraw"),
    [
        (ProgressFactory, duties.withdraw_report),
        (TroopRequestFactory, duties.withdraw_troops),
    ],
)
def test_once_with_a_reason_by_whoever_may_note(world, row, factory, withdraw):
    note = factory(emergency=row)
    may = set()
    for name in PEOPLE:
        try:
            with transaction.atomic():
                withdraw(note, by=world.people[name], reason=WHY)
                transaction.set_rollback(True)
            may.add(name.removeprefix("far_"))
        except Denied:
            pass
    assert may == {"staff", "verifier", "secretary"}

    with pytest.raises(Exception, match="memerlukan alasan"):
        withdraw(note, by=world.staff, reason="")
    withdraw(note, by=world.staff, reason=WHY)

    with pytest.raises(WrongState, match="sudah ditarik"):
        withdraw(note, by=world.verifier, reason="Sekali lagi.")
    assert type(note).objects.get(pk=note.pk).withdrawn_by == world.staff


def test_a_withdrawn_request_is_completed_no_more(world, row):
    note = TroopRequestFactory(emergency=row)
    duties.withdraw_troops(note, by=world.staff, reason=WHY)

    with pytest.raises(WrongState, match="sudah ditarik"):
        duties.complete_troops(note, by=world.staff, version=1, facts={"answer": "Ya."})
    assert TroopRequest.objects.get().answer == ""


def test_it_is_taken_back_also_where_no_sk_stands_any_more(world, row):
    note = duties.ask_troops(
        row, by=world.staff,
        facts={"asked_at": timezone.now() - HOUR, "asked_by": "Bupati", "what_for": "Gladi."},
    )  # fmt: skip
    decrees.withdraw(row.acts.get(), by=world.verifier, reason="Salah catat.")

    duties.withdraw_troops(note, by=world.staff, reason=WHY)

    assert waiting(tasks.TROOPS) == []


def test_the_page_asks_why_and_whoever_read_it_reads_that_it_was_taken_back(client, world, row):
    note, request = ProgressFactory(emergency=row), TroopRequestFactory(emergency=row)
    client.force_login(world.staff)
    pages = [
        reverse("emergency:progress_withdraw", args=[row.pk, note.pk]),
        reverse("emergency:troops_withdraw", args=[row.pk, request.pk]),
    ]
    for page in pages:
        assert page in client.get(row.get_absolute_url()).content.decode()
        assert list(client.post(page, {"note": ""}).context["form"].errors) == ["note"]
        client.post(page, {"note": WHY})
        assert "sudah ditarik" in words(client.get(page))
        assert "sudah ditarik" in words(client.post(page, {"note": "Lagi."}))
    edit = reverse("emergency:troops_edit", args=[row.pk, request.pk])
    assert "sudah ditarik" in words(client.get(edit))

    for person in (world.staff, world.camat, world.leader):
        client.force_login(person)
        page = client.get(row.get_absolute_url())
        assert words(page).count(WHY) >= 2
        assert f"nomor {note.number}" in words(page)
        assert "/tarik/" not in page.content.decode().split('id="perkembangan"')[1]


def test_a_note_of_another_status_is_not_there(client, world, row):
    note = ProgressFactory(emergency=EmergencyFactory(by=world.staff, confirmed=True))
    client.force_login(world.staff)

    page = client.get(reverse("emergency:progress_withdraw", args=[row.pk, note.pk]))

    assert page.status_code == 404
