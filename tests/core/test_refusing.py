"""U+0000 is refused at the door, wherever it comes in, in words."""

import pytest

from tests.incidents.factories import IncidentFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("address", "sent"),
    [
        ("/cek/a%00b/", None),
        ("/laporan/?q=a%00b", None),
        ("/laporan/?a%00b=1", None),
        ("/laporan/baru/", {"place": "a\0b"}),
        ("/laporan/baru/", {"a\0b": "1"}),
    ],
)
def test_null_characters_are_answered_in_words(client, world, address, sent):
    client.force_login(world.camat)

    answer = client.get(address) if sent is None else client.post(address, sent)

    assert answer.status_code == 400
    assert "karakter yang tidak dapat disimpan" in answer.content.decode()


def test_everything_else_passes(client, world):
    IncidentFactory(entered_by=world.camat)
    client.force_login(world.camat)

    answer = client.get("/laporan/", {"q": "a\x01\ufffd\u202e%00"})

    assert answer.status_code == 200


def test_a_search_that_cannot_be_read_says_so(client, world):
    client.force_login(world.camat)

    page = client.get("/laporan/", {"q": "a" * 101, "lewat": "apa saja"}).content.decode()

    assert page.count('<p class="invalid-feedback">') == 2
    assert "paling banyak 100 karakter" in page
