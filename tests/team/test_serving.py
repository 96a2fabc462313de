"""Staf pimpinan: whom one serves, the secretary's word, and an end with the leader's."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from django.contrib.auth import authenticate
from django.db import IntegrityError, transaction
from django.utils import timezone

from tests.reading import words
from tests.team.factories import DecreeFactory, HolderFactory, SeatFactory, UserFactory
from timdu.core import events
from timdu.core.workflow import WrongState
from timdu.inbox import actions as inbox_actions
from timdu.inbox import foretold
from timdu.team import actions
from timdu.team.models import User
from timdu.team.roster.actions.succession import Successor

DAY = dt.timedelta(days=1)
FACTS = {
    "username": "ajudan.baru", "full_name": "Nama Contoh", "position": "Ajudan Bupati", "email": "",
}  # fmt: skip


def again(user):
    return User.objects.get(pk=user.pk)


def link(user):
    """How the account stands: role, whom it serves, and what waits of it."""
    row = again(user)
    return row.role, row.serves, row.pending_role, row.pending_serves


def enters(client, user):
    client.force_login(again(user))
    return client.get("/kotak-masuk/").status_code == 200


def test_an_invited_aide_sleeps_until_the_secretary_says_yes(world):
    aide, password = actions.invite(by=world.admin, role="leader", serves=world.leader, **FACTS)

    assert authenticate(username="ajudan.baru", password=password) is None

    actions.confirm_role(aide, by=world.secretary, grant=True)

    assert link(aide) == ("leader", world.leader, "", None)
    assert authenticate(username="ajudan.baru", password=password) == aide


def test_another_leader_to_serve_waits_and_the_old_link_holds_meanwhile(world, client):
    other = UserFactory(team=world.team, role="leader", position="Sekda")

    actions.change(world.aide, by=world.admin, role="leader", serves=other)

    assert link(world.aide) == ("leader", world.leader, "leader", other)
    assert enters(client, world.aide)
    actions.confirm_role(world.aide, by=world.secretary, grant=True)
    assert link(world.aide) == ("leader", other, "", None)


@pytest.mark.parametrize("granted", [True, False])
def test_an_aide_becomes_a_leader_only_with_the_secretary_s_word(world, granted):
    actions.change(world.aide, by=world.admin, role="leader", serves=None)

    assert not again(world.aide).leads
    actions.confirm_role(world.aide, by=world.secretary, grant=granted)

    assert again(world.aide).leads is granted


def test_a_refused_account_is_not_opened_behind_the_secretary_s_back(world):
    aide, _ = actions.invite(by=world.admin, role="leader", serves=world.leader, **FACTS)
    actions.confirm_role(aide, by=world.secretary, grant=False)

    actions.restore_access(aide, by=world.admin)

    assert not again(aide).is_active
    assert link(aide) == ("leader", world.leader, "leader", world.leader)


def test_who_leaves_the_role_serves_nobody(world):
    actions.change(world.aide, by=world.admin, role="staff")

    assert link(world.aide) == ("staff", None, "", None)


def test_only_a_leader_in_office_of_the_team_is_served(world):
    gone = UserFactory(team=world.team, role="leader", access_until=dt.date(2020, 1, 1))
    far = UserFactory(team=world.far_team, role="leader")

    for nobody in (gone, far, world.secretary, world.aide):
        with pytest.raises(WrongState):
            actions.invite(by=world.admin, role="leader", serves=nobody, **FACTS)
    with pytest.raises(WrongState):
        # Who has staff of their own does not become staff: nobody serves through another.
        other = UserFactory(team=world.team, role="leader")
        actions.change(world.leader, by=world.admin, role="leader", serves=other)


def test_a_leader_who_went_meanwhile_is_not_confirmed(world):
    aide, _ = actions.invite(by=world.admin, role="leader", serves=world.leader, **FACTS)
    actions.end_access(world.leader, by=world.admin, reason="mutasi")

    with pytest.raises(WrongState):
        actions.confirm_role(aide, by=world.secretary, grant=True)
    assert not again(aide).is_active


@pytest.mark.parametrize("role", ["staff", "leader"])
def test_the_database_refuses_impossible_links(world, role):
    person = world.staff if role == "staff" else world.leader
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.filter(pk=person.pk).update(serves=world.leader)


def a_leader_s_seat(world):
    seat = SeatFactory(decree=DecreeFactory(team=world.team), office="Wakil Bupati Uji")
    return HolderFactory(seat=seat, user=world.leader, full_name="Wabup Lama")


def succeed(world, holder, day, **facts):
    comes = Successor(
        "Wabup Baru", "definitive", day, "SK Mendagri", account="new", username="wabup.baru",
        **facts,
    )  # fmt: skip
    by, seat = world.secretary, holder.seat
    return inbox_actions.replace_holder(seat, comes, by=by, expected=holder.pk)[0]


@pytest.mark.parametrize("zone", ["Asia/Pontianak", "Asia/Makassar", "Asia/Jayapura"])
def test_the_access_ends_at_midnight_of_the_mutation_in_the_zone(world, client, monkeypatch, zone):
    world.team.zone = zone
    world.team.save()
    holder, first = a_leader_s_seat(world), dt.date(2031, 3, 1)

    def at(day, *clock):
        moment = dt.datetime.combine(day, dt.time(*clock), ZoneInfo(zone))
        monkeypatch.setattr("django.utils.timezone.now", lambda: moment)

    at(first - 5 * DAY, 9)
    outcome = succeed(world, holder, first)

    at(first - DAY, 23, 59, 59)
    assert enters(client, world.aide)
    with timezone.override(ZoneInfo(zone)):
        assert world.aide in User.objects.active()
    at(first, 0)
    assert not enters(client, world.aide)
    with timezone.override(ZoneInfo(zone)):
        assert world.aide not in User.objects.active()
    # The successor gets nobody with the office: whoever serves on is granted anew.
    assert list(outcome.user.aides.all()) == []
    client.force_login(again(world.aide))
    told = words(client.get("/kotak-masuk/"))
    assert "Akses staf pimpinan mengikuti pimpinan yang dilayani, Wakil Bupati" in told


def test_a_mutation_taken_back_opens_both_accounts_again(world, client):
    holder = a_leader_s_seat(world)
    today = timezone.localdate(timezone=ZoneInfo(world.team.zone))
    outcome = succeed(world, holder, today)
    assert not enters(client, world.aide)

    inbox_actions.withdraw_holder(outcome.holder, by=world.secretary, reason="salah orang")

    assert enters(client, world.leader) and enters(client, world.aide)


def test_the_change_says_whose_access_goes_along(world):
    holder = a_leader_s_seat(world)
    today = timezone.localdate(timezone=ZoneInfo(world.team.zone))
    comes = Successor("Wabup Baru", "definitive", today, "SK", account="none")
    outcome, _ = inbox_actions.rehearse(holder.seat, comes, by=world.secretary, expected=holder.pk)

    told = foretold.sentences(holder.seat, holder, comes, outcome, today)

    assert any(f"Akses staf pimpinannya ({world.aide.username}) berakhir" in row for row in told)
    succeed(world, holder, today)
    assert "seat.succeed" in [event.what for event in events.chronology(world.aide)]


def test_a_plh_ends_nobody_s_access(world, client):
    holder = a_leader_s_seat(world)
    today = timezone.localdate(timezone=ZoneInfo(world.team.zone))
    comes = Successor("Asisten", "plh", today, "Surat tugas", account="none")

    inbox_actions.replace_holder(holder.seat, comes, by=world.secretary, expected=holder.pk)

    assert enters(client, world.aide)


def test_who_takes_an_aide_s_seat_over_serves_the_same_leader_and_waits(world):
    seat = SeatFactory(decree=DecreeFactory(team=world.team), office="Kabag Prokopim")
    holder = HolderFactory(seat=seat, user=world.aide)
    today = timezone.localdate(timezone=ZoneInfo(world.team.zone))
    comes = Successor("Kabag Baru", "definitive", today, "SK", account="new", username="kabag")

    outcome, _ = inbox_actions.replace_holder(seat, comes, by=world.admin, expected=holder.pk)

    assert not outcome.user.is_active
    assert link(outcome.user) == ("leader", world.leader, "leader", world.leader)


def test_the_form_picks_the_leader_and_the_leader_s_page_shows_the_aide(world, client):
    client.force_login(world.admin)
    typed = {**FACTS, "role": "staff", "serves": world.leader.pk, "access_from": ""}

    refused = words(client.post("/pengaturan/pengguna/baru/", typed))
    client.post("/pengaturan/pengguna/baru/", typed | {"role": "leader"})
    made = User.objects.get(username="ajudan.baru")

    assert "Staf pimpinan memakai peran Pimpinan. Pilih peran itu, atau kosongkan." in refused
    assert made.pending_serves == world.leader
    page = words(client.get(f"/pengaturan/pengguna/{world.leader.pk}/"))
    assert world.aide.full_name in page and made.full_name in page
    listed = words(client.get("/pengaturan/pengguna/"))
    assert "diusulkan menjadi Staf pimpinan: Wakil Bupati" in listed
