"""What surrounds a page: navigation by role, what waits, the strip of the demo."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from tests.team.factories import TeamFactory, UserFactory
from timdu.inbox import todos
from timdu.rail import BOTTOM, RAIL
from timdu.shell import Shell
from timdu.team.models import User


def shell(rf, user, path="/kotak-masuk/"):
    request = rf.get(path)
    request.user = user
    return Shell(request)


def test_every_role_has_its_navigation():
    assert set(RAIL) == set(User.Role)
    assert all(len(keys) <= 4 for keys in BOTTOM.values())


@pytest.mark.parametrize("name", ["camat", "staff", "leader", "observer", "auditor", "admin"])
def test_at_most_five_stand_at_the_bottom_and_nothing_is_lost(world, rf, name):
    frame = shell(rf, world.people[name])

    assert len(frame.bottom) + bool(frame.more) <= 5
    reached = {item.url for item in [*frame.bottom, *frame.more]}
    assert reached >= {item.url for item in frame.rail}


@pytest.mark.parametrize("name", ["camat", "staff"])
def test_a_frame_asks_one_question(world, rf, django_assert_num_queries, name):
    user = world.people[name]
    for kind in ("contoh.satu", "contoh.dua"):
        todos.open(kind, world.team, team=world.team, title="…", url="/", holder=user)
    frame = shell(rf, user)

    with django_assert_num_queries(1):
        assert frame.inbox.count == 2
        assert frame.rail
        assert len(frame.bottom) <= 4
        assert frame.crest == ""

    assert shell(rf, world.leader).inbox.count == 0


def test_the_longest_address_is_the_current_one(world, rf):
    frame = shell(rf, world.admin, reverse("team:user_create"))

    assert [item.word for item in frame.rail if item.current] == ["Pengguna"]


def test_nobody_signed_in_has_no_navigation(rf, db):
    frame = shell(rf, AnonymousUser())

    assert (frame.person, frame.rail, frame.bottom, frame.more, frame.inbox.count) == (
        None, [], [], [], 0,
    )  # fmt: skip
    assert frame.name == "Timdu"


def test_the_strip_stands_on_every_page_of_a_demo(client, rf, db):
    ordinary, demo = TeamFactory(), TeamFactory(is_demo=True)

    assert not shell(rf, UserFactory(team=ordinary)).is_demo
    assert shell(rf, UserFactory(team=demo)).is_demo
    # Before sign-in nobody knows whose page it is: one demo team is enough.
    assert "BUKAN KEJADIAN NYATA" in client.get(reverse("account_login")).content.decode()


def test_a_page_carries_its_frame(client, world):
    client.force_login(world.staff)

    page = client.get(reverse("inbox:list")).content.decode()

    assert '<html lang="id">' in page
    assert 'href="#isi"' in page
    assert "allowEval" in page
    assert f"Timdu {world.team.short_name}" in page
    assert 'aria-current="page"' in page
