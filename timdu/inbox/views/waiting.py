"""The inbox page."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from timdu.core.typing import AppRequest
from timdu.inbox.models import Todo

SHOWN = 200


@require_safe
def inbox(request: AppRequest) -> HttpResponse:
    """Everything that waits for this person, the most urgent first, and what was done lately."""
    mine = Todo.objects.visible_to(request.user)
    context = {
        "waiting": Todo.objects.waiting_for(request.user)[:SHOWN],
        "done": mine.exclude(closed_at=None)
        .select_related("closed_by")
        .order_by("-closed_at")[:10],
    }
    return render(request, "inbox/list.html", context)
