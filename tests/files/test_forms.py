"""The field for several files: limits stated, what was chosen shown again."""

from uuid import uuid4

import pytest
from django import forms
from django.core.files.uploadhandler import MemoryFileUploadHandler
from django.http import QueryDict
from django.test import RequestFactory
from django.utils.datastructures import MultiValueDict

from tests.files import pictures
from tests.files.factories import StoredFileFactory, upload
from tests.team.factories import UserFactory
from timdu.files import actions, limits
from timdu.files.forms import FilesField, show_held
from timdu.files.uploads import CappedUpload


class ReportForm(forms.Form):
    summary = forms.CharField()
    photos = FilesField(label="Foto", required=False)


class PaperForm(forms.Form):
    papers = FilesField(label="Foto atau PDF", kinds=("image", "pdf"))


def drawn(field):
    """The field as HTML, without the line breaks between attributes."""
    return " ".join(str(field).split())


def filled(summary, *files, held=()):
    data = QueryDict(mutable=True)
    data["summary"] = summary
    data.setlist("photos_terpilih", [str(key) for key in held])
    return ReportForm(data, MultiValueDict({"photos": list(files)}))


def test_limits_are_stated_before_they_are_hit():
    assert ReportForm().fields["photos"].help_text == (
        "Foto JPEG, PNG, atau WebP, paling besar 10 MB. Paling banyak 6 foto."
    )
    assert PaperForm().fields["papers"].help_text == (
        "Foto JPEG, PNG, atau WebP, paling besar 10 MB. PDF tanpa kata sandi, paling besar 20 MB. "
        "Paling banyak 6 foto dan 12 PDF."
    )


def test_the_picker_offers_several_of_the_right_kind():
    page = drawn(PaperForm()["papers"])

    assert '<input type="file" name="papers"' in page
    assert 'accept="image/jpeg,image/png,image/webp,application/pdf"' in page
    assert " multiple" in page
    assert " required" in page


def test_clean_returns_every_file_judged_or_not():
    files = [upload(b"<html>", "jebakan.jpg"), upload()]

    form = filled("Ada", *files)

    assert form.is_valid()
    assert form.cleaned_data["photos"] == files


def test_clean_without_files():
    assert filled("Ada").is_valid()
    assert PaperForm({}, {}).errors == {"papers": ["Pilih berkas lebih dahulu."]}


def test_clean_adds_what_was_held():
    key, one = uuid4(), upload()

    form = filled("Ada", one, held=[key, "bukan kunci", "' OR 1=1"])

    assert form.is_valid()
    assert form.cleaned_data["photos"] == [key, one]


@pytest.mark.django_db
def test_a_form_that_comes_back_shows_what_was_chosen():
    person = UserFactory()
    form = filled("", upload(name="dermaga <b>.jpg"), upload(b"rusak", "putus.jpg"))
    assert not form.is_valid()

    taken = actions.hold(form.cleaned_data["photos"], team=person.team, by=person)
    show_held(form, "photos", taken)

    page, key = drawn(form["photos"]), taken.files[0].pk
    assert f'type="checkbox" name="photos_terpilih" id="photos_terpilih-{key}"' in page
    assert f'src="/berkas/{key}/kecil/"' in page
    assert "dermaga b.jpg" in page
    assert list(form.errors) == ["summary", "photos"]
    assert "“putus.jpg” tidak dapat diterima" in form.errors["photos"][0]


@pytest.mark.django_db
def test_a_required_field_is_content_with_what_was_held():
    form = PaperForm(QueryDict(f"papers_terpilih={uuid4()}"), MultiValueDict())
    assert form.is_valid()

    show_held(form, "papers", actions.Taken([StoredFileFactory()]))

    assert " required" not in drawn(form["papers"])


@pytest.fixture
def send():
    """Send a form with files; what the server wrote down of them is closed afterwards."""
    requests = []

    def post(**files):
        request = RequestFactory().post("/", {"summary": "Isinya tetap utuh", **files})
        request.upload_handlers = [CappedUpload(request)]
        requests.append(request)
        return request

    yield post
    for request in requests:
        request.close()


def test_a_file_too_large_stops_itself_and_nothing_else(send, monkeypatch):
    monkeypatch.setattr(limits, "PDF_BYTES", 100_000)
    large = upload(b"x" * 500_000, "besar.pdf")

    request = send(besar=large, kecil=upload(b"y" * 1000, "kecil.pdf"))

    assert request.POST["summary"] == "Isinya tetap utuh"
    assert request.FILES["besar"].size == 500_000
    assert len(request.FILES["besar"].read()) <= 100_000 + MemoryFileUploadHandler.chunk_size
    assert request.FILES["kecil"].read() == b"y" * 1000


def test_a_file_within_the_limit_arrives_whole(send):
    data = pictures.jpeg(3000, 2000)

    assert send(foto=upload(data)).FILES["foto"].read() == data
