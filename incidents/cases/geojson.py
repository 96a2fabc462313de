"""Permasalahan as GeoJSON (RFC 7946): the points of their reports that may be shown."""

import json
from collections.abc import Iterator
from typing import Any

from incidents.cases import sheet
from incidents.cases.models.case import CaseQuerySet
from incidents.points import Point
from incidents.sheet import now
from timdu.core.tables import Cell
from timdu.team.models import User

HEAD = '{"type": "FeatureCollection", "keterangan": "%s", "features": ['
SAID = (
    "Dibuat %s dari permasalahan yang boleh dibaca pembuatnya. Yang Rahasia tidak "
    "ikut. Titik hanya ada pada permasalahan Biasa, dari laporannya yang Biasa, bila pelapor "
    "memberikannya; yang lain tanpa geometri, dengan kode kecamatannya."
)


def pieces(rows: CaseQuerySet, user: User) -> Iterator[str]:
    """The collection piece by piece."""
    yield HEAD % (SAID % now())
    before = "\n"
    for line, points in sheet.lines(rows, user):
        yield before + json.dumps(feature(line, points), ensure_ascii=False)
        before = ",\n"
    yield "\n]}\n"


def feature(line: list[Cell], points: list[Point]) -> dict[str, Any]:
    """One permasalahan, longitude first; what nobody gave is left out."""
    facts = zip(sheet.HEAD, line, strict=True)
    return {
        "type": "Feature",
        "geometry": {"type": "MultiPoint", "coordinates": points} if points else None,
        "properties": {name: value for name, value in facts if value not in (None, "")},
    }
