"""Reports from a table: each cell judged, all of it stored or nothing, all of it taken back."""

import datetime as dt
import io
import threading
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone
from openpyxl import load_workbook

from incidents.models import Incident, Relay
from tests.incidents.factories import IncidentFactory, NilReportFactory
from tests.incidents.tables import (
    DAY,
    FULL,
    HOUR,
    WHAT,
    WHERE,
    as_bytes,
    book_of,
    filled,
    row,
    upload,
)
from tests.reading import words
from tests.settings import FULL as FULL_RUN
from tests.wilayah.factories import DesaFactory
from timdu.core.imports import Batch
from timdu.core.models import Event, Received
from timdu.core.receipts import content_hash
from timdu.files.models import Attachment
from timdu.inbox.models import Notification, Todo

pytestmark = pytest.mark.django_db
URL = "/laporan/impor/"
# As many as a table may have; a tenth of them where the gate is in a hurry.
ROWS = 500 if FULL_RUN else 50
FIXTURE = Path(__file__).parent / "lembar-libreoffice.xlsx"


@pytest.fixture
def desa(world):
    return DesaFactory(parent=world.camat.kecamatan, name="Tanjung Uji")


@pytest.fixture
def operator(client, world, desa):
    client.force_login(world.operator)
    return client


def look(client, data, name="laporan.xlsx"):
    """Hand a file in; the page that answers, and the batch where one was made."""
    page = client.post(URL, {"file": upload(data, name)}, follow=True)
    return page, Batch.objects.order_by("at", "pk").last()


def told(page):
    """The cells to be mended, as the page says them."""
    return [(cell.number, cell.column, cell.words) for cell in page.context["wrong"]]


def test_one_bad_cell_of_many_is_named_and_nothing_stored_then_all_of_it_and_back(
    operator, world, desa
):
    rows = [row(number) | ({} if number % 10 else FULL) for number in range(ROWS)]
    bad = [*rows[:-9], row(1, **{DAY: "tiga belas"}), *rows[-8:]]

    page, batch = look(operator, filled(world.operator, bad))
    operator.post(f"{URL}{batch.key}/simpan/")

    assert [(cell.number, cell.column) for cell in page.context["wrong"]] == [(ROWS - 5, DAY)]
    assert f"Baris {ROWS - 5}, kolom Tanggal kejadian:" in words(page)
    assert not Incident.objects.exists() and not Received.objects.exists()

    page, batch = look(operator, filled(world.operator, rows), "diperbaiki.xlsx")
    assert page.context["wrong"] == []
    operator.post(f"{URL}{batch.key}/simpan/")
    operator.post(f"{URL}{batch.key}/simpan/")

    assert Incident.objects.filter(status="submitted").count() == ROWS
    assert Received.objects.filter(account=world.operator, kind="incident").count() == ROWS
    assert Todo.objects.filter(closed_at=None).count() == ROWS * 9 // 10
    assert not Notification.objects.exists()

    operator.post(f"{URL}{batch.key}/batalkan/", {"reason": "Salah bulan."})

    assert set(Incident.objects.values_list("status", "outcome_reason")) == {
        ("withdrawn", "Salah bulan.")
    }
    assert not Todo.objects.filter(closed_at=None).exists()
    assert Event.objects.filter(what="incident.take_back").count() == ROWS
    batch.refresh_from_db()
    assert batch.state == "undone"


def test_a_row_becomes_the_report_that_the_forms_would_have_made(operator, world, desa):
    _, batch = look(operator, filled(world.operator, [row(**FULL)]))

    operator.post(f"{URL}{batch.key}/simpan/")

    incident = Incident.objects.get()
    assert timezone.localtime(incident.occurred_at) == timezone.make_aware(
        dt.datetime(2026, 10, 3, 14, 30)
    )
    assert (incident.place, incident.urgency, incident.version) == (desa, "normal", 2)
    assert (incident.people, incident.people_certainty) == (40, "provisional")
    assert [party.name for party in incident.parties.all()] == ["Kelompok A", "Kelompok B"]
    assert [step.actor for step in incident.steps.all()] == ["Camat", "Polsek"]
    assert {(figure.value, figure.certainty) for figure in incident.casualties.all()} == {
        (0, "provisional")
    }
    assert incident.completed_at is not None
    assert incident.received_hash == content_hash(incident.received)
    assert Received.objects.get().client_uuid == incident.client_uuid == batch.key_of(4)


def test_the_name_of_a_source_is_not_read_on_the_receipt_by_others(operator, client, world):
    _, batch = look(operator, filled(world.operator, [row(**FULL)]))
    operator.post(f"{URL}{batch.key}/simpan/")

    client.force_login(world.staff)
    page = client.get(f"/laporan/{Incident.objects.get().code}/terkirim/")

    assert page.status_code == 200
    assert "Narasumber Uji" not in page.content.decode()


@pytest.mark.parametrize(
    ("changes", "column", "said"),
    [
        ({WHAT: None}, WHAT, "Belum diisi"),
        ({WHAT: "x" * 281}, WHAT, "280"),
        ({WHERE: "Desa Antah"}, WHERE, "tidak ada dalam daftar"),
        ({WHERE: None}, WHERE, "Pilih desa"),
        ({DAY: "31/2/2026"}, DAY, "tidak terbaca"),
        ({DAY: "1/1/2090"}, DAY, "belum tiba"),
        ({HOUR: None}, HOUR, "Isi jam"),
        ({HOUR: "25.10"}, HOUR, "tidak terbaca"),
        ({"Seberapa mendesak?": "Sangat Segera"}, "Seberapa mendesak?", "petugas piket"),
        ({"Perkiraan jumlah orang": "puluhan"}, "Perkiraan jumlah orang", "angka"),
        ({"Kepastian jumlah": "pasti"}, "Perkiraan jumlah orang", "angkanya"),
        ({"Langkah yang sudah diambil": "sudah aman"}, "Langkah yang sudah diambil", "siapa"),
        ({"Nomor atau alamatnya": "0812"}, "Disampaikan lewat apa?", "Pilih lewat apa"),
        ({"Ada korban?": "Ada"}, "Ada korban?", "satu angka"),
        ({"Meninggal": "=1/0"}, "Meninggal", "rumus"),
        ({"Uraian kejadian": "x" * 4001}, "Uraian kejadian", "4000"),
    ],
)  # fmt: skip
def test_what_is_wrong_in_a_cell_is_said_beside_its_name(operator, world, changes, column, said):
    page, batch = look(operator, filled(world.operator, [row(), row(1, **changes)]))

    assert [(number, name) for number, name, _ in told(page)] == [(5, column)]
    assert said in told(page)[0][2]
    assert batch.wrong_count == 1


def test_rows_said_twice_or_reported_before_are_named(operator, world, desa):
    at = timezone.make_aware(dt.datetime(2026, 10, 3, 14, 30))
    standing = IncidentFactory(
        entered_by=world.camat, place=desa, summary=row(7)[WHAT], occurred_at=at
    )

    page, _ = look(operator, filled(world.operator, [row(), row(), row(7)]))

    assert [(number, name) for number, name, _ in told(page)] == [(5, WHAT), (6, WHAT)]
    assert "baris 4" in told(page)[0][2] and standing.code in told(page)[1][2]


def test_a_verified_report_stops_the_undoing_and_is_named(operator, world, desa):
    _, batch = look(operator, filled(world.operator, [row(), row(1)]))
    operator.post(f"{URL}{batch.key}/simpan/")
    first = Incident.objects.order_by("pk").first()
    Incident.objects.filter(pk=first.pk).update(
        status="verified", verified_by=world.verifier, verified_at=timezone.now(), source="a",
        field="politics", information_value="single",
    )  # fmt: skip

    page = operator.post(f"{URL}{batch.key}/batalkan/", {"reason": "Salah."})

    assert first.code in words(page) and "sudah diputuskan" in words(page)
    assert set(Incident.objects.values_list("status", flat=True)) == {"verified", "submitted"}


def test_a_nihil_gives_way_to_a_table_and_stands_again_when_it_is_taken_back(operator, world):
    nil = NilReportFactory(entered_by=world.operator, month=dt.date(2026, 10, 1))
    _, batch = look(operator, filled(world.operator, [row(), row(1)]))

    operator.post(f"{URL}{batch.key}/simpan/")
    nil.refresh_from_db()
    gone = nil.withdrawn_at
    operator.post(f"{URL}{batch.key}/batalkan/", {"reason": "Salah bulan."})
    nil.refresh_from_db()

    assert gone is not None and nil.withdrawn_at is None
    note = Event.objects.filter(what="nil.stand_again").values_list("note", flat=True).get()
    assert note.endswith("ditarik bersama impornya.")


def test_the_same_file_is_stored_once_and_again_after_it_was_taken_back(operator, world):
    data = filled(world.operator, [row()])
    _, first = look(operator, data)
    operator.post(f"{URL}{first.key}/simpan/")
    Incident.objects.update(summary="Diubah sejak itu.")

    page, second = look(operator, data)
    refused = operator.post(f"{URL}{second.key}/simpan/", follow=True)
    assert "Berkas ini sudah disimpan" in words(page)
    assert "tidak disimpan dua kali" in words(refused)
    assert Incident.objects.count() == 1

    operator.post(f"{URL}{first.key}/batalkan/", {"reason": "Diulang."})
    operator.post(f"{URL}{second.key}/simpan/")
    assert sorted(Incident.objects.values_list("status", flat=True)) == ["submitted", "withdrawn"]


def test_the_desk_writes_for_others_and_the_telling_is_kept(client, world, desa):
    client.force_login(world.staff)
    told_on = {"Laporan dari siapa?": "Mitra, warga, atau media", "Nama pemberi laporan": "FKUB",
               "Disampaikan lewat apa?": "Surat", "Kapan disampaikan?": "5/10/2026 09.00",
               "Nama yang menyampaikan": "Narasumber Uji"}  # fmt: skip

    _, batch = look(client, filled(world.staff, [row(**told_on)]))
    client.post(f"{URL}{batch.key}/simpan/")

    incident, relay = Incident.objects.get(), Relay.objects.get()
    assert incident.byline == "FKUB, dicatat oleh Sekretariat"
    assert (relay.channel, relay.told_by) == ("letter", "Narasumber Uji")
    assert incident.reported_at == relay.told_at


def test_nobody_else_opens_stores_or_takes_back_an_import(operator, client, world):
    _, batch = look(operator, filled(world.operator, [row()]))

    client.force_login(world.secretary)
    answers = [
        client.get(f"{URL}{batch.key}/"),
        client.post(f"{URL}{batch.key}/simpan/"),
        client.post(f"{URL}{batch.key}/batalkan/", {"reason": "Usil."}),
        client.get(batch_file(batch)),
    ]

    assert {answer.status_code for answer in answers} == {404}
    assert not Incident.objects.exists()


def batch_file(batch):
    from_batch = Batch.objects.get(pk=batch.pk)
    return Attachment.objects.of(from_batch).get().file.get_absolute_url()


def test_a_file_written_by_libreoffice_is_read_as_it_looks(operator, world):
    """Dates as text, as dates, as bare numbers and as formulas; a row hidden, cells joined, blanks.

    Saved by LibreOffice Calc 7.4 (`soffice --convert-to xlsx`) from a table of these helpers.
    """
    data = FIXTURE.read_bytes()

    page, batch = look(operator, data)

    read = [(one["number"], one["typed"]["day"], one["typed"]["clock"]) for one in batch.rows]
    assert read == [
        (4, "2026-10-03", "14:30"), (5, "2026-10-04", "09:05"), (6, "2026-10-05", "16:00"),
        (8, "2026-10-06", "07:15"), (9, "2026-10-07", "10:00"), (10, "2026-10-08", "10:00"),
    ]  # fmt: skip
    assert [(number, name) for number, name, _ in told(page)] == [
        (8, "seluruh baris"), (10, "Perkiraan jumlah orang"), (10, "Kepastian jumlah"),
    ]  # fmt: skip


def test_the_template_offers_the_places_of_who_asks(operator, world, desa):
    far = DesaFactory(parent=world.other_camat.kecamatan, name="Jauh Uji")

    answer = operator.get(f"{URL}lembar.xlsx")
    book = load_workbook(io.BytesIO(answer.content))

    offered = {cell.value for line in book["Pilihan"].iter_rows() for cell in line if cell.value}
    assert desa.name in offered and far.name not in offered
    assert book["Pilihan"].sheet_state == "hidden"
    assert len(book["Isian"].data_validations.dataValidation) >= 10
    assert book["Isian"].cell(3, 1).value.startswith("CONTOH")


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda book: book["Isian"].cell(1, 1, "Tabel saya"), "bukan lembar isian Timdu"),
        (lambda book: book["Isian"].cell(1, 1, "(lembar laporan/0)"), "bentuk yang lama"),
        (lambda book: book["Isian"].cell(2, 3, "Hal lain"), "tidak dikenal"),
        (lambda book: book["Isian"].delete_rows(4, 9), "belum berisi"),
        (
            lambda book: [book["Isian"].cell(at, 3, "Ada.") for at in range(4, 524)],
            "paling banyak 500",
        ),
    ],
)
def test_a_file_that_is_another_is_refused_in_words(operator, world, spoil, said):
    book, _, _ = book_of(world.operator, [row()])
    spoil(book)

    page, batch = look(operator, as_bytes(book))

    assert said in words(page)
    assert batch is None


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_pressed_twice_at_once_it_is_stored_once(world, desa, client):
    client.force_login(world.operator)
    _, batch = look(client, filled(world.operator, [row(number) for number in range(20)]))
    barrier = threading.Barrier(2)

    def press():
        browser = Client()
        browser.force_login(world.operator)
        barrier.wait()
        browser.post(f"{URL}{batch.key}/simpan/")
        connection.close()

    both = [threading.Thread(target=press) for _ in range(2)]
    for one in both:
        one.start()
    for one in both:
        one.join()

    assert Incident.objects.count() == 20
