"""SVG by attributes alone: no style, no script, the same string on a page and in a document."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

# A page's own style sheet replaces the typeface; a document carries this one.
TYPEFACE = "Arimo"
INK, STRONG, PALE, PAPER_WHITE = "#17202a", "#1e3a5f", "#cfd6df", "#fff"
GREY, HAIRLINE = "#6b7280", "#c9cdd4"
# Width of a letter of the typeface, in ems, on average; figures are exactly this wide.
LETTER = 0.56


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
) -> str:
    """Words whose baseline starts (ends, has its middle) at the point."""
    return (
        f'<text x="{n(x)}" y="{n(y)}" font-family="{TYPEFACE}" font-size="{n(size)}" '
        f'font-weight="{700 if bold else 400}" text-anchor="{anchor}" fill="{fill}">'
        f"{escape(words)}</text>"
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
) -> str:
    """A rectangle; outlined when a stroke is given."""
    line = f' stroke="{stroke}" stroke-width="{n(weight)}"' if stroke else ""
    dash = f' stroke-dasharray="{dashes}"' if dashes else ""
    return (
        f'<rect x="{n(x)}" y="{n(y)}" width="{n(width)}" height="{n(height)}" '
        f'fill="{fill}"{line}{dash}/>'
    )


def path(course: str, *, stroke: str = INK, weight: float = 0.8) -> str:
    """A line along a course, unfilled."""
    return f'<path d="{course}" fill="none" stroke="{stroke}" stroke-width="{n(weight)}"/>'


def link(href: str, words: str, parts: str) -> str:
    """The parts as a link; without an address just the parts."""
    if not href:
        return parts
    return f'<a href="{escape(href)}" aria-label="{escape(words)}">{parts}</a>'


def drawing(frame: Frame, height: float, title: str, parts: Iterable[str]) -> SafeString:
    """The whole picture; its title comes first and says what a person cannot see."""
    body = "".join(parts)
    role = "group" if "<a " in body else "img"
    # Everything that came from outside went through escape() above.
    return mark_safe(  # noqa: S308
        f'<svg class="drawing" viewBox="0 0 {n(frame.width)} {n(height)}" role="{role}">'
        f"<title>{escape(title)}</title>{body}</svg>"
    )


def text_width(words: str, size: float) -> float:
    """Roughly how wide the words will be."""
    return len(words) * size * LETTER


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
