"""The line that offers to install: only where the browser does, and gone for good when declined."""

import pytest

from tests.offline import phone

pytestmark = pytest.mark.browser
# What Chromium on a telephone says of itself; the one without a screen does not.
OFFER = """() => {
  const event = new Event("beforeinstallprompt", { cancelable: true });
  event.prompt = () => { window.wasAsked = event.defaultPrevented; };
  event.userChoice = Promise.resolve({ outcome: "accepted" });
  window.dispatchEvent(event);
}"""


def test_it_is_offered_where_the_browser_offers_and_declining_is_remembered(make_phone):
    _, page = make_phone(phone.OPERATOR)
    page.goto("/")
    line = page.locator("[data-install]")
    page.locator("[data-outbox]:not([hidden])").wait_for()
    assert line.is_hidden()

    page.evaluate(OFFER)
    line.get_by_role("button", name="Pasang").click()
    line.wait_for(state="hidden")
    assert page.evaluate("() => window.wasAsked") is True
    page.goto("/kotak-keluar/")
    page.locator("[data-outbox]:not([hidden])").wait_for()
    page.evaluate(OFFER)
    line.get_by_role("button", name="Jangan tampilkan lagi").click()
    page.goto("/")
    page.locator("[data-outbox]:not([hidden])").wait_for()
    page.evaluate(OFFER)

    assert line.is_hidden()
