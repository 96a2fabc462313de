"""The lists of reports that can be saved with their filters (timdu.inbox.saved)."""

import datetime as dt

from django.http import QueryDict
from django.utils import timezone

from incidents import permissions, queue
from incidents.forms.filters import IncidentFilter
from incidents.models import Incident
from timdu.inbox.saved import Page, register
from timdu.team.models import User


def in_list(user: User, query: QueryDict, now: dt.datetime, most: int) -> int:
    """How many reports the filter of the list finds."""
    filters = IncidentFilter(query, user=user, now=now)
    return filters.narrow(Incident.objects.visible_to(user)).order_by()[:most].count()


def in_queue(user: User, query: QueryDict, now: dt.datetime, most: int) -> int:
    """How many reports stand under the tab."""
    return queue.waiting(user, queue.chosen(query), now).order_by()[:most].count()


def of_list(user: User, query: QueryDict) -> str:
    """The filters the list knows."""
    filters = IncidentFilter(query, user=user, now=timezone.now())
    filters.is_valid()
    return filters.query().urlencode()[:1000]


def of_queue(user: User, query: QueryDict) -> str:
    """The tab."""
    tab = queue.chosen(query)
    return f"{queue.PARAMETER}={tab.key}" if tab.key else ""


LIST = Page("/laporan/", "Laporan", "laporan", permissions.can_read, in_list, of_list)
QUEUE = Page("/laporan/antrean/", "Antrean", "laporan", permissions.can_triage, in_queue, of_queue)
for page in (LIST, QUEUE):
    register(page)
