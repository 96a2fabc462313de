"""Who is who on one phone: sessions that end, people who leave, somebody else who comes."""

import pytest
from playwright.sync_api import expect

from tests.offline import phone

pytestmark = pytest.mark.browser


def wait_unsent(page, line, words):
    """A report that is kept and cannot go out."""
    phone.write(page, words)
    line.is_down = True
    phone.press(page)
    page.get_by_role("heading", name="Tersimpan di ponsel").wait_for()
    line.is_down = False


def test_a_session_that_ended_keeps_the_queue_and_sends_after_signing_in(make_phone, site, line):
    words = "Kabar sesudah sesi berakhir."
    context, page = make_phone()
    wait_unsent(page, line, words)
    context.clear_cookies()

    page.goto("/kotak-keluar/")
    way_in = page.get_by_role("link", name="Masuk untuk mengirim")
    way_in.wait_for()
    expect(page.get_by_text(words)).to_be_visible()
    assert phone.arrived(site, words) == []
    way_in.click()
    page.fill("#id_login", phone.CAMAT)
    page.fill("#id_password", phone.PASSWORD)
    page.locator("main form button[type=submit]").first.click()
    phone.kept(page, "sent")

    assert len(phone.arrived(site, words)) == 1


def sign_out(page):
    """Through the menu of the account."""
    page.locator(".topbar details.menu summary").click()
    page.locator(".topbar .menu-sheet button").click()


def test_signing_out_with_something_unsent_asks(make_phone, line):
    _, page = make_phone()
    wait_unsent(page, line, "Kabar yang hampir ditinggal.")
    line.break_next("GET", "/kiriman/saya/", *["before"] * 20)
    page.goto("/kotak-masuk/")

    sign_out(page)
    question = page.get_by_role("dialog")
    assert "1\N{NO-BREAK SPACE}laporan" in question.get_by_role("heading").inner_text()
    question.get_by_role("button", name="Jangan keluar dulu").click()

    assert "/kotak-masuk/" in page.url
    line.mend()
    phone.kept(page, "sent", trying=True)


def test_who_comes_next_sees_and_sends_nothing_of_who_left(make_phone, site, line):
    words = "Kabar yang ditinggal keluar."
    context, page = make_phone()
    # A session of its own: it ends here.
    context.clear_cookies()
    phone.sign_in(page, phone.CAMAT)
    wait_unsent(page, line, words)
    line.break_next("GET", "/kiriman/saya/", *["before"] * 20)
    page.goto("/kotak-masuk/")
    sign_out(page)
    with page.expect_navigation(url="**/masuk/**"):
        page.get_by_role("button", name="Keluar, kirim nanti").click()
    line.mend()

    page.goto("/kotak-keluar/")
    page.get_by_text("Tidak ada yang masuk di ponsel ini.").wait_for()
    assert words not in page.content()
    phone.sign_in(page, phone.OPERATOR)
    page.goto("/kotak-keluar/")
    page.get_by_text("Tidak ada yang menunggu.").wait_for()
    assert words not in page.content()
    assert phone.arrived(site, words) == []
    sign_out(page)
    page.wait_for_url("**/masuk/**")
    phone.sign_in(page, phone.CAMAT)
    page.goto("/kotak-keluar/")
    phone.kept(page, "sent", trying=True)

    assert [row[2] for row in phone.arrived(site, words)] == [phone.CAMAT]


def test_what_the_server_refuses_comes_back_to_the_form_with_its_reason(make_phone, site):
    words = "Kabar dari waktu yang belum tiba."
    _, page = make_phone()
    phone.write(page, words)
    page.get_by_label("Waktu lain").check()
    page.get_by_label("Tanggal dan jam kejadian").fill("2050-01-01T10:00")

    with page.expect_navigation(url="**/laporan/baru/?draf=*"):
        phone.press(page)

    page.get_by_text("Waktu ini belum tiba.").wait_for()
    assert page.get_by_label("Apa yang terjadi?").input_value() == words
    page.get_by_label("Baru saja").check()
    with page.expect_navigation(url="**/terkirim/"):
        phone.press(page)
    assert len(phone.arrived(site, words)) == 1


def test_other_content_under_a_key_that_was_sent_is_a_choice_not_a_loss(make_phone, site):
    first, second = "Kabar pertama di bawah satu kunci.", "Kabar kedua di bawah satu kunci."
    _, page = make_phone()
    phone.write(page, first)
    key = page.locator("[name=client_uuid]").input_value()
    # Sent past the phone, as a form without scripts would be.
    page.evaluate("() => document.querySelector('#kabar-awal').submit()")
    page.wait_for_url("**/terkirim/")
    phone.write(page, second)
    page.evaluate("(key) => { document.querySelector('[name=client_uuid]').value = key; }", key)

    with page.expect_navigation(url="**/kotak-keluar/"):
        phone.press(page)

    page.get_by_role("button", name="Kirim sebagai laporan lain").click()
    page.wait_for_url("**/laporan/baru/?draf=*")
    page.wait_for_function("() => document.querySelector('#id_summary').value !== ''")
    with page.expect_navigation(url="**/terkirim/"):
        phone.press(page)
    assert len(phone.arrived(site, first)) == len(phone.arrived(site, second)) == 1
