"""The tile map (one tile for each area, no boundaries) and the matrix of likelihood and impact."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString

from timdu.core.svg import (
    GREY,
    INK,
    NOTHING,
    PAPER,
    PAPER_WHITE,
    Frame,
    box,
    drawing,
    fitted,
    link,
    n,
    path,
    spoken,
    text,
    wrap,
)

WORDS = {1: "Rendah", 2: "Sedang", 3: "Tinggi", 4: "Sangat Tinggi"}
LETTERS = {1: "R", 2: "S", 3: "T", 4: "ST"}
# Light enough for dark words; grey values and outlines grow with the level.
FILL = {1: "#e3eee8", 2: "#f1e2bd", 3: "#e9bd95", 4: "#d98f86"}
EDGE = {1: "#2e6b4f", 2: "#855b00", 3: "#a4480d", 4: "#8c1c13"}
WEIGHT = {1: 0.8, 2: 1.2, 3: 1.6, 4: 2.0}
GAP = 6
# How much wider bold letters are than others.
BOLD = 1.12
LEGEND_WIDTH = 110


@dataclass(frozen=True)
class Tile:
    """One area: its level (None: none assessed) or what to say instead, and a count.

    `silent` words mark an area nothing was heard from: a dashed edge, for whatever level it has.
    """

    name: str
    level: int | None
    count: int | None = None
    word: str = ""
    silent: str = ""
    href: str = ""

    @property
    def says(self) -> str:
        return WORDS[self.level] if self.level else self.silent or self.word


def grid(count: int, widest: int) -> list[tuple[int, int]]:
    """Places (column, row) for areas nobody placed: row by row, roughly a square."""
    width = next(side for side in range(1, count + 2) if side * side >= count)
    width = min(max(width, 3), widest)
    return [(index % width, index // width) for index in range(count)]


def tile_map(
    title: str,
    tiles: Sequence[Tile],
    *,
    places: Sequence[tuple[int, int]] = (),
    key: str = "",
    notes: Sequence[str] = (),
    frame: Frame = PAPER,
) -> SafeString:
    """Tiles at their places; on paper the `key` to the levels and notes stand at the right."""
    if len(places) != len(tiles):
        places = grid(len(tiles), 3 if frame.narrow else 5)
    across = max((column for column, _ in places), default=0) + 1
    down = max((row for _, row in places), default=0) + 1
    room = frame.width if frame.narrow else frame.width - LEGEND_WIDTH - 2 * GAP
    width = (room - GAP * (across - 1)) / across
    height = frame.size * 5.6
    parts = [
        _tile(tile, 1 + column * (width + GAP), 1 + row * (height + GAP), width - 2, height, frame)
        for tile, (column, row) in zip(tiles, places, strict=True)
    ]
    bottom = down * (height + GAP)
    if not frame.narrow:
        legend, end = key_to_levels(frame.width - LEGEND_WIDTH, frame.size, key, notes)
        parts.append(legend)
        bottom = max(bottom, end)
    return drawing(frame, bottom, title, parts)


def _tile(tile: Tile, x: float, y: float, width: float, height: float, frame: Frame) -> SafeString:
    """Fill, outline, name, bars, word and number: each says the same."""
    size = frame.size * (1 if frame.narrow else 1.1)
    level = tile.level or 0
    parts = box(
        x, y, width, height,
        fill=FILL.get(level, PAPER_WHITE),
        stroke=EDGE.get(level, GREY),
        weight=WEIGHT.get(level, 0.8),
    )  # fmt: skip
    if tile.silent:
        parts += box(
            x + 2, y + 2, width - 4, height - 4, fill="none", stroke=INK, weight=1.6, dashes="5 3"
        )
    # Beside a number of two figures or more a long word is written smaller.
    figures = 0 if tile.count is None else len(str(tile.count))
    beside = 1.5 if not figures else max(3.2, 2.2 + 0.85 * figures)
    pad, room = 0.75 * size, width - beside * size
    lines, named = name_lines(tile.name, room, size, tight=figures > 1)
    for index, words in enumerate(lines):
        parts += text(x + pad, y + size * (1.6 + 1.1 * index), words, named, bold=True)
    if tile.count is not None:
        parts += text(
            x + width - pad, y + 1.75 * size, str(tile.count), 1.3 * size, bold=True, anchor="end"
        )
    base, left = y + height - 0.9 * size, x + pad
    if level:
        thin = 0.6 if frame.narrow else 1
        parts += _bars(left, base, level, size * thin)
        left += size * (2.25 * thin + 0.55)
    loud = bool(tile.silent) and not level
    room = (x + width - left - 0.4 * size) / (1.25 if loud else 1)
    parts += text(left, base, tile.says, fitted(tile.says, room, 0.9 * size), bold=loud)
    words = spoken(tile.name, tile.count, tile.says)
    if tile.silent and level:
        words += f", {tile.silent}"
    return link(tile.href, words, parts)


def name_lines(name: str, room: float, size: float, *, tight: bool) -> tuple[list[str], float]:
    """A name in at most three lines, whole: what is read aloud is what stands there.

    It is written smaller until two lines hold it; `tight` also until its longest word fits.
    """
    longest = max(name.split(), key=len, default="")
    most = fitted(longest, room / BOLD, size) if tight else size
    for share in (1, 0.9, 0.8, 0.7):
        lines = wrap(name, room, most * share)
        if len(lines) <= 2:
            return lines, most * share
    return [*lines[:2], " ".join(lines[2:])], most * 0.7


def _bars(x: float, base: float, level: int, size: float) -> SafeString:
    """Four bars that grow; those above the level are dashes."""
    parts, step, width = NOTHING, 0.6 * size, 0.45 * size
    for bar in range(1, 5):
        left = x + (bar - 1) * step
        if bar <= level:
            tall = size * 0.3 * bar
            parts += box(left, base - tall, width, tall, fill=EDGE[level])
        else:
            parts += path(f"M{n(left)} {n(base - 0.4)}h{n(width)}", stroke=GREY)
    return parts


def key_to_levels(
    x: float, size: float, key: str, notes: Sequence[str]
) -> tuple[SafeString, float]:
    """What colours and bars mean, then the notes; returns also where it ends."""
    parts = text(x, size * 1.25, key, size, bold=True)
    y = size * 2.1
    for level, word in WORDS.items():
        parts += box(x, y, 3.75 * size, 1.5 * size, fill=FILL[level], stroke=EDGE[level])
        parts += _bars(x + 0.6 * size, y + 1.3 * size, level, size)
        parts += text(x + 4.5 * size, y + 1.1 * size, word, size)
        y += 1.9 * size
    y += size
    for note in notes:
        for words in wrap(note, LEGEND_WIDTH, 0.92 * size):
            parts += text(x, y, words, 0.92 * size)
            y += 1.2 * size
        y += 0.35 * size
    return parts, y


@dataclass(frozen=True)
class Cell:
    """One cell of `risk_matrix`: the level the two inputs make and how many records stand there."""

    level: int
    count: int = 0
    href: str = ""


def risk_matrix(
    title: str,
    rows: Sequence[Sequence[Cell]],
    *,
    upward: str,
    across: str,
    frame: Frame = PAPER,
) -> SafeString:
    """Four rows (the lowest first) of four cells; the axes are named `upward` and `across`."""
    size = frame.size
    left, top = 8 * size, 3 * size
    width, height = (frame.width - left) / 4, 2.6 * size
    parts = [text(left + 2 * width, size, across, size, bold=True, anchor="middle")]
    parts.append(text(0, 2.4 * size, upward, size, bold=True))
    for step, row in enumerate(rows):
        x, y = left + step * width, top + (3 - step) * height
        word = LETTERS[step + 1] if frame.narrow else WORDS[step + 1]
        parts.append(text(x + width / 2, 2.4 * size, word, 0.92 * size, anchor="middle"))
        parts.append(text(0, y + height / 2 + size / 3, WORDS[step + 1], size))
        parts += [
            _cell(cell, left + column * width, y, width, height, size)
            for column, cell in enumerate(row)
        ]
    return drawing(frame, top + 4 * height + size / 4, title, parts)


def _cell(cell: Cell, x: float, y: float, width: float, height: float, size: float) -> SafeString:
    """The letter of the level and, when anything stands there, how many."""
    level = cell.level
    parts = box(
        x + 1, y + 1, width - 2, height - 2,
        fill=FILL[level], stroke=EDGE[level], weight=WEIGHT[level],
    )  # fmt: skip
    middle = y + height / 2 + size / 3
    parts += text(x + 0.7 * size, middle, LETTERS[level], 0.92 * size)
    if cell.count:
        right, count = x + width - 0.7 * size, str(cell.count)
        parts += text(right, middle, count, 1.3 * size, bold=True, anchor="end")
    return link(cell.href, spoken(LETTERS[level], cell.count or None), parts)
