"""Choosing photographs and places, with scripts and without."""

import re
from io import BytesIO

import pytest
from PIL import Image
from playwright.sync_api import expect

from tests.browser.pages import DESK, PHONE, person
from tests.browser.table import CAMAT, KABID
from tests.files import pictures

pytestmark = pytest.mark.browser
NEW = "/laporan/baru/"
CHOSEN = "[...document.querySelector('[name=photos]').files].map(({name, size}) => ({name, size}))"


def photograph(name, width=4000, height=3000):
    data = pictures.jpeg(width, height, quality=95)
    return {"name": name, "mimeType": "image/jpeg", "buffer": data}


def test_photographs_are_shrunk_and_gathered_on_the_phone(demo, browser):
    with person(browser, demo.url, CAMAT, PHONE) as context:
        page = context.new_page()
        page.goto(NEW)
        large = photograph("satu.jpg")
        page.set_input_files("[name=photos]", [large])
        page.wait_for_selector("text=1 berkas")
        page.set_input_files("[name=photos]", [photograph("dua.jpg", 300, 200)])
        page.wait_for_selector("text=2 berkas")
        chosen = page.evaluate(CHOSEN)
        page.click("[aria-label='Buang satu.jpg']")

        assert [one["name"] for one in chosen] == ["satu.jpg", "dua.jpg"]
        assert chosen[0]["size"] < len(large["buffer"]) / 3
        assert [one["name"] for one in page.evaluate(CHOSEN)] == ["dua.jpg"]


def test_what_is_no_photograph_is_left_as_it_is(demo, browser):
    with person(browser, demo.url, CAMAT, PHONE) as context:
        page = context.new_page()
        page.goto(NEW)
        odd = {"name": "aneh.jpg", "mimeType": "image/jpeg", "buffer": b"<html>"}
        page.set_input_files("[name=photos]", [odd])
        page.wait_for_selector("text=1 berkas")

        assert page.evaluate(CHOSEN) == [{"name": "aneh.jpg", "size": 6}]


def test_a_place_is_found_while_typing(demo, browser):
    with person(browser, demo.url, KABID, DESK) as context:
        page = context.new_page()
        page.goto(NEW)
        page.locator("[name=place_cari]").press_sequentially("kunyit l", delay=40)
        labels = page.locator("label", has=page.locator("xpath=../input[@name='place']"))
        # What was found for the first letters stands there until the last word's answer is in.
        expect(labels).to_have_count(1)

        assert [re.sub(r"\s+", " ", text) for text in labels.all_inner_texts()] == [
            "Sungai Kunyit Laut desa, Kec. Sungai Kunyit"
        ]


def test_places_and_photographs_are_chosen_without_scripts(demo, browser):
    with person(browser, demo.url, KABID, DESK, scripts=False) as context:
        page = context.new_page()
        page.goto(NEW)
        page.fill("[name=place_cari]", "kunyit")
        page.set_input_files("[name=photos]", [photograph("satu.jpg", 900, 600)])
        page.click("button[name=place_tombol]")

        expect(page.locator("input[name=place]")).to_have_count(4)
        held = page.locator("[name=photos_terpilih]")
        expect(held).to_be_checked()
        source = page.locator(".file-thumb").first.get_attribute("src")
        small = context.request.get(source)
        assert Image.open(BytesIO(small.body())).size == (320, 213)
