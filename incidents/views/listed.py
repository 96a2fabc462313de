"""The pages of a list the office keeps: its entries, and the form of one.

Written once for the lists of reports and for those of the rooms above.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from timdu.core.typing import AppRequest
from timdu.core.workflow import WrongState


@dataclass(frozen=True)
class Room:
    """One list: its rows, its form, what changes it, its addresses, how it reads."""

    model: Any
    form: type[forms.ModelForm]
    keep: Callable[..., Any]
    offer: Callable[..., Any]
    urls: tuple[str, str, str]
    word: str
    lead: str
    # What already has an entry that is no longer offered.
    old: str
    # One more column: its heading, and what it says of an entry.
    more: tuple[str, Callable[[Any], str]] | None = None


def entry_list(request: AppRequest, room: Room, **around: Any) -> HttpResponse:
    """What may be picked, and what may no longer."""
    entries = room.model.objects.visible_to(request.user)
    offered = set(entries.offered_to(request.user.own_team).values_list("pk", flat=True))
    _, create, _ = room.urls
    context = {
        "room": room,
        "create_url": reverse(create),
        "more": room.more and room.more[0],
        "rows": rows_of(room, entries, offered),
        **around,
    }
    return render(request, "incidents/listed.html", context)


def rows_of(room: Room, entries: Iterable[Any], offered: set[int]) -> list[dict[str, Any]]:
    """Each entry with its page and its state."""
    return [
        {
            "entry": entry,
            "url": reverse(room.urls[2], args=[entry.pk]),
            "more": room.more and room.more[1](entry),
            "is_offered": entry.pk in offered,
        }
        for entry in entries
    ]


def entry_page(request: AppRequest, room: Room, entry: Any) -> HttpResponse:
    """A new one, or one's own; any may stop being offered, or be offered again."""
    back = reverse(room.urls[0])
    if entry is not None and request.POST.get("do") in ("offer", "hide"):
        offered = request.POST["do"] == "offer"
        room.offer(entry, by=request.user, offered=offered, today=timezone.localdate())
        messages.success(request, f"Tersimpan. {room.old} lama tidak berubah.")
        return redirect(back)
    team = request.user.own_team
    form = room.form(request.POST or None, instance=entry or room.model(team=team))
    if request.method == "POST" and form.is_valid() and saved(request, room, entry, form):
        return redirect(back)
    context = {
        "form": form,
        "entry": entry,
        "is_offered": entry is not None and entry.is_offered_to(team),
        "room": room,
        "back": back,
    }
    return render(request, "incidents/listed_form.html", context)


def saved(request: AppRequest, room: Room, entry: Any, form: forms.ModelForm) -> bool:
    """Whether the action took it; its refusal stands in the form."""
    try:
        room.keep(entry, by=request.user, **form.cleaned_data)
    except WrongState as refused:
        form.add_error(None, refused.words)
        return False
    messages.success(request, f"{room.word} tersimpan.")
    return True
