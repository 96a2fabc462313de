"""Where something lies, for maps and files of maps: a point of what is Biasa, of nothing else.

The map of the pages, the GeoJSON of reports and that of permasalahan ask here.
"""

from collections.abc import Iterable
from decimal import Decimal

from incidents.models.choices import Classification
from incidents.models.incident import IncidentQuerySet

Point = tuple[float, float]
Number = Decimal | float | str | None
SHOWN = (Classification.ORDINARY,)


def of(classes: Iterable[str], longitude: Number, latitude: Number) -> Point | None:
    """Longitude first, as GeoJSON has it; None where nobody gave one, or a class keeps it back.

    `classes` are those of everything the point would tell of: a report, its permasalahan.
    """
    if longitude in (None, "") or latitude in (None, ""):
        return None
    shown = all(letter in SHOWN for letter in classes)
    return (float(longitude), float(latitude)) if shown else None


def given(rows: IncidentQuerySet) -> IncidentQuerySet:
    """The reports of which `of` gives a point."""
    return rows.filter(classification__in=SHOWN, latitude__isnull=False, longitude__isnull=False)
