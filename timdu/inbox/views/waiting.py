"""The inbox page: what waits, why it came, what was done lately."""

from collections import Counter
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from timdu.core.typing import AppRequest
from timdu.inbox import kinds, seen
from timdu.inbox.models import Todo

SHOWN, DONE = 200, 10


@dataclass(frozen=True)
class Row:
    """One thing that waits, as one person may read it."""

    todo: Todo
    is_open: bool

    @property
    def kind(self) -> kinds.Kind:
        return kinds.of(self.todo.kind)


@require_safe
def inbox(request: AppRequest) -> HttpResponse:
    """Everything that waits for this person, the most urgent first, and what was done lately."""
    user, asked = request.user, request.GET.get("jenis", "")
    todos = seen.waiting(user).select_related("content_type", "kecamatan", "agency", "holder")
    rows = rows_of(request, list(todos[:SHOWN]))
    groups = Counter(row.kind.group for row in rows)
    chosen = asked if asked in groups else ""
    shown = [row for row in rows if chosen in ("", row.kind.group)]
    done = Todo.objects.visible_to(user).exclude(closed_at=None)
    latest = done.select_related("closed_by", "content_type").order_by("-closed_at")[:DONE]
    context = {
        "overdue": [row for row in shown if row.todo.is_overdue],
        "waiting": [row for row in shown if not row.todo.is_overdue],
        "total": len(rows),
        "groups": sorted(groups.items()),
        "chosen": chosen,
        "served": user.serves,
        "done": [row for row in rows_of(request, list(latest)) if row.is_open],
    }
    return render(request, "inbox/list.html", context)


def rows_of(request: AppRequest, todos: list[Todo]) -> list[Row]:
    """The rows, and whether the person may still know what each is about."""
    known = seen.records(request.user, todos)
    return [Row(todo, todo.pk in known) for todo in todos]
