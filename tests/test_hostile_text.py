"""Hostile text in every field of every form: no page falls over, obeys it, or refuses in silence.

Forms are found by opening every page of the permission matrix, and every page of signing in, as
people who may: a form that is added to a page is attacked the day it is added. The gate gives each
form a few texts, so that all forms together are given all kinds; `./test --lengkap` gives every
text to every form, and leaves a table in `var/jahat.md`.
"""

import logging
from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist
from django.urls import NoReverseMatch, reverse

from tests import posting
from tests.hostile import SCRIPT
from tests.settings import FULL
from tests.test_access import ALLAUTH, Undo, all_names
from tests.walking import PAGES, POSTS, Walk, attackers, built_alike, name_of

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not FULL, reason="minutes of walking: only in the full run"),
]
SIGNING = sorted({name for name in all_names() if name.startswith(ALLAUTH)})
# The walk through every page takes longest: several processes can share it.
PARTS = 8
# What a browser, or whoever stands in for one, says beside the form.
SAID = [
    "HTTP_REFERER", "HTTP_USER_AGENT", "HTTP_ACCEPT_LANGUAGE", "HTTP_X_FORWARDED_FOR",
    "HTTP_X_REQUESTED_WITH", "HTTP_HX_REQUEST", "HTTP_HX_CURRENT_URL", "HTTP_HX_TARGET",
    "HTTP_ACCEPT", "HTTP_RANGE", "HTTP_IF_MODIFIED_SINCE", "HTTP_ORIGIN", "CONTENT_TYPE",
]  # fmt: skip


@pytest.fixture(autouse=True)
def silent():
    """Thousands of refusals are the point here, and each would be a line of the log."""
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


@pytest.fixture
def walk(client):
    made = Walk(client)
    yield made
    if FULL:
        path = Path(settings.BASE_DIR) / "var" / "jahat.md"
        path.parent.mkdir(exist_ok=True)
        with path.open("a") as table:
            table.writelines(made.lines())


def given(row, world):
    """What the matrix sends to an address: valid in every field."""
    try:
        data = row.data(world)
    except ObjectDoesNotExist:
        return {}
    return {
        name: str(value[0] if isinstance(value, list) else value) for name, value in data.items()
    }


@pytest.mark.parametrize("part", range(PARTS))
def test_forms_of_every_page(part, world, walk):
    for build, rows in built_alike(PAGES[part::PARTS]):
        with Undo():
            kwargs = build(world)
            for row in rows:
                walk.known = {each.url: given(each, world) for each in POSTS if each.url == row.url}
                for person in attackers(row) or [None]:
                    address = reverse(row.url, kwargs=kwargs) + row.query
                    walk.page(address, person and world.people[person])

    assert not walk.wrong, "\n".join(walk.wrong)
    assert len(walk.tallies) > 60 // PARTS


def test_what_the_matrix_posts(world, walk):
    """Valid in every field but those attacked: so it gets as far as it can."""
    for build, rows in built_alike(POSTS):
        with Undo():
            kwargs = build(world)
            for row in rows:
                walk.client.force_login(world.people[attackers(row)[0] if row.ok else "verifier"])
                controls = [
                    posting.Control(name, "text", value)
                    for name, value in given(row, world).items()
                ]
                walk.form(posting.Form(reverse(row.url, kwargs=kwargs), controls))

    assert not walk.wrong, "\n".join(walk.wrong)


def test_forms_of_signing_in(world, walk):
    """What asks for something in its address is reached from the pages that lead there."""
    for name in SIGNING:
        try:
            address = reverse(name)
        except NoReverseMatch:
            continue
        for person in (None, world.camat):
            with Undo():
                walk.page(address, person)
            walk.client.logout()

    assert not walk.wrong, "\n".join(walk.wrong)


def test_every_address_that_takes_a_post_is_attacked(world, client):
    """By construction: what answers a POST with anything but 405 is somewhere above."""
    posted = {row.url for row in POSTS}
    missed, found = set(), set()
    for build, rows in built_alike(row for row in PAGES if row.url not in posted and row.ok):
        with Undo():
            kwargs = build(world)
            for row in rows:
                to = missed if is_missed(row, kwargs, world, client) else found
                to.add(row.url)

    assert missed - found == set()


def is_missed(row, kwargs, world, client):
    """Whether the address takes a POST and no form of its own page sends one."""
    address = reverse(row.url, kwargs=kwargs)
    client.force_login(world.people[attackers(row)[0]])
    with Undo():
        if client.post(address).status_code == 405:
            return False
    page = client.get(address)
    if "html" not in page.headers.get("Content-Type", ""):
        return False
    forms = posting.forms_of(posting.read(page.content.decode()), address)
    return row.url not in {name_of(form.action) for form in forms if form.method == "post"}


def test_questions_in_addresses(world, walk):
    """Every name that a link of ours carries in its query, with a text nobody of us wrote."""
    asked = {}
    for build, rows in built_alike(row for row in PAGES if not row.public):
        with Undo():
            kwargs = build(world)
            for row in rows:
                walk.client.force_login(world.people[(attackers(row) or ["verifier"])[0]])
                address = reverse(row.url, kwargs=kwargs)
                page = walk.client.get(address + row.query)
                if "html" in page.headers.get("Content-Type", "") and not page.streaming:
                    links = posting.asked(posting.read(page.content.decode()), address)
                    for names in [names for to, names in links if name_of(to) == row.url]:
                        asked.setdefault(row.url, set()).update(names)
                names = sorted(asked.get(row.url, set()) | {"next"})
                controls = [posting.Control(name, "text") for name in names]
                walk.form(posting.Form(address, controls, "get"))

    assert not walk.wrong, "\n".join(walk.wrong)
    assert {"q", "bulan", "lanjut"} & set().union(*asked.values())


@pytest.mark.parametrize("name", SAID)
def test_what_a_browser_says_beside_the_form(name, world, walk):
    """As a server hands it on: no line ends, no U+0000, bytes as Latin-1."""
    walk.client.force_login(world.camat)
    for text in SCRIPT if FULL else SCRIPT[:: len(SCRIPT) // 3]:
        said = text.encode("utf-8", "surrogatepass").decode("latin-1")
        for address in ("/", "/laporan/baru/", "/masuk/", "/tidak/ada/"):
            form = posting.Form(address, [posting.Control("summary", "text", "uji")])
            walk.beside(form, {name: said.replace("\0", "")})

    assert not walk.wrong, "\n".join(walk.wrong)


def test_cookies_nobody_of_us_made(world, walk):
    walk.client.force_login(world.camat)
    names = [*walk.client.cookies, settings.CSRF_COOKIE_NAME, "messages", "sessionid"]
    for text in [
        "<jahat>",
        '"><script>jahat()</script>',
        "a" * 4000,
        "\u20ac",
        "{{ 733041*7+50 }}",
    ]:
        for name in names:
            form = posting.Form("/laporan/baru/", [posting.Control("summary", "text", "uji")])
            walk.beside(form, {"HTTP_COOKIE": f'{name}="{text.encode().decode("latin-1")}"'})

    assert not walk.wrong, "\n".join(walk.wrong)
