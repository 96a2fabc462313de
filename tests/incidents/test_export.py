"""The filtered rows as a file: exactly those, in three forms, and who took them is kept."""

import csv
import io
import json

import pytest
from openpyxl import load_workbook

from incidents import sheet
from incidents.models import Casualty, Incident
from incidents.views import exporting
from tests.incidents.factories import IncidentFactory
from tests.reading import words
from timdu.core.models import AccessLog, Event

pytestmark = pytest.mark.django_db
URL = "/laporan/unduh/"


@pytest.fixture
def desk(client, world):
    client.force_login(world.staff)
    return client


def take(client, form, query=""):
    answer = client.post(f"{URL}{query}", {"bentuk": form})
    assert answer.status_code == 200, words(answer)
    return b"".join(answer) if answer.streaming else answer.content


def as_rows(data):
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig")), delimiter=";"))


def test_the_file_holds_the_filtered_rows_and_no_formula(desk, world):
    IncidentFactory(entered_by=world.camat, summary="=HYPERLINK(1)", people=3,
                    people_certainty="sure")  # fmt: skip
    IncidentFactory(entered_by=world.camat, secret=True, summary="Tidak boleh ikut.")
    IncidentFactory(entered_by=world.member, summary="Instansi lain.")

    query = f"?kecamatan={world.camat.kecamatan_id}"
    (row,) = as_rows(take(desk, "csv", query))
    book = load_workbook(io.BytesIO(take(desk, "xlsx", query)))
    found = json.loads(take(desk, "geojson", query))

    assert row["Apa yang terjadi"] == "'=HYPERLINK(1)" and "WIB" in row["Kapan"]
    lines = list(book["Laporan"].iter_rows(values_only=True))
    assert list(lines[0]) == sheet.HEAD and len(lines) == 2
    cell = book["Laporan"].cell(2, sheet.HEAD.index("Apa yang terjadi") + 1)
    assert (cell.value, cell.data_type) == ("=HYPERLINK(1)", "s")
    (feature,) = found["features"]
    assert feature["properties"]["Apa yang terjadi"] == "=HYPERLINK(1)"


def test_a_figure_stands_beside_its_certainty_and_unknown_is_no_number(desk, world):
    incident = IncidentFactory(entered_by=world.camat)
    Casualty.objects.create(incident=incident, kind="severe", value=0, certainty="provisional")
    Casualty.objects.create(incident=incident, kind="dead", value=None, certainty="unknown")

    (row,) = as_rows(take(desk, "csv"))
    line = next(load_workbook(io.BytesIO(take(desk, "xlsx")))["Laporan"].iter_rows(min_row=2))
    in_book = dict(zip(sheet.HEAD, (cell.value for cell in line), strict=True))
    properties = json.loads(take(desk, "geojson"))["features"][0]["properties"]

    assert (row["Luka berat"], row["Luka berat: kepastian"]) == ("0", "sementara")
    assert (row["Meninggal"], row["Meninggal: kepastian"]) == ("", "tidak diketahui")
    assert (row["Hilang"], row["Hilang: kepastian"]) == ("", "")
    assert in_book["Luka berat"] == 0 and in_book["Meninggal"] is None
    assert properties["Luka berat"] == 0 and "Meninggal" not in properties
    assert properties["Meninggal: kepastian"] == "tidak diketahui"


def test_no_point_of_what_is_terbatas_stands_in_a_file(desk, world):
    IncidentFactory(entered_by=world.camat, latitude="0.512345", longitude="108.954321")

    (feature,) = json.loads(take(desk, "geojson"))["features"]

    assert feature["geometry"] is None


def test_a_point_is_given_longitude_first_and_none_is_made_up(desk, world):
    point = {"latitude": "0.512345", "longitude": "108.954321"}
    IncidentFactory(entered_by=world.camat, classification="B", **point)
    IncidentFactory(entered_by=world.camat, classification="B")

    found = json.loads(take(desk, "geojson"))

    points = [feature["geometry"] for feature in found["features"]]
    assert {"type": "Point", "coordinates": [108.954321, 0.512345]} in points and None in points
    assert all(
        feature["properties"]["Kode wilayah"] == Incident.objects.get(
            code=feature["properties"]["Kode"]).place_id
        for feature in found["features"]
    )  # fmt: skip


def test_every_column_is_explained(desk, world):
    book = load_workbook(io.BytesIO(take(desk, "xlsx")))

    explained = {row[0] for row in book["Penjelasan kolom"].iter_rows(values_only=True)}
    assert set(sheet.HEAD) <= explained
    assert "Kepastian" not in explained and len(sheet.HEAD) == len(set(sheet.HEAD))
    page = words(desk.get(URL))
    assert all(name in page for name in sheet.HEAD)


def test_who_took_what_is_kept(desk, world):
    take(desk, "geojson", "?sumber=d")

    event = Event.objects.get(what="incident.export")
    assert event.by == world.staff and event.note == "Laporan (GeoJSON): sumber=d"
    assert AccessLog.objects.get(by=world.staff).note == event.note


def test_words_somebody_searched_for_are_not_read_by_the_inspektorat(client, world):
    client.force_login(world.staff)
    take(client, "csv", "?q=Namapelapor&sumber=d")
    client.force_login(world.auditor)

    page = client.get("/hak-akses/pembukaan/").content.decode()

    assert "Laporan (CSV)" in page and "Namapelapor" not in page
    assert "Namapelapor" in Event.objects.get(what="incident.export").note


def test_looking_at_the_page_takes_nothing(desk, world, no_writes):
    with no_writes():
        page = words(desk.get(f"{URL}?sumber=d"))

    assert "Sengketa sumber daya alam" in page or "sumber daya alam" in page
    assert not Event.objects.exists()


@pytest.mark.parametrize("form", ["", "pdf"])
def test_another_form_is_asked_for_in_words(desk, world, form):
    answer = desk.post(URL, {"bentuk": form})

    assert answer.status_code == 422 and "Pilih bentuk berkasnya" in words(answer)
    assert not Event.objects.exists()


def test_more_than_a_workbook_holds_is_said_before_it_is_made(desk, world, monkeypatch):
    monkeypatch.setattr(exporting, "MOST_IN_WORKBOOK", 1)
    IncidentFactory.create_batch(2, entered_by=world.camat)

    answer = desk.post(URL, {"bentuk": "xlsx"})

    assert answer.status_code == 422 and "unduh sebagai CSV" in words(answer)
    assert len(as_rows(take(desk, "csv"))) == 2


def test_the_file_of_an_auditor_masks_sources_and_reporters(client, world):
    IncidentFactory(entered_by=world.camat, complete=True)
    client.force_login(world.auditor)

    for form in ("csv", "geojson"):
        text = take(client, form).decode()
        assert world.camat.position not in text and "Perangkat desa" not in text
        assert text.count("disamarkan") == 2


def test_the_same_questions_for_one_row_and_for_three(
    desk, world, django_assert_max_num_queries, django_assert_num_queries
):
    IncidentFactory(entered_by=world.camat)
    take(desk, "csv")
    with django_assert_max_num_queries(60) as asked:
        take(desk, "csv")
    count = len(asked.captured_queries)
    IncidentFactory.create_batch(2, entered_by=world.camat)

    with django_assert_num_queries(count):
        take(desk, "csv")
