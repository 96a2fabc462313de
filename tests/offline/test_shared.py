"""What another application hands over becomes a draft: without signal, and of nobody else."""

import base64

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from incidents.models import Incident
from tests.offline import phone
from tests.offline.test_photos import photograph
from timdu.files.models import Upload

browser_test = pytest.mark.browser
# What a telephone does when the person picks Timdu in the list of "Bagikan".
SHARE = """([text, photos]) => {
  const form = document.createElement("form");
  Object.assign(form, {method: "post", action: "/bagikan/", enctype: "multipart/form-data"});
  const input = (type, name) => Object.assign(document.createElement("input"), {type, name});
  form.append(Object.assign(input("text", "text"), {value: text}));
  const transfer = new DataTransfer();
  for (const [name, bytes] of photos) {
    const content = Uint8Array.from(atob(bytes), (one) => one.charCodeAt(0));
    transfer.items.add(new File([content], name, {type: "image/jpeg"}));
  }
  form.append(Object.assign(input("file", "photos"), {multiple: true}));
  form.lastChild.files = transfer.files;
  document.body.append(form);
  form.submit();
}"""


def share(page, text, *photos):
    encoded = [[one["name"], base64.b64encode(one["buffer"]).decode()] for one in photos]
    page.evaluate(SHARE, [text, encoded])


def summary(page):
    return page.get_by_label("Apa yang terjadi?")


def open_draft(page, context, cookies, who, uuid):
    """The address of a draft, opened by somebody on this phone."""
    context.clear_cookies()
    context.add_cookies(cookies(who))
    page.goto(f"/laporan/baru/?draf={uuid}")


def shows_the_whole(page, words):
    """The sentence stands in its field, the rest of a long text beside it, the photograph below."""
    page.get_by_text("Ini dibagikan dari aplikasi lain.").wait_for()
    page.get_by_text("1 berkas").wait_for()
    assert summary(page).input_value().startswith(words)
    assert len(summary(page).input_value()) <= 280
    page.get_by_text("Teks lengkap, lebih dari 280 huruf").click()
    assert page.locator("[data-text]").inner_text().count("Keterangan") == 20


@browser_test
def test_shared_without_signal_it_is_a_draft_of_who_is_here_and_of_nobody_else(
    make_phone, site, line, cookies
):
    words = "Warga menutup jalan ke pelabuhan."
    context, page = make_phone()
    line.is_down = True

    share(page, f"{words} {'Keterangan panjang. ' * 20}", photograph(7))

    page.wait_for_url("**/laporan/baru/?draf=*")
    shows_the_whole(page, words)
    (draft,) = phone.store(page, "drafts")
    line.is_down = False
    open_draft(page, context, cookies, phone.OPERATOR, draft["uuid"])
    # As far as the form ever comes for them: it has kept the list of desa.
    page.wait_for_function(LEARNED)
    page.get_by_text("Draf itu tidak ada di sini").wait_for()
    assert summary(page).input_value() == ""
    assert page.get_by_text("Ini dibagikan dari aplikasi lain.").is_hidden()
    open_draft(page, context, cookies, phone.CAMAT, draft["uuid"])
    shows_the_whole(page, words)
    summary(page).fill(words)
    page.get_by_label("Desa atau kelurahan").select_option(label=phone.DESA)
    with page.expect_navigation(url="**/terkirim/"):
        phone.press(page)

    assert [row[2] for row in phone.arrived(site, words)] == [phone.CAMAT]


@browser_test
def test_shared_while_somebody_elses_session_ended_it_is_theirs_who_sign_in_now(make_phone):
    words = "Pesan yang dibagikan orang kedua."
    context, page = make_phone()
    first = page.locator("body").get_attribute("data-account")
    context.clear_cookies()

    share(page, words)
    page.wait_for_url("**/masuk/?next=**")
    phone.fill_in(page, phone.OPERATOR)

    page.get_by_text("Ini dibagikan dari aplikasi lain.").wait_for()
    assert summary(page).input_value() == words
    assert first not in {one["account"] for one in phone.store(page, "drafts")}


@browser_test
def test_shared_before_anybody_signed_in_waits_for_the_sign_in_of_this_window(make_phone):
    words = "Pesan yang dibagikan sebelum masuk."
    context, page = make_phone()
    context.clear_cookies()
    page.goto("/kotak-keluar/")
    page.evaluate(FORGET)

    share(page, words)
    page.wait_for_url("**/masuk/?next=**")
    assert phone.store(page, "drafts") == []
    phone.fill_in(page, phone.OPERATOR)

    page.get_by_text("Ini dibagikan dari aplikasi lain.").wait_for()
    assert summary(page).input_value() == words
    (draft,) = phone.store(page, "drafts")
    account = page.locator("body").get_attribute("data-account")
    assert draft["account"] == account


# Whoever's form it is, it is ready once it has learnt from the page.
LEARNED = """() => new Promise((done) => {
  const opening = indexedDB.open("timdu");
  opening.onsuccess = () => {
    const { account } = document.body.dataset;
    const known = opening.result.transaction("kept").objectStore("kept").get(account);
    known.onsuccess = () => {
      opening.result.close();
      done(Boolean(known.result));
    };
  };
})"""
# Signing out, as far as the phone's own memory goes.
FORGET = "() => localStorage.clear()"


@pytest.mark.django_db
def test_without_a_worker_the_text_is_shown_and_nothing_is_stored(client, world):
    words = "Pesan <b>dari</b> grup kecamatan."

    def handed_over():
        picture = SimpleUploadedFile("foto.jpg", b"gambar", "image/jpeg")
        answer = client.post("/bagikan/", {"text": words, "photos": picture})
        return answer.content.decode()

    nobody = handed_over()
    client.force_login(world.observer)
    reader = handed_over()
    client.force_login(world.camat)
    camat = handed_over()

    shown = "Pesan &lt;b&gt;dari&lt;/b&gt; grup kecamatan."
    assert all(shown in page for page in (nobody, reader, camat))
    assert "Masuk dulu" in nobody and "Akun ini tidak mengirim laporan." in reader
    assert "foto tidak terbawa" in nobody and "foto tidak terbawa" in camat
    assert 'id="kabar-awal"' in camat and 'action="/laporan/baru/"' in camat
    assert not Incident.objects.exists() and not Upload.objects.exists()
