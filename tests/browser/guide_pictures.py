"""The pictures of the guides: whose screen, which page; taken from the demo.

`TIMDU_TULIS=1 ./test tests/browser/test_guide_pictures.py` takes them anew and puts them into
static/img/panduan/ as WebP, each at most 80 KB. Look at them before they are committed.
"""

import io
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page

from tests.browser.pages import ROOT, person

FOLDER = ROOT / "static" / "img" / "panduan"
LARGEST = 80 * 1024
PHONE, DESK = (360, 740), (1280, 860)
QUALITIES = (80, 70, 60, 50, 40, 30)


@dataclass(frozen=True)
class Picture:
    """One picture: whose screen, which page, how one gets there from it, how it is called."""

    name: str
    who: str
    path: str
    size: tuple[int, int] = DESK
    then: Callable[[Page], None] | None = None

    @property
    def file(self) -> str:
        return f"{self.name}_{self.size[0]}.webp"


def first(selector: str) -> Callable[[Page], None]:
    """Follow the first link that fits."""

    def follow(page: Page) -> None:
        page.goto(str(page.locator(selector).first.get_attribute("href")))

    return follow


def complete(page: Page) -> None:
    """The form of a report that is not complete yet."""
    first("main .list-row-title")(page)
    first("main a.btn-primary[href$='/lengkapi/']")(page)


PICTURES = (
    Picture("beranda", "camat.sungaikunyit", "/", PHONE),
    Picture("lapor", "camat.sungaikunyit", "/laporan/baru/", PHONE),
    Picture("lengkapi", "camat.sungaikunyit", "/laporan/?status=draft", PHONE, complete),
    Picture("instansi", "polres.mempawah", "/"),
    Picture("meja", "staf.mempawah", "/"),
    Picture("susun", "staf.mempawah", "/dokumen/susun/"),
    Picture(
        "dokumen", "staf.mempawah", "/dokumen/?keadaan=draft&milik=tim",
        then=first("main .list-row-title"),
    ),
    Picture(
        "verifikasi", "kabid.mempawah", "/laporan/antrean/", then=first("main .list-row-title")
    ),
    Picture(
        "paraf", "kaban.samosir", "/dokumen/?keadaan=initialling&milik=tim",
        then=first("main .list-row-title"),
    ),
    Picture("pimpinan", "wabup.mempawah", "/", PHONE),
    Picture("forkopimda", "kapolres.mempawah", "/"),
    Picture("pengamat", "provinsi.kalbar", "/"),
    Picture("auditor", "inspektorat.mempawah", "/"),
    Picture("administrator", "admin.mempawah", "/"),
    Picture("pengguna", "admin.mempawah", "/pengaturan/pengguna/"),
)  # fmt: skip


def small(png: bytes) -> bytes:
    """As WebP in the best quality that keeps it within the limit."""
    with Image.open(io.BytesIO(png)) as picture:
        for quality in QUALITIES:
            packed = io.BytesIO()
            picture.convert("RGB").save(packed, "WEBP", quality=quality, method=6)
            if packed.tell() <= LARGEST:
                return packed.getvalue()
    raise AssertionError("no quality is small enough")


def take_all(browser: Browser, url: str, folder: Path) -> None:
    """Take all of them into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for picture in PICTURES:
        with person(browser, url, picture.who, picture.size) as context:
            page = context.new_page()
            page.goto(picture.path)
            if picture.then:
                picture.then(page)
            page.wait_for_load_state("networkidle")
            (folder / picture.file).write_bytes(small(page.screenshot()))
