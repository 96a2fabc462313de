"""Piket: whom to call now, in every zone; a month planned, filled, copied, swapped; gaps said."""

import datetime as dt
import threading
from zoneinfo import ZoneInfo

import pytest
from django.db import connection

from tests.forms import version_of
from tests.incidents.factories import IncidentFactory
from tests.team.factories import DutyOfficerFactory, TeamFactory, UserFactory
from timdu.core import events
from timdu.core.access import Denied
from timdu.core.conflicts import Stale
from timdu.core.periods import Month
from timdu.core.workflow import WrongState
from timdu.team.duty import UNPLANNED, duty_day, on_duty
from timdu.team.models import DutyTurn
from timdu.team.roster.actions import duty
from timdu.team.roster.rota import mark, rota

FEB, MARCH = Month(2030, 2), Month(2030, 3)
DAY = dt.timedelta(days=1)


def turn(team, day, officer=None, stand_in=None):
    return DutyTurn.objects.create(team=team, day=day, officer=officer, stand_in=stand_in)


def planned(team, month=FEB):
    return {
        row.day.day: (row.officer.name if row.officer else "")
        for row in DutyTurn.objects.filter(team=team).between(month.first, month.last)
    }


def version(team, month=FEB):
    return mark(rota(team, month, dt.date(2026, 1, 1)))


@pytest.mark.parametrize("zone", ["Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura"])
@pytest.mark.parametrize("hour", [0, 8, 23])
def test_the_turn_changes_at_the_hour_of_the_teams_zone(world, zone, hour):
    team = world.team
    team.zone, team.duty_hour = zone, hour
    first, second = DutyOfficerFactory.create_batch(2, team=team)
    day = dt.date(2030, 2, 10)
    turn(team, day, first, second)
    turn(team, day + DAY, second)
    change = dt.datetime.combine(day + DAY, dt.time(hour), ZoneInfo(zone))

    before, after = (on_duty(team, change - dt.timedelta(seconds=gap)) for gap in (1, 0))

    assert (before.name, before.until, before.stand_in.name) == (first.name, change, second.name)
    assert (after.name, after.until, after.stand_in) == (second.name, change + DAY, None)


def test_nobody_planned_is_the_standing_number_and_says_so(world):
    found = on_duty(world.team)

    assert (found.name, found.phone, found.note) == ("Petugas A", "081200000000", UNPLANNED)


@pytest.mark.parametrize("phone", ["", "belum ada", "12"])
def test_a_number_nobody_can_call_is_a_gap(world, phone):
    now = dt.datetime(2030, 2, 10, 12, tzinfo=ZoneInfo(world.team.zone))
    turn(world.team, now.date(), DutyOfficerFactory(team=world.team, phone=phone))

    assert on_duty(world.team, now).note == UNPLANNED
    world.team.duty_phone = ""
    assert on_duty(world.team, now) is None


def test_whose_duty_it_is_costs_one_question(world, django_assert_num_queries):
    turn(world.team, duty_day(world.team, dt.datetime.now(dt.UTC)), DutyOfficerFactory())

    with django_assert_num_queries(1):
        on_duty(world.team)


def test_the_one_on_duty_stands_on_the_receipt_and_the_home_of_the_camat(world, client):
    officer, other = DutyOfficerFactory.create_batch(2, team=world.team)
    turn(world.team, duty_day(world.team, dt.datetime.now(dt.UTC)), officer, other)
    row = IncidentFactory(entered_by=world.camat, urgency="very_urgent")
    client.force_login(world.camat)

    pages = [
        client.get(url).content.decode()
        for url in ("/", f"/laporan/{row.code}/terkirim/", "/laporan/baru/", "/tim/kontak/")
    ]

    assert [officer.name in page and other.name in page for page in pages] == [True] * 4
    assert [UNPLANNED in page for page in pages] == [False] * 4
    DutyTurn.objects.update(officer=None, stand_in=None)
    assert UNPLANNED in client.get("/").content.decode()


def test_a_month_is_planned_in_one_form_and_gaps_are_shown(world, client):
    first, second = DutyOfficerFactory.create_batch(2, team=world.team)
    client.force_login(world.staff)
    url = "/tim/piket/2030-02/susun/"
    facts = {"petugas_01": first.pk, "pengganti_01": second.pk, "petugas_28": second.pk}

    saved = client.post(url, {**facts, "version": version_of(client.get(url))})
    page = client.get("/tim/piket/2030-02/").content.decode()

    assert saved.status_code == 302
    assert planned(world.team) == {1: first.name, 28: second.name}
    assert "26 hari belum ada petugasnya" in page.replace("\xa0", " ")
    assert events.chronology(world.team).first().data == {"days": ["2030-02-01", "2030-02-28"]}


def test_a_month_planned_meanwhile_stands_beside_and_nothing_is_lost(world, client):
    first, second = DutyOfficerFactory.create_batch(2, team=world.team)
    client.force_login(world.staff)
    url = "/tim/piket/2030-02/susun/"
    opened = version_of(client.get(url))
    turn(world.team, dt.date(2030, 2, 1), second)

    late = client.post(url, {"petugas_01": first.pk, "version": opened})
    words = late.content.decode()

    assert (late.status_code, planned(world.team)) == (409, {1: second.name})
    assert f"<td>{second.name}</td>" in words
    assert f"<td>{first.name}</td>" in words
    client.post(url, {"petugas_01": first.pk, "version": version_of(late)})
    assert planned(world.team) == {1: first.name}


@pytest.mark.parametrize(
    "wrong",
    [
        {"pengganti_01": "first"},
        {"petugas_01": "first", "pengganti_01": "first"},
        {"petugas_01": "far"},
        {"petugas_01": "gone"},
        {"petugas_01": "99999999999999999999"},
    ],
)
def test_what_cannot_be_planned_is_said(world, client, wrong):
    people = {
        "first": DutyOfficerFactory(team=world.team).pk,
        "far": DutyOfficerFactory(team=world.far_team).pk,
        "gone": DutyOfficerFactory(team=world.team, retired_on="2026-01-01").pk,
    }
    client.force_login(world.staff)
    url = "/tim/piket/2030-02/susun/"
    facts = {name: people.get(word, word) for name, word in wrong.items()}

    page = client.post(url, {**facts, "version": version_of(client.get(url))})

    assert page.status_code == 200
    assert "Jadwal belum tersimpan" in page.content.decode()
    assert planned(world.team) == {}


def test_a_week_is_given_to_one_person_and_planned_days_stay(world, client):
    first, second = DutyOfficerFactory.create_batch(2, team=world.team)
    turn(world.team, dt.date(2030, 2, 6), second)
    client.force_login(world.staff)
    span = {"first": "2030-02-04", "last": "2030-02-10", "officer": first.pk, "stand_in": ""}

    client.post("/tim/piket/2030-02/isi/", span)
    refused = client.post("/tim/piket/2030-02/isi/", {**span, "last": "2030-02-01"})

    week = dict.fromkeys(range(4, 11), first.name) | {6: second.name}
    assert planned(world.team) == week
    assert "tidak boleh sebelum hari pertama" in refused.content.decode()


def test_the_pattern_is_that_of_four_weeks_before(world):
    staff, gone = DutyOfficerFactory(team=world.team), DutyOfficerFactory(team=world.team)
    weekend, kept = DutyOfficerFactory.create_batch(2, team=world.team)
    turn(world.team, dt.date(2030, 2, 2), weekend)
    turn(world.team, dt.date(2030, 2, 4), staff)
    turn(world.team, dt.date(2030, 2, 5), gone)
    turn(world.team, dt.date(2030, 3, 4), kept)
    duty.retire_officer(gone, by=world.staff, reason="mutasi")

    count = duty.copy_pattern(MARCH, by=world.staff)
    again = duty.copy_pattern(MARCH, by=world.staff)

    # 2 February and 2 March are Saturdays, and so is the thirtieth.
    assert planned(world.team, MARCH) == {2: weekend.name, 4: kept.name, 30: weekend.name}
    assert (count, again) == (2, 0)


def test_two_people_swap_days_with_who_stands_in(world, client):
    first, second, third = DutyOfficerFactory.create_batch(3, team=world.team)
    turn(world.team, dt.date(2030, 2, 1), first, third)
    turn(world.team, dt.date(2030, 2, 9), second)
    client.force_login(world.staff)

    client.post("/tim/piket/2030-02/tukar/", {"one": "2030-02-01", "other": "2030-02-09"})
    empty = client.post("/tim/piket/2030-02/tukar/", {"one": "2030-02-01", "other": "2030-02-02"})

    assert planned(world.team) == {1: second.name, 9: first.name}
    assert DutyTurn.objects.get(day="2030-02-09").stand_in == third
    assert empty.status_code == 200


def test_a_day_that_is_over_is_not_changed(world):
    officer = DutyOfficerFactory(team=world.team)
    past = Month(2026, 1)

    with pytest.raises(WrongState, match="sudah lewat"):
        duty.plan(
            past, {past.first: (officer, None)}, by=world.staff, version=version(world.team, past)
        )
    assert duty.fill(past.first, past.last, officer, None, by=world.staff) == 0


def test_who_leaves_leaves_gaps_and_never_a_wrong_number(world, client):
    gone, other = DutyOfficerFactory.create_batch(2, team=world.team)
    today = duty_day(world.team, dt.datetime.now(dt.UTC))
    turn(world.team, today - DAY, gone)
    turn(world.team, today, gone, other)
    turn(world.team, today + DAY, other, gone)
    client.force_login(world.staff)

    client.post(f"/tim/piket/petugas/{gone.pk}/akhiri/", {"reason": "mutasi"})

    rows = DutyTurn.objects.order_by("day").values_list("officer", "stand_in")
    assert list(rows) == [(gone.pk, None), (None, None), (other.pk, None)]
    assert on_duty(world.team).note == UNPLANNED


@pytest.mark.parametrize("phone", ["", "abc", "0812'; DROP", "9" * 16])
def test_an_officer_needs_a_number_one_can_call(world, client, phone):
    client.force_login(world.staff)

    page = client.post("/tim/piket/petugas/", {"name": "Nama", "phone": phone})

    assert page.status_code == 200
    assert "Tulis nomor yang dapat ditelepon" in page.content.decode()
    assert not world.team.dutyofficer_set.exists()


@pytest.mark.parametrize("who", ["camat", "member", "leader", "auditor"])
def test_only_the_secretariat_and_the_administrator_plan(world, who):
    with pytest.raises(Denied):
        duty.copy_pattern(FEB, by=world.people[who])


@pytest.mark.parametrize(
    "month", ["2030-13", "0001-01", "9999-12", "kini", "2030-02-01", "2100-12"]
)
def test_a_month_there_is_not_has_no_page(world, client, month):
    client.force_login(world.staff)

    assert client.get(f"/tim/piket/{month}/").status_code == 404
    assert client.get(f"/tim/piket/{month}/susun/").status_code == 404


@pytest.mark.parametrize("many", [1, 3])
def test_the_month_costs_the_same_with_one_day_and_with_three(
    world, client, django_assert_num_queries, many
):
    for number in range(many):
        turn(
            world.team, FEB.first + number * DAY, DutyOfficerFactory(team=world.team),
            DutyOfficerFactory(team=world.team),
        )  # fmt: skip
    client.force_login(world.staff)
    client.get("/tim/piket/2030-02/")

    with django_assert_num_queries(6):
        client.get("/tim/piket/2030-02/")


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_of_two_who_plan_the_same_month_at_once_one_is_late():
    team = TeamFactory()
    people = UserFactory.create_batch(2, team=team)
    officers = DutyOfficerFactory.create_batch(2, team=team)
    seen, came = version(team), []

    def write(by, officer):
        try:
            duty.plan(FEB, {FEB.first: (officer, None)}, by=by, version=seen)
            came.append("saved")
        except Stale:
            came.append("late")
        finally:
            connection.close()

    pairs = zip(people, officers, strict=True)
    threads = [threading.Thread(target=write, args=pair) for pair in pairs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(came) == ["late", "saved"]
    assert len(planned(team)) == 1
