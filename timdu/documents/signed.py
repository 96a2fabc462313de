"""Is the signed file that came back the draft that was sent out to be signed?

Electronic signatures are checked for integrity; who issued the certificate cannot be said here,
because no list of trusted issuers is kept. Text is compared page by page, the running head left
out. A scan holds no text: its pages are counted and a person compares the rest.
"""

import io
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from difflib import SequenceMatcher
from importlib import import_module
from typing import Any

import pypdf

# What a signing service may stamp onto a page; more than this is another text.
ADDED_WORDS = 80
SHOWN = 3
TOKEN = re.compile(r"\w+|[^\w\s]")
PAGE_OF = re.compile(r"Halaman\s*\d+\s*dari\s*\d+")
# The text rendering mode with which scanners lay their guesses under the picture.
INVISIBLE_TEXT = re.compile(rb"\b3\s+Tr\b")


@dataclass
class Finding:
    """What was compared and what came of it; `refusals` empty means the file may leave."""

    form: str
    pages: int
    drafted_pages: int
    refusals: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    added: list[str] = field(default_factory=list)
    signers: list[str] = field(default_factory=list)

    @property
    def needs_person(self) -> bool:
        """Whether somebody must compare it by eye and say so."""
        return self.form == "scan" or bool(self.added)

    def as_json(self) -> dict[str, Any]:
        """For the row of the signed file."""
        return asdict(self)


class Unreadable(Exception):
    """The file is no PDF one could compare; the words are for the person who uploaded it."""


def examine(uploaded: bytes, draft: bytes, *, head: Sequence[str]) -> Finding:
    """Compare an uploaded file with the numbered draft, without the phrases of its `head`.

    Raises Unreadable when there is nothing to compare.
    """
    theirs, ours = _open(uploaded), _open(draft)
    finding = Finding("", len(theirs.pages), len(ours.pages))
    signers, refusals = signatures(uploaded)
    finding.signers, finding.refusals = signers, refusals
    same_length = finding.pages == finding.drafted_pages
    # A file of another length is refused anyway: its first page says what it is.
    scanned = all(_is_picture(page) for page in theirs.pages[: None if same_length else 1])
    finding.form = "scan" if scanned else "electronic"
    if not scanned and not signers and not refusals:
        finding.refusals.append(
            "Berkas ini tidak bertanda tangan: tidak ada tanda tangan elektronik di dalamnya, dan "
            "halamannya bukan hasil pindai."
        )
    if not same_length:
        finding.refusals.append(
            f"Jumlah halaman berbeda: naskah bernomor {finding.drafted_pages}, "
            f"berkas ini {finding.pages}."
        )
    elif not scanned:
        _compare(finding, theirs, ours, head)
    if uploaded.startswith(draft.rstrip()):
        finding.notes.append("Naskah bernomor utuh bita demi bita di dalam berkas ini.")
    return finding


def _open(data: bytes) -> pypdf.PdfReader:
    try:
        reader = pypdf.PdfReader(io.BytesIO(data))
        if reader.is_encrypted:
            raise Unreadable("Berkas dikunci dengan kata sandi. Unggah berkas tanpa kunci.")
        if not reader.pages:
            raise Unreadable("Berkas PDF ini tidak memiliki halaman.")
    except (pypdf.errors.PyPdfError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise Unreadable("Berkas PDF ini rusak dan tidak dapat dibaca.") from error
    return reader


def signatures(data: bytes) -> tuple[list[str], list[str]]:
    """Who signed, by the name in the certificate, and what is wrong with the signatures.

    What reads them takes as long to load as half of everything else: the first file brings it.
    """
    found: tuple[list[str], list[str]] = import_module("timdu.documents.sealed").signatures(data)
    return found


def _is_picture(page: pypdf.PageObject) -> bool:
    """Whether the page is a photograph of paper, with or without a scanner's guessed text."""
    try:
        has_image = len(page.images) > 0
        contents = page.get_contents()
        hidden = contents is not None and INVISIBLE_TEXT.search(contents.get_data()) is not None
        return has_image and (hidden or not page.extract_text().strip())
    except (pypdf.errors.PyPdfError, ValueError, KeyError, TypeError, NotImplementedError):
        return False


def _compare(
    finding: Finding, theirs: pypdf.PdfReader, ours: pypdf.PdfReader, head: Sequence[str]
) -> None:
    """Page by page: words that are missing or changed refuse the file, added ones are shown."""
    for number, (their, our) in enumerate(zip(theirs.pages, ours.pages, strict=True), 1):
        expected, found = page_words(our, head), page_words(their, head)
        if "".join(expected) == "".join(found):
            continue
        missing, added = differences(expected, found)
        if missing or len(added) > ADDED_WORDS:
            finding.refusals.append(_difference(number, missing, added))
        else:
            finding.added.append(f"Halaman {number}: {' '.join(added)}")
    if not finding.refusals and not finding.added:
        finding.notes.append("Teks setiap halaman sama dengan naskah bernomor.")


def page_words(page: pypdf.PageObject, head: Sequence[str]) -> list[str]:
    """The words of a page in the order they are drawn, without its running head and foot."""
    text = unicodedata.normalize("NFKC", page.extract_text())
    text = " ".join(PAGE_OF.sub(" ", text).split())
    for phrase in head:
        words = " ".join(unicodedata.normalize("NFKC", phrase).split())
        text = text.replace(words, " ", 1) if words else text
    return TOKEN.findall(text)


def differences(expected: list[str], found: list[str]) -> tuple[list[str], list[str]]:
    """Words of the draft that are missing or changed, and words that came in addition."""
    missing, added = [], []
    matcher = SequenceMatcher(None, expected, found, autojunk=False)
    for tag, start, end, other_start, other_end in matcher.get_opcodes():
        if tag in ("delete", "replace"):
            missing.append(" ".join(expected[start:end]))
        if tag in ("insert", "replace"):
            added.extend(found[other_start:other_end])
    return missing, added


def _difference(number: int, missing: list[str], added: list[str]) -> str:
    lost = "; ".join(f"“{words[:80]}”" for words in missing[:SHOWN])
    more = " ".join(added)[:120]
    parts = [f"Halaman {number} berbeda dari naskah bernomor."]
    if lost:
        parts.append(f"Tidak ditemukan: {lost}.")
    if more:
        parts.append(f"Yang tertulis di berkas ini: “{more}”.")
    return " ".join(parts)
