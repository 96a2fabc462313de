"""The search: one field over reports, permasalahan, notes and names of files."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from incidents import permissions
from incidents.cases.permissions import can_read as can_read_cases
from incidents.views.rows import is_partial
from reports.finding import direct, meant, presenting, results
from reports.finding.choices import KINDS
from reports.finding.forms import FindFilter
from reports.finding.wanted import Wanted
from timdu.core.access import require
from timdu.core.typing import AppRequest


@require_safe
def find(request: AppRequest) -> HttpResponse:
    """What the words are found in, newest first; a code leads straight to its record."""
    require(permissions.can_read(request.user))
    filters = FindFilter(request.GET, user=request.user)
    filters.is_valid()
    text, chips = filters.text, filters.chips()
    if text and not chips and (record := direct.record(text, request.user)):
        return straight_to(record, request)
    wanted = Wanted(text, request.user, filters.of_reports(), filters.of_cases())
    asks = bool(text or chips)
    cursor = request.GET.get("lanjut", "")
    page = results.find(wanted, filters.kind, cursor) if asks else None
    none = page is not None and not page.rows
    query = filters.query().urlencode()
    context = {
        "filters": filters,
        "chips": chips,
        "text": text,
        "page": page,
        "rows": presenting.show(page.hits, wanted) if page else [],
        "query": f"{query}&" if query else "",
        "kinds": kinds(filters, request),
        "meant": meant_by(filters, wanted) if none and text and not cursor else None,
        "masked": request.user.is_masked,
    }
    partial = "finding/_results.html"
    return render(request, partial if is_partial(request) else "finding/find.html", context)


def straight_to(record: Any, request: AppRequest) -> HttpResponse:
    """To the page of a record; a script that asked for a part of this page is told to go there."""
    if not is_partial(request):
        return redirect(record)
    return HttpResponse(headers={"HX-Redirect": record.get_absolute_url()})


def kinds(filters: FindFilter, request: AppRequest) -> list[tuple[str, str, bool]]:
    """The kinds of result: word, query, whether it is the one shown."""
    reads_cases = bool(can_read_cases(request.user))
    left_out = set() if reads_cases else {"permasalahan"}
    if request.user.is_masked:
        left_out |= {"catatan", "berkas"}
    every = [("", "Semua"), *((key, word) for key, (_, word) in KINDS.items())]
    return [
        (word, filters.having("apa", key), filters.kind == key)
        for key, word in every
        if key not in left_out
    ]


def meant_by(filters: FindFilter, wanted: Wanted) -> tuple[str, str] | None:
    """What was probably meant, and the query that finds it."""
    told = meant.instead(wanted)
    return (told, filters.having("q", told)) if told else None
