"""Every page in a real browser, on phone and desk: what is wrong with it, and its pictures.

Which pages: one line each in `tests/browser/table.py`. Pictures go to `var/screenshots/`.
"""

import base64
import os
import re
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from fnmatch import fnmatch
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from playwright.sync_api import (
    Browser,
    BrowserContext,
    CDPSession,
    ConsoleMessage,
    Error,
    Page,
    Response,
    StorageState,
    expect,
    sync_playwright,
)

from tests.settings import FULL

ROOT = Path(__file__).resolve().parent.parent.parent
PICTURES = ROOT / "var" / "screenshots"
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
TARGETS = Path(__file__).with_name("targets.js")
PLAIN = Path(__file__).with_name("plain.js")
PASSWORD = "contoh-timdu"
# Where one proves once more who one is, before touching what protects the account.
AGAIN = "/masuk/ulang/"
# Who signs in with a second step, where, and what their telephone knows.
STEP, HURRIED = 30, 4
TWO_STEPS, SECRET = "dua.langkah", "JBSWY3DPEHPK3PXP"
SECOND_STEP = "/masuk/langkah-kedua/authenticate/"
PHONE, DESK = (360, 780), (1280, 800)
# What a desk screen is at 400 % zoom (WCAG 1.4.10).
NARROWEST = 320
# How long the browser may take to draw a PDF, in milliseconds; only pictures wait for it.
DRAWING = 3000 if FULL else 300
BAD_REQUEST = 400
# How long a page may take on a machine that is busy with other things, in milliseconds.
PATIENCE = 120_000
# A page that is refused or missing says so on the console; that is its job.
EXPECTED_NOISE = re.compile(r"Failed to load resource: .* status of 40[34]")


@dataclass(frozen=True)
class Shot:
    """One page as one person sees it; `before` is what happens before it is opened.

    `lands` is the pattern of the address it leads on to, where that is its job.
    """

    name: str
    who: str
    path: str
    status: int = 200
    before: Callable[[Page], None] | None = None
    lands: str = ""


def installed() -> dict[str, Any]:
    """How the distribution's Chromium is started; root needs it without its sandbox.

    A test that drew a PDF in this process left it without a font of the machine (`pdf.engine`), and
    a browser that finds no font at all ends itself at its first page.
    """
    fonts_as_installed = {
        name: value for name, value in os.environ.items() if name != "FONTCONFIG_FILE"
    }
    return {
        "executable_path": "/usr/bin/chromium",
        "args": ["--no-sandbox"],
        "env": fonts_as_installed,
    }


@contextmanager
def chromium() -> Iterator[Browser]:
    """The distribution's Chromium."""
    with sync_playwright() as playwright:
        expect.set_options(timeout=PATIENCE)
        browser = playwright.chromium.launch(**installed())
        yield browser
        browser.close()


@contextmanager
def person(
    browser: Browser, url: str, who: str, size: tuple[int, int], *, scripts: bool = True
) -> Iterator[BrowserContext]:
    """A browser in which somebody is signed in (nobody when `who` is empty)."""
    width, height = size
    context = browser.new_context(
        base_url=url,
        viewport={"width": width, "height": height},
        has_touch=width < height,
        java_script_enabled=scripts,
        locale="id-ID",
        reduced_motion="reduce",
        storage_state=signed_in(browser, url, who) if who else None,
    )
    context.set_default_timeout(PATIENCE)
    yield context
    context.close()


@cache
def signed_in(browser: Browser, url: str, who: str) -> StorageState:
    """The cookies of somebody who signed in, once for all the pages of a run."""
    with person(browser, url, "", DESK) as context:
        sign_in(context.new_page(), who)
        return context.storage_state()


def sign_in(page: Page, who: str) -> None:
    """Through the form, as everybody does; some are asked for a second step."""
    page.goto("/masuk/")
    page.fill("#id_login", who)
    page.fill("#id_password", PASSWORD)
    send(page)
    if urlsplit(page.url).path == SECOND_STEP:
        page.fill("#id_code", code_now(SECRET))
        send(page)
    assert not urlsplit(page.url).path.startswith("/masuk/"), page.url


def code_now(secret: str) -> str:
    """What the telephone shows; near the end of its half minute one waits for the next."""
    left = STEP - time.time() % STEP
    if left < HURRIED:
        time.sleep(left)
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // STEP)))


def first_step(page: Page) -> None:
    """As far as the password brings one who needs more."""
    page.goto("/masuk/")
    page.fill("#id_login", TWO_STEPS)
    page.fill("#id_password", PASSWORD)
    send(page)


def send(page: Page) -> Response | None:
    """Send the form of the page."""
    with page.expect_navigation() as following:
        page.locator("main form button[type=submit]").first.click()
    return following.value


class Screens:
    """One page looked at on several screens: opened on the first, then carried to the others.

    A telephone is touched, a desk has a mouse. The desk comes first: the browser gives a page that
    is open a finger in place of its mouse, but the mouse back only to the next page.
    """

    def __init__(self, context: BrowserContext, sizes: Sequence[tuple[int, int]]) -> None:
        self.page = context.new_page()
        self.sizes = sizes
        self.protocol: CDPSession = context.new_cdp_session(self.page)

    def put_on(self, size: tuple[int, int]) -> None:
        """Give the page another screen."""
        width, height = size
        self.protocol.send("Emulation.setTouchEmulationEnabled", {"enabled": width < height})
        self.page.set_viewport_size({"width": width, "height": height})

    def each(self) -> Iterator[None]:
        """The page that is open, on one screen after the other."""
        for width, height in self.sizes:
            if size_of(self.page) != (width, height):
                self.put_on((width, height))
            pointer = "coarse" if width < height else "fine"
            assert self.page.evaluate(f"matchMedia('(pointer: {pointer})').matches"), pointer
            yield


def visit(screens: Screens, shot: Shot) -> list[str]:
    """Open the page, judge it on every screen; return what is wrong with it.

    Its pictures are for people and fail at nothing: the full run takes them.
    """
    page = screens.page
    screens.put_on(screens.sizes[0])
    if shot.before:
        shot.before(page)
    with overheard(page) as said:
        response = page.goto(shot.path)
        if urlsplit(page.url).path == AGAIN != shot.path:
            page.fill("#id_password", PASSWORD)
            response = send(page)
        status = response.status if response else 0
        wrong = [] if status == shot.status else [f"status {status}"]
        landed = urlsplit(page.url).path
        if not fnmatch(landed, shot.lands or urlsplit(shot.path).path):
            wrong.append(f"dialihkan ke {landed}")
        is_page = response and response.headers.get("content-type", "").startswith("text/html")
        if response and is_page:
            wrong += page.evaluate(PLAIN.read_text(encoding="utf-8"), response.text())
        for _ in screens.each():
            wrong += complaints(page)
            if FULL:
                picture(page, shot.name)
    return wrong + said


@contextmanager
def overheard(page: Page) -> Iterator[list[str]]:
    """What the page says on the console, what breaks in it, what it is made of and does not get."""
    said: list[str] = []

    def listen(message: ConsoleMessage) -> None:
        if not EXPECTED_NOISE.search(message.text):
            said.append(f"konsol: {message.text}")

    def fail(error: Error) -> None:
        said.append(f"galat: {error}")

    def miss(answer: Response) -> None:
        # The page itself may be refused or missing; what it is made of may not.
        if answer.status >= BAD_REQUEST and answer.request.resource_type != "document":
            said.append(f"{answer.status}: {answer.url}")

    page.on("console", listen)
    page.on("pageerror", fail)
    page.on("response", miss)
    yield said
    page.remove_listener("console", listen)
    page.remove_listener("pageerror", fail)
    page.remove_listener("response", miss)


def complaints(page: Page) -> list[str]:
    """What axe finds, what runs out of the screen, what a thumb cannot hit."""
    wrong = axe(page) if in_full(page) else []
    width, height = size_of(page)
    if width == PHONE[0]:
        script = TARGETS.read_text(encoding="utf-8")
        wrong += [f"sulit disentuh: {target}" for target in page.evaluate(script)]
        page.set_viewport_size({"width": NARROWEST, "height": height})
        wrong += too_wide(page)
        page.set_viewport_size({"width": width, "height": height})
    return wrong + too_wide(page)


def in_full(page: Page) -> bool:
    """What does not hang on the width is judged on the phone; at the desk in the full run."""
    return FULL or size_of(page)[0] == PHONE[0]


# What was found is told in the page: the whole account of a page is a megabyte, and half the time.
JUDGE = """async () => {
  const found = await axe.run(document, {resultTypes: ["violations"], iframes: false});
  const where = (rule) => JSON.stringify(rule.nodes.slice(0, 3).map((node) => node.target));
  return found.violations.map((rule) => `axe ${rule.id}: ${rule.help}: ${where(rule)}`);
}"""


def axe(page: Page) -> list[str]:
    """What breaks the rules of accessibility."""
    found: list[str] = page.evaluate(f"{AXE.read_text(encoding='utf-8')};({JUDGE})()")
    return found


def size_of(page: Page) -> tuple[int, int]:
    """Width and height of what is seen of the page."""
    size = page.viewport_size
    assert size is not None
    return size["width"], size["height"]


def too_wide(page: Page) -> list[str]:
    """Nothing scrolls sideways but what is inside a wide table."""
    wide = page.evaluate("document.documentElement.scrollWidth")
    width, _ = size_of(page)
    return [f"lebar {wide} px pada layar {width} px"] if wide > width else []


def picture(page: Page, name: str) -> None:
    """The whole page; bars that stick to the bottom are drawn at its end."""
    page.wait_for_load_state()
    width, height = size_of(page)
    tall = page.evaluate("document.documentElement.scrollHeight")
    page.set_viewport_size({"width": width, "height": max(tall, height)})
    if page.locator("iframe.doc-frame:visible").count():
        # The browser's own PDF viewer says to nobody when it has drawn.
        page.wait_for_timeout(DRAWING)
    PICTURES.mkdir(parents=True, exist_ok=True)
    (PICTURES / f"{name}_{width}.png").write_bytes(painted(page))
    page.set_viewport_size({"width": width, "height": height})


def painted(page: Page) -> bytes:
    """What is on the screen, as a PNG; packed in a hurry, which halves the work of a picture."""
    protocol = page.context.new_cdp_session(page)
    try:
        options = {"format": "png", "optimizeForSpeed": True}
        return base64.b64decode(protocol.send("Page.captureScreenshot", options)["data"])
    finally:
        protocol.detach()
