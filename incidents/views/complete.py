"""Lengkapi: the report in folded parts, saved as far as it is filled in."""

from dataclasses import dataclass
from functools import partial
from typing import Any, cast

from django.contrib import messages
from django.forms import DateTimeInput
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from incidents import facts, permissions, readiness
from incidents.actions import completing
from incidents.actions import edit as edit_actions
from incidents.actions.answers import Answered
from incidents.actions.completing import COMPLETION
from incidents.actions.edit import Changes
from incidents.actions.rows import Stale
from incidents.alike import shown as alike
from incidents.forms.asked import FirstPart, PatternPart, SituationPart, SourcePart, WhoPart
from incidents.forms.extra import NarrativePart, OpinionPart, PlacePart
from incidents.forms.figures import DamagePart, TollPart
from incidents.forms.part import PartForm
from incidents.forms.steps import StepsPart
from incidents.models import Incident
from incidents.models.choices import Status
from incidents.views import answering, handed
from incidents.views.answering import Pair
from incidents.views.rows import load
from timdu.core import codes, marks, programs
from timdu.core.access import require
from timdu.core.models import FieldMark, Received
from timdu.core.receiving import Receipt, Wire
from timdu.core.typing import AppRequest
from timdu.core.workflow import WrongState

ASKED: list[type[PartForm]] = [WhoPart, PatternPart, SituationPart, StepsPart, SourcePart]
EXTRA: list[type[PartForm]] = [TollPart, DamagePart, PlacePart, NarrativePart, OpinionPart]
ALL: list[type[PartForm]] = [FirstPart, *ASKED, *EXTRA]


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
    if request.method == "POST" and programs.asks(request):
        return answer_program(request, code)
    incident = load(request, code)
    require(permissions.can_edit(request.user, incident))
    if request.method == "POST":
        return take(request, incident)
    return show(request, incident, [part(incident=incident, user=request.user) for part in ALL])


def answer_program(request: AppRequest, code: str) -> JsonResponse:
    """All parts or none: what a program sends is either received or still on the device."""
    forms: list[PartForm] = []

    def judge() -> handed.HandIn | JsonResponse:
        incident = load(request, code)
        require(permissions.can_edit(request.user, incident))
        forms.extend(part(request.POST, incident=incident, user=request.user) for part in ALL)
        wrong = {name: said for form in forms for name, said in form.errors.items()}
        return handed.errors(wrong) if wrong else whole(hand_in(request, incident, forms))

    def is_this(row: Received) -> bool:
        return cast(Incident, row.became).code == codes.normalise(code)

    try:
        return handed.by_program(request, COMPLETION, judge, is_this=is_this)
    except Stale as late:
        current = load(request, late.current.code)
        pairs = beside(current, forms, request)
        return programs.said(str(late), 409, stale=True, pairs=pairs, version=current.version)
    except NotSeen as late:
        version = load(request, code).version
        return programs.said(late.words, 409, stale=True, pairs=late.pairs, version=version)


class NotSeen(Exception):
    """A note was answered meanwhile: what a program sent waits until both have been read."""

    def __init__(self, late: Answered) -> None:
        super().__init__(late.words)
        self.words, self.pairs = late.words, answering.as_pairs(late.pairs)


def whole(take: handed.HandIn) -> handed.HandIn:
    """The same, with an answer nobody has seen set apart from what cannot be taken at all."""

    def taking(wire: Wire) -> Receipt:
        try:
            return take(wire)
        except Answered as late:
            raise NotSeen(late) from late

    return taking


def hand_in(
    request: AppRequest, incident: Incident, forms: list[PartForm], *, sends: bool | None = None
) -> handed.HandIn:
    """The action that takes what these parts say, and sends the report where that was asked."""
    data = request.POST
    sends = data.get("do") == "send" if sends is None else sends
    typed = completing.Typed(together(forms), answering.replies(data), version_of(data), sends)
    return partial(completing.hand_in, incident=incident, typed=typed, by=request.user)


def version_of(data: Any) -> int:
    """The version the page was filled from; 0, which no report has, where none is told."""
    told = data.get("version", "")
    return int(told) if told.isdecimal() and len(told) < answering.LONGEST_KEY else 0


def take(request: AppRequest, incident: Incident) -> HttpResponse:
    """Save every part that can be saved; what cannot stays typed, with the reason beside it."""
    user = request.user
    forms = [part(request.POST, incident=incident, user=user) for part in ALL]
    sound = [form for form in forms if form.is_valid()]
    try:
        if len(sound) == len(forms):
            receipt = handed.by_person(request, hand_in(request, incident, forms, sends=False))
            return go_on(request, cast(Incident, receipt.row.became))
        saved = edit_actions.save(
            incident, together(sound), by=user, version=version_of(request.POST)
        )
        edit_actions.answer(saved, answering.replies(request.POST), by=user)
        words = "Yang sudah benar tersimpan. Perbaiki isian yang ditandai."
    except Stale as late:
        return show_conflict(request, late.current, forms)
    except Answered as late:
        # What is taken whole was not taken: all of it is still typed.
        again = load(request, incident.code)
        kept = [type(form)(incident=again, user=user, typed=form.typed) for form in forms]
        return show(request, again, kept, status=409, pairs=answering.as_pairs(late.pairs))
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
        edit_actions.send(saved, by=request.user)
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


def show_conflict(request: AppRequest, current: Incident, forms: list[PartForm]) -> HttpResponse:
    """Somebody saved meanwhile: both values side by side, nothing typed is lost."""
    current = load(request, current.code)
    kept = [type(form)(incident=current, user=request.user, typed=form.typed) for form in forms]
    pairs = beside(current, forms, request)
    return show(request, current, kept, status=409, pairs=pairs)


def beside(current: Incident, forms: list[PartForm], request: AppRequest) -> list[Pair]:
    """Each field and answer that differs: its label, what stands now, what was typed."""
    pairs, user = [], request.user
    for form in forms:
        shown = type(form)(incident=current, user=user, typed=form.typed)
        saved = type(form)(incident=current, user=user)
        pairs += [
            (str(saved[name].label), readable(saved, name), readable(shown, name))
            for name in form.typed
            if name in saved.fields
        ]
    # A time has seconds, its input has none.
    differing = [pair for pair in pairs if pair[1] != pair[2]]
    return differing + answering.unseen(current, request.POST, by=user)


def readable(form: PartForm, name: str) -> str:
    """What a field says, in the words of its choices."""
    field = form[name]
    value = field.value()
    if isinstance(field.field.widget, DateTimeInput):
        return str(field.field.widget.format_value(value) or "kosong").replace("T", " ")
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
    pairs: list[Pair] | None = None,
) -> HttpResponse:
    """The page with every part as it stands."""
    asked = {part.key: part for part in readiness.parts(facts.record(incident))}
    notes = [mark for mark in marks.of(incident) if mark.sent_at]
    marked = returned_parts(request, incident, forms)
    ahead = {part.key for part in marked}
    parts = [as_part(form, asked, notes) for form in forms]
    rest = [part for part in parts if part.key not in ahead]
    fold(rest, ahead)
    first, needed = ALL[0].key, {form.key for form in ASKED}
    context = {
        "incident": incident,
        "suggestions": alike.for_writer(incident, request.user),
        "marked": marked,
        "first": next((part for part in rest if part.key == first), None),
        "asked": [part for part in rest if part.key in needed],
        "extra": [part for part in rest if part.key not in needed and part.key != first],
        "done": sum(part.is_answered for part in asked.values()),
        "total": len(asked),
        "due_at": readiness.complete_by(incident),
        "open_marks": sum(mark.is_open for mark in notes),
        "marks": sum(len(fact.notes) for part in marked for fact in part.marked),
        "pairs": pairs or [],
        "invalid": [form for form in forms if form.is_bound and form.errors],
    }
    return render(request, "incidents/complete.html", context, status=status)


def returned_parts(
    request: AppRequest, incident: Incident, forms: list[PartForm]
) -> list[answering.MarkedPart]:
    """What was marked stands first, once the report has come back with notes."""
    if incident.status != Status.RETURNED:
        return []
    return answering.marked_parts(incident, forms, request.POST)


def fold(parts: list[Part], ahead: set[str]) -> None:
    """Beside what was marked nothing else asks for an answer; what is wrong stays open."""
    for part in parts if ahead else []:
        part.is_open = part.form.is_bound and bool(part.form.errors)


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
