"""The desk's queue: tabs with counts, the most urgent and oldest first, safe acts on many."""

import datetime as dt
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from incidents import permissions, queue, readiness, tabs
from incidents.actions import desk
from incidents.actions.desk import Done
from incidents.forms.desk import BulkForm
from incidents.models import Incident
from incidents.models.choices import Urgency
from incidents.queue import Tab
from timdu.core import marks, words
from timdu.core.access import require
from timdu.core.typing import AppRequest
from timdu.core.workflow import WrongState
from timdu.inbox import saved

GROUP = 15
ASSIGN, ASK = "assign", "ask"
# Where the rows stand that a group has no room for.
ELSEWHERE = {"": "", "lewat": "&lewat=1", "jawaban": "&catatan=dijawab"}


@require_http_methods(["GET", "POST"])
def incident_queue(request: AppRequest) -> HttpResponse:
    """What waits for a verifier, tab by tab."""
    require(permissions.can_triage(request.user))
    tab = queue.chosen(request.GET)
    if request.method == "POST":
        return act(request, tab)
    return show(request, tab, BulkForm(user=request.user))


def act(request: AppRequest, tab: Tab) -> HttpResponse:
    """Do what the button says with the rows that were ticked."""
    form = BulkForm(request.POST, user=request.user)
    do = request.POST.get("do", "")
    if form.is_valid() and do == ASSIGN and form.cleaned_data["person"] is None:
        form.add_error("person", "Pilih kepada siapa.")
    if not form.is_valid():
        return show(request, tab, form)
    known = Incident.objects.visible_to(request.user)
    rows = list(known.filter(code__in=form.cleaned_data["codes"]))
    try:
        tell(request, do, carry_out(request, do, rows, form))
    except WrongState as refused:
        messages.warning(request, refused.words)
    return redirect(address(tab))


def carry_out(request: AppRequest, do: str, rows: list[Incident], form: BulkForm) -> Done:
    """One of the two acts."""
    if do == ASSIGN:
        return desk.assign(rows, form.cleaned_data["person"], by=request.user)
    if do == ASK:
        return desk.ask_completion(rows, by=request.user)
    raise WrongState("Pilih satu tombol: tugaskan, atau minta dilengkapi.")


def tell(request: AppRequest, do: str, found: Done) -> None:
    """How many were done, and which were left and why."""
    what, why = {
        ASSIGN: ("ditugaskan", "tidak menunggu lagi, atau tidak terbuka baginya"),
        ASK: ("diminta dilengkapi", "sudah lengkap, tidak menunggu lagi, atau Anda catat sendiri"),
    }[do]
    if found.done:
        messages.success(request, f"{words.count(len(found.done), 'laporan')} {what}.")
    if found.left:
        messages.warning(request, f"Dilewati, karena {why}: {', '.join(found.left)}.")


def address(tab: Tab) -> str:
    """The queue at this tab."""
    query = f"?{queue.PARAMETER}={tab.key}" if tab.key else ""
    return f"{reverse('incidents:queue')}{query}"


def show(request: AppRequest, tab: Tab, form: BulkForm) -> HttpResponse:
    """The tabs, and the chosen one's rows by urgency."""
    now = timezone.now()
    counts = queue.counts(request.user, now)
    waiting = queue.waiting(request.user, tab, now)
    groups = [
        group_of(waiting, Urgency(urgency), count, tab, now)
        for urgency, count in counts[tab.key].items()
    ]
    rows = [row for group in groups for row in group["rows"]]
    holders, alike = desk.assigned(rows), queue.alike_counts(request.user, rows)
    notes = marks.counts(rows)
    for row in rows:
        row.open_notes, row.answered_notes = notes.get(row.pk, (0, 0))
        row.holder, row.alike_count = holders.get(row.pk), alike.get(row.pk, 0)
    context = {
        "tab": tab,
        "tabs": own_tabs(counts),
        "besides": tabs.of(request.user),
        "groups": groups,
        "total": sum(counts[tab.key].values()),
        "form": form,
        "saved": saved.of(request.user, request.path),
        "path": request.path,
        "ticked": set(request.POST.getlist("codes")),
        "query": f"?{queue.PARAMETER}={tab.key}" if tab.key else "",
        "kept": f"{queue.PARAMETER}={tab.key}" if tab.key else "",
    }
    return render(request, "incidents/queue.html", context, status=200)


def own_tabs(counts: dict[str, dict[str, int]]) -> list[tuple[Tab, int, str]]:
    """The tabs of what waits: each with its count and its address."""
    return [(one, sum(counts[one.key].values()), address(one)) for one in queue.TABS]


def group_of(
    waiting: Any, urgency: Urgency, count: int, tab: Tab, now: dt.datetime
) -> dict[str, Any]:
    """One urgency: its rows, and how many more there are."""
    rows = list(waiting.filter(urgency=urgency).for_rows()[:GROUP])
    for row in rows:
        row.is_late = row.reported_at < now - readiness.LOOKED_AT_WITHIN
    more = ELSEWHERE.get(tab.key)
    href = f"{reverse('incidents:list')}?status=submitted&urgensi={urgency.value}{more}"
    return {"urgency": urgency.value, "count": count, "rows": rows, "more": count - len(rows),
            "more_href": href if more is not None else ""}  # fmt: skip
