"""Home of the secretariat: the queue, who has not reported, documents on their way."""

import datetime as dt
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from incidents import duties
from incidents import figures as reporting
from incidents.cases.agreements.figures import kept
from incidents.cases.agreements.models import Agreement
from incidents.cases.asking.models import Disposition
from incidents.cases.emergency.banner import emergencies
from incidents.cases.models import Case
from incidents.models import Incident
from reports.figures.asking import dispositions
from reports.figures.cases import cases
from reports.figures.desk import A_DAY, desk, waiting_by_urgency
from reports.kinds import monthly
from reports.views.field import last_day_in_time
from timdu.core.periods import Month
from timdu.core.typing import AppRequest
from timdu.documents.models import Document
from timdu.inbox.models import Todo
from timdu.operation.state import state
from timdu.team.models import Team, User
from timdu.team.permissions import can_confirm_grant

QUEUE, DOCUMENTS, TODOS = 10, 5, 3


def home(request: AppRequest) -> HttpResponse:
    """What the desk must do next, the most urgent first."""
    user, now = request.user, timezone.now()
    team = user.team
    assert team is not None
    rows = Incident.objects.visible_to(user)
    documents = (
        Document.objects.visible_to(user)
        .filter(team=team, kecamatan=None)
        .under_way()
        .order_by("-period_first", "-made_at")
    )
    waiting = Todo.objects.waiting_for(user)
    return render(
        request,
        "reports/home_desk.html",
        {
            "now": now,
            "alarm": state(now, in_use_since=team.created_at).alarm,
            "desk": desk(rows, now),
            "cases": cases(Case.objects.visible_to(user), timezone.localdate(now)),
            "kept": kept(Agreement.objects.visible_to(user), timezone.localdate(now)),
            "emergencies": emergencies(user, now),
            "told": dispositions(Disposition.objects.visible_to(user), timezone.localdate(now)),
            "queue": queue(request, now),
            "reporting": month_of_kecamatan(request, team, now),
            "documents": documents[:DOCUMENTS],
            "document_count": documents.count(),
            "todos": waiting[:TODOS],
            "todo_count": waiting.count(),
            "proposals": proposals(user),
            "not_begun": not_begun(request, team, now),
        },
    )


def proposals(user: User) -> QuerySet[User] | None:
    """Whose role waits for this person's yes; nothing for those who are not asked."""
    if not can_confirm_grant(user):
        return None
    return (
        User.objects.visible_to(user)
        .exclude(pending_role="")
        .select_related("pending_serves")
        .order_by("full_name")
    )


def queue(request: AppRequest, now: dt.datetime) -> list[dict[str, Any]]:
    """The first rows of the queue under their urgency, each with its age and what is new."""
    visible = Incident.objects.visible_to(request.user)
    waiting, counts = visible.waiting(), waiting_by_urgency(visible)
    rows = list(waiting.for_rows()[:QUEUE])
    shown = waiting.filter(pk__in=[row.pk for row in rows])
    answered = set(shown.with_answered_notes().values_list("pk", flat=True))
    found: list[dict[str, Any]] = []
    for row in rows:
        if not found or found[-1]["urgency"] != row.urgency:
            found.append({"urgency": row.urgency, "count": counts[row.urgency], "rows": []})
        late = row.reported_at is not None and row.reported_at < now - A_DAY
        found[-1]["rows"].append({"incident": row, "needs": late, "answered": row.pk in answered})
    return found


def month_of_kecamatan(request: AppRequest, team: Team, now: dt.datetime) -> dict[str, Any]:
    """How the kecamatan were heard about last month, and whom to call where nobody answered."""
    month = Month.of(now, team.zone).previous
    states = reporting.month_states(team, [month], now=now)
    found = list(states.values())
    asked = {code: state for (code, _), state in states.items() if state.mark != reporting.EXEMPT}
    silent = [code for code, state in asked.items() if state.sent_at is None]
    people = (
        User.objects.visible_to(request.user)
        .active()
        .filter(role=User.Role.KECAMATAN, kecamatan_id__in=silent, is_operator=False)
    )
    camat = {person.kecamatan_id: person for person in people}
    places = {place.code: place for place in duties.kecamatan_of(team, month)}
    return {
        "month": month,
        "due_on": last_day_in_time(found[0].due_at) if found else None,
        "reported": sum(state.count > 0 for state in found),
        "nil": sum(state.sent_at is not None and not state.count for state in found),
        "is_due": any(state.state == reporting.MISSING for state in found),
        "all_asked": len(asked) == len(states),
        "silent": [{"place": places[code], "camat": camat.get(code)} for code in silent],
    }


def not_begun(request: AppRequest, team: Team, now: dt.datetime) -> Month | None:
    """Last month, when its report has not been begun."""
    month = Month.of(now, team.zone).previous
    begun = (
        Document.objects.visible_to(request.user)
        .live()
        .filter(team=team, kind=monthly.CODE, period_first=month.first)
    )
    return None if begun.exists() else month
