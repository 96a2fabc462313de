"""Reports as GeoJSON (RFC 7946): the points that may be shown, and the columns."""

import json
from collections.abc import Iterator
from typing import Any

from incidents import points, sheet
from incidents.models.choices import Classification
from incidents.models.incident import IncidentQuerySet

AT = {name: sheet.HEAD.index(name) for name in ("Lintang", "Bujur")}
CLASS = sheet.HEAD.index("Klasifikasi")
LETTERS = {choice.label: choice.value for choice in Classification}
HEAD = '{"type": "FeatureCollection", "keterangan": "%s", "features": ['
SAID = (
    "Dibuat %s dari laporan yang boleh dibaca pembuatnya; yang Rahasia tidak ikut. Titik hanya ada "
    "pada laporan Biasa, bila pelapor memberikannya; yang lain tanpa geometri, dengan kode "
    "wilayahnya."
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
    point = points.of([LETTERS[line[CLASS]]], line[AT["Bujur"]], line[AT["Lintang"]])
    facts = zip(sheet.HEAD, line, strict=True)
    return {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": list(point)} if point else None,
        "properties": {
            name: value for name, value in facts if name not in AT and value not in (None, "")
        },
    }
