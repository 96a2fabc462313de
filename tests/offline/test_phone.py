"""The phone itself fails: killed, full, in another year, under a new version, in two tabs."""

import os
import signal
import time
from contextlib import suppress
from pathlib import Path

import pytest
from playwright.sync_api import Error, expect

from tests.browser.pages import installed
from tests.offline import phone

pytestmark = pytest.mark.browser


def test_what_was_typed_is_there_after_the_tab_was_killed(make_phone, site):
    words = "Kabar yang belum selesai diketik."
    context, page = make_phone()
    phone.write(page, words)
    page.get_by_text("Tersimpan di ponsel, belum dikirim.").wait_for()
    page.close()

    page = context.new_page()
    page.goto("/laporan/baru/")
    page.get_by_text("Draf dari ponsel dibuka lagi").wait_for()
    assert page.get_by_label("Apa yang terjadi?").input_value() == words
    # A second tab does not write into the same draft.
    other = context.new_page()
    other.goto("/laporan/baru/")
    other.wait_for_timeout(300)
    assert other.get_by_label("Apa yang terjadi?").input_value() == ""
    with page.expect_navigation(url="**/terkirim/"):
        phone.press(page)

    assert len(phone.arrived(site, words)) == 1
    assert phone.store(page, "drafts") == []


def test_a_report_survives_a_killed_browser(browser, line, site, cookies, tmp_path):
    words = "Kabar sebelum peramban mati."
    with_profile = {**phone.options(line.url), **installed()}
    kind = browser.browser_type
    context = kind.launch_persistent_context(str(tmp_path / "profil"), **with_profile)
    context.add_cookies(cookies(phone.CAMAT))
    page = context.pages[0]
    page.goto("/laporan/baru/")
    phone.is_installed(page)
    line.is_down = True
    page.goto("/laporan/baru/")
    phone.fill(page, words)
    phone.press(page)
    page.get_by_role("heading", name="Tersimpan di ponsel").wait_for()
    for pid in of_profile(tmp_path / "profil"):
        os.kill(pid, signal.SIGKILL)
    # The killed browser may have been heard to end before, which makes closing it an error.
    with suppress(Error):
        context.close()
    assert files_with(tmp_path / "profil", words) == []

    line.is_down = False
    context = kind.launch_persistent_context(str(tmp_path / "profil"), **with_profile)
    context.add_cookies(cookies(phone.CAMAT))
    page = context.pages[0]
    page.goto("/kotak-keluar/")
    phone.kept(page, "sent", trying=True)
    context.close()

    assert len(phone.arrived(site, words)) == 1


def files_with(folder, words):
    """The files of a profile in which these words can be read as they were typed."""
    forms = [words.encode("latin-1"), words.encode("utf-16-le")]
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert any("indexeddb" in str(path).lower() for path in files)
    return [path.name for path in files if any(one in path.read_bytes() for one in forms)]


def of_profile(folder):
    """The processes of the browser with this profile."""
    mark = f"--user-data-dir={folder}".encode()
    found = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            if mark in path.read_bytes().split(b"\0"):
                found.append(int(path.parent.name))
        except OSError:
            continue
    assert found
    return found


@pytest.mark.parametrize("year", [2021, 2031])
def test_a_wrong_clock_changes_neither_order_nor_time(make_phone, site, line, year):
    words = [f"Kabar {number} dari tahun {year}." for number in (1, 2)]
    context, page = make_phone()
    page.clock.set_fixed_time(f"{year}-01-01T08:00:00Z")
    line.is_down = True
    for one in words:
        page.goto(f"/laporan/baru/?{one[6]}#baru")
        phone.fill(page, one)
        phone.press(page)
        page.get_by_role("heading", name="Tersimpan di ponsel").wait_for()

    line.is_down = False
    phone.kept(page, "sent", trying=True)

    rows = site.rows(
        "SELECT summary, extract(epoch FROM now() - occurred_at) FROM incidents_incident"
        " WHERE summary = ANY(%s) ORDER BY id",
        words,
    )
    assert [row[0] for row in rows] == words
    assert all(-5 < row[1] < 120 for row in rows)


def test_what_waited_for_days_says_when_it_was(make_phone, site, line):
    words = "Kabar yang menunggu dua hari."
    context, page = make_phone()
    two_days = 2 * 86_400
    page.clock.set_fixed_time(time.time() - two_days)
    line.is_down = True
    page.goto("/laporan/baru/?lama#baru")
    phone.fill(page, words)
    phone.press(page)
    page.get_by_role("heading", name="Tersimpan di ponsel").wait_for()
    page.close()

    # The clock of the phone ran on meanwhile.
    context.clock.set_fixed_time(time.time())
    line.is_down = False
    page = context.new_page()
    page.goto("/kotak-keluar/")
    phone.kept(page, "sent", trying=True)

    sql = (
        "SELECT extract(epoch FROM now() - occurred_at) FROM incidents_incident WHERE summary = %s"
    )
    ((age,),) = site.rows(sql, words)
    assert abs(float(age) - two_days) < 180


# What a browser does whose disk is full; no switch of Chromium's refuses a few bytes.
FULL_DISK = """() => {
  const add = IDBObjectStore.prototype.add;
  IDBObjectStore.prototype.add = function (...given) {
    if (this.name === "items") throw new DOMException("penuh", "QuotaExceededError");
    return add.apply(this, given);
  };
}"""


def test_a_full_phone_says_so_keeps_the_text_and_sends_the_ordinary_way(make_phone, site):
    words = "Kabar dari ponsel yang penuh."
    _, page = make_phone()
    phone.write(page, words)
    page.get_by_text("Tersimpan di ponsel, belum dikirim.").wait_for()
    page.evaluate(FULL_DISK)

    phone.press(page)
    page.get_by_text("Ponsel tidak dapat menyimpan laporan ini").wait_for()
    assert page.get_by_label("Apa yang terjadi?").input_value() == words
    assert phone.arrived(site, words) == []
    with page.expect_navigation(url="**/terkirim/"):
        phone.press(page)

    assert len(phone.arrived(site, words)) == 1


def test_the_line_says_kept_only_of_what_is_kept(make_phone):
    _, page = make_phone()
    line = page.locator("[data-kept-line]")
    phone.write(page, "Huruf pertama")
    expect(line).to_have_text("Tersimpan di ponsel, belum dikirim.")

    said = page.evaluate(
        """() => {
          const field = document.querySelector("[name=summary]");
          field.value += ", dan yang belum.";
          field.dispatchEvent(new Event("input", { bubbles: true }));
          return document.querySelector("[data-kept-line]").textContent.trim();
        }"""
    )

    assert said == "Sedang disimpan di ponsel …"
    expect(line).to_have_text("Tersimpan di ponsel, belum dikirim.")
    (draft,) = phone.store(page, "drafts")
    assert dict(draft["fields"])["summary"] == "Huruf pertama, dan yang belum."


def test_what_went_wrong_on_the_phone_itself_is_tried_again(make_phone, site):
    words = "Kabar dari peramban yang tersandung."
    _, page = make_phone()
    phone.write(page, words)
    page.evaluate(
        """() => {
          const request = navigator.locks.request.bind(navigator.locks);
          navigator.locks.request = (name, ...rest) => {
            navigator.locks.request = request;
            return Promise.reject(new DOMException("tersandung", "InvalidStateError"));
          };
        }"""
    )

    with page.expect_navigation(url="**/terkirim/"):
        phone.press(page)

    assert len(phone.arrived(site, words)) == 1


def test_a_new_version_finds_the_draft_and_the_old_tab_still_sends(make_phone, site, line):
    words = "Kabar yang ditulis di antara dua versi."
    context, page = make_phone()
    phone.write(page, words)
    page.get_by_text("Tersimpan di ponsel, belum dikirim.").wait_for()
    (old,) = page.evaluate("() => caches.keys()")
    version = old.removeprefix("timdu-").encode()
    line.rewriting[version] = version[::-1]

    page.evaluate("() => navigator.serviceWorker.ready.then((one) => one.update())")
    page.wait_for_function(
        "(name) => caches.keys().then((names) => names.includes(name))",
        arg=f"timdu-{version[::-1].decode()}",
    )
    with page.expect_navigation(url="**/terkirim/"):
        phone.press(page)

    assert len(phone.arrived(site, words)) == 1
    assert len(page.evaluate("() => caches.keys()")) == 2


def test_the_browser_wakes_the_worker_and_it_sends_with_no_page_open(make_phone, site, line):
    words = "Kabar yang dikirim tanpa halaman."
    context, page = make_phone()
    phone.write(page, words)
    line.is_down = True
    phone.press(page)
    page.get_by_role("heading", name="Tersimpan di ponsel").wait_for()
    page.goto("about:blank")
    line.is_down = False
    protocol = context.new_cdp_session(page)
    known = []
    protocol.on(
        "ServiceWorker.workerRegistrationUpdated",
        lambda event: known.extend(event["registrations"]),
    )
    protocol.send("ServiceWorker.enable")
    page.wait_for_timeout(300)
    ours = [one for one in known if one["scopeURL"].startswith(line.url)]

    protocol.send("ServiceWorker.dispatchSyncEvent", {
        "origin": line.url, "registrationId": ours[-1]["registrationId"],
        "tag": "kotak-keluar", "lastChance": False,
    })  # fmt: skip
    end = time.monotonic() + phone.PATIENCE
    while not phone.arrived(site, words) and time.monotonic() < end:
        page.wait_for_timeout(50)

    assert len(phone.arrived(site, words)) == 1
