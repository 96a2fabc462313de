"""Help for each reader: the own guide first, found by word, linked from every page."""

import pytest
from django.template.loader import render_to_string
from django.urls import reverse

from tests.documents.factories import LetterheadFactory
from timdu.guide import books, order
from timdu.team.models import User


def page(client, url, **query):
    return client.get(url, query).content.decode()


def test_who_is_not_signed_in_finds_how_to_sign_in_first(client, db):
    text = page(client, reverse("help"))

    assert text.index("Masuk dan menjaga akun") < text.index("Camat dan operator")
    assert "Coba sendiri" not in text


@pytest.mark.parametrize("person", ["camat", "member", "staff", "leader", "observer", "admin"])
def test_the_own_guide_stands_first(client, world, person):
    user = world.people[person]
    client.force_login(user)

    text = page(client, reverse("help"))

    mine = books.own(user)
    first = text.index(f'/bantuan/{mine}/">')
    assert all(
        first < text.index(f'/bantuan/{key}/">') for key in books.TITLES if key != books.own(user)
    )


def test_search_finds_the_section_and_says_so_where_there_is_none(client, world):
    client.force_login(world.camat)

    assert '/bantuan/camat/#nihil"' in page(client, reverse("help"), q="kirim NIHIL")
    assert "Tidak ada yang cocok" in page(client, reverse("help"), q="zzz\0zzz")


@pytest.mark.parametrize("name", ["400", "403", "404", "429", "500"])
def test_also_where_something_went_wrong(name, rf, db):
    assert 'href="/bantuan/' in render_to_string(f"{name}.html", request=rf.get("/"))


def test_the_letter_carries_the_kop_for_whoever_may_see_it(client, world):
    head = LetterheadFactory(team=world.team, kind="bupati", lines="BUPATI UJI\nPROVINSI UJI")

    client.force_login(world.secretary)
    own = page(client, reverse("help_order"))
    client.force_login(world.camat)
    camats = page(client, reverse("help_order"))

    assert "BUPATI UJI" in own
    assert head.signer_name in own
    assert "BUPATI UJI" not in camats
    assert head.signer_name not in camats
    assert world.team.short_name in camats


def test_a_stranger_reads_the_draft_with_every_blank(client, world):
    text = page(client, reverse("help_order_text"))

    assert text.count(order.PLACE) > 1
    assert order.ADDRESS in text
    assert world.team.name not in text


def test_what_the_office_wrote_stays_text_in_the_letter(client, world):
    world.team.duty_name = "<b>Petugas</b>"
    world.team.save()
    client.force_login(world.staff)

    assert "<b>Petugas" not in page(client, reverse("help_order"))


def test_the_stories_are_there_only_with_invented_data(client, world):
    assert client.get(reverse("help_stories")).status_code == 404
    world.far_team.is_demo = True
    world.far_team.save()

    assert client.get(reverse("help_stories")).status_code == 200
    # Whose own data is real is not led there.
    client.force_login(world.staff)
    assert "Coba sendiri" not in page(client, reverse("help"))


def test_an_unknown_guide_is_not_found(client, db):
    assert client.get("/bantuan/bupati/").status_code == 404
    assert set(books.OF_ROLE) == set(User.Role)
