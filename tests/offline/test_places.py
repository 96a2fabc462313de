"""A place that is searched for: chosen, left, chosen anew; the search itself sends nothing."""

import time

import pytest
from playwright.sync_api import expect

from tests.offline import phone
from tests.offline.test_kinds import reported, send

pytestmark = pytest.mark.browser
FIRST, LAST = "Sungai Kunyit Laut", "Sungai Kunyit Dalam"


def find(page, name):
    """Search while typing, search again with the button, and choose what was found."""
    found = page.locator("[id$=more_place_hasil] label").filter(has_text=name)
    page.locator("[name=more_place_cari]").fill(name)
    found.wait_for()
    # What the button finds takes the place of what stood there.
    found.evaluate("(label) => label.setAttribute('data-old', '')")
    page.locator("[name=more_place_tombol]").click()
    page.locator("[data-old]").wait_for(state="detached")
    found.click()


def opened(page, code):
    page.goto(f"/laporan/{code}/lengkapi/")
    part = page.locator("#bagian-place")
    if part.get_attribute("open") is None:
        part.locator("summary").first.click()


def wait_kept(page):
    """Until the draft on the phone knows what was chosen."""
    end = time.monotonic() + phone.PATIENCE
    while not any(name == "more_place" and value for name, value in drafted(page)):
        assert time.monotonic() < end
        page.wait_for_timeout(40)


def drafted(page):
    return [pair for draft in phone.store(page, "drafts") for pair in draft["fields"]]


def test_the_place_chosen_last_is_the_one_that_is_sent(make_phone, site):
    _, page = make_phone()
    code = reported(page, site, "Kabar dari dua desa.")
    opened(page, code)
    find(page, FIRST)
    wait_kept(page)
    assert [one for one in phone.store(page, "items") if one["kind"] == "lengkapi"] == []

    # The words of the search come back with the draft, and it answers once more.
    with page.expect_response(lambda answer: "/wilayah/" in answer.url) as searched:
        opened(page, code)
    page.get_by_text("Draf dari ponsel dibuka lagi").wait_for()
    searched.value.finished()
    page.wait_for_timeout(300)
    chosen = page.locator("#bagian-place .form-check").filter(has_text=FIRST)
    expect(chosen.locator("[name=more_place]")).to_be_checked()
    find(page, LAST)
    send(page, "Kirim kelengkapan")
    page.wait_for_url("**/kiriman/**")

    sql = (
        "SELECT w.name FROM incidents_incidentplace p JOIN incidents_incident i ON"
        " i.id = p.incident_id JOIN wilayah_wilayah w ON w.code = p.place_id WHERE i.code = %s"
    )
    assert site.rows(sql, code) == [(LAST,)]
