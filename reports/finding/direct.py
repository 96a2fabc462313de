"""A code that was typed leads straight to its record, where the person may know of it."""

from django.db import models

from incidents import search
from incidents.cases.models import Case
from incidents.cases.search import PREFIX
from incidents.models import Incident
from timdu.team.models import User


def record(text: str, user: User) -> models.Model | None:
    """The one record the text is the code of; None where it is none, or might be several."""
    found: list[models.Model] = []
    if said := search.codes_in(text):
        found += Incident.objects.visible_to(user).filter(code__in=said)[:2]
    if said := search.codes_in(text, PREFIX):
        found += Case.objects.visible_to(user).filter(code__in=said)[:2]
    return found[0] if len(found) == 1 else None
