"""Reports as GeoJSON (RFC 7946): points where somebody gave one, and the columns."""

import json
from collections.abc import Iterator
from typing import Any

from incidents import sheet
from incidents.models.incident import IncidentQuerySet

AT = {name: sheet.HEAD.index(name) for name in ("Lintang", "Bujur")}
HEAD = '{"type": "FeatureCollection", "keterangan": "%s", "features": ['
SAID = (
    "Dibuat %s dari laporan yang boleh dibaca pembuatnya; yang Rahasia tidak ikut. Titik hanya ada "
    "bila pelapor memberikannya; yang lain tanpa geometri, dengan kode wilayahnya."
)


def pieces(rows: IncidentQuerySet, *, masked: bool) -> Iterator[str]:
    """The collection piece by piece; longitude first, as the standard has it."""
    yield HEAD % (SAID % sheet.now())
    before = "\n"
    for line in sheet.lines(rows, masked=masked):
        yield before + json.dumps(feature(line), ensure_ascii=False)
        before = ",\n"
    yield "\n]}\n"


def feature(line: list[Any]) -> dict[str, Any]:
    """One report; what nobody gave is left out, so that nothing reads as nought."""
    point = [line[AT["Bujur"]], line[AT["Lintang"]]]
    facts = zip(sheet.HEAD, line, strict=True)
    return {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [float(one) for one in point]}
        if all(point)
        else None,
        "properties": {
            name: value for name, value in facts if name not in AT and value not in (None, "")
        },
    }
