"""What the bundled fonts can draw; everything else is rewritten before a document is drawn.

A character without a glyph would leave an empty box, or a font of the machine in a file that
promises the same bytes everywhere. So it is written in words where there is one, left out where it
is invisible anyway (joiners, direction marks), and otherwise shown as � so that nobody takes the
gap for the text.
"""

import re
import unicodedata
from functools import cache
from pathlib import Path

from django.conf import settings
from fontTools.ttLib import TTFont

STYLES = ("400-normal", "700-normal", "400-italic", "700-italic")
SUBSETS = ("latin", "latin-ext")
MISSING = "\N{REPLACEMENT CHARACTER}"
IN_WORDS = {
    "≥": "paling sedikit ",
    "≤": "paling banyak ",
    "≠": "bukan ",
    "≈": "sekitar ",
    "→": "ke ",
    "←": "dari ",
    "✓": "(ya) ",
    "✔": "(ya) ",
    "✗": "(tidak) ",
    "✘": "(tidak) ",
    "☐": "[ ] ",
    "☑": "[x] ",
    "№": "No. ",
    "‰": " per mil",
    "●": "•",
    "▪": "•",
    "■": "•",
    "\u2010": "-",
    "\u2011": "-",
    "\u202f": "\u00a0",
}
KEPT_CONTROLS = "\t\n\r"
INVISIBLE = ("Cc", "Cf", "Cs", "Co", "Cn")


def font_file(subset: str, style: str) -> Path:
    """One file of the typeface, from the package it comes in."""
    return Path(settings.DOCUMENT_FONTS) / f"arimo-{subset}-{style}.woff2"


@cache
def drawable() -> frozenset[int]:
    """The code points that every style of the typeface can draw."""
    covered: set[int] = set()
    for subset in SUBSETS:
        styles = [set(TTFont(font_file(subset, style)).getBestCmap()) for style in STYLES]
        covered |= set.intersection(*styles)
    return frozenset(covered) | {ord(character) for character in KEPT_CONTROLS}


def _write(character: str) -> str:
    if character in IN_WORDS:
        return IN_WORDS[character]
    if unicodedata.category(character) in INVISIBLE:
        return ""
    if unicodedata.category(character) == "Zs":
        return " "
    plain = unicodedata.normalize("NFKC", character)
    if plain != character and all(ord(part) in drawable() for part in plain):
        return plain
    return MISSING


def printable(text: str) -> tuple[str, int]:
    """Rewrite what cannot be drawn; returns the text and how many characters became �.

    A run of them (an emoji with its modifiers, a word in another script) becomes one �.
    """
    lost = 0
    parts = []
    for character in unicodedata.normalize("NFC", text):
        kept = ord(character) in drawable() and (
            character in KEPT_CONTROLS or unicodedata.category(character) not in ("Cc", "Cf")
        )
        written = character if kept else _write(character)
        lost += written == MISSING and character != MISSING
        parts.append(written)
    return re.sub(f"{MISSING}(?: ?{MISSING})+", MISSING, "".join(parts)), lost
