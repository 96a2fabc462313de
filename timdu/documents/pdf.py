"""HTML to PDF/A-3a with tags and embedded files: the only user of WeasyPrint.

Nothing is read but the bundle (style sheet, marks, fonts) and the bytes the caller hands in: no
network, no file, no data: address, no font of the machine. The same HTML, files and time give the
same bytes in every process.
"""

import datetime as dt
import gc
import logging
import os
import threading
import warnings
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from timdu.documents import glyphs
from timdu.documents.kinds import Embedded

if TYPE_CHECKING:
    import weasyprint

BUNDLE = Path(__file__).parent / "print"
VARIANT = "pdf/a-3a"
# So many new objects until the next search for garbage (usual: 700).
ALLOCATIONS = 200_000
# One drawing at a time in a process: the fonts are shared, warnings and complaints are everybody's.
DRAWING = threading.Lock()
EMPTY = "<!DOCTYPE html><html lang='id'><head><title>-</title></head><body><b>-</b></body></html>"
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
def engine() -> Any:
    """WeasyPrint, loaded by the process that draws and by no other.

    The web server loads it soon after its start (`warm`), for the sheets of the roster; documents
    are drawn by the worker.

    Pango reads its configuration when it is loaded: with an empty list of folders it knows only the
    fonts of the bundle. That it warns of having none is how we want it.
    """
    os.environ["FONTCONFIG_FILE"] = str(BUNDLE / "fonts.conf")
    for chatty in ("weasyprint.progress", "fontTools"):
        logging.getLogger(chatty).setLevel(logging.WARNING)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        return import_module("weasyprint")


@cache
def bundle() -> Mapping[str, bytes]:
    """Every file a style sheet may name, read once per process."""
    files = {path.name: path.read_bytes() for path in sorted(BUNDLE.glob("*.svg"))}
    for subset in glyphs.SUBSETS:
        for style in glyphs.STYLES:
            path = glyphs.font_file(subset, style)
            files[path.name] = path.read_bytes()
    return files


class Handed:
    """Serves bundel: and berkas: from memory; any other address ends the drawing."""

    _fail_on_errors = True

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self.shelves = {"bundel": bundle(), "berkas": files}

    def __call__(self, url: str) -> "weasyprint.urls.URLFetcherResponse":
        scheme, _, name = url.partition(":")
        if name not in self.shelves.get(scheme, {}):
            raise ValueError(f"not handed in: {url[:80]}")
        mime = MIME.get(Path(name).suffix)
        headers = {"Content-Type": mime} if mime else {}
        return engine().urls.URLFetcherResponse(url, self.shelves[scheme][name], headers)


@cache
def print_style() -> tuple[Any, Any]:
    """The style sheet and its fonts, prepared once per process (0.13 s less for each document)."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        fonts = engine().text.fonts.FontConfiguration()
    style = engine().CSS(
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
    except engine().urls.FatalURLFetchingError as error:
        raise DrawingError(f"{error}: {error.__cause__}") from error
    finally:
        logger.removeHandler(complaints)
    if complaints.words:
        raise DrawingError("; ".join(complaints.words)[:300])


@contextmanager
def seldom_collecting() -> Iterator[None]:
    """Look for garbage seldom: drawing makes boxes by the hundred thousand, nearly all in use.

    A fifth of the time; the threshold keeps the memory of a long document within its budget.
    """
    before = gc.get_threshold()
    gc.set_threshold(ALLOCATIONS)
    try:
        yield
    finally:
        gc.set_threshold(*before)


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
    embedded = [_attachment(item, created) for item in attachments]
    with DRAWING, no_silent_gaps(), seldom_collecting(), warnings.catch_warnings():
        # WeasyPrint leaves the colour profile it reads to the garbage collector.
        warnings.simplefilter("ignore", ResourceWarning)
        data, pages = _draw(text, files, embedded)
    return Pdf(data, pages, lost)


def warm() -> None:
    """Load engine, fonts and style sheet, so that the first sheet of a process waits for none."""
    now = dt.datetime.now(dt.UTC)
    render(EMPTY, files={}, attachments=[], created=now)
    # As in timdu.wsgi: what is loaded for good is not walked through at every full collection.
    gc.collect()
    gc.freeze()
    logger.info("ready to draw")


def _draw(text: str, files: Mapping[str, bytes], embedded: list[Any]) -> tuple[bytes, int]:
    style, fonts = print_style()
    source = engine().HTML(string=text, url_fetcher=Handed(files), base_url="berkas:")
    document = source.render(stylesheets=[style], font_config=fonts, pdf_variant=VARIANT)
    return document.write_pdf(pdf_variant=VARIANT, attachments=embedded), len(document.pages)


def _attachment(item: Embedded, created: dt.datetime) -> Any:
    return engine().Attachment(
        string=item.data,
        name=item.name,
        description=item.description,
        created=created,
        modified=created,
        relationship="Data",
    )
