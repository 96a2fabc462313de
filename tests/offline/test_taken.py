"""What a photograph says of where and when: asked, and sent only where the person agreed."""

import datetime as dt
import io
import re
import time

import pytest
from PIL import Image

from tests.offline import phone

pytestmark = pytest.mark.browser
POINT = ("-0.359306", "108.970069")
ZONE = dt.timezone(dt.timedelta(hours=7))
# The reader of photographs among what the worker keeps.
READER = """async () => {
  const [name] = await caches.keys();
  const kept = await (await caches.open(name)).keys();
  return kept.filter(({ url }) => url.includes("exif-reader")).length;
}"""
# Of the tag groups of a photograph: taken when, with which offset, where.
TIMES, PLACES = 0x8769, 0x8825


def photograph(name, at, place=True, side=900):
    """A picture as a telephone's camera makes it: it knows when, and where."""
    image = Image.radial_gradient("L").resize((side, side)).convert("RGB")
    facts = image.getexif()
    facts.get_ifd(TIMES).update({0x9003: f"{at:%Y:%m:%d %H:%M:%S}"})
    if place:
        facts.get_ifd(PLACES).update(
            {1: "S", 2: (0.0, 21.0, 33.5), 3: "E", 4: (108.0, 58.0, 12.25)}
        )
    file = io.BytesIO()
    image.save(file, "JPEG", exif=facts, quality=100)
    return {"name": name, "mimeType": "image/jpeg", "buffer": file.getvalue()}


def broken(at):
    """One whose facts were cut and overwritten on their way."""
    whole = photograph("rusak.jpg", at)
    cut = re.sub(rb"(?s)(Exif\0\0.{20}).*", rb"\1" + b"\xff" * 500, whole["buffer"])
    return {**whole, "buffer": cut}


def choose(page, *photos):
    page.locator("input[type=file]").set_input_files(list(photos))
    page.get_by_text(f"{len(photos)} berkas").wait_for()


def kept_with_its_point(page):
    """Wait for the draft as it is typed now: it is written a moment afterwards."""
    end = time.monotonic() + phone.PATIENCE
    while not [one for one in phone.store(page, "drafts") if dict(one["fields"])["point"]]:
        assert time.monotonic() < end
        page.wait_for_timeout(50)


def facts(site, words):
    ((*found,),) = site.rows(
        "SELECT latitude::text, longitude::text, occurred_at, received ? 'point'"
        " FROM incidents_incident WHERE summary = %s",
        words,
    )
    return found


def send(page):
    with page.expect_navigation(url="**/terkirim/"):
        phone.press(page)


def test_place_and_time_of_a_photograph_are_sent_only_when_agreed(make_phone, site):
    declined, agreed = "Kabar yang fotonya tidak bicara.", "Kabar dengan titik dari foto."
    at = (dt.datetime.now(ZONE) - dt.timedelta(hours=5)).replace(second=0, microsecond=0)
    _, page = make_phone()
    assert page.evaluate(READER) == 0
    phone.write(page, declined)
    choose(page, broken(at), photograph("gudang.jpg", at))
    page.get_by_text("Foto gudang.jpg menyimpan titik").wait_for()
    page.locator("[data-ask=place] [data-no]").click()
    page.locator("[data-ask=time] [data-no]").click()
    send(page)
    # From now on photographs are read without signal, too.
    assert page.evaluate(READER) == 1

    phone.write(page, agreed)
    choose(page, photograph("dermaga.jpg", at), photograph("jalan.jpg", at))
    page.get_by_text("Foto dermaga.jpg menyimpan titik").wait_for()
    page.get_by_role("button", name="Pakai titik ini").click()
    page.get_by_role("button", name="Pakai waktu ini").click()
    page.get_by_text(f"Waktu kejadian diisi dari foto: {at.day}").wait_for()
    kept_with_its_point(page)
    page.goto("/laporan/baru/")
    page.get_by_text("Titik dari foto ikut dikirim: -0.359306, 108.970069").wait_for()
    send(page)

    latitude, longitude, occurred_at, has_point = facts(site, declined)
    assert (latitude, longitude, has_point) == (None, None, False)
    assert dt.datetime.now(dt.UTC) - occurred_at < dt.timedelta(minutes=10)
    assert facts(site, agreed) == [*POINT, at, True]


def test_a_photograph_chosen_before_the_script_came_is_asked_about_too(browser, line, cookies):
    at = (dt.datetime.now(ZONE) - dt.timedelta(hours=5)).replace(second=0, microsecond=0)
    # A worker would bring the script by itself; a first visit on a slow line has none.
    context = browser.new_context(**phone.options(line.url) | {"service_workers": "block"})
    context.add_cookies(cookies(phone.CAMAT))
    page, held = context.new_page(), []
    page.route(re.compile(r"/js/offline[.]"), lambda route: held.append(route))
    page.goto("/laporan/baru/", wait_until="domcontentloaded")
    choose(page, photograph("dermaga.jpg", at))
    assert held and not page.locator("[data-ask=place]").is_visible()

    held.pop().continue_()

    page.get_by_text("Foto dermaga.jpg menyimpan titik").wait_for()
    context.close()
