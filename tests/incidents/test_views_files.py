"""Attachments of a report over HTTP: each file judged by itself, and what is refused in words."""

import pytest

from tests.files import papers, pictures
from tests.files.factories import AttachmentFactory, upload
from tests.incidents.factories import IncidentFactory
from tests.reading import words
from timdu.core import events
from timdu.files import limits
from timdu.files.models import Attachment

pytestmark = pytest.mark.django_db


@pytest.fixture
def incident(world):
    return IncidentFactory(entered_by=world.camat)


@pytest.fixture
def camat(client, world):
    client.force_login(world.camat)
    return client


def url(incident, path=""):
    return f"/laporan/{incident.code}/lampiran/{path}"


def attach(client, incident, *files):
    return client.post(url(incident), {"uploads": list(files)}, follow=True)


def standing(incident):
    return Attachment.objects.of(incident).count()


def test_a_photograph_and_a_pdf_are_attached(camat, world, incident):
    page = attach(camat, incident, upload(), upload(papers.pdf(), "surat.pdf"))

    assert "2 berkas dilampirkan." in words(page)
    assert "foto.jpg" in words(page) and "surat.pdf" in words(page)
    found = [(event.what, event.by) for event in events.chronology(incident)]
    assert found == [("file.attach", world.camat)] * 2


def test_nothing_chosen_says_so(camat, incident):
    page = camat.post(url(incident), {"csrfmiddlewaretoken": "x"})

    assert "Pilih berkas lebih dahulu." in words(page)


@pytest.mark.parametrize(
    ("name", "make", "said"),
    [
        ("bukan.jpg", lambda: b"bukan gambar", "“bukan.jpg”"),
        ("jahat.svg", lambda: b"<svg onload='alert(1)'/>", "“jahat.svg”"),
        ("kosong.jpg", lambda: b"", "kosong"),
        ("halaman.html", lambda: b"<html><script>alert(1)</script>", "“halaman.html”"),
        ("program.pdf", lambda: b"MZ\x90\x00" * 50, "“program.pdf”"),
    ],
)
def test_a_wrong_type_is_refused_by_its_content(camat, incident, name, make, said):
    page = attach(camat, incident, upload(make(), name))

    assert said in words(page)
    assert "dilampirkan." not in words(page)
    assert standing(incident) == 0


def test_one_that_is_too_big_is_refused_and_the_other_taken(camat, incident):
    big = upload(pictures.jpeg() + b"\0" * limits.IMAGE_BYTES, "besar.jpg")

    page = attach(camat, incident, big, upload())

    assert "“besar.jpg” terlalu besar. Foto JPEG, PNG, atau WebP, paling besar 10 MB." in words(
        page
    )
    assert "1 berkas dilampirkan." in words(page)
    assert standing(incident) == 1


def test_a_pdf_beyond_its_limit_is_refused(camat, incident):
    page = attach(camat, incident, upload(papers.pdf() + b"\0" * limits.PDF_BYTES, "besar.pdf"))

    assert "“besar.pdf” terlalu besar." in words(page)
    assert standing(incident) == 0


def test_the_seventh_photograph_is_refused(camat, incident):
    photographs = [upload(pictures.jpeg(64 + n, 48), f"foto {n}.jpg") for n in range(7)]

    page = attach(camat, incident, *photographs)

    assert "“foto 6.jpg” tidak dilampirkan: sudah ada 6 foto." in words(page)
    assert "6 berkas dilampirkan." in words(page)
    assert standing(incident) == 6


def test_the_same_photograph_twice_is_one_attachment(camat, incident):
    attach(camat, incident, upload())
    attach(camat, incident, upload())

    assert standing(incident) == 1


def test_a_file_is_withdrawn_with_a_reason_and_no_longer_shown(camat, world, incident):
    attach(camat, incident, upload())
    one = Attachment.objects.of(incident).get()
    without = camat.post(url(incident, f"{one.pk}/tarik/"), {"reason": " "})

    page = camat.post(
        url(incident, f"{one.pk}/tarik/"), {"reason": "Wajah anak terlihat."}, follow=True
    )

    assert "Alasan: Belum diisi." in words(without)
    assert "Lampiran ditarik." in words(page) and "Belum ada lampiran" in words(page)
    one.refresh_from_db()
    assert (one.withdrawn_by, one.withdrawn_reason) == (world.camat, "Wajah anak terlihat.")
    assert events.chronology(incident)[0].note == "Wajah anak terlihat."
    assert camat.get(f"/berkas/{one.file_id}/").status_code == 404


def test_a_file_withdrawn_already_says_so(camat, incident):
    attach(camat, incident, upload())
    one = Attachment.objects.of(incident).get()
    camat.post(url(incident, f"{one.pk}/tarik/"), {"reason": "Salah foto."})

    opened = camat.get(url(incident, f"{one.pk}/tarik/"), follow=True)
    again = camat.post(url(incident, f"{one.pk}/tarik/"), {"reason": "Lagi."}, follow=True)

    for page in (opened, again):
        assert "Lampiran ini sudah ditarik." in words(page)
    assert events.chronology(incident).count() == 2


def test_a_file_of_another_record_is_not_withdrawn_here(camat, world, incident):
    other = AttachmentFactory(added_by=world.camat)

    camat.post(url(incident, f"{other.pk}/tarik/"), {"reason": "Salah."})

    other.refresh_from_db()
    assert other.withdrawn_at is None


def test_a_colleague_does_not_withdraw_what_another_attached_and_the_desk_does(
    client, world, incident
):
    client.force_login(world.operator)
    attach(client, incident, upload())
    one = Attachment.objects.of(incident).get()

    client.force_login(world.camat)
    refused = client.post(url(incident, f"{one.pk}/tarik/"), {"reason": "Salah."})
    client.force_login(world.staff)
    done = client.post(url(incident, f"{one.pk}/tarik/"), {"reason": "Salah."}, follow=True)

    assert refused.status_code == 403
    assert "Lampiran ditarik oleh yang melampirkannya atau oleh sekretariat" in words(refused)
    assert "Lampiran ditarik." in words(done)


def test_files_may_follow_after_verification_and_not_from_strangers(client, world):
    done = IncidentFactory(entered_by=world.camat, verified=True, verified_by=world.secretary)
    client.force_login(world.camat)
    attach(client, done, upload())
    client.force_login(world.leader)

    assert client.post(url(done), {"uploads": upload()}).status_code == 403
    assert standing(done) == 1
