"""A phone in the field: what its holder types and sees, what lies in its store, what arrived."""

import json
import re
import time
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Error, Locator, Page

from tests.browser.pages import PASSWORD, PHONE
from tests.browser.pages import PATIENCE as SLOWEST

CAMAT, OPERATOR = "camat.sungaikunyit", "operator.sungaikunyit"
DESA = "Sungai Kunyit Laut"
PATIENCE = 90.0
SENDS = re.compile("^Kirim (laporan|nihil|kegiatan|langkah|perkembangan|kelengkapan)$")
# The product's own module, as the worker keeps it: with and without signal.
MODULE = """const module = async (name) => {
  for (const key of await caches.keys()) {
    const kept = await (await caches.open(key)).keys();
    const found = kept.find(({url}) => new RegExp(`/outbox/${name}[.]`).test(url));
    if (found) return import(found.url);
  }
  throw new Error(`no ${name}`);
};"""
# What lies there as it lies there, and what the product reads of it for each account.
RAW = """const raw = (name, database = "timdu") => new Promise((done, fail) => {
  const opening = indexedDB.open(database);
  opening.onerror = () => fail(opening.error);
  opening.onsuccess = () => {
    const all = opening.result.transaction(name).objectStore(name).getAll();
    all.onsuccess = () => {
      opening.result.close();
      done(all.result);
    };
  };
});"""
READ = """async (name) => {
  const store = await module("store");
  const ways = {...store, kept: async (account) => [await store.known(account)].filter(Boolean)};
  const found = (await raw(name)).map(({account}) => account);
  const accounts = [...new Set(found)].filter((one) => !one.startsWith("kunci:"));
  const all = (await Promise.all(accounts.map((one) => ways[name](one)))).flat();
  return JSON.stringify(all.sort((a, b) => (a.seq ?? a.id ?? 0) - (b.seq ?? b.id ?? 0)));
}"""

# A promise that is never kept fails here: Playwright itself would wait for it without an end.
BOUNDED = "Promise.race(["
CLOSED = f""", new Promise((_, late) => setTimeout(
  () => late(new Error("no answer in {int(PATIENCE)} s")), {int(PATIENCE * 1000)}))])"""
ARRIVED = """
  SELECT code, received_hash, username FROM incidents_incident
    JOIN team_user ON team_user.id = entered_by_id WHERE summary = %(words)s
  UNION ALL
  SELECT '', received_hash, username FROM incidents_development
    JOIN team_user ON team_user.id = entered_by_id WHERE text = %(words)s
  UNION ALL
  SELECT '', content_hash, username FROM core_received JOIN team_user ON team_user.id = account_id
    WHERE %(words)s IN (
      content->>'situation', content->>'asked', content->>'about', content->>'what'
    )
"""


def options(url: str) -> dict:
    """A telephone, 360 px wide, in Indonesian."""
    width, height = PHONE
    return {
        "base_url": url,
        "viewport": {"width": width, "height": height},
        "has_touch": True,
        "locale": "id-ID",
        "timezone_id": "Asia/Pontianak",
        "reduced_motion": "reduce",
        "service_workers": "allow",
    }


def taken_out(browser: Browser, url: str, **more: Any) -> BrowserContext:
    """A telephone nobody has signed in on."""
    context = browser.new_context(**options(url), **more)
    context.set_default_timeout(SLOWEST)
    return context


def sign_in(page: Page, who: str) -> None:
    page.goto("/masuk/")
    with page.expect_navigation():
        fill_in(page, who)


def fill_in(page: Page, who: str) -> None:
    """The page of signing in, as far as its button."""
    page.fill("#id_login", who)
    page.fill("#id_password", PASSWORD)
    page.locator("main form button[type=submit]").first.click()


def is_installed(page: Page) -> None:
    """Wait until the worker keeps what it is to keep and stands before the page."""
    ask(page, "() => navigator.serviceWorker.ready.then(() => true)")
    page.wait_for_function("() => navigator.serviceWorker.controller !== null")


def write(page: Page, words: str, *, very_urgent: bool = False) -> None:
    """A new kabar awal, as far as the button."""
    # Another address each time: a change of the part behind # alone would load nothing.
    page.goto(f"/laporan/baru/?{time.monotonic_ns()}#baru")
    fill(page, words, very_urgent=very_urgent)


def fill(page: Page, words: str, *, very_urgent: bool = False) -> None:
    page.get_by_label("Apa yang terjadi?").fill(words)
    page.get_by_label("Desa atau kelurahan").select_option(label=DESA)
    if very_urgent:
        page.get_by_label("Sangat Segera", exact=True).check()


def press(page: Page) -> None:
    sender(page).click()


def sender(page: Page) -> Locator:
    """The button that sends, whatever the page is about."""
    return page.get_by_role("button", name=SENDS)


def ask(page: Page, script: str, *given: object) -> object:
    """What the page answers; it may just be on its way to the receipt, and is asked again there."""
    for _ in range(5):
        try:
            return page.evaluate(f"(...given) => {BOUNDED}({script})(...given){CLOSED}", *given)
        except Error as error:
            if "navigation" not in str(error):
                raise
            page.wait_for_load_state()
    raise AssertionError("the page never stands still")


def try_again(page: Page) -> None:
    """What the browser says when the signal is back."""
    ask(page, "() => window.dispatchEvent(new Event('online'))")


def run(page: Page, script: str, *given: object) -> Any:
    """What a script answers that uses the product's modules and the raw store."""
    return ask(page, f"(...given) => {{ {MODULE} {RAW} return ({script})(...given); }}", *given)


def store(page: Page, name: str) -> list[dict]:
    """Everything in one part of the phone's store, as the product reads it."""
    return json.loads(run(page, READ, name))


def kept(page: Page, state: str, *, trying: bool = False) -> list[dict]:
    """Wait until all reports are in this state; `trying`: signal comes again and again."""
    end = time.monotonic() + PATIENCE
    while True:
        found = store(page, "items")
        if found and {item["state"] for item in found} == {state}:
            return found
        assert time.monotonic() < end, found
        if trying:
            try_again(page)
        page.wait_for_timeout(40)


def arrived(site, words: str) -> list[tuple]:
    """What the server has with these words, of whatever kind: code, hash, who sent it."""
    return site.rows(ARRIVED, {"words": words})
