"""The way of one report: at once with signal, by itself when there is signal again."""

import pytest
from playwright.sync_api import expect

from tests.offline import phone

pytestmark = pytest.mark.browser


def test_a_report_goes_out_at_once_where_there_is_signal(make_phone, site):
    words = "Satu kabar dengan sinyal."
    _, page = make_phone()
    phone.write(page, words)

    with page.expect_navigation(url="**/terkirim/"):
        phone.press(page)

    (item,) = phone.store(page, "items")
    assert [(item["code"], item["hash"], phone.CAMAT)] == phone.arrived(site, words)
    assert item["state"] == "sent" and "fields" not in item and "title" not in item


def test_without_signal_it_is_kept_and_goes_out_by_itself(make_phone, site):
    words = "Satu kabar tanpa sinyal."
    context, page = make_phone()
    context.set_offline(True)
    page.goto("/laporan/baru/")
    phone.fill(page, words, very_urgent=True)
    phone.press(page)
    page.get_by_role("heading", name="Tersimpan di ponsel").wait_for()
    page.goto("/")
    page.get_by_text("Halaman yang Anda buka perlu sinyal.").wait_for()
    expect(page.get_by_text(words)).to_be_visible()
    expect(page.locator("[data-count=waiting] strong")).to_have_text("1")
    assert phone.arrived(site, words) == []

    context.set_offline(False)
    phone.kept(page, "sent")

    assert len(phone.arrived(site, words)) == 1
    page.goto("/")
    expect(page.locator("[data-outbox] [data-count=sent] strong")).to_have_text("1")


def test_without_scripts_the_form_is_sent_as_ever(browser, line, site, cookies):
    words = "Satu kabar tanpa skrip."
    context = phone.taken_out(browser, line.url, java_script_enabled=False)
    context.add_cookies(cookies(phone.CAMAT))
    page = context.new_page()
    page.goto("/laporan/baru/")
    phone.fill(page, words)
    with page.expect_navigation(url="**/terkirim/"):
        phone.press(page)
    context.close()

    assert len(phone.arrived(site, words)) == 1
