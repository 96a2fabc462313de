"""Before sending: what may be told already is shown beside the form, and nothing waits for it."""

import pytest
from playwright.sync_api import expect

from tests.browser.pages import PHONE, person

pytestmark = pytest.mark.browser
CAMAT = "camat.sungaikunyit"
NEW, ASKED = "/laporan/baru/", "**/laporan/mirip/"
TOLD = "Nelayan Kelompok C dan Kelompok D berselisih di tambatan perahu, jaring disita."
HEADING = "Mungkin sudah dilaporkan"
# What is asked goes out and never comes back; the worker before the page hides it from `route`.
SILENT = """() => {
  const real = window.fetch;
  window.unanswered = 0;
  window.fetch = (to, ...rest) => {
    if (!String(to).includes("/laporan/mirip/")) return real(to, ...rest);
    window.unanswered += 1;
    return new Promise(() => {});
  };
}"""


def fill(page, words=TOLD):
    page.get_by_label("Apa yang terjadi?").fill(words)
    page.get_by_label("Desa atau kelurahan").select_option(label="Sungai Kunyit Laut")
    # The last answer is left, as a finger leaves it for the next one.
    page.get_by_label("Apa yang terjadi?").press("Tab")


def press(page):
    with page.expect_navigation():
        page.get_by_role("button", name="Kirim laporan").click()


def send(page):
    page.goto(NEW)
    fill(page)
    press(page)


@pytest.fixture
def camat(demo, browser):
    with person(browser, demo.url, CAMAT, PHONE) as context:
        yield context.new_page()


def test_what_was_told_already_is_shown_and_sending_stays_possible(camat):
    send(camat)
    camat.goto(NEW)
    fill(camat, f"{TOLD} Malam ini.")
    expect(camat.get_by_role("heading", name=HEADING)).to_be_visible()
    assert "kata sama" in camat.locator("[data-alike-here]").inner_text()

    press(camat)
    assert "/laporan/TDU-" in camat.url


def test_other_words_show_nothing(camat):
    send(camat)
    camat.goto(NEW)
    with camat.expect_response(ASKED):
        fill(camat, "Pencurian ternak membuat warga saling curiga.")

    expect(camat.get_by_role("heading", name=HEADING)).to_have_count(0)


def test_a_server_that_does_not_answer_holds_nothing_up(camat):
    send(camat)
    camat.goto(NEW)
    camat.evaluate(SILENT)
    fill(camat, f"{TOLD} Pagi ini.")
    camat.wait_for_function("() => window.unanswered === 1")
    press(camat)

    assert "/laporan/TDU-" in camat.url


def test_an_answer_that_is_no_advice_is_left_alone(camat):
    camat.goto(NEW)
    camat.route(ASKED, lambda route: route.fulfill(status=500, body="<h1>rusak</h1>"))
    with camat.expect_response(ASKED):
        fill(camat)

    expect(camat.locator("[data-alike-here]")).to_be_empty()
