"""Forms on paper: the order of the screen, the kecamatan's own kop, a QR that leads to the page."""

import io

import pypdf
import pytest

from tests.documents import pdf_tools
from tests.wilayah.factories import DesaFactory

pytestmark = pytest.mark.django_db
SIZES = {"A4": (595, 842), "F4": (609, 935)}


def fetch(client, kind, query=""):
    answer = client.get(f"/laporan/formulir/{kind}.pdf{query}")
    assert answer["Content-Type"] == "application/pdf"
    return answer.content


def words(data):
    return " ".join(pdf_tools.text(data).split())


def test_the_sheet_of_a_first_word_asks_in_the_order_of_the_screen(client, world):
    client.force_login(world.operator)
    form = client.get("/laporan/baru/").context["form"]

    first, second = (fetch(client, "kabar-awal") for _ in range(2))

    assert first == second
    assert pdf_tools.check(first) == ""
    text = words(first)
    labels = [str(form[name].label) for name in ("summary", "place", "when", "urgency")]
    places = [text.index(f"{number}. {label}") for number, label in enumerate(labels, 1)]
    assert places == sorted(places) and text.index("Sudah diketahui Camat") > places[-1]
    assert f"KECAMATAN {world.camat.kecamatan.name.upper()}" in text
    assert world.team.duty_phone in text


# A first word on the front, the full facts on the back of the same sheet.
@pytest.mark.parametrize(("kind", "sides"), [("kabar-awal", 2), ("nihil", 1)])
@pytest.mark.parametrize("paper", ["A4", "F4"])
def test_each_form_is_one_sheet_of_its_paper(client, world, kind, sides, paper):
    for number in range(16):
        DesaFactory(parent=world.camat.kecamatan, name=f"Tanjung Uji Panjang {number}")
    client.force_login(world.camat)

    pages = pypdf.PdfReader(io.BytesIO(fetch(client, kind, f"?kertas={paper}"))).pages

    assert len(pages) == sides
    assert (round(pages[0].mediabox.width), round(pages[0].mediabox.height)) == SIZES[paper]


def test_the_sheet_of_a_month_without_events_names_the_desa(client, world):
    desa = DesaFactory(parent=world.camat.kecamatan)
    client.force_login(world.camat)

    text = words(fetch(client, "nihil"))

    assert desa.full_name in text and "NIHIL" in text and "Bhabinkamtibmas" in text


def test_the_secretariat_prints_for_any_kecamatan_and_a_camat_for_their_own(client, world):
    other = world.other_camat.kecamatan
    client.force_login(world.staff)
    assert f"KECAMATAN {other.name.upper()}" in words(
        fetch(client, "kabar-awal", f"?kecamatan={other.pk}")
    )
    assert "BADAN KESATUAN BANGSA" in words(fetch(client, "kabar-awal"))

    client.force_login(world.camat)
    own = words(fetch(client, "kabar-awal", f"?kecamatan={other.pk}"))
    assert f"KECAMATAN {world.camat.kecamatan.name.upper()}" in own


def test_what_is_no_form_and_no_paper_is_not_there(client, world):
    client.force_login(world.staff)
    addresses = ("lain.pdf", "nihil.pdf?kertas=A0", "nihil.pdf?kecamatan=99.99.99")

    answers = [client.get(f"/laporan/formulir/{address}").status_code for address in addresses]

    assert answers == [404, 404, 404]
