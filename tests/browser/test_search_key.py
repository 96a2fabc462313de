"""The "/" key leads to the search, and is a sign like any other where one types."""

import pytest
from playwright.sync_api import expect

from tests.browser.pages import DESK, PHONE, person
from tests.browser.table import CAMAT, STAFF

pytestmark = pytest.mark.browser
HEAD, OWN = "input[data-search-key]", "main input[type=search]"


def press(page, keys="/"):
    page.keyboard.press(keys)


def test_from_anywhere_it_leads_to_the_search_of_the_head(demo, browser):
    with person(browser, demo.url, STAFF, DESK) as context:
        page = context.new_page()
        page.goto("/permasalahan/")
        press(page)
        field = page.locator(HEAD)

        expect(field).to_be_focused()
        expect(field).to_have_value("")
        page.keyboard.type("12/2026")
        expect(field).to_have_value("12/2026")

        # What stands there is chosen whole, ready to be written over.
        page.locator("h1").click()
        press(page)
        page.keyboard.type("pelabuhan")
        expect(field).to_have_value("pelabuhan")
        page.keyboard.press("Enter")
        page.wait_for_url("**/cari/?**")


def test_a_page_with_a_search_of_its_own_comes_first(demo, browser):
    with person(browser, demo.url, STAFF, DESK) as context:
        page = context.new_page()
        page.goto("/bantuan/")
        press(page)

        expect(page.locator(OWN)).to_be_focused()


@pytest.mark.parametrize(
    ("address", "field"),
    [
        ("/permasalahan/baru/", "[name=title]"),
        ("/kegiatan/baru/", "textarea[name=about]"),
        ("/permasalahan/", "form.filters [name=q]"),
    ],
)
def test_in_a_field_it_is_typed(demo, browser, address, field):
    with person(browser, demo.url, STAFF, DESK) as context:
        page = context.new_page()
        page.goto(address)
        typed = page.locator(field).first
        typed.fill("")
        typed.focus()
        page.keyboard.type("RT 04/02")

        expect(typed).to_be_focused()
        expect(typed).to_have_value("RT 04/02")


@pytest.mark.parametrize("keys", ["Control+/", "Alt+/", "Meta+/"])
def test_with_another_key_it_is_the_browsers(demo, browser, keys):
    with person(browser, demo.url, STAFF, DESK) as context:
        page = context.new_page()
        page.goto("/permasalahan/")
        press(page, keys)

        expect(page.locator(HEAD)).not_to_be_focused()


def test_where_no_field_is_shown_it_does_nothing(demo, browser):
    """On a phone the head has a way to the page of the search in the place of its field."""
    with person(browser, demo.url, CAMAT, PHONE) as context:
        page = context.new_page()
        page.goto("/permasalahan/")
        before = page.url
        press(page)

        assert page.url == before
        expect(page.locator("body")).to_be_focused()
