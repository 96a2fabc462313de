"""The list to call: who is silent after the last day, whom to ring, what was said."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from incidents import contacts, permissions
from incidents.actions import calls as call_actions
from incidents.duties import key_of
from incidents.forms.duties import CallForm
from incidents.models import Reminder
from timdu.core import events
from timdu.core.access import require
from timdu.core.typing import AppRequest
from timdu.core.workflow import WrongState

CALLED = "month.called"


@require_safe
def call_list(request: AppRequest) -> HttpResponse:
    """Every silent sender with its people; it stays until the month is answered."""
    require(permissions.can_call(request.user))
    silent = list(Reminder.objects.visible_to(request.user).to_call())
    people = contacts.people(request.user, silent)
    rows = [row_of(reminder, people) for reminder in silent]
    return render(request, "incidents/calls.html", {"rows": rows})


def row_of(reminder: Reminder, people: dict[str, list[contacts.Person]]) -> dict[str, Any]:
    """One silent sender: the month, whom to ring, the last call."""
    words = contacts.question(reminder)
    known = people.get(key_of(reminder.kecamatan_id, reminder.agency_id), [])
    return {
        "reminder": reminder,
        "people": [{"person": person, "chat": person.chat(words)} for person in known],
    }


@require_http_methods(["GET", "POST"])
def call_note(request: AppRequest, pk: int) -> HttpResponse:
    """Write down that somebody was reached, and what was said."""
    reminder = get_object_or_404(Reminder.objects.visible_to(request.user).with_names(), pk=pk)
    require(permissions.can_call(request.user))
    row = row_of(reminder, contacts.people(request.user, [reminder]))
    first = row["people"][0]["person"].title if row["people"] else ""
    form = CallForm(request.POST or None, initial={"whom": first})
    if request.method == "POST" and form.is_valid():
        try:
            call_actions.note_call(reminder, by=request.user, **form.cleaned_data)
        except WrongState as refused:
            form.add_error(None, refused.words)
        else:
            messages.success(request, f"Tercatat: {reminder.sender} sudah dihubungi.")
            return redirect("nil:calls")
    calls = events.chronology(reminder).filter(what=CALLED)
    context = {"form": form, "row": row, "calls": calls}
    return render(request, "incidents/call_note.html", context)
