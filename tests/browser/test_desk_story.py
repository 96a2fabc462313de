"""From a fresh report to a verified permasalahan with a disposisi: three pages, under 90 seconds.

Read and typed as a person does, at a person's speed: reading a page and every keystroke take time.
"""

import time

import pytest

from tests.browser.pages import DESK, person, picture

pytestmark = pytest.mark.browser
KABAN = "kaban.mempawah"
FRESH = (
    "SELECT code FROM incidents_incident WHERE status = 'submitted' AND kecamatan_id LIKE '61.02%%'"
    " AND summary LIKE 'Ketegangan di pelabuhan%%'"
)
# Milliseconds for a keystroke, and to look for the next thing on the page.
KEY, LOOK = 60, 700
PAGES, SECONDS = 3, 90


def test_three_pages_from_a_fresh_report_to_a_disposisi(demo, browser):
    ((code,),) = demo.rows(FRESH)
    with person(browser, demo.url, KABAN, DESK) as context:
        page = context.new_page()
        opened = []
        page.on("load", lambda loaded: opened.append(loaded.url.removeprefix(demo.url)))
        begin = time.monotonic()
        page.goto(f"/laporan/{code}/verifikasi/")
        verify(page)
        picture(page, "meja-01-verifikasi")
        go(page, "Verifikasi")
        order(page)
        picture(page, "meja-02-disposisi")
        go(page, "Kirim disposisi")
        took = time.monotonic() - begin

        assert "Camat Sungai Kunyit" in page.get_by_role("main").inner_text()
        picture(page, "meja-03-terkirim")
    assert len(opened) == PAGES, opened
    assert took < SECONDS
    ((status, title, asked),) = demo.rows(
        "SELECT i.status, c.title, d.subject FROM incidents_incident i"
        " JOIN cases_caseincident l ON l.incident_id = i.id AND l.withdrawn_at IS NULL"
        " JOIN cases_case c ON c.id = l.case_id JOIN asking_disposition d ON d.case_id = c.id"
        f" WHERE i.code = '{code}'"
    )
    assert status == "verified"
    assert title == "Kuota tenaga kerja lokal di pelabuhan"
    assert asked == "Data pencari kerja desa"


def look(page):
    page.wait_for_timeout(LOOK)


def type_in(page, label, words):
    look(page)
    field = page.get_by_label(label, exact=True)
    field.fill("")
    field.press_sequentially(words, delay=KEY)


def go(page, name):
    look(page)
    with page.expect_navigation():
        page.get_by_role("button", name=name, exact=True).click()


def verify(page):
    """The checks, what the report is worth, the letter, and a permasalahan of its own."""
    for label in ("Waktu dan tempat jelas", "Pihak disebut tanpa label suku atau agama"):
        look(page)
        page.get_by_label(label).check()
    look(page)
    page.get_by_label("Satu sumber").check()
    for label, option in (
        ("Sumber konflik", {"value": "e"}), ("Bidang", {"value": "economy"}),
        ("Kemungkinan", {"value": "3"}), ("Dampak", {"value": "2"}),
    ):  # fmt: skip
        look(page)
        page.get_by_label(label).first.select_option(**option)
    look(page)
    page.get_by_label("Buka permasalahan baru").check()
    type_in(page, "Judul permasalahan baru", "Kuota tenaga kerja lokal di pelabuhan")
    look(page)
    page.get_by_label("Beri disposisi").check()


def order(page):
    """To whom, what, until when."""
    look(page)
    page.get_by_label("Kepada").select_option(label="Sungai Kunyit")
    type_in(page, "Hal", "Data pencari kerja desa")
    type_in(page, "Isi disposisi", "Himpun daftar pencari kerja tiga desa, lalu laporkan.")
    look(page)
    page.locator("[name=within_days]").fill("5")
