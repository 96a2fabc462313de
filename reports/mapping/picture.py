"""The drawing of a map: outlines where an operator loaded them, tiles where not."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString

from incidents import points
from incidents.forms.areas import NO_DESA
from incidents.models.incident import IncidentQuerySet
from reports import options
from reports.mapping.figures import InArea
from timdu.core.areas import Area, Spot, area_map, without_links
from timdu.core.svg import Frame
from timdu.core.tiles import Tile
from timdu.team import settings as team_settings
from timdu.team.models import Team
from timdu.wilayah.models import Boundary

MOST_SPOTS = 300
TILES = "Petak bukan batas wilayah; luas petak tidak bermakna."
ILLUSTRATIVE = "Batas ilustratif, bukan batas resmi."
OFFICIAL = "Batas resmi menurut {}."


@dataclass(frozen=True)
class Outlines:
    """The outlines of all areas of a map; empty where one is missing."""

    polygons: dict[str, list]
    official: bool = False
    source: str = ""

    @classmethod
    def of(cls, codes: Sequence[str]) -> "Outlines":
        """Read them; all or none."""
        rows = list(Boundary.objects.filter(pk__in=codes))
        if not codes or len(rows) < len(codes):
            return cls({})
        names = ", ".join(sorted({row.source for row in rows}))
        shapes = {row.place_id: row.polygons for row in rows}
        return cls(shapes, all(row.is_official for row in rows), names)

    @property
    def caption(self) -> str:
        """What the lines on the map are worth."""
        if not self.polygons:
            return TILES
        return OFFICIAL.format(self.source) if self.official else ILLUSTRATIVE


def on_map(lines: Sequence[InArea]) -> list[InArea]:
    """Those that lie somewhere: what names no desa stands in the table alone."""
    return [line for line in lines if not line.code.endswith(NO_DESA)]


def draw(
    title: str,
    lines: Sequence[InArea],
    outlines: Outlines,
    *,
    team: Team,
    unit: str,
    urls: dict[str, str],
    spots: Sequence[Spot] = (),
    key: str = "",
    frame: Frame,
) -> SafeString:
    """The picture; on paper without links."""
    shown = on_map(lines)
    areas = [
        Area(tile(line, unit, urls.get(line.code, "")), outlines.polygons.get(line.code, ()))
        for line in shown
    ]
    entries = team_settings.value(team, "map.tiles")
    return area_map(
        title,
        areas if urls else without_links(areas),
        places=options.places(entries, [line.code for line in shown]),
        spots=spots,
        key=key,
        notes=[f"Angka: jumlah {unit}"] if key else [],
        frame=frame,
    )


def tile(line: InArea, unit: str, href: str) -> Tile:
    """One area in words: how many, how high; nothing that was not said."""
    if not line.count:
        return Tile(line.name, None, word="tidak ada", href=href)
    word = "" if line.level else "belum dinilai"
    return Tile(line.name, line.level, line.count, word, href=href)


def spots_of(rows: IncidentQuerySet) -> list[Spot]:
    """Points of the newest reports that are Biasa; of every other class only the count is shown."""
    newest = points.given(rows).order_by("-occurred_at", "-pk")
    found = newest.only("code", "latitude", "longitude", "classification")[:MOST_SPOTS]
    return [
        Spot(*point, f"Laporan {row.code}", row.get_absolute_url())
        for row in found
        if (point := points.of([row.classification], row.longitude, row.latitude))
    ]
