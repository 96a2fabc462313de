"""Tables as they come back in life: copied sheets, examples written over, rows decided since."""

import io
import struct
import zipfile
import zlib

import pytest
from openpyxl.drawing.image import Image as Picture
from PIL import Image

from incidents.actions import waiting
from incidents.models import Incident
from tests.incidents.factories import IncidentFactory
from tests.incidents.tables import WHAT, as_bytes, book_of, filled, row
from tests.incidents.test_imports import URL, look, told
from tests.reading import words
from tests.wilayah.factories import DesaFactory
from timdu.inbox.models import Todo

pytestmark = pytest.mark.django_db


@pytest.fixture
def desa(world):
    return DesaFactory(parent=world.camat.kecamatan, name="Tanjung Uji")


@pytest.fixture
def operator(client, world, desa):
    client.force_login(world.operator)
    return client


def test_two_sheets_of_ours_in_one_book_are_refused(operator, world):
    book, sheet, _ = book_of(world.operator, [row()])
    book.copy_worksheet(sheet)

    page, batch = look(operator, as_bytes(book))

    assert "gabungkan dalam satu lembar" in words(page) and batch is None


def test_a_report_written_over_the_example_is_not_skipped(operator, world):
    book, sheet, heads = book_of(world.operator, [row()])
    for label, value in row(9).items():
        sheet.cell(3, heads[label]).value = value

    page, _ = look(operator, as_bytes(book))

    assert [(number, column) for number, column, _ in told(page)] == [(3, "seluruh baris")]
    assert "CONTOH" in told(page)[0][2]


@pytest.mark.parametrize(("typed", "kept"), [("1.250", 1250), (1250.0, 1250)])
def test_a_number_is_read_as_people_write_it(operator, world, typed, kept):
    _, batch = look(operator, filled(world.operator, [row(**{"Perkiraan jumlah orang": typed})]))
    operator.post(f"{URL}{batch.key}/simpan/")

    assert Incident.objects.get().people == kept


@pytest.mark.parametrize(
    ("column", "typed"), [("Perkiraan jumlah orang", 1.25), ("Meninggal", 2.5), ("Pola isu", "{}")]
)
def test_what_only_looks_like_an_answer_is_asked_again(operator, world, patterns, column, typed):
    pattern = next(iter(patterns.values()))
    said = {column: typed.format(pattern.pk) if isinstance(typed, str) else typed}
    if column == "Meninggal":
        said["Ada korban?"] = "Ada"

    page, _ = look(operator, filled(world.operator, [row(**said)]))

    assert (4, column) in [(number, name) for number, name, _ in told(page)]


def test_a_picture_that_bursts_is_refused_in_words(operator, world):
    book, sheet, _ = book_of(world.operator, [row()])
    small, made = io.BytesIO(), io.BytesIO()
    Image.new("RGB", (1, 1)).save(small, "PNG")
    sheet.add_image(Picture(small), "B9")
    with (
        zipfile.ZipFile(io.BytesIO(as_bytes(book))) as old,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for part in old.infolist():
            is_picture = part.filename.endswith(".png")
            new.writestr(part.filename, huge_picture() if is_picture else old.read(part))

    page, batch = look(operator, made.getvalue())

    assert "rusak dan tidak dapat dibaca" in words(page) and batch is None


def huge_picture():
    """The beginning of a PNG that claims ten thousand million pixels."""
    head = struct.pack(">IIBBBBB", 100_000, 100_000, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b""))


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def test_a_report_that_another_was_merged_into_stops_the_undoing(operator, world):
    _, batch = look(operator, filled(world.operator, [row(), row(1)]))
    operator.post(f"{URL}{batch.key}/simpan/")
    target = Incident.objects.order_by("pk").first()
    other = IncidentFactory(entered_by=world.camat)
    Incident.objects.filter(pk=other.pk).update(
        status="merged", merged_into=target, outcome_reason="Sama."
    )

    page = operator.post(f"{URL}{batch.key}/batalkan/", {"reason": "Salah."})

    assert target.code in words(page) and "Tidak dapat dibatalkan" in words(page)
    assert Incident.objects.filter(status="submitted").count() == 2


def test_two_files_with_one_report_store_it_once_and_the_page_says_why(operator, world):
    book, sheet, _ = book_of(world.operator, [row()])
    _, first = look(operator, as_bytes(book))
    sheet.cell(1, 9).value = "disimpan ulang"
    _, second = look(operator, as_bytes(book))
    assert first.pk != second.pk

    operator.post(f"{URL}{first.key}/simpan/")
    page = operator.post(f"{URL}{second.key}/simpan/", follow=True)

    assert Incident.objects.count() == 1
    assert [column for _, column, _ in told(page)] == [WHAT] and "Sudah dilaporkan" in words(page)


def test_the_same_file_again_is_said_to_be_stored_not_row_by_row(operator, world):
    data = filled(world.operator, [row()])
    _, first = look(operator, data)
    operator.post(f"{URL}{first.key}/simpan/")

    page, _ = look(operator, data)

    assert "Berkas ini sudah disimpan" in words(page)
    assert "perlu diperbaiki" not in words(page)


def test_whoever_was_posted_elsewhere_leaves_the_old_tables_behind(operator, world):
    data = filled(world.operator, [row()])
    _, batch = look(operator, data)
    operator.post(f"{URL}{batch.key}/simpan/")
    world.operator.kecamatan = world.other_camat.kecamatan
    world.operator.save()

    answers = [
        operator.get(f"{URL}{batch.key}/"),
        operator.post(f"{URL}{batch.key}/batalkan/", {"reason": "Usil."}),
    ]

    assert {answer.status_code for answer in answers} == {404}
    assert Incident.objects.get().status == "submitted"


def test_what_was_out_of_the_figures_before_is_not_said_to_be_taken_back(operator, world):
    _, batch = look(operator, filled(world.operator, [row(), row(1)]))
    operator.post(f"{URL}{batch.key}/simpan/")
    first = Incident.objects.order_by("pk").first()
    Incident.objects.filter(pk=first.pk).update(status="dropped", outcome_reason="Bukan konflik.")

    page = operator.post(f"{URL}{batch.key}/batalkan/", {"reason": "Salah."}, follow=True)

    assert "1 laporan ditarik. 1 laporan yang sudah" in words(page)


def test_a_withdrawn_secret_report_leaves_nothing_to_name(operator, world):
    _, batch = look(operator, filled(world.operator, [row()]))
    operator.post(f"{URL}{batch.key}/simpan/")
    Incident.objects.update(classification="R")
    waiting.for_naming(Incident.objects.get())

    operator.post(f"{URL}{batch.key}/batalkan/", {"reason": "Salah."})

    assert Incident.objects.get().status == "withdrawn"
    assert not Todo.objects.filter(closed_at=None).exists()
