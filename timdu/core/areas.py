"""A map of areas with their outlines: level, number and name of each, points if there are any."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from django.utils.html import format_html
from django.utils.safestring import SafeString

from timdu.core import tiles
from timdu.core.svg import (
    GREY,
    INK,
    NOTHING,
    PAPER,
    PAPER_WHITE,
    STRONG,
    Frame,
    drawing,
    link,
    n,
    spoken,
    text,
    wrap,
)
from timdu.core.tiles import EDGE, FILL, GAP, LEGEND_WIDTH, WEIGHT, Tile

Point = tuple[float, float]
Polygons = Sequence[Sequence[Sequence[Sequence[float]]]]
LETTERS = tiles.LETTERS
# Taller than wide is cut no further than this many times the width.
TALLEST = 1.5
# How much of an area's width its name may take.
NAMES = 0.8
HALO = SafeString(' stroke="#fff" stroke-width="2.5" stroke-opacity="0.75" paint-order="stroke"')


@dataclass(frozen=True)
class Area:
    """One area: what a tile says of it, and its outline in degrees (empty: none is known)."""

    tile: Tile
    polygons: Polygons = ()


@dataclass(frozen=True)
class Spot:
    """One place on the map, in degrees, and where it leads."""

    lon: float
    lat: float
    words: str
    href: str = ""


@dataclass(frozen=True)
class Sheet:
    """From degrees to the units of a drawing: east is longer at the equator than elsewhere."""

    west: float
    north: float
    scale: float
    squeeze: float
    height: float

    @classmethod
    def around(cls, points: Iterable[Point], width: float) -> "Sheet":
        """The sheet that holds all the points."""
        lons, lats = zip(*points, strict=True)
        squeeze = math.cos(math.radians((min(lats) + max(lats)) / 2))
        wide = max((max(lons) - min(lons)) * squeeze, 1e-6)
        tall = max(max(lats) - min(lats), 1e-6)
        scale = min((width - 2) / wide, width * TALLEST / tall)
        return cls(min(lons), max(lats), scale, squeeze, tall * scale + 2)

    def place(self, lon: float, lat: float) -> Point:
        """Where a point of the Earth lies on the paper."""
        return (
            1 + (lon - self.west) * self.squeeze * self.scale,
            1 + (self.north - lat) * self.scale,
        )


@dataclass
class Drawn:
    """What of an area stands on the paper: its rings, and the room its words have."""

    rings: list[list[Point]] = field(default_factory=list)

    @property
    def largest(self) -> list[Point]:
        """The ring words are written into."""
        return max(self.rings, key=lambda ring: abs(twice_area(ring)))


def area_map(
    title: str,
    areas: Sequence[Area],
    *,
    places: Sequence[tuple[int, int]] = (),
    spots: Sequence[Spot] = (),
    key: str = "",
    notes: Sequence[str] = (),
    frame: Frame = PAPER,
) -> SafeString:
    """Outlines where each area has one, else tiles; the same on a page and on paper."""
    if not areas or not all(area.polygons for area in areas):
        return tiles.tile_map(
            title, [area.tile for area in areas], places=places, key=key, notes=notes, frame=frame
        )
    room = frame.width if frame.narrow else frame.width - LEGEND_WIDTH - 2 * GAP
    known = [(lon, lat) for area in areas for ring in rings(area) for lon, lat, *_ in ring]
    sheet = Sheet.around(known, room)
    drawn = [(area, on_paper(area, sheet)) for area in areas]
    parts = [one_area(area, shape, frame) for area, shape in drawn]
    parts += [spot(one, sheet, frame) for one in spots]
    parts += [label(area.tile, shape, frame) for area, shape in drawn]
    bottom = sheet.height
    if not frame.narrow:
        legend, end = tiles.key_to_levels(frame.width - LEGEND_WIDTH, frame.size, key, notes)
        parts.append(legend)
        bottom = max(bottom, end)
    return drawing(frame, bottom, title, parts)


def rings(area: Area) -> Iterable[Sequence[Sequence[float]]]:
    """Every ring of an area."""
    return (ring for polygon in area.polygons for ring in polygon)


def on_paper(area: Area, sheet: Sheet) -> Drawn:
    """The area in the units of the drawing."""
    return Drawn([[sheet.place(lon, lat) for lon, lat, *_ in ring] for ring in rings(area)])


def one_area(area: Area, shape: Drawn, frame: Frame) -> SafeString:
    """The outline as a link: fill, edge and its weight say the level; dashes, that it is silent."""
    level = area.tile.level or 0
    course = "".join(
        "M" + "L".join(f"{n(x)} {n(y)}" for x, y in ring) + "Z" for ring in shape.rings
    )
    dashes = format_html(' stroke-dasharray="{}"', "5 3") if area.tile.silent else NOTHING
    outline = format_html(
        '<path d="{}" fill="{}" fill-rule="evenodd" stroke="{}" stroke-width="{}"{}/>',
        *(course, FILL.get(level, PAPER_WHITE), EDGE.get(level, GREY), n(WEIGHT.get(level, 0.8))),
        dashes,
    )
    words = spoken(area.tile.name, area.tile.count, area.tile.says)
    return link(area.tile.href, words, outline)


def label(tile: Tile, shape: Drawn, frame: Frame) -> SafeString:
    """Number and letter of the level, the name beneath; silent to whoever hears the links."""
    ring = shape.largest
    (x, y), size = middle(ring), frame.size
    room = max(x for x, _ in ring) - min(x for x, _ in ring)
    number = "" if tile.count is None else str(tile.count)
    words = " ".join(part for part in (number, LETTERS.get(tile.level or 0, "")) if part) or "–"
    lines = text(x, y, words, 1.05 * size, bold=True, anchor="middle", fill=INK)
    for index, line in enumerate(wrap(tile.name, room * NAMES, 0.7 * size), 1):
        lines += text(x, y + 0.78 * size * index, line, 0.7 * size, anchor="middle", fill=INK)
    # A page sets words off from the points beneath; paper has none.
    halo = HALO if frame.narrow else NOTHING
    return format_html('<g pointer-events="none" aria-hidden="true"{}>{}</g>', halo, lines)


def spot(one: Spot, sheet: Sheet, frame: Frame) -> SafeString:
    """A point somebody gave."""
    x, y = sheet.place(one.lon, one.lat)
    mark = format_html(
        '<circle cx="{}" cy="{}" r="{}" fill="{}" stroke="{}" stroke-width="1"/>',
        *(n(x), n(y), n(frame.size * 0.2), STRONG, PAPER_WHITE),
    )
    return link(one.href, one.words, mark)


def twice_area(ring: Sequence[Point]) -> float:
    """Twice the area inside, by the shoelace formula; its sign is the direction."""
    pairs = zip(ring, [*ring[1:], ring[0]], strict=True)
    return sum(ax * by - bx * ay for (ax, ay), (bx, by) in pairs)


def middle(ring: Sequence[Point]) -> Point:
    """The centre of gravity; of a line, the mean of its points."""
    whole = twice_area(ring)
    if abs(whole) < 1e-9:
        return sum(x for x, _ in ring) / len(ring), sum(y for _, y in ring) / len(ring)
    x = y = 0.0
    for (ax, ay), (bx, by) in zip(ring, [*ring[1:], ring[0]], strict=True):
        cross = ax * by - bx * ay
        x += (ax + bx) * cross
        y += (ay + by) * cross
    return x / (3 * whole), y / (3 * whole)


def without_links(areas: Sequence[Area]) -> list[Area]:
    """The same areas on paper, where nothing is pressed."""
    return [replace(area, tile=replace(area.tile, href="")) for area in areas]
