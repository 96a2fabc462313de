"""How edited text is set in a document: plain text in, paragraphs and lists out."""

import re

from django import template
from django.utils.html import conditional_escape, format_html_join
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

BLANK = re.compile(r"\n\s*\n")
BULLET = re.compile(r"^\s*(?:[-•*]|\d{1,2}[.)])\s+")


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


@register.filter
def paragraf(text: str) -> SafeString:
    """Blocks between blank lines become <p>; a block whose lines all start with - or 1. a list."""
    blocks = [_block(block) for block in BLANK.split(text or "") if block.strip()]
    return mark_safe("".join(blocks))  # nosec B308 B703: each block escapes its lines.


def _block(block: str) -> str:
    lines = _lines(block)
    if all(BULLET.match(line) for line in lines):
        tag = "ol" if lines[0].lstrip()[0].isdigit() else "ul"
        return f'<{tag} class="daftar">{_items(lines)}</{tag}>'
    return f"<p>{'<br>'.join(conditional_escape(line) for line in lines)}</p>"


def _items(lines: list[str]) -> str:
    return format_html_join("", "<li>{}</li>", ((BULLET.sub("", line),) for line in lines))


@register.filter
def butir(text: str) -> SafeString:
    """Every line one <li>, with or without a mark in front; the caller writes <ol> or <ul>."""
    return mark_safe(_items(_lines(text or "")))  # nosec B308 B703: _items escapes.
