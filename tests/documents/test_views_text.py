"""The text page: preview, somebody else's text meanwhile, limits; a document without its photo."""

import pytest

from tests.documents import pdf_tools, sample
from tests.documents.factories import draft, rendition_of
from tests.documents.test_pdf import picture
from tests.reading import typed, words
from tests.team.factories import TeamFactory, UserFactory
from timdu.core import events
from timdu.documents import tasks
from timdu.documents.actions import approval, drafts
from timdu.documents.models import Rendition

pytestmark = pytest.mark.django_db
BROKEN = b"\xff\xd8\xff\xe0 ini bukan gambar"


@pytest.fixture
def team():
    return TeamFactory()


@pytest.fixture
def staff(client, team):
    person = UserFactory(team=team)
    client.force_login(person)
    return person


@pytest.fixture
def document(team):
    return draft(team)


def url(document):
    return f"/dokumen/{document.pk}/naskah/"


def data(document, **changes):
    return {**document.current.passages, "version": document.current.number} | changes


def test_the_page_holds_the_stored_text(client, staff, document):
    page = client.get(url(document))

    assert typed(page, "pembuka") == document.current.passages["pembuka"]
    assert typed(page, "uraian") == "Uraian pertama.\n\n- satu\n- dua"


def test_a_text_is_saved_as_a_version_that_says_whose(client, staff, document):
    response = client.post(url(document), data(document, uraian="Baru.", save="1"), follow=True)

    document.refresh_from_db()
    assert (document.current.number, document.current.passages["uraian"]) == (2, "Baru.")
    assert "Naskah tersimpan. PDF konsep disusun ulang." in words(response)
    event = events.chronology(document)[0]
    assert (event.what, event.by, event.note) == (
        "document.edited", staff, "Uraian: naskah diubah",
    )  # fmt: skip


def test_the_preview_sets_the_text_and_saves_nothing(client, staff, document):
    sent = data(document, uraian="Satu.\n\nDua <b>tebal</b>.\n\n- butir", preview="1")

    page = client.post(url(document), sent)

    content = page.content.decode()
    assert "Susunannya nanti" in words(page) and "belum disimpan" in words(page)
    assert "<p>Satu.</p>" in content and "<li>butir</li>" in content
    assert "Dua &lt;b&gt;tebal&lt;/b&gt;." in content
    assert typed(page, "uraian") == sent["uraian"]
    assert document.versions.count() == 1


def test_somebody_saved_meanwhile_and_both_texts_are_there(client, staff, team, document):
    sent = data(document, uraian="Tulisan saya yang panjang.", save="1")
    other = UserFactory(team=team)
    drafts.edit(document, {"uraian": "Tulisan rekan."}, version_number=1, by=other)

    page = client.post(url(document), sent)

    text = words(page)
    assert "Naskah ini sudah diubah orang lain sejak Anda membukanya" in text
    assert "Tulisan saya yang panjang." in text and "Tulisan rekan." in text
    assert typed(page, "uraian") == "Tulisan saya yang panjang."
    assert "Pembuka" not in text.split("Tersimpan sekarang")[0].split("terbaru")[-1]
    document.refresh_from_db()
    assert (document.current.number, document.current.passages["uraian"]) == (2, "Tulisan rekan.")


def test_the_second_click_makes_no_second_version(client, staff, document):
    sent = data(document, uraian="Baru.", save="1")
    client.post(url(document), sent)
    page = client.post(url(document), sent)

    assert document.versions.count() == 2
    assert "Baru." in words(page)


def test_a_text_that_is_too_long_or_cannot_be_stays_typed(client, staff, document):
    for text, said in (("a" * 6001, "6000"), ("a\x00b", "Uraian: Karakter null")):
        page = client.post(url(document), data(document, uraian=text, save="1"))
        assert said in words(page)
        assert page.context["form"]["uraian"].value() == text
    assert document.versions.count() == 1


@pytest.mark.parametrize("version", ["", "x", "0", "-3", "9" * 40])
def test_a_version_that_is_none_saves_nothing(client, staff, document, version):
    page = client.post(url(document), data(document, uraian="Saya.", version=version, save="1"))

    assert page.status_code == 200
    assert typed(page, "uraian") == "Saya."
    assert document.versions.count() == 1


def test_what_was_handed_on_meanwhile_keeps_the_text_on_the_page(client, staff, team, document):
    sent = data(document, uraian="Tulisan saya.", save="1")
    approval.submit(document, by=UserFactory(team=team))

    page = client.post(url(document), sent)

    assert "tidak dapat dilakukan lagi: keadaannya sekarang “Paraf”" in words(page)
    assert typed(page, "uraian") == "Tulisan saya."
    assert document.versions.count() == 1


def test_others_do_not_write(client, team, document):
    for person, status in (("leader", 403), ("camat", 404)):
        traits = {"role": "leader"} if person == "leader" else {"kecamatan_user": True}
        client.force_login(UserFactory(team=team, **traits))
        assert client.post(url(document), data(document)).status_code == status


def with_photo(team, photo):
    sample.DATA["photo"] = True
    sample.PHOTOS["foto"] = photo
    return draft(team)


def test_a_photo_nobody_can_decode_is_left_out_and_both_say_so(client, staff, team):
    document = with_photo(team, BROKEN)

    rendition = rendition_of(document)
    assert (rendition.state, rendition.without_pictures) == ("done", True)
    data = rendition.file.read()
    assert "Foto tidak disertakan karena tidak dapat dicetak" in " ".join(
        pdf_tools.text(data).split()
    )
    assert "foto tidak disertakan karena tidak dapat dicetak" in words(
        client.get(document.get_absolute_url())
    )


def test_a_good_photo_is_drawn_and_nothing_is_said(client, staff, team):
    document = with_photo(team, picture())

    rendition = rendition_of(document)
    assert (rendition.state, rendition.without_pictures) == ("done", False)
    assert "Foto tidak disertakan" not in pdf_tools.text(rendition.file.read())
    assert "foto tidak disertakan" not in words(client.get(document.get_absolute_url()))


def test_the_same_broken_photo_gives_the_same_document(team):
    document = with_photo(team, BROKEN)
    first = rendition_of(document)
    Rendition.objects.filter(pk=first.pk).update(state="queued", attempts=0)

    tasks.render_version(first.pk)

    again = rendition_of(document)
    assert (again.pk, again.sha256, again.without_pictures) == (first.pk, first.sha256, True)
