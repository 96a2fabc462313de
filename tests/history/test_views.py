"""The pages: four steps, what stays outside, who gets in."""

import io

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from incidents.history.models import SKIP, Reading
from incidents.models import Incident
from incidents.models.choices import Origin
from tests.history.files import checked, lines, mapped, row, stored, xlsx
from tests.reading import words

pytestmark = pytest.mark.django_db
URL = "/laporan/riwayat/"
ROWS = [row(1, "Toho"), row(2, "Sungai Pnyuh"), row(3, "Antah Berantah", day="Maret 2019")]


@pytest.fixture
def staff(client, world, area):
    client.force_login(world.staff)
    return client


def versions(reading):
    reading.refresh_from_db()
    return {"version": reading.version}


def test_a_file_is_taken_in_four_steps(staff, world, area):
    page = staff.post(URL, {"file": xlsx(ROWS)}, follow=True)
    reading = Reading.objects.get()
    assert page.redirect_chain[-1][0] == f"{URL}{reading.key}/lembar/"
    assert "Uraian Kejadian" in words(page)

    page = staff.post(page.request["PATH_INFO"], {"sheet": 0, "head": 3, **versions(reading)},
                      follow=True)  # fmt: skip
    assert page.redirect_chain[-1][0] == f"{URL}{reading.key}/kolom/"
    reading.refresh_from_db()
    sent = {f"column_{at}": key for at, key in enumerate(reading.columns)}
    page = staff.post(page.request["PATH_INFO"], {**sent, "kind": "event", **versions(reading)},
                      follow=True)  # fmt: skip
    assert page.redirect_chain[-1][0] == f"{URL}{reading.key}/nilai/"
    form = page.context["form"]
    assert [one.text for one in form.asked] == ["sungai pnyuh", "antah berantah"]

    said = {"value_0": area["pinyuh"].pk, "text_0": "sungai pnyuh", "value_1": SKIP,
            "text_1": "antah berantah"}  # fmt: skip
    page = staff.post(page.request["PATH_INFO"], {**said, **versions(reading)}, follow=True)
    assert page.redirect_chain[-1][0] == f"{URL}{reading.key}/"
    assert "2 baris dapat disimpan, 1 baris ditinggal" in words(page)
    assert not Incident.objects.filter(origin=Origin.HISTORY).exists()

    page = staff.post(f"{URL}{reading.key}/simpan/", follow=True)
    assert "Riwayat tersimpan" in words(page)
    assert Incident.objects.filter(origin=Origin.HISTORY, kind="event").count() == 2
    again = staff.post(f"{URL}{reading.key}/simpan/", follow=True)
    assert again.status_code == 200
    assert Incident.objects.filter(origin=Origin.HISTORY).count() == 2


def test_columns_that_cannot_be_read_keep_what_was_chosen(staff, world):
    reading = mapped(xlsx(ROWS), world.staff)
    sent = {"column_1": "", "column_2": "kecamatan", "column_4": "summary", "kind": "event"}

    page = staff.post(f"{URL}{reading.key}/kolom/", {**sent, **versions(reading)})

    assert "Pilih kolom untuk “Tanggal kejadian”" in words(page)
    assert page.context["form"]["column_4"].value() == "summary"


def test_values_that_changed_meanwhile_are_not_mixed_up(staff, world, area):
    reading = mapped(xlsx(ROWS), world.staff)
    said = {"value_0": area["toho"].pk, "text_0": "lain", "text_1": "antah berantah"}

    page = staff.post(f"{URL}{reading.key}/nilai/", {**said, **versions(reading)})

    assert "Daftar ini berubah" in words(page)
    reading.refresh_from_db()
    assert "sungai pnyuh" not in reading.values["kecamatan"]


@pytest.mark.parametrize(
    "data", [b"", b"<html>", b"\x00\x01;\n;", b"%PDF-1.4 a;b\nc;d", b"satu kata"]
)
def test_what_is_no_table_is_refused_in_words(staff, data):
    file = io.BytesIO(data)
    file.name = "rekap.csv"

    page = staff.post(URL, {"file": file})

    assert page.status_code == 200
    assert "rekap.csv" in words(page)
    assert not Reading.objects.exists()


def test_left_rows_are_downloaded_without_formulas(staff, world):
    rows = [row(1, "=HYPERLINK(1)"), row(2, "Toho", day="+1"), row(3, "Toho", words="@SUM(A1)")]
    reading = checked(lines(rows), world.staff)

    answer = staff.get(f"{URL}{reading.key}/ditinggal.xlsx")

    sheet = load_workbook(io.BytesIO(answer.content)).active
    assert [cell.value for cell in sheet[1]] == ["Baris", "Kolom", "Tertulis", "Sebabnya"]
    assert [line[2].value for line in sheet.iter_rows(min_row=2)] == ["=HYPERLINK(1)", "+1"]
    assert "f" not in {cell.data_type for line in sheet.iter_rows() for cell in line}
    made = stored(lines(rows, sign=","), world.staff)
    assert Incident.objects.get(history__reading=made).summary == "@SUM(A1)"


def test_detail_page_of_a_report_says_where_it_came_from(client, world, area):
    reading = stored(xlsx([row(1, "Toho")]), world.staff)
    report = Incident.objects.get(origin=Origin.HISTORY)
    for person, links in ((world.staff, True), (world.leader, False)):
        client.force_login(person)
        page = client.get(report.get_absolute_url())
        assert "rekap-2019.xlsx, baris 4" in words(page)
        assert (reading.get_absolute_url() in page.content.decode()) is links
    for person in (world.camat, world.member, world.far_staff):
        client.force_login(person)
        assert client.get(report.get_absolute_url()).status_code == 404


def test_list_is_filtered_by_history(staff, world, area):
    stored(xlsx([row(1, "Toho")]), world.staff)

    page = staff.get(reverse("incidents:list"), {"asal": "history", "bulan": "2019-03"})

    assert [one.code for one in page.context["page"].rows] == [
        Incident.objects.get(origin=Origin.HISTORY).code
    ]


@pytest.mark.parametrize("count", [1, 3])
def test_list_page_costs_the_same_however_many(staff, world, count, django_assert_max_num_queries):
    for number in range(count):
        checked(xlsx([row(number, "Toho")], name=f"{number}.xlsx"), world.staff)
    staff.get(URL)

    with django_assert_max_num_queries(11):
        staff.get(URL)


@pytest.mark.parametrize("count", [1, 3])
def test_detail_page_costs_the_same_however_many(
    staff, world, area, count, django_assert_max_num_queries
):
    reading = stored(xlsx([row(number, "Toho") for number in range(count)]), world.staff)
    staff.get(reading.get_absolute_url())

    with django_assert_max_num_queries(14):
        staff.get(reading.get_absolute_url())


def test_numbers_of_the_table_lead_to_their_rows(staff, world, area):
    rows = [row(1, "Toho"), row(2, "Toho", day="1/1/2018"), row(3, "Sungai Pinyuh")]
    reading = stored(xlsx(rows), world.staff)

    page = staff.get(f"{reading.get_absolute_url()}?tahun=2019&kecamatan={area['toho'].pk}")

    assert [one.history.number for one in page.context["page"].rows] == [4]
    assert page.context["table"]["total"] == 3


def test_undo_page_names_who_may(client, world, area):
    reading = stored(xlsx([row(1, "Toho")]), world.verifier)
    client.force_login(world.staff)
    assert client.get(f"{reading.get_absolute_url()}batalkan/").status_code == 403

    client.force_login(world.secretary)
    page = client.post(f"{reading.get_absolute_url()}batalkan/", {"reason": "Salah."}, follow=True)

    assert "semua laporannya ditarik" in words(page)


def test_what_is_too_much_is_to_be_divided(staff):
    file = io.BytesIO(b"Tgl;Kec\n" + b"1/1/2019;Toho\n" + b";" * 1_000_001)
    file.name = "rekap.csv"

    page = staff.post(URL, {"file": file})

    assert "Bagi menjadi beberapa berkas" in words(page)
    assert "lembar baru dari Timdu" not in words(page)
