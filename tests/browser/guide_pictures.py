"""The pictures of the guides, taken from a running demo: `python -m tests.browser.guide_pictures`.

Start the demo first (`./run`), and give its address when it is not http://localhost:8000. Pictures
go to static/img/panduan/ as WebP, each at most 80 KB, and are looked at before they are committed.
"""

import io
import sys
from collections.abc import Callable
from dataclasses import dataclass

from PIL import Image
from playwright.sync_api import Page

from tests.browser.pages import ROOT, chromium, person

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


def main(url: str) -> None:
    """Take all of them."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with chromium() as browser:
        for picture in PICTURES:
            with person(browser, url, picture.who, picture.size) as context:
                page = context.new_page()
                page.goto(picture.path)
                if picture.then:
                    picture.then(page)
                page.wait_for_load_state("networkidle")
                (FOLDER / picture.file).write_bytes(small(page.screenshot()))
            print(picture.file, (FOLDER / picture.file).stat().st_size)


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "http://localhost:8000")
