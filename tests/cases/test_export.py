"""The filtered permasalahan as a file: exactly those, certain or not, and who took them."""

import csv
import io
import json

import pytest
from openpyxl import load_workbook

from incidents.cases import sheet
from incidents.cases.models import Case
from incidents.models import Incident
from tests.cases.factories import CaseFactory, CaseShareFactory, LinkFactory
from tests.incidents.factories import IncidentFactory, PartyFactory
from tests.reading import words
from timdu.core.models import AccessLog, Event

pytestmark = pytest.mark.django_db
URL = "/permasalahan/unduh/"


def take(client, form, query=""):
    answer = client.post(f"{URL}{query}", {"bentuk": form})
    assert answer.status_code == 200, words(answer)
    return b"".join(answer) if answer.streaming else answer.content


def as_rows(data):
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig")), delimiter=";"))


@pytest.fixture
def case(world):
    row = CaseFactory(opened_by=world.staff, title="=HYPERLINK(1)", holder=world.agency,
                      classification="B")  # fmt: skip
    report = IncidentFactory(
        entered_by=world.operator, latitude="0.512345", longitude="108.954321", classification="B"
    )  # fmt: skip
    PartyFactory(incident=report, name="Kelompok A")
    LinkFactory(case=row, incident=report)
    CaseFactory(opened_by=world.staff, title="Lain", stage="tension")
    return row


def test_the_file_holds_the_filtered_rows_and_no_formula(client, world, case):
    client.force_login(world.staff)

    (row,) = as_rows(take(client, "csv", "?tahap=latent"))
    book = load_workbook(io.BytesIO(take(client, "xlsx", "?tahap=latent")))
    (feature,) = json.loads(take(client, "geojson", "?tahap=latent"))["features"]

    assert (row["Kode"], row["Permasalahan"]) == (case.code, "'=HYPERLINK(1)")
    assert (row["Laporan terhubung"], row["Laporan terhubung: kepastian"]) == ("1", "pasti")
    assert (row["Tingkat kerawanan"], row["Tingkat kerawanan: kepastian"]) == ("", "belum dinilai")
    assert row["Pihak"] == "Kelompok A" and row["Kecamatan"] == world.camat.kecamatan.name
    cell = book["Permasalahan"].cell(2, 2)
    assert (cell.value, cell.data_type) == ("=HYPERLINK(1)", "s")
    explained = {line[0] for line in book["Penjelasan kolom"].iter_rows(values_only=True)}
    assert set(sheet.HEAD) <= explained
    assert feature["geometry"] == {"type": "MultiPoint", "coordinates": [[108.954321, 0.512345]]}


@pytest.mark.parametrize("kept", [Case, Incident])
def test_no_point_of_what_is_terbatas_stands_in_a_file(client, world, case, kept):
    """Neither of a report that is, nor of an open report as part of a permasalahan that is."""
    kept.objects.update(classification="T")
    client.force_login(world.staff)

    (feature,) = json.loads(take(client, "geojson", "?tahap=latent"))["features"]

    assert feature["geometry"] is None and feature["properties"]["Kode"] == case.code


def test_what_is_r_stands_in_no_file_of_whoever_reads_it(client, world, case):
    Case.objects.update(classification="R")
    CaseShareFactory(case=case, person=world.staff)
    client.force_login(world.staff)

    assert case.code.encode() not in take(client, "csv")


def test_a_holder_reads_no_more_in_the_file_than_on_the_page(client, world, case):
    """The agency holds it and reads none of its reports: none of them, and not nought."""
    client.force_login(world.member)

    (row,) = as_rows(take(client, "csv"))
    (feature,) = json.loads(take(client, "geojson"))["features"]

    assert (row["Laporan terhubung"], row["Laporan terhubung: kepastian"]) == (
        "",
        "tidak diketahui",
    )
    assert row["Pihak"] == row["Kecamatan"] == "" and feature["geometry"] is None


def test_who_took_what_is_kept_without_the_words(client, world, case):
    client.force_login(world.staff)

    take(client, "csv", "?q=lain")

    event = Event.objects.get(what="case.export")
    assert event.by == world.staff and event.note == "Permasalahan (CSV): q=lain"
    assert AccessLog.objects.get().note == "Permasalahan (CSV): cari=disamarkan"
    assert client.get(f"{URL}?tahap=latent").status_code == 200
    assert client.post(URL, {"bentuk": "pdf"}).status_code == 422


def test_the_cost_does_not_grow(client, world, case, django_assert_num_queries):
    def lines():
        return list(sheet.lines(type(case).objects.visible_to(world.staff), world.staff))

    with django_assert_num_queries(5):
        assert len(lines()) == 2
    LinkFactory(case=CaseFactory(opened_by=world.staff), incident=IncidentFactory(
        entered_by=world.operator))  # fmt: skip
    with django_assert_num_queries(5):
        assert len(lines()) == 3
