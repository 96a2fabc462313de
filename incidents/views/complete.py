"""Lengkapi: the report in folded parts, saved as far as it is filled in."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from incidents import facts, permissions, readiness
from incidents.actions import edit as edit_actions
from incidents.actions.edit import Changes
from incidents.actions.rows import Stale
from incidents.actions.waiting import COMPLETE_WITHIN
from incidents.forms.asked import FirstPart, PatternPart, SituationPart, SourcePart, WhoPart
from incidents.forms.extra import NarrativePart, OpinionPart, PlacePart
from incidents.forms.fields import typed
from incidents.forms.figures import DamagePart, TollPart
from incidents.forms.part import PartForm
from incidents.forms.steps import StepsPart
from incidents.models import Incident
from incidents.models.choices import Status
from incidents.views.rows import load
from timdu.core import marks
from timdu.core.access import require
from timdu.core.models import FieldMark
from timdu.core.typing import AppRequest
from timdu.core.workflow import WrongState

ASKED: list[type[PartForm]] = [WhoPart, PatternPart, SituationPart, StepsPart, SourcePart]
EXTRA: list[type[PartForm]] = [TollPart, DamagePart, PlacePart, NarrativePart, OpinionPart]
ALL: list[type[PartForm]] = [FirstPart, *ASKED, *EXTRA]
ANSWER = "answer_"
ANSWER_LENGTH, LONGEST_KEY = 500, 18


@dataclass
class Part:
    """One folded part on the page."""

    form: PartForm
    number: int | None
    state: str
    is_answered: bool
    marks: list[FieldMark]
    is_open: bool

    @property
    def key(self) -> str:
        return self.form.key


@require_http_methods(["GET", "POST"])
def incident_complete(request: AppRequest, code: str) -> HttpResponse:
    """What is still missing, part by part; “belum diketahui” is an answer."""
    incident = load(request, code)
    require(permissions.can_edit(request.user, incident))
    if request.method == "POST":
        return take(request, incident)
    return show(request, incident, [part(incident=incident, user=request.user) for part in ALL])


def take(request: AppRequest, incident: Incident) -> HttpResponse:
    """Save every part that can be saved; what cannot stays typed, with the reason beside it."""
    data, user = request.POST, request.user
    forms = [part(data, incident=incident, user=user) for part in ALL]
    sound = [form for form in forms if form.is_valid()]
    try:
        version = int(data.get("version", "0") or 0) if data.get("version", "").isdecimal() else 0
        saved = edit_actions.save(incident, together(sound), by=user, version=version)
        edit_actions.answer(saved, answers(data), by=user)
        if len(sound) == len(forms):
            return go_on(request, saved)
        words = "Yang sudah benar tersimpan. Perbaiki isian yang ditandai."
    except Stale as late:
        return show_conflict(request, late.current, forms)
    except WrongState as refused:
        words = refused.words
    messages.warning(request, words)
    again = load(request, incident.code)
    kept = [again_shown(form, again, request) for form in forms]
    return show(request, again, kept)


def again_shown(form: PartForm, incident: Incident, request: AppRequest) -> PartForm:
    """A part that was saved as it stands now; one that was not, as it was typed."""
    fresh = type(form)
    if form.is_valid():
        return fresh(incident=incident, user=request.user)
    return fresh(request.POST, incident=incident, user=request.user)


def go_on(request: AppRequest, saved: Incident) -> HttpResponse:
    """Where one goes from a saved report: back to the part, or on once it is sent."""
    part = request.POST.get("save", "")
    if request.POST.get("do") == "send":
        edit_actions.submit(saved, by=request.user, version=saved.version)
        messages.success(request, "Laporan dikirim.")
        return redirect("incidents:receipt", code=saved.code)
    if part in {form.key for form in ALL}:
        messages.success(request, "Tersimpan.")
        here = reverse("incidents:complete", kwargs={"code": saved.code})
        return redirect(f"{here}#bagian-{part}")
    was_sent = saved.status == Status.SUBMITTED
    messages.success(request, "Kelengkapan terkirim ke sekretariat." if was_sent else "Tersimpan.")
    return redirect(saved)


def together(forms: list[PartForm]) -> Changes:
    """The changes of several parts as one."""
    all_changes = Changes()
    for form in forms:
        changes = form.changes()
        all_changes.fields |= changes.fields
        for name in ("parties", "steps", "casualties", "damages", "places"):
            if (given := getattr(changes, name)) is not None:
                setattr(all_changes, name, given)
    return all_changes


def answers(data: Any) -> dict[int, str]:
    """The notes that were answered, by their key."""
    keys = [name.removeprefix(ANSWER) for name in data if name.startswith(ANSWER)]
    found = {
        int(key): typed(data, f"{ANSWER}{key}", ANSWER_LENGTH)
        for key in keys
        if key.isdecimal() and len(key) < LONGEST_KEY
    }
    return {key: text for key, text in found.items() if text}


def show_conflict(request: AppRequest, current: Incident, forms: list[PartForm]) -> HttpResponse:
    """Somebody saved meanwhile: both values side by side, nothing typed is lost."""
    current = load(request, current.code)
    user = request.user
    kept, pairs = [], []
    for form in forms:
        shown = type(form)(incident=current, user=user, typed=form.typed)
        saved = type(form)(incident=current, user=user)
        pairs += [
            (str(saved[name].label), readable(saved, name), readable(shown, name))
            for name in form.typed
            if name in saved.fields
        ]
        kept.append(shown)
    return show(request, current, kept, status=409, pairs=pairs)


def readable(form: PartForm, name: str) -> str:
    """What a field says, in the words of its choices."""
    field = form[name]
    value = field.value()
    options = dict(getattr(field.field, "choices", ()) or ())
    values = value if isinstance(value, list) else [value]
    found = [str(options.get(one, one)) for one in values if one not in (None, "", False)]
    return ", ".join("Ya" if word == "True" else word for word in found) or "kosong"


def show(
    request: AppRequest,
    incident: Incident,
    forms: list[PartForm],
    *,
    status: int = 200,
    pairs: list[tuple[str, str, str]] | None = None,
) -> HttpResponse:
    """The page with every part as it stands."""
    asked = {part.key: part for part in readiness.parts(facts.record(incident))}
    notes = [mark for mark in marks.of(incident) if mark.sent_at]
    parts = [as_part(form, asked, notes) for form in forms]
    context = {
        "incident": incident,
        "first": parts[0],
        "asked": parts[1 : 1 + len(ASKED)],
        "extra": parts[1 + len(ASKED) :],
        "done": sum(part.is_answered for part in asked.values()),
        "total": len(asked),
        "due_at": incident.reported_at + COMPLETE_WITHIN if incident.reported_at else None,
        "open_marks": sum(mark.is_open for mark in notes),
        "pairs": pairs or [],
        "invalid": [form for form in forms if form.is_bound and form.errors],
    }
    return render(request, "incidents/complete.html", context, status=status)


def as_part(form: PartForm, asked: dict[str, Any], notes: list[FieldMark]) -> Part:
    """One part with its state in words and the notes about it."""
    own = [mark for mark in notes if mark.field in form.facts]
    wanted = any(mark.is_open for mark in own) or (form.is_bound and bool(form.errors))
    if form.key not in asked:
        state = "sudah diisi" if form.is_filled else "kosong"
        return Part(form, None, state, form.is_filled, own, wanted)
    part = asked[form.key]
    first_open = next((key for key, each in asked.items() if not each.is_answered), "")
    state = "dijawab" if part.is_answered else f"{part.done} dari {part.total}"
    if not part.done:
        state = "belum dijawab"
    number = list(asked).index(form.key) + 1
    return Part(form, number, state, part.is_answered, own, wanted or form.key == first_open)
