"""Photographs follow the text in pieces, over a bad line, and the person sees which came."""

import io
import random
import re
import time

import pytest
from PIL import Image, ImageChops

from tests.offline import phone
from tests.offline.proxy import PLACES
from tests.settings import FULL

pytestmark = pytest.mark.browser
KILOBIT = 125
PATCH, POST = ("PATCH", "/kiriman/berkas/"), ("POST", "/kiriman/berkas/")


def photograph(seed, size=(1200, 900), quality=90):
    """A JPEG with enough in it that it does not shrink to nothing."""
    dice = random.Random(seed)
    small = Image.frombytes("RGB", (240, 180), dice.randbytes(240 * 180 * 3))
    file = io.BytesIO()
    small.resize(size, Image.Resampling.BICUBIC).save(file, "JPEG", quality=quality)
    return {"name": f"foto-{seed}.jpg", "mimeType": "image/jpeg", "buffer": file.getvalue()}


def attached(site, words):
    """The received hashes of the photographs that hang on the report."""
    return site.rows(
        "SELECT f.sha256_received FROM files_attachment a"
        " JOIN files_storedfile f ON f.id = a.file_id"
        " JOIN incidents_incident i ON i.id::text = a.object_id::text"
        " JOIN django_content_type c ON c.id = a.content_type_id AND c.model = 'incident'"
        " WHERE i.summary = %s",
        words,
    )


def add(page, *photos):
    page.locator("input[type=file]").set_input_files(list(photos))
    page.get_by_text(f"{len(photos)} berkas").wait_for()


def all_came(page, site, words, count):
    """Wait until the phone has nothing left and the server has them all."""
    end = time.monotonic() + phone.PATIENCE * (20 if FULL else 2)
    while phone.store(page, "photos"):
        assert time.monotonic() < end, [
            (one["name"], one.get("offset"), one["state"]) for one in phone.store(page, "photos")
        ]
        phone.try_again(page)
        page.wait_for_timeout(100)
    assert len(attached(site, words)) == count


def test_the_text_is_there_before_the_photographs_and_they_follow_through_cuts(
    make_phone, site, line
):
    words = "Kabar dengan dua foto lewat sinyal buruk."
    _, page = make_phone()
    phone.write(page, words)
    add(page, photograph(1), photograph(2))
    line.break_next(*POST, *PLACES)
    line.break_next(*PATCH, *(2 * PLACES))

    with page.expect_navigation(url="**/terkirim/"):
        phone.press(page)

    assert len(phone.arrived(site, words)) == 1
    assert attached(site, words) == []
    page.goto("/kotak-keluar/")
    page.get_by_text("Menyusul: foto-1.jpg").wait_for()
    all_came(page, site, words, 2)
    (item,) = phone.store(page, "items")
    assert (item["arrived"], sorted(item["came"])) == (2, ["foto-1.jpg", "foto-2.jpg"])
    assert len({row[0] for row in attached(site, words)}) == 2


def test_a_photograph_that_is_none_is_said_and_holds_nothing_up(make_phone, site):
    words = "Kabar dengan berkas yang bukan foto."
    _, page = make_phone()
    phone.write(page, words)
    broken = {"name": "rusak.jpg", "mimeType": "image/jpeg", "buffer": b"bukan foto" * 50}
    add(page, broken, photograph(3))

    with page.expect_navigation(url="**/terkirim/"):
        phone.press(page)

    page.goto("/kotak-keluar/")
    page.get_by_text("Foto rusak.jpg").wait_for()
    page.on("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Buang foto: Foto rusak.jpg").click()
    all_came(page, site, words, 1)


def large(seed):
    """A photograph of a telephone: twelve megapixels, with the grain that makes it heavy."""
    grain = Image.effect_noise((4000, 3000), 20)
    picture = Image.radial_gradient("L").resize(grain.size)
    file = io.BytesIO()
    image = Image.merge("RGB", [picture, grain, ImageChops.add(picture, grain, scale=2)])
    image.save(file, "JPEG", quality=97)
    assert file.tell() >= 8_000_000
    return {"name": f"foto-{seed}.jpg", "mimeType": "image/jpeg", "buffer": file.getvalue()}


def says_which(page):
    """Which photograph is on its way and how far, and which has come."""
    page.get_by_text(re.compile(r"Menyusul: foto-4.jpg \(\d+.%\), foto-5.jpg")).wait_for(
        timeout=120_000
    )
    page.get_by_text(re.compile(r"Sampai: foto-4.jpg. Menyusul: foto-5.jpg")).wait_for(
        timeout=600_000
    )


@pytest.mark.skipif(not FULL, reason="minutes at the pace of one bar of signal: the full run")
def test_three_large_photographs_at_64_kbit(make_phone, site, line):
    words = "Kabar dengan tiga foto besar pada 64 kbit/s."
    _, page = make_phone()
    phone.write(page, words)
    chosen = [large(seed) for seed in (4, 5, 6)]
    line.rate = 64 * KILOBIT
    line.break_next(*PATCH, None, "during", None, "after", None, "before")
    page.locator("input[type=file]").set_input_files(chosen)
    began = time.monotonic()

    # Pressed while they are still being made smaller.
    phone.press(page)
    while not phone.store(page, "items"):
        page.wait_for_timeout(50)
    queued = time.monotonic() - began
    photos = phone.store(page, "photos")
    while not phone.arrived(site, words):
        page.wait_for_timeout(100)
    text = time.monotonic() - began
    page.goto("/kotak-keluar/")
    says_which(page)
    all_came(page, site, words, 3)
    total = time.monotonic() - began

    assert [one["name"] for one in photos] == ["foto-4.jpg", "foto-5.jpg", "foto-6.jpg"]
    sizes = [len(one["buffer"]) for one in chosen]
    print(f"{sizes=} {queued=:.1f} {text=:.1f} {total=:.0f}")
    assert queued < 10
    assert text < 10
