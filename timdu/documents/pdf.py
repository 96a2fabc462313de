"""HTML to PDF/A-3a with tags and embedded files: the only user of WeasyPrint.

Nothing is read but the bundle (style sheet, marks, fonts) and the bytes the caller hands in: no
network, no file, no data: address, no font of the machine. The same HTML, files and time give the
same bytes in every process.
"""

import datetime as dt
import logging
import os
import warnings
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from timdu.documents import glyphs
from timdu.documents.kinds import Embedded

BUNDLE = Path(__file__).parent / "print"
# Before Pango is loaded: with an empty list of folders it knows only the fonts of the bundle.
os.environ["FONTCONFIG_FILE"] = str(BUNDLE / "fonts.conf")

import weasyprint  # noqa: E402
from weasyprint.text.fonts import FontConfiguration  # noqa: E402
from weasyprint.urls import URLFetcher, URLFetcherResponse  # noqa: E402

MIME = {".svg": "image/svg+xml", ".woff2": "font/woff2"}
logger = logging.getLogger("weasyprint")


class DrawingError(Exception):
    """The document could not be drawn as it was asked for."""


@dataclass(frozen=True)
class Pdf:
    """A drawn document; `lost` counts the characters that no bundled font could draw."""

    data: bytes
    pages: int
    lost: int


@cache
def bundle() -> Mapping[str, bytes]:
    """Every file a style sheet may name, read once per process."""
    files = {path.name: path.read_bytes() for path in sorted(BUNDLE.glob("*.svg"))}
    for subset in glyphs.SUBSETS:
        for style in glyphs.STYLES:
            path = glyphs.font_file(subset, style)
            files[path.name] = path.read_bytes()
    return files


class Handed(URLFetcher):
    """Serves bundel: and berkas: from memory and refuses every other address."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        super().__init__(allowed_protocols=("bundel", "berkas"), allow_redirects=False)
        self.files = files

    def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> URLFetcherResponse:
        scheme, _, name = url.partition(":")
        shelves: dict[str, Mapping[str, bytes]] = {"bundel": bundle(), "berkas": self.files}
        if name not in shelves.get(scheme, {}):
            raise ValueError(f"not handed in: {url[:80]}")
        mime = MIME.get(Path(name).suffix, "")
        return URLFetcherResponse(url, shelves[scheme][name], {"Content-Type": mime} if mime else {})


@cache
def print_style() -> tuple[Any, Any]:
    """The style sheet and its fonts, prepared once per process (0.13 s less for each document)."""
    with warnings.catch_warnings():
        # It warns that the machine has no fonts: that is how we want it.
        warnings.simplefilter("ignore", UserWarning)
        fonts = FontConfiguration()
    style = weasyprint.CSS(
        string=(BUNDLE / "surat.css").read_text(), font_config=fonts, url_fetcher=Handed({})
    )
    return style, fonts


class Complaints(logging.Handler):
    """Collects what WeasyPrint only writes into the log, such as a picture it left out."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.words: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.words.append(record.getMessage())


@contextmanager
def no_silent_gaps() -> Iterator[None]:
    """Turn a logged error into a raised one: a document never lacks a part unsaid."""
    complaints = Complaints()
    logger.addHandler(complaints)
    try:
        yield
    finally:
        logger.removeHandler(complaints)
    if complaints.words:
        raise DrawingError("; ".join(complaints.words)[:300])


def render(
    html: str,
    *,
    files: Mapping[str, bytes],
    attachments: Sequence[Embedded],
    created: dt.datetime,
) -> Pdf:
    """Draw the document; `files` are the pictures it names as berkas:<name>.

    `created` dates the document's attachments; the document's own dates stand in its head
    (dcterms.created, dcterms.modified). Raises DrawingError when a part would be left out.
    """
    text, lost = glyphs.printable(html)
    style, fonts = print_style()
    fetcher = Handed(files)
    with no_silent_gaps():
        document = weasyprint.HTML(string=text, url_fetcher=fetcher, base_url="berkas:").render(
            stylesheets=[style],
            font_config=fonts,
            pdf_variant="pdf/a-3a",
            attachments=[_attachment(item, created) for item in attachments],
        )
        data: bytes = document.write_pdf()
    return Pdf(data, len(document.pages), lost)


def _attachment(item: Embedded, created: dt.datetime) -> Any:
    return weasyprint.Attachment(
        string=item.data,
        name=item.name,
        description=item.description,
        created=created,
        modified=created,
        relationship="Data",
    )
