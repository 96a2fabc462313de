"""What scripts add to a page, and that the page works without them."""

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from tests.browser.pages import DESK, PHONE, person, sign_in
from tests.browser.table import ADMIN, CAMAT, KABID

pytestmark = pytest.mark.browser
PIECES = "/pengaturan/komponen/"


def test_leaving_asks_when_something_was_typed(demo, browser):
    asked = []
    with person(browser, demo.url, CAMAT, PHONE) as context:
        page = context.new_page()
        page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
        page.goto("/masuk/sandi/")
        page.goto("/bantuan/")
        assert asked == []

        page.goto("/masuk/sandi/")
        page.fill("#id_password1", "sesuatu")
        page.goto("/bantuan/")

    assert asked == ["beforeunload"]


def test_a_form_is_sent_once(demo, browser):
    with person(browser, demo.url, CAMAT, PHONE) as context:
        page = context.new_page()
        page.goto("/masuk/sandi/")
        sent = page.evaluate(
            """() => {
              const form = document.querySelector("main form");
              const button = form.querySelector("button[type=submit]");
              let sent = 0;
              form.addEventListener("submit", (event) => {
                if (!event.defaultPrevented) sent += 1;
                event.preventDefault();
              });
              button.click(); button.click(); button.click();
              return sent;
            }"""
        )
        button = page.locator("main form button[type=submit]")

        assert sent == 1
        assert button.get_attribute("aria-disabled") == "true"


def test_letters_are_counted(demo, browser):
    with person(browser, demo.url, KABID, DESK) as context:
        page = context.new_page()
        page.goto(PIECES)
        page.fill("#id_what", "Lima kata saja cukup di sini")

        expect(page.locator("[data-counter=id_what]")).to_have_text("28 dari 280 huruf")


def test_j_and_k_step_through_a_list(demo, browser):
    with person(browser, demo.url, KABID, DESK) as context:
        page = context.new_page()
        page.goto(PIECES)
        for key in ("j", "j", "j", "k"):
            page.keyboard.press(key)
        current = page.locator("[data-keys] [aria-current=true]")

        expect(current).to_have_count(1)
        expect(current).to_contain_text("Ketegangan di pelabuhan")
        # Whoever types a j means a j.
        page.fill("#id_what", "")
        page.locator("#id_what").press("j")
        assert page.input_value("#id_what") == "j"


def test_a_menu_closes_by_escape_and_by_a_click_elsewhere(demo, browser):
    with person(browser, demo.url, ADMIN, DESK) as context:
        page = context.new_page()
        page.goto("/kotak-masuk/")
        menu = page.locator(".topbar details.menu")
        menu.locator("summary").click()
        page.keyboard.press("Escape")
        assert menu.get_attribute("open") is None

        menu.locator("summary").click()
        page.click("h1")
        assert menu.get_attribute("open") is None


def test_the_password_can_be_seen_before_it_is_sent(demo, browser):
    with person(browser, demo.url, "", PHONE) as context:
        page = context.new_page()
        page.goto("/masuk/")
        page.click("[data-reveal]")

        assert page.get_attribute("#id_password", "type") == "text"


def test_errors_get_the_focus(demo, browser):
    with person(browser, demo.url, "", PHONE) as context:
        page = context.new_page()
        page.goto("/masuk/")
        with page.expect_navigation():
            page.click("main form button[type=submit]")

        assert page.evaluate("document.activeElement.className") == "error-summary"


def test_without_scripts_one_signs_in_finds_the_menus_and_leaves(demo, browser):
    with person(browser, demo.url, "", PHONE, scripts=False) as context:
        page = context.new_page()
        sign_in(page, CAMAT)
        page.goto("/kotak-masuk/")
        page.click(".bottom-nav details summary")
        expect(page.locator(".bottom-nav .menu-sheet a").first).to_be_visible()

        page.click(".topbar details summary")
        with page.expect_navigation():
            page.click(".topbar .menu-sheet button")

        assert urlsplit(page.url).path == "/masuk/"


def test_the_first_tab_leads_past_the_navigation(demo, browser):
    with person(browser, demo.url, KABID, DESK) as context:
        page = context.new_page()
        page.goto("/kotak-masuk/")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.textContent") == "Langsung ke isi"

        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "isi"
