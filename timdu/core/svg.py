"""SVG by attributes alone: no style, no script, the same string on a page and in a document."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

# A page's own style sheet replaces the typeface; a document carries this one.
TYPEFACE = "Arimo"
INK, STRONG, PALE, PAPER_WHITE = "#17202a", "#1e3a5f", "#cfd6df", "#fff"
GREY, HAIRLINE = "#6b7280", "#c9cdd4"
# Width of a letter of the typeface, in ems, on average; figures are exactly this wide.
LETTER = 0.56
NOTHING = SafeString("")


@dataclass(frozen=True)
class Frame:
    """How wide a drawing is and how large its letters are, in the same units."""

    width: float
    size: float

    @property
    def narrow(self) -> bool:
        """Whether words must stand above what they name instead of beside it."""
        return self.width / self.size < 40


# 344 px is a phone of 360 px less its margins; 480 units on 160 mm of paper make 8 units 7.5 pt.
SCREEN = Frame(344, 13)
PAPER = Frame(480, 8)


def n(value: float) -> str:
    """A coordinate: one decimal at most, never "-0"."""
    return f"{round(value, 1) + 0:.1f}".removesuffix(".0")


def text(
    x: float,
    y: float,
    words: str,
    size: float,
    *,
    bold: bool = False,
    anchor: str = "start",
    fill: str = INK,
) -> SafeString:
    """Words whose baseline starts (ends, has its middle) at the point.

    The blank behind keeps two texts two words for whoever hears them.
    """
    return format_html(
        '<text x="{}" y="{}" font-family="{}" font-size="{}" font-weight="{}" text-anchor="{}" '
        'fill="{}">{}</text> ',
        *(n(x), n(y), TYPEFACE, n(size), 700 if bold else 400, anchor, fill, words),
    )


def box(
    x: float,
    y: float,
    width: float,
    height: float,
    *,
    fill: str = STRONG,
    stroke: str = "",
    weight: float = 0.7,
    dashes: str = "",
) -> SafeString:
    """A rectangle; outlined when a stroke is given."""
    edge = NOTHING
    if stroke:
        edge += format_html(' stroke="{}" stroke-width="{}"', stroke, n(weight))
    if dashes:
        edge += format_html(' stroke-dasharray="{}"', dashes)
    return format_html(
        '<rect x="{}" y="{}" width="{}" height="{}" fill="{}"{}/>',
        *(n(x), n(y), n(width), n(height), fill, edge),
    )


def path(course: str, *, stroke: str = INK, weight: float = 0.8) -> SafeString:
    """A line along a course, unfilled."""
    return format_html(
        '<path d="{}" fill="none" stroke="{}" stroke-width="{}"/>', course, stroke, n(weight)
    )


def dot(x: float, y: float, radius: float) -> SafeString:
    """A filled circle."""
    return format_html('<circle cx="{}" cy="{}" r="{}" fill="{}"/>', n(x), n(y), n(radius), STRONG)


def link(href: str, words: str, parts: SafeString) -> SafeString:
    """The parts as a link; without an address just the parts."""
    if not href:
        return parts
    return format_html('<a href="{}" aria-label="{}">{}</a>', href, words, parts)


def spoken(*parts: object) -> str:
    """The name of a link: what it shows, in the order it is shown (WCAG 2.5.3)."""
    return " ".join(str(part) for part in parts if part not in (None, ""))


def drawing(frame: Frame, height: float, title: str, parts: Iterable[SafeString]) -> SafeString:
    """The whole picture; its title comes first and says what a person cannot see."""
    body = format_html_join("", "{}", ((part,) for part in parts))
    return format_html(
        '<svg class="drawing" viewBox="0 0 {} {}" role="{}"><title>{}</title>{}</svg>',
        *(n(frame.width), n(height), "group" if "<a " in body else "img", title, body),
    )


def text_width(words: str, size: float) -> float:
    """Roughly how wide the words will be."""
    return len(words) * size * LETTER


def fitted(words: str, room: float, size: float) -> float:
    """The size at which the words fit into the room, never larger than asked."""
    return min(size, room / max(text_width(words, 1), 1))


def wrap(words: str, width: float, size: float) -> list[str]:
    """The words in lines no wider than this (one long word stays whole)."""
    lines: list[str] = []
    for word in words.split(" "):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and text_width(longer, size) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines
