"""Finding a place by name: a page, a part of a form, JSON."""

import pytest
from django.urls import reverse

from tests.team.factories import UserFactory
from tests.wilayah.factories import DesaFactory, KecamatanFactory, RegencyFactory

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}
JSON = {"Accept": "application/json"}


@pytest.fixture
def search(client):
    """Ask as somebody who is signed in, in a country of three desa."""
    kecamatan = KecamatanFactory(
        code="61.02.12", parent=RegencyFactory(code="61.02", name="Kabupaten Uji"), name="Toho"
    )
    for number, name in enumerate(("Semudun", "Seliung", "Kota Semu"), start=2001):
        DesaFactory(code=f"61.02.12.{number}", parent=kecamatan, name=name)
    DesaFactory(
        code="12.17.01.2001",
        parent=KecamatanFactory(code="12.17.01", parent=RegencyFactory(code="12.17")),
        name="Semut",
    )
    client.force_login(UserFactory())
    return lambda headers=None, **data: client.get(reverse("wilayah:search"), data, headers=headers)


def found(response):
    return [row["name"] for row in response.json()["results"]]


def test_search_answers_json(search):
    response = search(JSON, q="semu", dalam="61.02", tingkat="4")

    assert response.json() == {
        "results": [
            {
                "code": "61.02.12.2001",
                "name": "Semudun",
                "kind": "desa",
                "above": "Kec. Toho, Kabupaten Uji",
            },
            {
                "code": "61.02.12.2003",
                "name": "Kota Semu",
                "kind": "desa",
                "above": "Kec. Toho, Kabupaten Uji",
            },
        ],
        "is_full": False,
    }


def test_search_looks_everywhere_when_not_told(search):
    assert found(search(JSON, q="sem")) == ["Semudun", "Semut", "Kota Semu"]
    assert found(search(JSON, q="toho")) == ["Toho"]
    assert found(search(JSON)) == []


@pytest.mark.parametrize(
    "data",
    [
        {"q": "a" * 101},
        {"q": "a", "dalam": "%"},
        {"q": "a", "dalam": "61.2"},
        {"q": "a", "tingkat": "5"},
        {"q": "a", "tingkat": "4 OR 1=1"},
        {"q": "a", "nama": '"><script>'},
        {"q": "a\x00"},
    ],
)
def test_search_refuses_what_it_does_not_know(search, data):
    assert search(JSON, **data).status_code == 400
    assert search(**data).status_code == 400
    assert b"<script>" not in search(HTMX, **data).content


def test_search_answers_a_part_of_a_form(search):
    response = search(HTMX, nama="place", place_cari="semudun", tingkat="4")

    page = " ".join(response.content.decode().split())
    assert "<html" not in page
    assert 'type="radio" name="place" id="place-61.02.12.2001"' in page
    assert response["Vary"] == "Accept, HX-Request, Cookie"


def test_search_is_a_page_without_scripts(search):
    page = search(q="semudun").content.decode()

    assert "<h1>Cari wilayah</h1>" in page
    assert "61.02.12.2001" in page
    assert 'type="radio"' not in page


def test_search_says_when_nothing_fits(search):
    assert "Tidak ada wilayah yang cocok dengan “xyz”" in search(q="xyz").content.decode()


def test_search_asks_the_same_for_one_and_for_three(search, django_assert_num_queries):
    # Session, person with office, two halves of the search.
    for text in ("semut", "se"):
        with django_assert_num_queries(4):
            search(JSON, q=text)
