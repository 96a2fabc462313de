"""Where a permasalahan is, as far as its reader may know."""

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Q

from incidents.cases.models import Case, CaseIncident, CasePlace
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


def of(user: User, cases: Iterable[int]) -> dict[int, set[str]]:
    """The codes of the places of each permasalahan, as `inside` reads them; three questions."""
    keys = list(cases)
    found: dict[int, set[str]] = defaultdict(set)
    links = CaseIncident.objects.visible_to(user).standing().filter(case__in=keys)
    pairs = list(links.order_by().values_list("case_id", "incident__place_id"))
    held = Case.objects.filter(pk__in=keys).exclude(holder_kecamatan=None)
    pairs += held.order_by().values_list("pk", "holder_kecamatan_id")
    if reads_whole(user):
        added = CasePlace.objects.filter(case__in=keys)
        pairs += added.values_list("case_id", "place_id")
    for case, place in pairs:
        found[case].add(place)
    return found


def kecamatan(user: User, cases: Iterable[int]) -> dict[int, list[str]]:
    """The names of the kecamatan of each permasalahan, as `of` finds them; one question more."""
    codes = {case: {code[:KECAMATAN] for code in found} for case, found in of(user, cases).items()}
    rows = Wilayah.objects.filter(pk__in=set().union(*codes.values()))
    names = dict(rows.order_by().values_list("pk", "name"))
    return {case: sorted(names[code] for code in inside) for case, inside in codes.items()}
