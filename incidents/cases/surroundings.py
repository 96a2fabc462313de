"""Whom and where a permasalahan concerns, as far as its reader may know."""

from collections.abc import Collection

from incidents.cases import permissions
from incidents.cases.models import Case
from incidents.models import Incident, Party
from timdu.team.models import User


def of(user: User, case: Case, reports: Collection[Incident]) -> dict[str, list[str]]:
    """Parties and kecamatan of the reports one reads; whole readers also the desk's additions."""
    named = Party.objects.filter(incident__in=reports).order_by("name")
    names = list(named.values_list("name", flat=True))
    places = [report.kecamatan.name for report in reports]
    if permissions.reads_everything(user):
        names += [row.name for row in case.parties.all()]
        places += [row.place.name for row in case.places.select_related("place")]
    return {"parties": list(dict.fromkeys(names)), "places": sorted(set(places))}
