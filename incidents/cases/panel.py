"""Beside a report on its page: the permasalahan it belongs to, and the ways to one."""

from typing import Any

from incidents.cases import masking, permissions
from incidents.cases.actions.linking import why_not
from incidents.cases.models import Case, CaseIncident
from incidents.models import Incident
from timdu.team.models import User


def beside(user: User, incident: Incident) -> dict[str, Any] | None:
    """The panel for whoever reads permasalahan; nothing where there is nothing to say."""
    if not permissions.can_read(user):
        return None
    cases = cases_of(user, incident)
    masking.hide(user, cases)
    plain = [case for case in cases if not case.is_secret]
    works = bool(permissions.can_work(user)) and not plain
    works = works and not why_not(incident, is_secret=bool(permissions.can_classify(user)))
    if not cases and not works:
        return None
    return {"template": "cases/_beside.html", "cases": cases, "incident": incident, "works": works}


def cases_of(user: User, incident: Incident) -> list[Case]:
    """Those the report belongs to that the person may know of: one, and such as are R."""
    links = CaseIncident.objects.visible_to(user).standing().filter(incident=incident)
    return list(Case.objects.visible_to(user).filter(pk__in=links.values("case")).order_by("pk"))
