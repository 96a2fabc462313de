"""How many rows lie in each area, and how high the highest is: from the rows a list would show."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Count, F, Max

from incidents.cases import places
from incidents.cases.models.case import CaseQuerySet
from incidents.forms.areas import NO_DESA
from incidents.models.incident import IncidentQuerySet
from timdu.team.models import User
from timdu.wilayah.models import Wilayah

KECAMATAN, DESA = len("61.02.12"), len("61.02.12.2003")
# A permasalahan of several places in one area is one of it.
BY_AREA = """
  SELECT area, count(*), max(level) FROM (
    SELECT DISTINCT matter, level, left(place, %s) AS area
      FROM ({pairs}) AS pairs(matter, level, place)
      WHERE place LIKE %s
  ) AS seen GROUP BY area
"""


@dataclass(frozen=True)
class InArea:
    """One area: its code as a filter, how many rows, the highest level among them."""

    code: str
    name: str
    count: int
    level: int | None


def areas_of(kabupaten: str, inside: str) -> list[Wilayah]:
    """The kecamatan of the kabupaten, or the desa of one of them, by code; those in force."""
    level = Wilayah.Level.DESA if inside else Wilayah.Level.KECAMATAN
    rows = Wilayah.objects.current().within(f"{inside or kabupaten}.")
    return list(rows.filter(level=level).order_by("code"))


def of_reports(rows: IncidentQuerySet, areas: Iterable[Wilayah], inside: str) -> list[InArea]:
    """Reports by area; one question. What names no desa stands by itself."""
    if inside:
        rows = rows.filter(place__code__startswith=inside)
    column = "place_id" if inside else "kecamatan_id"
    groups = rows.order_by().values(area=F(column)).annotate(
        count=Count("pk"), highest=Max("level")
    )  # fmt: skip
    found = {group["area"]: (group["count"], group["highest"]) for group in groups}
    return lined_up(found, areas, inside)


def of_cases(rows: CaseQuerySet, user: User, areas: Iterable[Wilayah], inside: str) -> list[InArea]:
    """Permasalahan by area, one question; one that touches several areas is counted in each."""
    length = DESA if inside else KECAMATAN
    try:
        asked = places.of(user, rows, by_kecamatan=not inside)
        pairs, given = asked.query.sql_with_params()
    except EmptyResultSet:
        return lined_up({}, areas, inside)
    with connection.cursor() as cursor:
        cursor.execute(BY_AREA.format(pairs=pairs), [length, *given, f"{inside}%"])
        found = {code: (count, highest) for code, count, highest in cursor.fetchall()}
    return lined_up(found, areas, inside)


def lined_up(
    found: dict[str, tuple[int, Any]], areas: Iterable[Wilayah], inside: str
) -> list[InArea]:
    """Each area in order, those without a row too; areas no longer in force where they have one."""
    names = {area.code: area.name for area in areas}
    lost = set(found) - set(names) - {inside}
    for area in Wilayah.objects.filter(pk__in=lost).order_by("code") if lost else ():
        names[area.code] = f"{area.name} (kode lama)"
    lines = [InArea(code, name, *found.get(code, (0, None))) for code, name in names.items()]
    if inside in found:
        lines.append(InArea(f"{inside}{NO_DESA}", "Desa tidak disebut", *found[inside]))
    return lines
