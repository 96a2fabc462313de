"""Two reports side by side: merged, taken apart, or said to be different."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from incidents import facts, permissions
from incidents.actions import joining
from incidents.actions.rows import Stale
from incidents.alike import shown as alike
from incidents.facts import Fact
from incidents.forms.joining import JoinForm, PickForm
from incidents.models import Incident
from incidents.models.choices import COMPARED, COUNTED, Status
from incidents.views.rows import load
from incidents.views.verify import to_the_next
from incidents.workflow import TRANSITIONS
from timdu.core.access import require
from timdu.core.typing import AppRequest
from timdu.core.workflow import WrongState

KEEP, DIFFER, AGAIN = "keep", "differ", "again"


@dataclass(frozen=True)
class Beside:
    """One fact as both reports tell it."""

    label: str
    one: Fact
    two: Fact
    is_opinion: bool = False

    @property
    def mark(self) -> str:
        """How the two differ, in a word; "" where they say the same."""
        if self.one.text == self.two.text:
            return ""
        return "beda" if self.one.lines and self.two.lines else "satu saja"


@require_safe
def incident_merge(request: AppRequest, code: str) -> HttpResponse:
    """Choose the report that may tell the same: a suggestion, or its code."""
    incident = load(request, code)
    require(TRANSITIONS["merge"].allowed(request.user, incident))
    form = PickForm(request.GET or None, user=request.user, incident=incident)
    if request.GET and form.is_valid():
        return redirect(
            "incidents:compare", code=incident.code, other=form.cleaned_data["target"].code
        )
    context = {
        "incident": incident,
        "form": form,
        "suggestions": alike.suggestions(incident, request.user),
    }
    return render(request, "incidents/merge.html", context)


@require_http_methods(["GET", "POST"])
def incident_compare(request: AppRequest, code: str, other: str) -> HttpResponse:
    """Field by field; the reader decides which of the two stays, or that they differ."""
    one = load(request, code)
    require(permissions.can_triage(request.user))
    two = load(request, other)
    if one == two:
        raise Http404("A report is not compared with itself.")
    if request.method == "POST":
        return decide(request, one, two)
    return show(request, one, two, JoinForm())


def decide(request: AppRequest, one: Incident, two: Incident) -> HttpResponse:
    """Do what the button says: `keep:TDU-26-…`, `differ`, `again`."""
    do, _, kept = request.POST.get("do", "").partition(":")
    if do == DIFFER:
        joining.differ(one, [two], by=request.user)
        messages.success(request, f"{one.code} dan {two.code} dinyatakan berbeda.")
        return onward(request, one)
    if do == AGAIN:
        joining.weigh_again(one, two, by=request.user)
        return redirect(request.path)
    stays, goes = (one, two) if kept == one.code else (two, one)
    return merge(request, one, two, stays=stays, goes=goes)


def merge(
    request: AppRequest, one: Incident, two: Incident, *, stays: Incident, goes: Incident
) -> HttpResponse:
    """Merge one into the other; what was typed stays when it is refused."""
    require(TRANSITIONS["merge"].allowed(request.user, goes))
    form = JoinForm(request.POST)
    if form.is_valid():
        seen = {one.pk: form.cleaned_data["version"], two.pk: form.cleaned_data["other_version"]}
        try:
            joining.merge(
                goes, stays, by=request.user, note=form.cleaned_data["note"],
                version=seen[goes.pk], target_version=seen[stays.pk],
            )  # fmt: skip
        except (WrongState, Stale) as refused:
            form.add_error(None, str(refused))
            one, two = load(request, one.code), load(request, two.code)
        else:
            return merged(request, one, stays=stays, goes=goes)
    return show(request, one, two, form)


def merged(request: AppRequest, one: Incident, *, stays: Incident, goes: Incident) -> HttpResponse:
    """On with the work: what stays is checked next, else the next of the queue."""
    if goes.status != Status.SUBMITTED or goes != one:
        messages.success(request, f"{goes.code} digabung ke {stays.code}.")
        return onward(request, stays)
    return to_the_next(request, goes, f"digabung ke {stays.code}")


def onward(request: AppRequest, incident: Incident) -> HttpResponse:
    """Back to where the report is worked on."""
    if incident.status == Status.SUBMITTED:
        return redirect("incidents:verify", code=incident.code)
    return redirect(incident)


def show(request: AppRequest, one: Incident, two: Incident, form: JoinForm) -> HttpResponse:
    """Both columns, what speaks for it, and what may be done."""
    first, second = facts.record(one), facts.record(two)
    pairs = zip(facts.read(first), facts.read(second), strict=True)
    thought = opinions(facts.opinions(first), facts.opinions(second))
    likeness = alike.between(one, two)
    context = {
        "one": one,
        "two": two,
        "rows": [
            *(Beside(a.label, a, b) for a, b in pairs if a.lines or b.lines),
            *(Beside(a.label, a, b, is_opinion=True) for a, b in thought),
        ],
        "form": form,
        "likeness": likeness,
        "why": alike.said(likeness.why) if likeness else "",
        "choices": choices(request, one, two),
        "link": link(one, two),
    }
    return render(request, "incidents/compare.html", context)


def opinions(first: list[Fact], second: list[Fact]) -> list[tuple[Fact, Fact]]:
    """What both think, one beside the other where only one thinks anything."""
    one, two = ({fact.key: fact for fact in found} for found in (first, second))
    return [
        (one.get(key, Fact(key, label, [])), two.get(key, Fact(key, label, [])))
        for key, label in facts.OPINIONS
        if key in one or key in two
    ]


def choices(request: AppRequest, one: Incident, two: Incident) -> list[dict[str, Any]]:
    """Which may stay, the likelier first: what is verified, what is complete, what came first."""
    if not {one.status, two.status} <= {*COMPARED}:
        return []
    pairs = [(one, two), (two, one)]
    pairs.sort(key=lambda pair: rank(pair[0]))
    return [
        {
            "label": f"{stays.code} tetap, {goes.code} digabung",
            "value": f"{KEEP}:{stays.code}",
            "verdict": TRANSITIONS["merge"].allowed(request.user, goes),
            "style": "quiet" if place else "primary",
        }
        for place, (stays, goes) in enumerate(pairs)
        if goes.status in TRANSITIONS["merge"].sources
    ]


def rank(row: Incident) -> tuple[Any, ...]:
    """Which of two one would rather keep, the smaller the rather."""
    return row.status not in COUNTED, row.completed_at is None, row.reported_at, row.pk


def link(one: Incident, two: Incident) -> Incident | None:
    """The one of the two that was merged into the other."""
    if one.merged_into_id == two.pk:
        return one
    return two if two.merged_into_id == one.pk else None
