"""Charts drawn on the server: values at the bars, dark against outlined light, readable in grey."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString

from timdu.core.svg import (
    GREY,
    HAIRLINE,
    NOTHING,
    PALE,
    PAPER,
    PAPER_WHITE,
    STRONG,
    Frame,
    box,
    dot,
    drawing,
    link,
    n,
    path,
    spoken,
    text,
    text_width,
)


@dataclass(frozen=True)
class Bar:
    """One line of `hbar`: a value now and, perhaps, the one to compare it with."""

    label: str
    value: int
    before: int | None = None
    href: str = ""


@dataclass(frozen=True)
class Column:
    """One column of `columns`: a dark part below, a light part above, a remark beneath."""

    label: str
    dark: int
    light: int
    note: str = ""
    href: str = ""

    @property
    def total(self) -> int:
        return self.dark + self.light


@dataclass(frozen=True)
class Point:
    """One point of `line`; a value that is not known leaves a gap."""

    label: str
    value: int | None
    href: str = ""


def hbar(
    title: str, bars: Sequence[Bar], *, now: str, before: str = "", frame: Frame = PAPER
) -> SafeString:
    """Horizontal bars, the earlier value as a thin outlined bar under the present one."""
    size = frame.size
    left = 0 if frame.narrow else frame.width * 0.3125
    room = frame.width - left - 4.5 * size
    scale = room / max([bar.value for bar in bars] + [bar.before or 0 for bar in bars] + [1])
    step = size * (3.6 if frame.narrow else 2.5)
    parts = [_hbar_row(bar, row * step, left, scale, frame) for row, bar in enumerate(bars)]
    foot = len(bars) * step + 0.25 * size
    if not frame.narrow:
        parts.append(path(f"M{n(left)} 0V{n(foot)}"))
    parts.append(
        _legend(left, foot + size, [(now, "dark")] + [(before, "blank")] * bool(before), size)
    )
    return drawing(frame, foot + 2.25 * size, title, parts)


def _hbar_row(bar: Bar, top: float, left: float, scale: float, frame: Frame) -> SafeString:
    """Label, bar and value; on a narrow frame the label stands above."""
    size = frame.size
    y = top + size * (1.4 if frame.narrow else 0.4)
    label = text(0, top + size * (1 if frame.narrow else 1.6), bar.label, size)
    end = left + bar.value * scale
    parts = label + box(left, y, bar.value * scale, 1.1 * size)
    parts += text(end + size / 2, y + 0.95 * size, str(bar.value), size, bold=True)
    if bar.before is not None:
        below = y + 1.1 * size
        parts += box(left, below, bar.before * scale, 0.6 * size, fill=PAPER_WHITE, stroke=STRONG)
        parts += text(
            left + bar.before * scale + size / 2, below + 0.7 * size, str(bar.before), 0.8 * size
        )
    return link(bar.href, spoken(bar.label, bar.value, bar.before), parts)


def _legend(x: float, y: float, entries: list[tuple[str, str]], size: float) -> SafeString:
    """Small boxes with their words, one after the other."""
    parts = NOTHING
    for words, kind in entries:
        fill = {"dark": STRONG, "light": PALE, "blank": PAPER_WHITE}[kind]
        parts += box(
            x, y, 1.1 * size, 0.9 * size, fill=fill, stroke="" if kind == "dark" else STRONG
        )
        parts += text(x + 1.6 * size, y + 0.8 * size, words, 0.92 * size)
        x += 3.5 * size + text_width(words, size)
    return parts


def ticks(highest: int) -> list[int]:
    """Round steps of an axis from 0 to at least the highest value, at most six of them."""
    step, factors = 1, (2, 2.5, 2)
    turn = 0
    while step * 5 < highest:
        step = int(step * factors[turn % 3])
        turn += 1
    top = max(1, -(-highest // step))
    return [step * mark for mark in range(top + 1)]


@dataclass(frozen=True)
class Plot:
    """The field inside the axes of a chart with months along the bottom."""

    frame: Frame
    count: int
    highest: int

    @property
    def left(self) -> float:
        return self.frame.size * (1 + len(str(self.highest)))

    @property
    def base(self) -> float:
        return self.frame.size * (11 if self.frame.narrow else 14.75)

    @property
    def pitch(self) -> float:
        return (self.frame.width - self.left) / max(self.count, 1)

    def x(self, index: int) -> float:
        """The middle of the place of a column or point."""
        return self.left + (index + 0.5) * self.pitch

    def y(self, value: float) -> float:
        """The height of a value; the axis ends at the last tick."""
        top = 1.5 * self.frame.size
        return self.base - (self.base - top) * value / ticks(self.highest)[-1]

    def axes(self) -> list[SafeString]:
        """Hairlines with their numbers, and the base line."""
        width, size = self.frame.width, self.frame.size
        lines = []
        for mark in ticks(self.highest):
            y = self.y(mark)
            lines.append(path(f"M{n(self.left)} {n(y)}H{n(width)}", stroke=HAIRLINE, weight=0.5))
            lines.append(
                text(self.left - size / 2, y + size / 3, str(mark), 0.92 * size, anchor="end")
            )
        lines.append(path(f"M{n(self.left)} {n(self.base)}H{n(width)}"))
        return lines

    def under(self, index: int, words: str, line: int = 0) -> SafeString:
        """Words under a column; the second line is smaller."""
        size = self.frame.size * (0.92 if line == 0 else 0.8)
        y = self.base + self.frame.size * (1.25 + 1.15 * line)
        return text(self.x(index), y, words, size, anchor="middle")


def columns(
    title: str,
    months: Sequence[Column],
    *,
    dark: str,
    light: str,
    note: str = "",
    frame: Frame = PAPER,
) -> SafeString:
    """Stacked columns, one for each month, the sum above; `note` explains the remarks beneath."""
    plot = Plot(frame, len(months), max([month.total for month in months] + [1]))
    parts = plot.axes()
    parts += [_column(plot, index, month) for index, month in enumerate(months)]
    size = frame.size
    foot = plot.base + size * (3.1 if any(month.note for month in months) else 2)
    parts.append(_legend(0, foot, [(dark, "dark"), (light, "light")], size))
    if note:
        foot += 1.4 * size
        parts.append(text(0, foot + 0.8 * size, note, 0.92 * size))
    return drawing(frame, foot + 1.25 * size, title, parts)


def _column(plot: Plot, index: int, month: Column) -> SafeString:
    """The two parts of one column, its sum, its name, its remark."""
    width = plot.pitch * 0.62
    x = plot.x(index) - width / 2
    middle, top, size = plot.y(month.dark), plot.y(month.total), plot.frame.size
    parts = box(x, middle, width, plot.base - middle) if month.dark else NOTHING
    if month.light:
        parts += box(x, top, width, middle - top, fill=PALE, stroke=STRONG)
    parts += text(
        plot.x(index), top - 0.38 * size, str(month.total), 0.92 * size, bold=True, anchor="middle"
    )
    parts += plot.under(index, month.label)
    if month.note:
        parts += plot.under(index, month.note, 1)
    return link(month.href, spoken(month.total, month.label, month.note), parts)


def line(title: str, points: Sequence[Point], *, frame: Frame = PAPER) -> SafeString:
    """A line through the months; where a value is not known the line breaks."""
    known = [point.value for point in points if point.value is not None]
    plot = Plot(frame, len(points), max([*known, 1]))
    parts = plot.axes()
    course, drawn = "", False
    for index, point in enumerate(points):
        if point.value is not None:
            verb = "L" if drawn else "M"
            course += f"{verb}{n(plot.x(index))} {n(plot.y(point.value))}"
        drawn = point.value is not None
    if course:
        parts.append(path(course, stroke=STRONG, weight=frame.size / 5))
    parts += [_dot(plot, index, point) for index, point in enumerate(points)]
    return drawing(frame, plot.base + 2 * frame.size, title, parts)


def _dot(plot: Plot, index: int, point: Point) -> SafeString:
    """A point with its value above; a value that is not known is a dash in grey."""
    size, x = plot.frame.size, plot.x(index)
    if point.value is None:
        parts = text(x, plot.base - size / 2, "–", size, anchor="middle", fill=GREY)
        words = "–"
    else:
        y = plot.y(point.value)
        parts = dot(x, y, size / 3)
        parts += text(x, y - 0.7 * size, str(point.value), 0.92 * size, bold=True, anchor="middle")
        words = str(point.value)
    return link(point.href, spoken(words, point.label), parts + plot.under(index, point.label))
