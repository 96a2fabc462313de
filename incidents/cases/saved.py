"""The list of permasalahan, that can be saved with its filters (timdu.inbox.saved)."""

import datetime as dt

from django.http import QueryDict
from django.utils import timezone

from incidents.cases import permissions
from incidents.cases.forms.filters import CaseFilter
from incidents.cases.models import Case
from timdu.inbox.saved import Page, register
from timdu.team.models import User


def in_list(user: User, query: QueryDict, now: dt.datetime, most: int) -> int:
    """How many permasalahan the filter finds for this person now."""
    filters = CaseFilter(query, user=user, today=timezone.localdate(now))
    return filters.narrow(Case.objects.visible_to(user)).order_by()[:most].count()


def of_list(user: User, query: QueryDict) -> str:
    """The filters the list knows."""
    filters = CaseFilter(query, user=user, today=timezone.localdate())
    filters.is_valid()
    return filters.query().urlencode()[:1000]


register(
    Page("/permasalahan/", "Permasalahan", "permasalahan", permissions.can_read, in_list, of_list)
)
