"""The guides cannot rot: names, links, pictures and sections are those of the product."""

import re

import pytest
from django.urls import Resolver404, resolve

from tests.browser import guide_pictures
from tests.guide import names
from tests.test_access import all_names
from timdu.guide import books, order, topics
from timdu.team.models import User

LINK = re.compile(r'href="([^"]+)"')
IMAGE = re.compile(r'<img src="[^"]*?([a-z0-9_]+)\.(?:[0-9a-f]+\.)?webp"[^>]*>')
KEYS = list(books.TITLES)


def inside(children):
    """The words between strong and strong, each name ended by a mark."""
    is_name = False
    for part in children:
        is_name = part.type == "strong_open" or (is_name and part.type != "strong_close")
        if is_name and part.content:
            yield part
        elif part.type == "strong_close":
            part.content = "\n"
            yield part


def quoted(key):
    lines = [
        "".join(part.content for part in inside(token.children)).split("\n")
        for token in books.tokens_of(key)
        if token.children
    ]
    return [name for line in lines for name in map(names.tidy, line) if name]


@pytest.mark.parametrize("key", KEYS)
def test_every_name_a_guide_quotes_is_on_the_screen(key):
    assert [name for name in quoted(key) if name not in names.shown()] == []
    assert quoted(key)


def test_a_name_counts_only_as_a_whole():
    assert {"Kirim laporan", "Meja", "Simpan", "Beri paraf"} <= names.shown()
    assert not {"Kirim lapor", "meja seberang", "Tombol ini tidak ada"} & names.shown()


@pytest.mark.parametrize("key", KEYS)
def test_every_link_leads_somewhere(key):
    dead = []
    for url in LINK.findall(books.body_of(key)):
        path, _, section = url.partition("#")
        try:
            match = resolve(path)
        except Resolver404:
            dead.append(url)
            continue
        if section and not books.book(match.kwargs["key"]).has(section):
            dead.append(url)

    assert dead == []


def test_every_picture_is_taken_by_the_command_and_used_by_a_guide():
    taken = {picture.file for picture in guide_pictures.PICTURES}
    used = {f"{name}.webp" for key in KEYS for name in IMAGE.findall(books.body_of(key))}
    on_disk = {path.name for path in books.PICTURES.iterdir()}

    assert (taken, used) == (on_disk, on_disk)
    assert max(path.stat().st_size for path in books.PICTURES.iterdir()) <= guide_pictures.LARGEST


def test_every_role_has_a_guide_and_every_guide_its_title():
    assert set(books.OF_ROLE) == set(User.Role)
    assert {key: books.book(key).title for key in KEYS} == books.TITLES
    assert {path.stem for path in books.FOLDER.glob("*.md")} == {*KEYS, order.FILE.stem}


def test_every_page_leads_to_a_section_that_is_there():
    pages = {name for name in all_names() if not name.startswith(("help", "core:health"))}
    astray = {
        (role, page): topics.topic_of(page)
        for role in books.OF_ROLE.values()
        for page in pages
        if not topics.address(role, page)
    }

    # The check page of a printed document and the files themselves are for readers of one paper.
    assert {page for _, page in astray} == {"files:show", "files:small", "wilayah:search"}
    assert set(topics.TOPICS) <= {one.key for book in books.books() for one in book.sections}


@pytest.mark.parametrize(
    ("role", "page", "place"),
    [
        ("camat", "incidents:create", "camat/#melapor"),
        ("staf", "incidents:create", "staf/#melapor"),
        ("verifikator", "incidents:verify", "verifikator/#memverifikasi"),
        ("staf", "incidents:detail", "staf/#membaca-laporan"),
        ("pimpinan", "documents:detail", "pimpinan/#dokumen"),
        ("sekretaris", "team:user_confirm", "sekretaris/#pengguna"),
        ("sekretaris", "team:settings", "sekretaris/#pengaturan"),
        ("staf", "succession:replace", "staf/#sk-dan-susunan-tim"),
        # What one's own guide does not speak of stands in another's.
        ("camat", "team:settings", "sekretaris/#pengaturan"),
        ("masuk", "account_reset_password_done", "masuk/#lupa-kata-sandi"),
        ("camat", "mfa_index", "masuk/#verifikasi-dua-langkah"),
    ],
)
def test_address_leads_from_the_page_to_its_section(role, page, place):
    assert topics.address(role, page) == f"/bantuan/{place}"


def test_markup_in_a_guide_is_text():
    html = books.parser().render("<script>alert(1)</script>\n\n[x](javascript:alert(1)) <b>y</b>")

    assert "<script" not in html
    assert "<b>" not in html
    assert "href" not in html


def test_find_asks_for_every_word_and_puts_the_own_guide_first(world):
    found = books.find("nihil bulan", world.camat)

    assert found[0][0].key == "camat"
    assert all("nihil" in f"{one.title} {one.words}".lower() for _, one in found)
    assert books.find("tidakadakatanya", world.camat) == []
    assert books.find("  ", world.camat) == []
