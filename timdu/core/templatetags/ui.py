"""Filters that write dates and numbers, and the ten component tags. Built in: no load needed.

The pieces themselves are the templates in `components/`; `/pengaturan/komponen/` shows them all.
Times are shown in the active zone, which the middleware sets to the team's.
"""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal, InvalidOperation
from functools import cache, lru_cache
from typing import Any

from django import template
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import slugify

from timdu.core import words
from timdu.core.access import Verdict
from timdu.core.devices import device_name

register = template.Library()

# One shape, one meaning, for every kind of record: state → (shape in the sprite, tone).
# Only what waits for the reader is turmeric; pages pass tone="needs" or tone="open" to say so.
STATES = {
    "draft": ("draft", "void"),
    "submitted": ("sent", "open"),
    "returned": ("returned", "needs"),
    "verified": ("verified", "done"),
    "closed": ("closed", "done"),
    "merged": ("merged", "void"),
    "dropped": ("void", "void"),
    "withdrawn": ("void", "void"),
    "waiting": ("wait", "open"),
    "queued": ("wait", "open"),
    "running": ("wait", "open"),
    "approved": ("verified", "done"),
    "signed": ("verified", "done"),
    "done": ("verified", "done"),
    "sent": ("sent", "open"),
    "received": ("verified", "done"),
    "unsure": ("unsure", "needs"),
    "failed": ("void", "needs"),
    "refused": ("void", "needs"),
}
LEVELS = {1: "Rendah", 2: "Sedang", 3: "Tinggi", 4: "Sangat Tinggi"}
URGENCIES = {"normal": (1, "Biasa"), "urgent": (2, "Segera"), "very_urgent": (3, "Sangat Segera")}
CLASSIFICATIONS = {"B": "Biasa/Terbuka", "T": "Terbatas", "R": "Rahasia"}
CERTAINTIES = {
    "sure": ("certainty-sure", "pasti"),
    "provisional": ("", "sementara"),
    "unknown": ("certainty-unknown", "tidak diketahui"),
}


def _moment_filter(name: str, write: Callable[[Any], str]) -> None:
    """Register a filter that writes a date or time, and nothing where there is none."""

    def apply(value: Any) -> str:
        return write(value) if isinstance(value, dt.date) else ""

    register.filter(name, apply)


_moment_filter("tanggal", words.long_date)
_moment_filter("tanggal_pendek", words.short_date)
_moment_filter("hari_tanggal", words.weekday_date)
_moment_filter("waktu", words.date_time)
_moment_filter("jam", words.clock)
_moment_filter("lalu", words.ago)
_moment_filter("usia", words.age)
_moment_filter("tenggat", words.until)


@register.filter
def iso(value: Any) -> str:
    """The machine's form, for <time datetime> and date inputs."""
    return value.isoformat() if isinstance(value, dt.date) else ""


def _number(value: Any) -> Decimal | None:
    """Read a number as the model or form left it; None when it is none."""
    try:
        return None if value is None or value == "" else Decimal(str(value))
    except InvalidOperation:
        return None


@register.filter
def angka(value: Any, places: int | None = None) -> str:
    """1.234,5; a figure that is not known is a dash, never a zero."""
    amount = _number(value)
    return "–" if amount is None else words.number(amount, places)


@register.filter
def rupiah(value: Any) -> str:
    """Rp1.250.000."""
    amount = _number(value)
    return "–" if amount is None else words.money(amount)


@register.filter
def persen(value: Any, places: int = 1) -> str:
    """92,4 %."""
    amount = _number(value)
    return "–" if amount is None else words.percent(amount, places)


@register.filter
def terbilang(value: Any) -> str:
    """16 (enam belas), as letters want it."""
    amount = _number(value)
    return "" if amount is None else f"{words.number(amount)} ({words.in_words(int(amount))})"


@register.filter
def satuan(value: Any, unit: str) -> str:
    """A counted unit on one line: {{ 3|satuan:"laporan" }}."""
    amount = _number(value)
    return "–" if amount is None else f"{words.number(amount)}{words.NBSP}{unit}"


@register.filter
def isi(value: Any) -> str:
    """What a person typed, or a plain "belum diisi" (unknown is not empty, empty is not zero)."""
    return "belum diisi" if value in (None, "") else value


@register.filter
def perangkat(user_agent: str) -> str:
    """Chrome di Android, from what the browser calls itself."""
    return device_name(user_agent)


@register.simple_tag
def icon(name: str, css: str = "") -> SafeString:
    """An icon of the sprite (24 grid, drawn in strokes); silent to a screen reader."""
    return _drawing(f"i-{name}", f"icon {css}".strip())


@register.simple_tag
def glyph(name: str, css: str = "glyph") -> SafeString:
    """A mark of the sprite: the shape of a state, a level, a month."""
    return _drawing(f"m-{name}", css)


@cache
def _drawing(symbol: str, css: str) -> SafeString:
    return format_html(
        '<svg class="{}" aria-hidden="true"><use href="{}#{}"/></svg>',
        css,
        static("img/sprite.svg"),
        symbol,
    )


# Typed: a text that is safe as it is must not lend its picture to an equal one that is not.
@lru_cache(maxsize=2048, typed=True)
def _mark(template_name: str, **shown: Any) -> SafeString:
    """A component that depends on a few words only; a list shows the same ones on every row."""
    return render_to_string(template_name, shown)


@register.simple_tag
def level(value: int | None) -> SafeString:
    """Tingkat kerawanan 1 to 4: word, growing bar, colour; nothing when it was not assessed."""
    return _mark("components/level.html", level=value, word=LEVELS.get(value or 0, ""))


@register.simple_tag
def status(state: str, word: str = "", tone: str = "") -> SafeString:
    """State of a record: shape and tone from STATES, the word from `get_status_display`."""
    shape, usual = STATES.get(state, (state, "open"))
    return _mark("components/status.html", shape=shape, tone=tone or usual, word=word)


@register.simple_tag
def urgency(value: str) -> SafeString:
    """One, two or three chevrons and the word."""
    rank, word = URGENCIES.get(value, URGENCIES["normal"])
    return _mark("components/urgency.html", rank=rank, word=word)


@register.simple_tag
def classification(letter: str) -> SafeString:
    """The letter B, T or R; the whole word for a screen reader and on hover."""
    return _mark(
        "components/classification.html", letter=letter, word=CLASSIFICATIONS.get(letter, letter)
    )


@register.simple_tag
def certainty(value: str, word: str = "") -> SafeString:
    """How sure a figure is: sure, provisional or unknown; stands beside the figure."""
    css, usual = CERTAINTIES.get(value, CERTAINTIES["provisional"])
    return _mark("components/certainty.html", css=css, word=word or usual)


@register.inclusion_tag("components/action.html")
def action(label: str, verdict: Verdict | bool = True, **attrs: Any) -> dict[str, Any]:
    """A button, or why there is none and who can do it.

    href makes it a link; name, value and form go onto the button; style is primary, quiet or
    bare; icon names an icon.
    """
    return {"label": label, "verdict": verdict, "style": "quiet", **attrs}


@register.simple_block_tag
def panel(content: str, title: str = "", **attrs: Any) -> SafeString:
    """A white card; id, note, href with link, needs, flat and rows (no padding) are optional."""
    shown = {"content": content, "title": title, "id": slugify(title), **attrs}
    return render_to_string("components/panel.html", shown)


@register.simple_block_tag
def vacant(content: str, title: str) -> SafeString:
    """An empty list: what would fill it, and the first step."""
    return render_to_string("components/vacant.html", {"content": content, "title": title})
