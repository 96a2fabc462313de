"""Homes of those who get documents, who examine, and who keep the system."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from incidents.cases.emergency.banner import emergencies
from reports.figures import system
from reports.figures.desk import addressed_to
from timdu.core.typing import AppRequest
from timdu.documents.models import Document
from timdu.files import scanning
from timdu.inbox.models import Todo
from timdu.operation.state import state
from timdu.team.duty import on_duty

SHOWN = 10


def addressee(request: AppRequest) -> HttpResponse:
    """Documents addressed to the person, those without a receipt first."""
    user = request.user
    deliveries = addressed_to(user, Document.objects.visible_to(user))
    return render(
        request,
        "reports/home_addressee.html",
        {
            "now": timezone.now(),
            "waiting": deliveries.filter(received_at=None)[:SHOWN],
            "received": deliveries.exclude(received_at=None)[:SHOWN],
            "todos": Todo.objects.waiting_for(user)[:SHOWN],
            "duty": on_duty(user.team),
            "emergencies": emergencies(user, timezone.now()),
        },
    )


def auditor(request: AppRequest) -> HttpResponse:
    """The dates of the surat tugas, and what may be read while it runs."""
    return render(request, "reports/home_auditor.html", {"now": timezone.now()})


def administrator(request: AppRequest) -> HttpResponse:
    """People, and whether the machinery lives."""
    user, now = request.user, timezone.now()
    assert user.team is not None
    people = system.people_by_role(user)
    return render(
        request,
        "reports/home_admin.html",
        {
            "now": now,
            "people": people,
            "lacking": system.lacking_roles(people),
            "system": system.system(user.team, now),
            "backup": state(now, in_use_since=user.team.created_at),
            "scanner": scanning.state(),
            "todos": Todo.objects.waiting_for(user)[:SHOWN],
        },
    )
