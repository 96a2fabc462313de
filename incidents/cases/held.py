"""Which reports a permasalahan holds: an import that made them is not taken back under it."""

from collections.abc import Collection

from incidents.cases.models import CaseIncident


def linked(keys: Collection[int]) -> set[int]:
    """Those of the reports that belong to a permasalahan."""
    links = CaseIncident.objects.standing().filter(incident__in=keys)
    return set(links.values_list("incident_id", flat=True))
