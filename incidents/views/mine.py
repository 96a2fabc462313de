"""Laporan saya, with what happens next; and how fast catatan perbaikan are answered."""

import datetime as dt

from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from incidents import answer_times, mine, permissions
from incidents.forms.filters import IncidentFilter
from incidents.models import Incident
from timdu.core import marks, paging, words
from timdu.core.access import require
from timdu.core.typing import AppRequest


@require_safe
def incident_mine(request: AppRequest) -> HttpResponse:
    """Newest first, each with its state and the next step in a sentence."""
    require(permissions.can_report(request.user))
    which, now = request.GET.get("yang", ""), timezone.now()
    which = which if which in mine.FILTERS else mine.ALL
    own = mine.own(request.user)
    rows = mine.narrow(own, which).with_names()
    page = paging.newest_first(rows, request.GET.get("lanjut", ""), by="received_at")
    usual, asked = mine.usual_words(mine.usual_wait(request.user, now)), mine.asked_for(page.rows)
    notes = marks.counts(page.rows)
    for row in page.rows:
        row.open_notes, row.answered_notes = notes.get(row.pk, (0, 0))
        row.next_words = mine.next_words(row, usual, asked=asked.get(row.pk, 0))
        row.needs = row.status in ("draft", "returned")
    counts = mine.counts(own)
    context = {
        "page": page,
        "which": which,
        "filters": [(key, word, counts.get(key)) for key, word in mine.FILTERS.items()],
        "query": f"yang={which}&" if which else "",
    }
    return render(request, "incidents/mine.html", context)


# The periods one looks at, by the word in the address; without one the list's own 24 months.
PERIODS = {
    "": ("24 bulan terakhir", 0),
    "90": ("90 hari terakhir", 90),
    "30": ("30 hari terakhir", 30),
}


@require_safe
def answer_pace(request: AppRequest) -> HttpResponse:
    """The median time from sending a note to its answer, in all and per office."""
    require(permissions.can_see_pace(request.user))
    now = timezone.now()
    chosen = request.GET.get("hari", "")
    chosen = chosen if chosen in PERIODS else ""
    days = PERIODS[chosen][1]
    since = (timezone.localtime(now) - dt.timedelta(days=days)).date().isoformat()
    period = {"dari": since} if days else {}
    asked = QueryDict(mutable=True)
    asked.update(period | answer_times.ANSWERED)
    filters = IncidentFilter(asked, user=request.user, now=now)
    rows = filters.narrow(Incident.objects.visible_to(request.user))
    whole, offices = answer_times.paces(rows, period)
    context = {
        "whole": whole and told(whole),
        "offices": [told(one) for one in offices],
        "periods": [(key, word) for key, (word, _) in PERIODS.items()],
        "chosen": chosen,
    }
    return render(request, "incidents/answer_pace.html", context)


def told(pace: answer_times.Pace) -> dict[str, object]:
    """A pace as it is read."""
    return {"pace": pace, "wait": words.span(pace.wait.total_seconds())}
