"""Ganti pejabat: the day the access changes hands, the tasks that move, and doing it once."""

import datetime as dt
import threading
from zoneinfo import ZoneInfo

import pytest
from django.contrib.auth import authenticate
from django.db import connection
from django.utils import timezone

from tests.incidents.factories import IncidentFactory
from tests.team.factories import (
    PASSWORD,
    DecreeFactory,
    HolderFactory,
    SeatFactory,
    TeamFactory,
    UserFactory,
)
from timdu.core import events
from timdu.core.access import Denied
from timdu.core.workflow import WrongState
from timdu.inbox import actions, tasks, todos
from timdu.inbox.models import Todo
from timdu.team.models import Holder, User
from timdu.team.roster.actions.succession import Successor

DAY = dt.timedelta(days=1)
FORM = {
    "full_name": "Camat Pengganti", "standing": "definitive", "basis": "SK Bupati 800/1/2026",
    "phone": "", "account": "new", "username": "camat.pengganti", "email": "",
}  # fmt: skip


def today(team):
    return timezone.localdate(timezone=ZoneInfo(team.zone))


def comes(day, **facts):
    usual = {
        "full_name": "Camat Pengganti", "standing": "definitive", "basis": "SK Bupati 800/1/2026",
        "account": "new", "username": "camat.pengganti",
    }  # fmt: skip
    return Successor(valid_from=day, **{**usual, **facts})


@pytest.fixture
def seat(world):
    """The camat's seat in the kabupaten's roster, with an account and one task."""
    seat = SeatFactory(
        decree=DecreeFactory(team=world.team), kecamatan=world.camat.kecamatan, office="Camat Uji"
    )
    HolderFactory(seat=seat, user=world.camat, full_name="Camat Lama")
    row = IncidentFactory(entered_by=world.camat)
    todos.open("uji", row, team=world.team, title="Menunggu.", url="/", holder=world.camat)
    return seat


def holder(seat):
    return seat.holders.get(valid_until=None)


@pytest.mark.parametrize(
    "zone", ["Asia/Jakarta", "Asia/Pontianak", "Asia/Makassar", "Asia/Jayapura"]
)
def test_access_changes_hands_at_midnight_of_the_teams_zone(world, client, seat, monkeypatch, zone):
    world.team.zone = zone
    world.team.save()
    day = today(world.team) + 3 * DAY
    outcome, _ = actions.replace_holder(
        seat, comes(day), by=world.secretary, expected=holder(seat).pk
    )
    midnight = dt.datetime.combine(day, dt.time(0), ZoneInfo(zone))
    answers = []

    for moment in (midnight - dt.timedelta(seconds=1), midnight):
        monkeypatch.setattr("django.utils.timezone.now", lambda moment=moment: moment)
        for person in (world.camat, outcome.user):
            client.force_login(User.objects.get(pk=person.pk))
            answers.append(client.get("/kotak-masuk/").status_code)

    # Who comes is asked for a password of their own first.
    assert answers == [200, 403, 403, 302]


def test_tasks_move_at_once_when_the_day_has_come(world, seat):
    outcome, moved = actions.replace_holder(
        seat, comes(today(world.team)), by=world.secretary, expected=holder(seat).pk
    )

    assert moved == 1
    assert Todo.objects.get().holder == outcome.user
    assert authenticate(username="camat.pengganti", password=outcome.password) == outcome.user
    assert (outcome.user.role, outcome.user.kecamatan) == ("kecamatan", world.camat.kecamatan)
    assert [event.what for event in events.chronology(seat)] == [
        "todo.hand_over",
        "seat.succeed",
    ]


def test_what_only_the_one_who_goes_can_say_does_not_move(world, seat):
    Todo.objects.update(kind=todos.CONFIRM_ARAHAN)

    _, moved = actions.replace_holder(
        seat, comes(today(world.team)), by=world.secretary, expected=holder(seat).pk
    )

    assert (moved, Todo.objects.get().holder) == (0, world.camat)


def test_tasks_wait_for_the_day_and_move_once(world, seat, monkeypatch):
    day = today(world.team) + 2 * DAY
    outcome, moved = actions.replace_holder(
        seat, comes(day), by=world.secretary, expected=holder(seat).pk
    )
    tasks.hand_over_due()
    assert (moved, Todo.objects.get().holder) == (0, world.camat)

    midnight = dt.datetime.combine(day, dt.time(0), ZoneInfo(world.team.zone))
    monkeypatch.setattr("django.utils.timezone.now", lambda: midnight)
    tasks.hand_over_due()
    assert Todo.objects.get().holder == outcome.user

    # What reaches the one who left after that day is not the office's.
    Todo.objects.update(holder=world.camat)
    tasks.hand_over_due()
    assert Todo.objects.get().holder == world.camat


def test_what_waits_for_both_waits_once(world, seat):
    row = Todo.objects.get().about
    todos.open("uji", row, team=world.team, title="Menunggu.", url="/", holder=world.other_camat)
    coming = comes(today(world.team), account="existing", username="", user=world.other_camat)

    _, moved = actions.replace_holder(seat, coming, by=world.secretary, expected=holder(seat).pk)

    assert moved == 0
    assert Todo.objects.open().get().holder == world.other_camat


def test_every_seat_of_the_account_passes_on(world, seat):
    chair = SeatFactory(
        decree=DecreeFactory(team=world.team, roster=world.camat.kecamatan), rank="chair"
    )
    HolderFactory(seat=chair, user=world.camat)
    stranger = HolderFactory(seat=SeatFactory(decree=seat.decree))

    actions.replace_holder(
        seat, comes(today(world.team)), by=world.secretary, expected=holder(seat).pk
    )

    assert [holder(one).full_name for one in (seat, chair)] == ["Camat Pengganti"] * 2
    assert holder(stranger.seat) == stranger


def test_a_plh_ends_nobodys_access(world, seat):
    _, moved = actions.replace_holder(
        seat, comes(today(world.team), standing="plh"), by=world.secretary,
        expected=holder(seat).pk,
    )  # fmt: skip
    tasks.hand_over_due()
    world.camat.refresh_from_db()

    assert (moved, world.camat.access_until) == (0, None)
    assert Todo.objects.get().holder == world.camat


@pytest.mark.parametrize("who", ["staff", "verifier", "camat"])
def test_access_is_moved_by_the_secretary_or_the_administrator_only(world, seat, who):
    with pytest.raises(Denied):
        actions.replace_holder(
            seat, comes(today(world.team)), by=world.people[who], expected=holder(seat).pk
        )

    assert not User.objects.filter(username="camat.pengganti").exists()


def test_staff_record_a_change_without_accounts(world):
    free = HolderFactory(seat=SeatFactory(decree=DecreeFactory(team=world.team)))

    with pytest.raises(Denied):
        actions.replace_holder(
            free.seat, comes(today(world.team)), by=world.staff, expected=free.pk
        )
    outcome, _ = actions.replace_holder(
        free.seat, comes(today(world.team), account="none", username=""), by=world.staff,
        expected=free.pk,
    )  # fmt: skip

    assert (outcome.user, holder(free.seat).full_name) == (None, "Camat Pengganti")


@pytest.mark.parametrize(("who", "asleep"), [("admin", True), ("secretary", False)])
def test_a_role_that_approves_waits_for_the_secretary(world, who, asleep):
    seat = SeatFactory(decree=DecreeFactory(team=world.team), office="Kabid")
    held = HolderFactory(seat=seat, user=world.verifier)

    outcome, _ = actions.replace_holder(
        seat, comes(today(world.team)), by=world.people[who], expected=held.pk
    )

    assert (outcome.user.pending_role, outcome.user.is_active) == (
        ("verifier", False) if asleep else ("", True)
    )


def test_the_last_secretary_can_be_replaced_by_the_administrator(world):
    seat = SeatFactory(decree=DecreeFactory(team=world.team), office="Kepala Badan")
    held = HolderFactory(seat=seat, user=world.secretary)

    outcome, _ = actions.replace_holder(
        seat, comes(today(world.team)), by=world.admin, expected=held.pk
    )

    assert (outcome.user.role, outcome.user.is_active) == ("secretary", True)


def test_the_last_administrator_is_not_replaced_by_nobody(world):
    seat = SeatFactory(decree=DecreeFactory(team=world.team))
    held = HolderFactory(seat=seat, user=world.admin)

    with pytest.raises(WrongState, match="administrator terakhir"):
        actions.replace_holder(
            seat, comes(today(world.team), account="none", username=""), by=world.secretary,
            expected=held.pk,
        )  # fmt: skip


def test_an_account_there_is_moves_on_the_day_not_before(world, seat):
    coming = {"account": "existing", "username": "", "user": world.member}
    tomorrow = today(world.team) + DAY

    with pytest.raises(WrongState, match="hari mutasinya"):
        actions.replace_holder(
            seat, comes(tomorrow, **coming), by=world.secretary, expected=holder(seat).pk
        )
    actions.replace_holder(
        seat, comes(today(world.team), **coming), by=world.secretary, expected=holder(seat).pk
    )
    world.member.refresh_from_db()

    assert (world.member.role, world.member.kecamatan, world.member.agency) == (
        "kecamatan",
        world.camat.kecamatan,
        None,
    )
    assert world.member.position == "Camat Uji"


def test_an_account_of_another_team_is_not_moved(world, seat):
    coming = comes(today(world.team), account="existing", username="", user=world.far_camat)

    with pytest.raises(User.DoesNotExist):
        actions.replace_holder(seat, coming, by=world.secretary, expected=holder(seat).pk)


def test_who_came_today_is_not_replaced_today(world, seat):
    seat.holders.update(valid_from=today(world.team))

    with pytest.raises(WrongState, match="sudah tercatat"):
        actions.replace_holder(
            seat, comes(today(world.team)), by=world.secretary, expected=holder(seat).pk
        )
    world.camat.refresh_from_db()
    assert world.camat.access_until is None


def post(client, seat, **facts):
    data = {**FORM, "valid_from": today(seat.team).isoformat(), "expected": holder(seat).pk}
    return client.post(f"/tim/kedudukan/{seat.pk}/ganti/", {**data, **facts})


def test_the_page_says_what_will_happen_and_does_nothing_yet(world, client, seat):
    client.force_login(world.secretary)

    words = post(client, seat).content.decode()
    world.camat.refresh_from_db()

    assert "Belum ada yang berubah" in words
    assert world.camat.username in words
    assert "berakhir sekarang juga" in words
    assert "1 tugas atas nama Camat Lama berpindah" in words
    assert (Holder.objects.count(), world.camat.access_until) == (1, None)
    assert not User.objects.filter(username="camat.pengganti").exists()


def test_a_double_click_does_it_once(world, client, seat):
    client.force_login(world.secretary)
    shown = holder(seat).pk

    first = post(client, seat, sure="yes", expected=shown)
    second = client.post(
        f"/tim/kedudukan/{seat.pk}/ganti/",
        {**FORM, "valid_from": today(seat.team).isoformat(), "expected": shown, "sure": "yes"},
        follow=True,
    )

    assert "Kata sandi sementara" in first.content.decode()
    assert "sudah tercatat" in second.content.decode()
    assert [row.full_name for row in seat.holders.all()] == ["Camat Pengganti", "Camat Lama"]
    assert User.objects.filter(full_name="Camat Pengganti").count() == 1


def test_the_open_session_of_who_goes_ends_with_the_next_click(world, client, seat):
    client.force_login(world.camat)
    assert client.get("/kotak-masuk/").status_code == 200

    actions.replace_holder(
        seat, comes(today(world.team)), by=world.secretary, expected=holder(seat).pk
    )

    assert client.get("/kotak-masuk/").status_code == 403
    assert client.get("/kotak-masuk/").status_code == 302


@pytest.mark.parametrize(
    "wrong",
    [
        {"username": ""},
        {"username": "a b"},
        {"username": "x" * 151},
        {"full_name": ""},
        {"full_name": "x" * 121},
        {"valid_from": "2026-13-01"},
        {"valid_from": "9999-12-31"},
        {"valid_from": "0001-01-01"},
        {"basis": ""},
        {"standing": "raja"},
        {"account": "semua"},
        {"account": "existing", "user": ""},
        {"account": "existing", "user": "999999999999999999999999"},
        {"email": "bukan surel"},
        {"phone": "<b>"},
        {"full_name": "a\x00b"},
    ],
)
@pytest.mark.parametrize("sure", ["", "yes"])
def test_what_cannot_be_is_said_beside_the_form(world, client, seat, wrong, sure):
    client.force_login(world.secretary)

    page = post(client, seat, sure=sure, **wrong)

    assert page.status_code == 200
    assert page.content.decode().count("Belum tersimpan") == 1
    assert Holder.objects.count() == 1


def test_the_name_of_another_account_is_refused(world, client, seat):
    client.force_login(world.secretary)

    page = post(client, seat, username=world.far_camat.username.upper())

    assert "sudah dipakai" in page.content.decode()


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_two_clicks_at_the_same_moment_make_one_successor():
    team = TeamFactory()
    secretary = UserFactory(team=team, secretary=True)
    camat = UserFactory(team=team, kecamatan_user=True, password=PASSWORD)
    seat = SeatFactory(decree=DecreeFactory(team=team), kecamatan=camat.kecamatan)
    held = HolderFactory(seat=seat, user=camat)
    outcome = []

    def replace():
        try:
            actions.replace_holder(seat, comes(today(team)), by=secretary, expected=held.pk)
            outcome.append("done")
        except WrongState:
            outcome.append("refused")
        finally:
            connection.close()

    threads = [threading.Thread(target=replace) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(outcome) == ["done", "refused"]
    assert seat.holders.count() == 2
