"""Beside a report on its page: the permasalahan it belongs to, and the ways to one."""

from typing import Any

from incidents.cases import permissions
from incidents.cases.actions.linking import why_not
from incidents.cases.models import Case, CaseIncident
from incidents.models import Incident
from timdu.team.models import User


def beside(user: User, incident: Incident) -> dict[str, Any] | None:
    """The panel for whoever reads permasalahan; nothing where there is nothing to say."""
    if not permissions.can_read(user):
        return None
    case = case_of(user, incident)
    works = bool(permissions.can_work(user)) and case is None and not why_not(incident)
    if case is None and not works:
        return None
    return {"template": "cases/_beside.html", "case": case, "incident": incident, "works": works}


def case_of(user: User, incident: Incident) -> Case | None:
    """The permasalahan the report belongs to, if the person may know of it."""
    links = CaseIncident.objects.visible_to(user).standing().filter(incident=incident)
    return Case.objects.visible_to(user).filter(pk__in=links.values("case")).first()
