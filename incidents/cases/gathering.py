"""Reports that were verified and belong to no permasalahan yet: what the desk gathers next.

One leaves by being linked, or by being closed where nothing has to follow from it.
"""

from django.db.models import Exists, OuterRef
from django.urls import reverse

from incidents.cases.models import CaseIncident
from incidents.models import Incident
from incidents.models.choices import UP_TO_RESTRICTED, Kind, Status
from incidents.models.incident import IncidentQuerySet
from incidents.tabs import Beside
from timdu.core import words
from timdu.team.models import User

KEY = "tanpa-permasalahan"
WORD = "Belum punya permasalahan"
# Whoever is behind by more reads that it is more, and no page counts a hundred thousand.
MOST = 500
# What is told for information only, or belongs to another report, makes no matter by itself.
KINDS = (Kind.POTENTIAL, Kind.EVENT)


def without_case(user: User) -> IncidentQuerySet:
    """Verified reports up to T that are part of nothing, the most urgent and oldest first."""
    # What is R makes no report leave: whoever is not named would miss it.
    linked = CaseIncident.objects.standing().plain().filter(incident=OuterRef("pk")).order_by()
    rows: IncidentQuerySet = Incident.objects.visible_to(user).filter(
        status=Status.VERIFIED, kind__in=KINDS, classification__in=UP_TO_RESTRICTED
    )
    return rows.filter(~Exists(linked)).order_by("-urgency", "reported_at", "pk")


def count(user: User) -> int:
    """How many there are; MOST + 1 stands for any number beyond."""
    return without_case(user).order_by()[: MOST + 1].count()


def said(number: int) -> str:
    """That count as it is read."""
    return words.number(number) if number <= MOST else f"lebih dari {words.number(MOST)}"


def tab(user: User) -> Beside:
    """The queue's tab of them."""
    number = count(user)
    return Beside(KEY, WORD, reverse("cases:ungathered"), said(number), number)
