"""The door for bytes: what they are, not what they are called."""

import hashlib
import io
import stat
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.storage import default_storage
from PIL import Image

from tests.files import papers, pictures
from tests.files.factories import upload
from tests.team.factories import UserFactory
from timdu.files import intake, limits
from timdu.files.intake import Refused, keep, receive, safe_name
from timdu.files.models import StoredFile

pytestmark = pytest.mark.django_db


@pytest.fixture
def person():
    return UserFactory()


def take(person, data=None, name="foto.jpg", **kw):
    return receive(upload(data, name), team=person.team, by=person, **kw)


def sha256(data):
    return hashlib.sha256(data).hexdigest()


def test_receive_keeps_a_photograph_written_anew(person):
    data = pictures.tell_tale()

    row = take(person, data, "Foto dermaga.JPG")

    assert (row.name, row.content_type) == ("Foto dermaga.JPG", "image/jpeg")
    assert (row.width, row.height, row.pages) == (480, 640, None)
    assert (row.team, row.uploaded_by) == (person.team, person)
    assert row.sha256_received == sha256(data)
    assert row.sha256_stored == sha256(row.read()) != row.sha256_received
    assert row.size == len(row.read())
    assert Image.open(io.BytesIO(row.read_thumbnail())).size == (240, 320)


def test_receive_keeps_a_pdf_byte_for_byte(person):
    data = papers.pdf(3)

    row = take(person, data, "surat.pdf")

    assert row.read() == data
    assert (row.pages, row.width, row.has_thumbnail) == (3, None, False)
    assert row.sha256_received == row.sha256_stored == sha256(data)


def test_receive_writes_where_nobody_can_guess_or_read(person):
    row = take(person)

    path = Path(default_storage.path(row.path))
    assert path == Path(settings.FILES_ROOT) / row.pk.hex[:2] / row.pk.hex
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert {file.name for file in path.parent.iterdir() if file.name.startswith(".")} == set()


@pytest.mark.parametrize(
    ("data", "name", "words"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", "gambar.svg", "bukan foto"),
        (b"<html><script>alert(1)</script>", "foto.jpg", "bukan foto"),
        (b"PK\x03\x04" + b"\x00" * 500, "foto.png", "bukan foto"),
        (b"MZ" + b"\x00" * 500, "surat.pdf", "bukan foto"),
        (papers.polyglot(), "surat.pdf", "bukan foto"),
        (b"%PDF-1.7 bohong", "foto.jpg", "sesudah akhir|rusak"),
        (papers.encrypted(), "surat.pdf", "dikunci"),
        (papers.with_script(), "surat.pdf", "berjalan sendiri"),
        (b"", "kosong.jpg", "“kosong.jpg” kosong"),
    ],
)
def test_receive_refuses_with_words_that_name_the_file(person, data, name, words):
    with pytest.raises(Refused, match=words) as refused:
        take(person, data, name)

    assert f"“{name}”" in refused.value.words
    assert not StoredFile.objects.exists()


def test_receive_tells_by_content_not_by_name(person):
    """A photograph called a PDF is a photograph, and is called one from now on."""
    row = take(person, pictures.jpeg(), "surat.pdf")

    assert (row.content_type, row.name) == ("image/jpeg", "surat.jpg")


def test_receive_takes_only_the_kinds_asked_for(person):
    with pytest.raises(Refused, match="adalah PDF. Foto JPEG, PNG, atau WebP, paling besar 10 MB"):
        take(person, papers.pdf(), "surat.pdf", kinds={"image"})
    with pytest.raises(Refused, match="isinya bukan PDF"):
        take(person, kinds={"pdf"})


@pytest.mark.parametrize(
    ("data", "kinds"),
    [
        (b"\xff\xd8\xff" + b"\x00" * limits.IMAGE_BYTES, {"image"}),
        (b"\xff\xd8\xff" + b"\x00" * limits.IMAGE_BYTES, {"image", "pdf"}),
        (b"%PDF-" + b"\x00" * limits.PDF_BYTES, {"pdf"}),
    ],
)
def test_receive_refuses_what_is_too_large(person, data, kinds):
    with pytest.raises(Refused, match="terlalu besar"):
        take(person, data, kinds=kinds)


def test_receive_reads_an_upload_from_its_beginning(person):
    one = upload()
    one.read()

    assert receive(one, team=person.team, by=person).width == 640


def test_receive_keeps_the_same_photograph_twice(person):
    """Two rows of one content: each may belong to another record, with other readers."""
    first, second = take(person), take(person)

    assert first.pk != second.pk
    assert first.sha256_received == second.sha256_received


def test_keep_leaves_bytes_alone(person):
    row = keep(b"isi apa saja", name="daftar.xlsx", content_type="x/y", team=person.team)

    assert (row.read(), row.name, row.uploaded_by) == (b"isi apa saja", "daftar.xlsx", None)


def test_keep_writes_bytes_before_the_row(person, monkeypatch):
    """When the row cannot be written the bytes lie there alone; the sweep finds them."""
    monkeypatch.setattr(StoredFile, "save", lambda *args, **kw: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        intake.keep(b"isi", name="a.pdf", content_type="application/pdf", team=person.team)

    assert not StoredFile.objects.exists()


@pytest.mark.parametrize(
    ("name", "content_type", "safe"),
    [
        ("Foto dermaga.jpg", "image/jpeg", "Foto dermaga.jpg"),
        ("FOTO.JPEG", "image/jpeg", "FOTO.JPEG"),
        ("surat.pdf.exe", "application/pdf", "surat.pdf.pdf"),
        ("../../etc/passwd", "image/png", "passwd.png"),
        ("..\\..\\windows\\system.ini", "image/png", "system.png"),
        ("/etc/", "image/jpeg", "berkas.jpg"),
        ("..", "image/jpeg", "berkas.jpg"),
        ("", "application/pdf", "berkas.pdf"),
        ("foto\x00.html\r\nSet-Cookie: a=b", "image/jpeg", "foto.jpg"),
        ('a"b<script>;c.jpg', "image/jpeg", "a b script c.jpg"),
        ("gpj.\u202eotof.jpg", "image/jpeg", "gpj.otof.jpg"),
        (".htaccess", "image/jpeg", "htaccess.jpg"),
        ("con..jpg", "image/jpeg", "con.jpg"),
        ("foto dermaga é 港.png", "image/png", "foto dermaga é 港.png"),
        ("laporan%2e%2e.pdf", "application/pdf", "laporan 2e 2e.pdf"),
        ("tanpa akhiran", "text/x-other", "tanpa akhiran"),
    ],
)
def test_safe_name(name, content_type, safe):
    assert safe_name(name, content_type) == safe


def test_safe_name_keeps_the_ending_of_a_very_long_one():
    name = safe_name("a" * 5000 + ".jpg", "image/jpeg")

    assert len(name) == limits.NAME_LENGTH
    assert name.endswith("aaa.jpg")
