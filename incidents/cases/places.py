"""Where a permasalahan is, as far as its reader may know."""

from django.db.models import Exists, OuterRef, Q

from incidents.cases.models import CaseIncident, CasePlace
from incidents.cases.models.visibility import reads_whole
from timdu.team.models import User


def inside(user: User, area: str) -> Q:
    """Those in an area: by a report the person reads, or by who holds it.

    For those who read all of a permasalahan also by the kecamatan the desk added.
    """
    links = CaseIncident.objects.visible_to(user).standing().filter(case=OuterRef("pk"))
    found = Q(Exists(links.filter(incident__place__code__startswith=area)))
    found |= Q(holder_kecamatan__code__startswith=area)
    if reads_whole(user):
        added = CasePlace.objects.filter(case=OuterRef("pk"), place__code__startswith=area)
        found |= Q(Exists(added))
    return found
