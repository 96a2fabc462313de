"""How many taps and seconds lie between opening the form and "tersimpan" (figures: pytest -s)."""

import io
import random
import time

import pytest
from PIL import Image

from tests.offline import phone
from tests.offline.test_photos import add
from tests.settings import FULL

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not FULL, reason="figures for the note: the full run"),
]
# The sentence, the list of desa, the desa in it, Kirim laporan.
TAPS = 4
COUNT = """() => {
  window.taps = 0;
  for (const kind of ["click", "change"]) {
    addEventListener(kind, ({ target, type, isTrusted }) => {
      const isChoice = target.tagName === "SELECT" && type === "change";
      if ((type === "click" && target.matches("button, textarea, select, input")) || isChoice) {
        window.taps += 1;
      }
    }, { capture: true });
  }
}"""
SENTENCE = "Sekitar 30 warga berkumpul di kantor desa menolak penggusuran."
# Letters in a second: a thumb on a telephone.
THUMB = 4


def test_kabar_awal_takes_four_taps(make_phone, line):
    _, page = make_phone()
    line.is_down = True
    began = time.monotonic()
    page.goto("/laporan/baru/#baru")
    page.evaluate(COUNT)
    opened = time.monotonic()

    sentence = page.get_by_label("Apa yang terjadi?")
    sentence.tap()
    sentence.press_sequentially(SENTENCE, delay=1)
    desa = page.get_by_label("Desa atau kelurahan")
    desa.tap()
    desa.select_option(label=phone.DESA)
    page.get_by_role("button", name="Kirim laporan").tap()
    page.get_by_role("heading", name="Tersimpan di ponsel").wait_for()

    done = time.monotonic()
    machine = done - began
    thumb = len(SENTENCE) / THUMB
    print(f"open {opened - began:.1f} s, all {machine:.1f} s, with a thumb {machine + thumb:.0f} s")
    assert page.evaluate("() => window.taps") == TAPS


# From the press of the button to the words, on the phone's own clock.
PRESSED = """() => {
  addEventListener("click", () => {
    const began = performance.now();
    new MutationObserver((_, watching) => {
      if (!document.querySelector("main .receipt-waiting")) return;
      watching.disconnect();
      window.took = performance.now() - began;
    }).observe(document.body, {childList: true, subtree: true});
  }, {capture: true, once: true});
}"""
HEAVY, SLOW = 2_000_000, 2000


def heavy(seed):
    """A picture the phone does not make smaller."""
    side = 830
    grain = random.Random(seed).randbytes(side * side * 3)
    file = io.BytesIO()
    Image.frombytes("RGB", (side, side), grain).save(file, "PNG")
    assert file.tell() > HEAVY
    return {"name": f"foto-{seed}.png", "mimeType": "image/png", "buffer": file.getvalue()}


@pytest.mark.parametrize("pause", [0, 3])
def test_three_heavy_photographs_are_kept_at_once(make_phone, line, pause):
    _, page = make_phone()
    phone.write(page, f"Kabar dengan tiga foto berat, jeda {pause}.")
    line.is_down = True
    add(page, *[heavy(seed) for seed in (1, 2, 3)])
    page.wait_for_timeout(pause * 1000)
    page.evaluate(PRESSED)

    phone.press(page)
    page.wait_for_function("() => window.took")

    print(f"{pause=} s, kept after {page.evaluate('() => window.took'):.0f} ms")
    assert page.evaluate("() => window.took") < SLOW
