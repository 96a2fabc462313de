"""How many taps and seconds lie between opening the form and "tersimpan" (figures: pytest -s)."""

import time

import pytest

from tests.offline import phone
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
