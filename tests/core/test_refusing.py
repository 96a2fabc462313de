"""U+0000 is refused in words, wherever it comes in."""

import pytest

from incidents.models import IssuePattern
from tests.incidents.factories import IncidentFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("address", "sent", "status", "words"),
    [
        ("/cek/a%00b/", None, 400, "karakter yang tidak dapat disimpan"),
        ("/laporan/?q=a%00b", None, 200, "Karakter null"),
        ("/laporan/?a%00b=1", None, 200, "<h1>Laporan</h1>"),
        ("/laporan/baru/", {"place": "a\0b"}, 200, "Wilayah ini tidak dapat dipilih"),
        ("/laporan/baru/", {"a\0b": "1"}, 200, "Laporan belum terkirim"),
    ],
)
def test_null_characters_are_answered_in_words(client, world, address, sent, status, words):
    client.force_login(world.camat)

    answer = client.get(address) if sent is None else client.post(address, sent)

    assert answer.status_code == status
    assert words in answer.content.decode()


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


def test_what_stands_below_a_field_is_text(client, world):
    """The name of a pola isu is typed by somebody and explains a field to somebody else."""
    pattern = IssuePattern.objects.create(
        team=world.team, name="<img src=x onerror=jahat()>", source="a"
    )
    incident = IncidentFactory(entered_by=world.camat, pattern=pattern)
    client.force_login(world.verifier)

    page = client.get(f"/laporan/{incident.code}/verifikasi/").content.decode()

    assert "Usulan dari pola isu: &lt;img src=x onerror=jahat()&gt;" in page
    assert "<img src=x" not in page
