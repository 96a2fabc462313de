"""The tile map (one tile for each area, no boundaries) and the matrix of likelihood and impact."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString

from timdu.core.svg import (
    GREY,
    INK,
    PAPER,
    PAPER_WHITE,
    Frame,
    box,
    drawing,
    link,
    n,
    path,
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
LEGEND_WIDTH = 110


@dataclass(frozen=True)
class Tile:
    """One area: its level (None: none assessed), what to say instead, a count, whether silent."""

    name: str
    level: int | None
    count: int | None = None
    word: str = ""
    silent: bool = False
    href: str = ""

    @property
    def says(self) -> str:
        return WORDS[self.level] if self.level else self.word


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
    notes: Sequence[str] = (),
    frame: Frame = PAPER,
) -> SafeString:
    """Tiles at their places; on paper the key to the levels and notes stand at the right."""
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
        legend, end = _key(frame.width - LEGEND_WIDTH, frame.size, notes)
        parts.append(legend)
        bottom = max(bottom, end)
    return drawing(frame, bottom, title, parts)


def _tile(tile: Tile, x: float, y: float, width: float, height: float, frame: Frame) -> str:
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
    pad, room = 0.75 * size, width - (3.2 if tile.count is not None else 1.5) * size
    for index, words in enumerate(wrap(tile.name, room, size)[:2]):
        parts += text(x + pad, y + size * (1.6 + 1.1 * index), words, size, bold=True)
    if tile.count is not None:
        parts += text(
            x + width - pad, y + 1.75 * size, str(tile.count), 1.3 * size, bold=True, anchor="end"
        )
    base = y + height - 0.9 * size
    parts += _bars(x + pad, base, level, size) if level else ""
    left = x + pad + (3 * size if level else 0)
    parts += text(left, base, tile.says, 0.9 * size, bold=tile.silent and not level)
    spoken = f"{tile.name}: {tile.says}"
    if tile.count is not None:
        spoken += f", {tile.count}"
    return link(tile.href, spoken + (", belum melapor" if tile.silent and level else ""), parts)


def _bars(x: float, base: float, level: int, size: float) -> str:
    """Four bars that grow; those above the level are dashes."""
    parts, step, width = "", 0.6 * size, 0.45 * size
    for bar in range(1, 5):
        left = x + (bar - 1) * step
        if bar <= level:
            tall = size * 0.3 * bar
            parts += box(left, base - tall, width, tall, fill=EDGE[level])
        else:
            parts += path(f"M{n(left)} {n(base - 0.4)}h{n(width)}", stroke=GREY)
    return parts


def _key(x: float, size: float, notes: Sequence[str]) -> tuple[str, float]:
    """What colours and bars mean, then the notes; returns also where it ends."""
    parts = text(x, size * 1.25, "Kerawanan tertinggi", size, bold=True)
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


def level_of(likelihood: int | None, impact: int | None) -> int | None:
    """Tingkat kerawanan from kemungkinan × dampak; None while one of them is not assessed.

    Rows kemungkinan R to ST, columns dampak R to ST: R: R R S S; S: R S T T; T: S T T ST;
    ST: S T ST ST.
    """
    if not likelihood or not impact:
        return None
    return LEVEL_TABLE[likelihood - 1][impact - 1]


LEVEL_TABLE = ((1, 1, 2, 2), (1, 2, 3, 3), (2, 3, 3, 4), (2, 3, 4, 4))


def risk_matrix(
    title: str,
    counts: Mapping[tuple[int, int], int],
    *,
    hrefs: Mapping[tuple[int, int], str] | None = None,
    frame: Frame = PAPER,
) -> SafeString:
    """Kemungkinan × dampak with how many records stand in each cell; empty cells show the letter."""
    size = frame.size
    left, top = 7.5 * size, 3 * size
    width, height = (frame.width - left) / 4, 2.6 * size
    parts = [text(left + 2 * width, size, "Dampak", size, bold=True, anchor="middle")]
    parts.append(text(0, 2.4 * size, "Kemungkinan", size, bold=True))
    for step in range(1, 5):
        x = left + (step - 1) * width
        parts.append(text(x + width / 2, 2.4 * size, WORDS[step], size, anchor="middle"))
        y = top + (4 - step) * height
        parts.append(text(0, y + height / 2 + size / 3, WORDS[step], size))
    for likelihood, row in enumerate(LEVEL_TABLE, start=1):
        for impact, level in enumerate(row, start=1):
            cell = (likelihood, impact)
            x, y = left + (impact - 1) * width, top + (4 - likelihood) * height
            parts.append(
                _cell(
                    x,
                    y,
                    width,
                    height,
                    level,
                    counts.get(cell, 0),
                    (hrefs or {}).get(cell, ""),
                    size,
                )
            )
    return drawing(frame, top + 4 * height + size / 4, title, parts)


def _cell(
    x: float, y: float, width: float, height: float, level: int, count: int, href: str, size: float
) -> str:
    """One cell: the letter of its level and, when anything stands there, how many."""
    parts = box(
        x + 1, y + 1, width - 2, height - 2,
        fill=FILL[level], stroke=EDGE[level], weight=WEIGHT[level],
    )  # fmt: skip
    middle = y + height / 2 + size / 3
    parts += text(x + size, middle, LETTERS[level], 0.92 * size)
    if count:
        parts += text(x + width / 2, middle, str(count), 1.3 * size, bold=True, anchor="middle")
    return link(href, f"{WORDS[level]}: {count}", parts)
