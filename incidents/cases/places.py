"""Where a permasalahan is, as far as its reader may know."""

from collections import defaultdict
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from incidents.cases.models import CaseIncident, CasePlace
from incidents.cases.models.case import CaseQuerySet
from incidents.cases.models.visibility import reads_whole
from incidents.forms import areas
from timdu.team.models import User
from timdu.wilayah.models import Wilayah

KECAMATAN = len("61.02.12")


def inside(user: User, area: str) -> Q:
    """Those in an area: by a report the person reads, or by who holds it.

    For those who read all of a permasalahan also by the kecamatan the desk added.
    """
    links = CaseIncident.objects.visible_to(user).standing().filter(case=OuterRef("pk"))
    found = Q(Exists(links.filter(**areas.condition(area, "incident__place"))))
    found |= Q(**areas.condition(area, "holder_kecamatan"))
    if reads_whole(user):
        added = CasePlace.objects.filter(case=OuterRef("pk"), **areas.condition(area))
        found |= Q(Exists(added))
    return found


def of(user: User, cases: CaseQuerySet, *, by_kecamatan: bool) -> QuerySet[Any]:
    """Key, level and code of a place of each permasalahan, once each, as `inside` reads them.

    Of a report its kecamatan is enough for a map of kecamatan, and stands in the index it is read
    by.
    """
    place = "incident__kecamatan_id" if by_kecamatan else "incident__place_id"
    links = CaseIncident.objects.visible_to(user).standing().filter(case__in=cases.values("pk"))
    pairs = links.order_by().values_list("case_id", "case__level", place)
    held = cases.order_by().exclude(holder_kecamatan=None)
    others: list[QuerySet[Any, Any]] = [held.values_list("pk", "level", "holder_kecamatan_id")]
    if reads_whole(user):
        added = CasePlace.objects.filter(case__in=cases.values("pk")).order_by()
        others.append(added.values_list("case_id", "case__level", "place_id"))
    return pairs.union(*others)


def kecamatan(user: User, cases: CaseQuerySet) -> dict[int, list[str]]:
    """The names of the kecamatan of each permasalahan, as `of` finds them; two questions."""
    codes: dict[int, set[str]] = defaultdict(set)
    for case, _, place in of(user, cases, by_kecamatan=True):
        codes[case].add((place or "")[:KECAMATAN])
    rows = Wilayah.objects.filter(pk__in=set().union(*codes.values()))
    names = dict(rows.order_by().values_list("pk", "name"))
    return {
        case: sorted(names[code] for code in found if code in names)
        for case, found in codes.items()
    }
