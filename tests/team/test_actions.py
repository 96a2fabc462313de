"""What the administrator may do, and what waits for the secretary."""

import datetime as dt
import threading

import pytest
from django.contrib.auth import authenticate
from django.db import IntegrityError, connection, transaction

from tests.team.factories import PASSWORD, TeamFactory, UserFactory
from timdu.core import events
from timdu.core.access import Denied
from timdu.core.workflow import WrongState
from timdu.team import actions
from timdu.team import settings as team_settings
from timdu.team.models import User

FACTS = {"username": "orang.baru", "full_name": "Nama Contoh", "position": "Kabid", "email": ""}


def test_invite_makes_an_account_that_must_change_its_password(world):
    person, password = actions.invite(by=world.admin, role="staff", **FACTS)

    assert authenticate(username="orang.baru", password=password) == person
    assert person.must_change_password
    assert person.team == world.team
    assert events.chronology(person).get().what == "user.invite"


@pytest.mark.parametrize("role", ["verifier", "secretary", "leader"])
def test_invite_lets_a_role_that_approves_sleep(world, role):
    person, password = actions.invite(by=world.admin, role=role, **FACTS)

    assert authenticate(username="orang.baru", password=password) is None

    actions.confirm_role(person, by=world.secretary, grant=True)

    assert authenticate(username="orang.baru", password=password) == person


def test_invite_needs_nobody_for_the_first_secretary(db):
    admin = UserFactory(admin=True)

    person, _ = actions.invite(by=admin, role="secretary", **FACTS)

    assert (person.is_active, person.role, person.pending_role) == (True, "secretary", "")


def test_change_keeps_the_old_role_until_the_secretary_answers(world):
    actions.change(world.staff, by=world.admin, role="verifier")
    person = User.objects.get(pk=world.staff.pk)

    assert (person.role, person.pending_role) == ("staff", "verifier")

    actions.confirm_role(person, by=world.secretary, grant=False)
    person.refresh_from_db()

    assert (person.role, person.pending_role) == ("staff", "")


def test_confirm_role_is_not_for_the_administrator(world):
    actions.change(world.staff, by=world.admin, role="verifier")

    with pytest.raises(Denied):
        actions.confirm_role(world.staff, by=world.admin, grant=True)


def test_confirm_role_answers_once(world):
    with pytest.raises(WrongState):
        actions.confirm_role(world.staff, by=world.secretary, grant=True)


@pytest.mark.parametrize("how", ["end", "role"])
def test_the_last_administrator_stays(world, how):
    with pytest.raises(WrongState):
        if how == "end":
            actions.end_access(world.admin, by=world.admin, reason="pindah")
        else:
            actions.change(world.admin, by=world.admin, role="staff")

    assert User.objects.get(pk=world.admin.pk).is_active


@pytest.mark.parametrize(
    "dates", [{"access_until": dt.date(2020, 1, 1)}, {"access_from": dt.date(2999, 1, 1)}]
)
def test_an_administrator_who_may_not_sign_in_is_no_other_one(world, dates):
    UserFactory(role="admin", team=world.team, **dates)

    with pytest.raises(WrongState):
        actions.end_access(world.admin, by=world.admin, reason="pindah")


def test_end_access_ends_the_open_session(world, client):
    client.force_login(world.camat)
    assert client.get("/kotak-masuk/").status_code == 200

    actions.end_access(world.camat, by=world.admin, reason="mutasi")

    assert client.get("/kotak-masuk/").status_code == 302
    assert authenticate(username=world.camat.username, password=PASSWORD) is None


def test_nobody_manages_another_team(world):
    with pytest.raises(User.DoesNotExist):
        actions.end_access(world.camat, by=world.far_admin, reason="bukan urusan")


def test_must_change_password_comes_first(world, client):
    world.camat.must_change_password = True
    world.camat.save()
    client.force_login(world.camat)

    assert client.get("/kotak-masuk/")["Location"] == "/masuk/sandi/"


@pytest.mark.parametrize(("shift", "status"), [(0, 200), (1, 403), (-1, 403)])
def test_an_auditor_enters_within_the_dates_only(world, client, shift, status):
    today = dt.datetime.now(dt.UTC).astimezone().date()
    auditor = world.auditor
    auditor.access_from = today + dt.timedelta(days=2 * shift if shift > 0 else -5)
    auditor.access_until = today + dt.timedelta(days=5 if shift >= 0 else 2 * shift)
    auditor.save()
    client.force_login(auditor)

    assert client.get("/kotak-masuk/").status_code == status


@pytest.mark.parametrize(
    "wrong",
    [
        {"role": "kecamatan"},
        {"role": "member"},
        {"role": "observer"},
        {"role": "auditor"},
        {"role": "staff", "team": None},
    ],
)
def test_the_database_refuses_impossible_people(db, wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        UserFactory(**wrong)


def test_settings_hold_from_their_day(world):
    actions.change_setting(
        world.team, "monthly.due_day", 7, by=world.secretary, valid_from=dt.date(2026, 3, 1)
    )

    days = [dt.date(2026, 2, 28), dt.date(2026, 3, 1)]

    assert [team_settings.value(world.team, "monthly.due_day", on=day) for day in days] == [5, 7]


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_two_administrators_cannot_end_each_other():
    team = TeamFactory()
    first, second = UserFactory(team=team, admin=True), UserFactory(team=team, admin=True)
    outcome = []

    def end(victim, by):
        try:
            actions.end_access(victim, by=by, reason="uji")
            outcome.append("done")
        except WrongState:
            outcome.append("refused")
        finally:
            connection.close()

    threads = [
        threading.Thread(target=end, args=pair) for pair in ((first, second), (second, first))
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(outcome) == ["done", "refused"]


def test_a_camat_proposed_as_verifier_stays_camat_until_the_secretary_says_yes(world):
    camat, posting = world.camat, world.camat.kecamatan
    facts = {"kecamatan": None, "position": "Kabid"}

    waiting = actions.change(camat, by=world.admin, role="verifier", **facts)

    assert (waiting.role, waiting.pending_role, waiting.kecamatan) == (
        "kecamatan", "verifier", posting,
    )  # fmt: skip
    granted = actions.confirm_role(waiting, by=world.secretary, grant=True)
    assert (granted.role, granted.pending_role, granted.kecamatan) == ("verifier", "", None)


def test_a_refused_role_leaves_the_posting(world):
    posting = world.camat.kecamatan
    waiting = actions.change(world.camat, by=world.admin, role="verifier", kecamatan=None)

    refused = actions.confirm_role(waiting, by=world.secretary, grant=False)

    assert (refused.role, refused.pending_role, refused.kecamatan) == ("kecamatan", "", posting)
