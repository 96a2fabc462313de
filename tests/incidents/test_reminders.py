"""Reminders: H-3, H, H+1 in working days, one for each sender and month, gone when answered."""

import datetime as dt

import pytest
from django.urls import reverse

from incidents import tasks
from incidents.actions import duties, nil
from incidents.actions.calls import note_call
from incidents.models import Reminder
from tests.incidents.factories import NilReportFactory, ReminderFactory, ReportingDutyFactory
from tests.reading import words
from timdu.core import events
from timdu.core.calendar import WorkCalendar
from timdu.core.models import Holiday
from timdu.core.periods import Month
from timdu.core.workflow import WrongState
from timdu.inbox.models import Todo
from timdu.team import settings as team_settings

OCTOBER = Month(2026, 10)
# The last day in time is Thursday 5 November 2026.
DUE_ON = dt.date(2026, 11, 5)


@pytest.mark.parametrize(
    ("day", "stage"),
    [(1, None), (2, "before"), (4, "before"), (5, "due"), (6, "over"), (30, "over")],
)
def test_stage_on_an_ordinary_week(day, stage):
    assert tasks.stage_on(dt.date(2026, 11, day), DUE_ON, WorkCalendar()) == stage


@pytest.mark.parametrize(
    ("day", "stage"),
    [
        (dt.date(2026, 10, 29), None), (dt.date(2026, 10, 30), "before"),
        (dt.date(2026, 11, 3), "before"), (dt.date(2026, 11, 4), "due"),
        (dt.date(2026, 11, 6), "due"), (dt.date(2026, 11, 8), "due"),
        (dt.date(2026, 11, 9), "over"),
    ],
)  # fmt: skip
def test_stage_on_days_off_comes_earlier_before_and_later_after(day, stage):
    """Thursday and Friday are off: the last call is on Wednesday, the first ring on Monday."""
    off = WorkCalendar(frozenset({DUE_ON, DUE_ON + dt.timedelta(days=1)}))

    assert tasks.stage_on(day, DUE_ON, off) == stage


@pytest.fixture
def team(world):
    """Reporting began in October; the other kecamatan has said nihil."""
    team_settings.change(
        world.team, "monthly.since", "2026-10", by=None, valid_from=dt.date(2026, 1, 1)
    )
    NilReportFactory(entered_by=world.other_camat, month=OCTOBER.first, sent_at=at(1))
    return world.team


def at(day, hour=9):
    return dt.datetime(2026, 11, day, hour - 7, tzinfo=dt.UTC)


def waiting(kind=tasks.ANSWER):
    return [(todo.kecamatan_id, todo.agency_id, todo.title) for todo in open_todos(kind)]


def open_todos(kind):
    return Todo.objects.open().filter(kind=kind).order_by("title")


@pytest.mark.django_db
def test_remind_asks_once_in_the_words_of_the_day(team, world):
    place, said = world.camat.kecamatan_id, []
    for day in (1, 2, 2, 5, 5, 6, 6):
        tasks.remind(team, at(day))
        said.append(waiting())

    words_of = [title.partition(":")[0] for rows in said for _, _, title in rows]
    before = "Laporan Oktober 2026 ditunggu"
    due, over = "Batas laporan Oktober 2026 hari ini", "Laporan Oktober 2026 belum masuk"
    assert words_of == [before, before, due, due, over, over]
    assert {row[:2] for rows in said for row in rows} == {(place, None)}
    reminder = Reminder.objects.get()
    asked = [event.note for event in events.chronology(reminder)]
    assert asked == ["sesudah batas", "hari batas", "sebelum batas"]
    assert [title for *_, title in waiting(tasks.CALL)] == [
        "Hubungi 1\N{NO-BREAK SPACE}pengirim yang belum melapor"
    ]


@pytest.mark.django_db
def test_a_day_off_of_the_team_moves_the_reminder(team):
    Holiday.objects.create(team=team, day=dt.date(2026, 11, 4), name="Cuti bersama")

    tasks.remind(team, dt.datetime(2026, 10, 30, 5, tzinfo=dt.UTC))

    assert Reminder.objects.get().stage == "before"


@pytest.mark.django_db
def test_the_answer_closes_what_waits_in_the_same_moment(team, world):
    tasks.remind(team, at(6))

    made = nil.file(
        by=world.camat, month=OCTOBER, asked="Semua.", kecamatan=world.camat.kecamatan, now=at(7)
    )

    assert (waiting(), waiting(tasks.CALL)) == ([], [])
    reminder = Reminder.objects.get()
    assert reminder.closed_at == at(7)
    assert events.chronology(reminder).first().by == world.camat
    nil.withdraw(made, by=world.camat, reason="Keliru.")
    tasks.remind(team, at(8))
    assert len(waiting()) == len(waiting(tasks.CALL)) == 1


@pytest.mark.django_db
def test_who_is_excused_is_asked_no_more_and_again_when_it_was_a_mistake(team, world):
    tasks.remind(team, at(6))

    duty = duties.decide(
        by=world.staff, kind="exempt", kecamatan=world.camat.kecamatan, first=OCTOBER,
        last=OCTOBER, reason="Banjir.", decided_by="Kaban", now=at(7),
    )  # fmt: skip

    assert (waiting(), waiting(tasks.CALL)) == ([], [])
    duties.end(duty, by=world.staff, last=None, reason="Salah kecamatan.", now=at(7))
    assert len(waiting()) == 1


@pytest.mark.django_db
def test_a_vertical_agency_is_asked_but_never_called_late(team, world):
    world.agency.is_vertical = True
    world.agency.save()
    for agency in (world.agency, world.other_member.agency):
        ReportingDutyFactory(by=world.secretary, kind="owes", agency=agency, first=OCTOBER.first)

    tasks.remind(team, at(6))

    found = {todo.agency_id: todo for todo in open_todos(tasks.ANSWER)}
    asked = found[world.agency.pk]
    assert asked.title == "Mohon kabar bulan Oktober 2026: laporan, atau nihil"
    assert (asked.due_at, asked.is_overdue) == (None, False)
    assert found[world.other_member.agency_id].due_at == at(6, hour=7) - dt.timedelta(hours=7)


@pytest.mark.django_db
def test_the_clock_asks_every_team_and_older_open_months_close_when_excused(team, world):
    old = ReminderFactory(
        team=team, kecamatan=world.camat.kecamatan, month=Month(2026, 1).first, opened_at=at(1)
    )

    tasks.remind(team, at(6))

    old.refresh_from_db()
    assert old.closed_at == at(6)


@pytest.mark.django_db
def test_a_call_is_kept_with_its_history_until_the_month_is_answered(client, team, world):
    tasks.remind(team, at(6))
    reminder = Reminder.objects.get()
    world.camat.phone = "0812-0000-0001"
    world.camat.save()
    client.force_login(world.staff)
    url = reverse("nil:call", args=[reminder.pk])

    empty = client.post(url, {"whom": "Camat", "note": " "})
    client.post(url, {"whom": "Operator", "note": "Tidak diangkat."})
    page = client.post(url, {"whom": "Camat", "note": "Dikirim besok."}, follow=True)

    assert "Apa yang dikatakan?: Belum diisi." in words(empty)
    assert "Sudah dihubungi : Camat. “Dikirim besok.”" in words(page)
    assert "tel:+6281200000001" in page.content.decode()
    assert "https://wa.me/6281200000001?text=Selamat%20pagi" in page.content.decode()
    notes = [event.note for event in events.chronology(reminder).filter(what="month.called")]
    assert notes == ["Camat: Dikirim besok.", "Operator: Tidak diangkat."]
    assert "Operator: Tidak diangkat." in words(client.get(url))

    nil.file(by=world.camat, month=OCTOBER, asked="Semua.", kecamatan=world.camat.kecamatan)

    assert "Tidak ada yang perlu dihubungi" in words(client.get(reverse("nil:calls")))
    with pytest.raises(WrongState, match="sudah menjawab"):
        note_call(reminder, by=world.staff, whom="Camat", note="Terlambat mencatat.")
