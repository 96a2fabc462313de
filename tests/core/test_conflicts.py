"""Saves that come too late: shown beside what is there, and nothing typed is lost."""

import re
import threading

import pytest
from django.db import connection

from tests.documents.factories import LetterheadFactory
from tests.forms import version_of
from tests.team.factories import (
    AgencyFactory,
    DecreeFactory,
    HolderFactory,
    PartnerFactory,
    SeatFactory,
    TeamFactory,
    UserFactory,
)
from timdu.core import conflicts, events
from timdu.core.conflicts import Stale
from timdu.documents.actions import addressees
from timdu.team import actions
from timdu.team import settings as team_settings
from timdu.team.roster.actions import decrees, partners, seats


def decree(world):
    row = DecreeFactory(team=world.team)
    facts = {"number": row.number, "subject": "Perubahan", "signed_on": row.signed_on}
    return f"/tim/sk/{row.pk}/ubah/", row, "subject", facts


def seat(world):
    row = SeatFactory(decree=DecreeFactory(team=world.team))
    facts = {"rank": "member", "position": row.position, "office": "Kepala Dinas"}
    return f"/tim/kedudukan/{row.pk}/ubah/", row, "office", facts


def holder(world):
    row = HolderFactory(seat=SeatFactory(decree=DecreeFactory(team=world.team)))
    return f"/tim/pejabat/{row.pk}/", row, "full_name", {"full_name": "Baru", "standing": "plt"}


def partner(world):
    row = PartnerFactory(team=world.team)
    return f"/tim/mitra/{row.pk}/", row, "name", {"kind": "community", "name": "Forum Baru"}


def user(world):
    row = world.leader
    facts = {
        "username": row.username, "full_name": "Nama Baru", "position": row.position,
        "role": row.role, "email": row.email,
    }  # fmt: skip
    return f"/pengaturan/pengguna/{row.pk}/", row, "full_name", facts


def agency(world):
    row = AgencyFactory(team=world.team)
    facts = {"name": "Nama Baru", "short_name": row.short_name}
    return f"/pengaturan/instansi/{row.pk}/", row, "name", facts


def team(world):
    facts = {"seat": "Kota Baru", "zone": world.team.zone, "duty_hour": "8"}
    return "/pengaturan/", world.team, "seat", facts


def letterhead(world):
    row = LetterheadFactory(team=world.team)
    facts = {
        "lines": row.lines, "address": row.address, "place": row.place, "signer_name": "Baru",
        "signer_title": row.signer_title,
    }  # fmt: skip
    return row.address_of_page, row, "signer_name", facts


FORMS = [decree, seat, holder, partner, user, agency, team, letterhead]
WHO = {partner: "staff", user: "admin", agency: "admin"}


@pytest.mark.parametrize("made", FORMS, ids=lambda made: made.__name__)
def test_a_form_opened_before_somebody_saved_shows_both_and_saves_the_second_time(
    world, client, made
):
    url, row, name, facts = made(world)
    client.force_login(world.people[WHO.get(made, "secretary")])
    opened = version_of(client.get(url))
    type(row)._base_manager.filter(pk=row.pk).update(**{name: "Dari Orang Lain"})

    late = client.post(url, {**facts, "version": opened})
    words = late.content.decode()
    row.refresh_from_db()
    assert (late.status_code, getattr(row, name)) == (409, "Dari Orang Lain")
    assert "<td>Dari Orang Lain</td>" in words
    assert f"<td>{facts[name]}</td>" in words
    assert re.search(rf'value="{facts[name]}"|>\s*{facts[name]}</textarea>', words)

    saved = client.post(url, {**facts, "version": version_of(late)})
    row.refresh_from_db()
    assert (saved.status_code, getattr(row, name)) == (302, facts[name])


def test_a_form_that_comes_back_with_errors_keeps_the_version_it_was_opened_with(world, client):
    url, row, name, facts = seat(world)
    client.force_login(world.staff)
    opened = version_of(client.get(url))
    type(row).objects.filter(pk=row.pk).update(office="Dari Orang Lain")

    wrong = client.post(url, {**facts, "position": "abc", "version": opened})

    assert version_of(wrong) == opened
    assert client.post(url, {**facts, "version": version_of(wrong)}).status_code == 409


def test_the_same_values_twice_and_a_password_meanwhile_are_no_conflict(world, client):
    url, row, name, facts = user(world)
    client.force_login(world.admin)
    opened = version_of(client.get(url))
    row.set_password("sandi-lain-yang-panjang")
    row.save(update_fields=["password"])

    codes = [client.post(url, {**facts, "version": opened}).status_code for _ in range(2)]

    assert codes == [302, 302]


def test_a_setting_given_meanwhile_stands_beside_the_new_one(world, client):
    client.force_login(world.secretary)
    url, today = "/pengaturan/isi/paper/", "2026-01-01"
    opened = version_of(client.get(url))
    client.post(url, {"value": "F4", "valid_from": today, "version": opened})

    late = client.post(url, {"value": "A4", "valid_from": today, "version": opened})

    assert late.status_code == 409
    assert "<td>F4</td>" in late.content.decode()
    client.post(url, {"value": "A4", "valid_from": today, "version": version_of(late)})
    assert [row.value for row in team_settings.history(world.team, "paper")] == ["A4"]


def at_once(*acts):
    """Run the acts in threads of their own, each with its own connection; what each came to."""
    gate, outcome = threading.Barrier(len(acts)), []

    def run(act):
        try:
            gate.wait()
            act()
            outcome.append("saved")
        except Stale:
            outcome.append("late")
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(outcome)


def one_row(team):
    """Each kind of row with the action that changes it."""
    sk = DecreeFactory(team=team)
    place = SeatFactory(decree=sk)
    return {
        "decree": (sk, "subject", decrees.change),
        "seat": (place, "office", seats.change),
        "holder": (HolderFactory(seat=place), "full_name", seats.correct),
        "partner": (PartnerFactory(team=team), "name", partners.change),
        "agency": (AgencyFactory(team=team), "name", actions.change_agency),
        "user": (UserFactory(team=team), "full_name", actions.change),
        "team": (team, "seat", actions.change_team),
    }


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    "kind", ["decree", "seat", "holder", "partner", "agency", "user", "team", "letterhead"]
)
def test_of_two_who_save_at_the_same_moment_one_is_late(kind):
    team = TeamFactory()
    admin, secretary = UserFactory(team=team, admin=True), UserFactory(team=team, secretary=True)
    if kind == "letterhead":
        row, name = LetterheadFactory(team=team), "signer_name"
    else:
        row, name, change = one_row(team)[kind]
    by = admin if kind in ("agency", "user") else secretary
    version = conflicts.mark(row, [name])

    def save(word):
        if kind == "letterhead":
            addressees.save_letterhead(row, {name: word}, None, by=by, version=version)
        else:
            change(row, by=by, version=version, **{name: word})

    outcome = at_once(lambda: save("Satu"), lambda: save("Dua"))
    row.refresh_from_db()

    assert outcome == ["late", "saved"]
    assert getattr(row, name) in ("Satu", "Dua")
    assert events.chronology(row).count() == 1


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_of_two_who_set_a_value_at_the_same_moment_one_is_late():
    team = TeamFactory()
    by, version = UserFactory(team=team, secretary=True), team_settings.mark(team, "paper")
    day = team.created_at.date()

    def give(value):
        return lambda: actions.change_setting(
            team, "paper", value, by=by, valid_from=day, version=version
        )

    # A4 is what the team has already: whoever says F4 second is told of nothing new.
    outcome = at_once(give("F4"), give("F3"))

    assert outcome == ["late", "saved"]
    assert team_settings.history(team, "paper").count() == 1
