"""Outlines of areas out of a GeoJSON file: read, checked, simplified, matched by code."""

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from timdu.wilayah.source import SHAPES, BadData, dotted

# Longitude and latitude in degrees.
Point = tuple[float, float]
Ring = list[Point]
Polygon = list[Ring]
LARGEST = 100 * 1024 * 1024
# Where files of Kemendagri, BIG and BPS keep the code.
NAMES = ("kode", "code", "kode_wilayah", "kdepum", "kdcpum", "kdppum", "kd_kec", "kd_desa", "id")
# What a map of a kabupaten on a page cannot show: some fifty metres; degrees.
TOLERANCE, DECIMALS = 0.0005, 5
SHORTEST_RING = 4


@dataclass
class Read:
    """What a file holds: an outline for each code, and what could not be matched, in words."""

    shapes: dict[str, list[Polygon]] = field(default_factory=dict)
    unmatched: list[str] = field(default_factory=list)


def read(path: Path, name: str = "") -> Read:
    """The outlines of a file by code; raises BadData where it is no GeoJSON of areas."""
    found = Read()
    for number, feature in enumerate(features(path), 1):
        code = code_of(feature, name)
        polygons = polygons_of(feature, number)
        if not code or not polygons:
            found.unmatched.append(f"unsur ke-{number}: {code or 'tanpa kode'}"
                                   f"{'' if polygons else ', bukan bidang'}")  # fmt: skip
        elif code in found.shapes:
            found.shapes[code] += polygons
        else:
            found.shapes[code] = polygons
    return found


def features(path: Path) -> list[Any]:
    """What the collection holds."""
    if not path.is_file():
        raise BadData(f"Berkas {path} tidak ada.")
    if path.stat().st_size > LARGEST:
        raise BadData(f"Berkas {path.name} lebih besar dari 100 MB.")
    try:
        told = json.loads(path.read_text(encoding="utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise BadData(f"{path.name} bukan GeoJSON yang dapat dibaca.") from error
    rows = told.get("features") if isinstance(told, dict) else None
    if not isinstance(rows, list):
        raise BadData(f"{path.name} tidak memuat FeatureCollection.")
    return rows


def code_of(feature: Any, name: str) -> str:
    """The code of Kemendagri in one of the usual columns, as it is written here; else nothing."""
    if not isinstance(feature, dict):
        return ""
    told = feature.get("properties") or {}
    columns = {str(key).lower(): value for key, value in told.items()}
    wanted = [columns.get(name.lower())] if name else [columns.get(one) for one in NAMES]
    for value in (*wanted, "" if name else feature.get("id")):
        code = dotted(str(value or "").strip())
        if any(shape.fullmatch(code) for shape in SHAPES.values()):
            return code
    return ""


def polygons_of(feature: Any, number: int) -> list[Polygon]:
    """The outlines of one feature, simplified; none where it is no area."""
    geometry = feature.get("geometry") if isinstance(feature, dict) else None
    if not isinstance(geometry, dict) or geometry.get("type") not in ("Polygon", "MultiPolygon"):
        return []
    told: Any = geometry.get("coordinates")
    try:
        every = [told] if geometry["type"] == "Polygon" else told
        return [outline for one in every if (outline := polygon_of(one))]
    except (TypeError, ValueError, IndexError) as error:
        raise BadData(f"Unsur ke-{number}: koordinatnya tidak dapat dibaca.") from error


def polygon_of(told: Any) -> Polygon:
    """The outer ring and the holes in it; nothing where the outer one is too small to be seen."""
    outer = ring_of(told[0])
    return [outer, *(hole for one in told[1:] if (hole := ring_of(one)))] if outer else []


def ring_of(told: Any) -> Ring:
    """One ring, simplified and closed; nothing where too little of it is left."""
    points = [point_of(one) for one in told]
    if len(points) < SHORTEST_RING:
        return []
    kept = simplified(points, TOLERANCE)
    # A ring begins where it ends: the line between is nothing, and so might be all that is left.
    return kept if len(kept) >= SHORTEST_RING else points if len(points) <= SHORTEST_RING else []


def point_of(told: Any) -> Point:
    """Longitude and latitude, rounded to a metre."""
    lon, lat = float(told[0]), float(told[1])
    if not (math.isfinite(lon) and abs(lon) <= 180 and abs(lat) <= 90):
        raise ValueError("not on Earth")
    return round(lon, DECIMALS), round(lat, DECIMALS)


def simplified(points: Sequence[Point], tolerance: float) -> Ring:
    """Douglas and Peucker, without recursion: the points no straight line can stand for."""
    keep = {0, len(points) - 1}
    pending = [(0, len(points) - 1)]
    while pending:
        first, last = pending.pop()
        distances = [
            (distance(points[at], points[first], points[last]), at)
            for at in range(first + 1, last)
        ]  # fmt: skip
        farthest, at = max(distances, default=(0.0, 0))
        if farthest > tolerance:
            keep.add(at)
            pending += [(first, at), (at, last)]
    return [points[at] for at in sorted(keep)]


def distance(point: Point, start: Point, end: Point) -> float:
    """How far the point is from the line between the two; from the first where they are one."""
    (x, y), (ax, ay), (bx, by) = point, start, end
    length = math.hypot(bx - ax, by - ay)
    if not length:
        return math.hypot(x - ax, y - ay)
    return abs((bx - ax) * (ay - y) - (ax - x) * (by - ay)) / length
