"""Verification: the report as sent at the left, what the verifier says of it at the right."""

import copy
from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from incidents import deciding, facts, permissions, presenting, queue, readiness
from incidents.actions import review
from incidents.actions.rows import Stale
from incidents.alike import shown as alike
from incidents.deciding import Part
from incidents.forms.fields import typed
from incidents.forms.review import AssessmentForm
from incidents.models import Incident
from incidents.views.detail import files_of, standing_corrections
from incidents.views.rows import load
from timdu.core import event_names, events, marks
from timdu.core.access import Verdict, require
from timdu.core.models import FieldMark
from timdu.core.typing import AppRequest
from timdu.core.workflow import WrongState

NOTE, NOTE_LENGTH, REASON_LENGTH = "note_", 300, 500
# More than a page can send, so that all of what is too long can be shown again.
WHOLE = 100_000
LOOK_AHEAD = 200
SAVE, VERIFY, SEND_BACK, UNMARK = "save", "verify", "send_back", "unmark:"
# What takes a report out of the queue.
DECISIONS = ("verify", "send_back", "drop", "merge")
DONE = {VERIFY: "diverifikasi", SEND_BACK: "dikembalikan kepada pelapor"}


@require_http_methods(["GET", "POST"])
def incident_verify(request: AppRequest, code: str) -> HttpResponse:
    """Check, note, send back or verify; every button keeps what was filled in so far."""
    incident = load(request, code)
    require(permissions.can_triage(request.user))
    if incident.status != Incident.Status.SUBMITTED:
        return too_late(request, incident)
    if request.method == "POST":
        return decide(request, incident)
    return show(request, incident, AssessmentForm(instance=copy.copy(incident)))


def too_late(request: AppRequest, incident: Incident) -> HttpResponse:
    """Somebody decided meanwhile: who it was, and what was typed here and is not saved."""
    do = request.POST.get("do", SAVE)
    names = [f"incident.{name}" for name in DECISIONS]
    decided = events.chronology(incident).filter(what__in=names).first()
    by_oneself = decided is not None and decided.by_id == request.user.pk
    if request.method != "POST":
        messages.info(request, f"{incident.code} tidak menunggu verifikasi lagi.")
        return redirect(incident)
    if decided is not None and by_oneself and decided.what == f"incident.{do}":
        # The second click of a double click.
        return to_the_next(request, incident, DONE[do])
    context = {
        "incident": incident,
        "decided": decided,
        "what": event_names.NAMES.get(decided.what, "") if decided else "",
        "typed": typed_here(request, incident),
    }
    return render(request, "incidents/verify_late.html", context, status=409)


def typed_here(request: AppRequest, incident: Incident) -> list[tuple[str, str]]:
    """Everything that was filled in, in words, so that nothing is lost."""
    data, form = request.POST, AssessmentForm(request.POST, instance=copy.copy(incident))
    filled = [
        (str(field.label), said(form[name], form[name].data))
        for name, field in form.fields.items()
        if form[name].data
    ]
    notes = [
        (f"Catatan: {facts.LABELS[field]}", note) for field, note in notes_typed(request).items()
    ]
    reason = typed(data, "reason", REASON_LENGTH)
    beside = [
        said for part in deciding.parts(request.user, incident, data) for said in part.typed()
    ]
    return [*filled, *notes, *([("Alasan pengembalian", reason)] if reason else []), *beside]


def decide(request: AppRequest, incident: Incident) -> HttpResponse:
    """Do what the button says, after keeping notes and assessment."""
    do = request.POST.get("do", SAVE)
    if do in DONE:
        require(permissions.can_verify(request.user, incident))
    form = AssessmentForm(request.POST, instance=copy.copy(incident), deciding=do == VERIFY)
    parts = deciding.parts(request.user, incident, request.POST)
    pairs: list[tuple[str, str, str]] = []
    if words := too_long(notes_typed(request)):
        messages.warning(request, words)
        return show(request, incident, form, unsaved=notes_typed(request), parts=parts)
    try:
        keep_notes(request, incident, do)
        if not permissions.can_verify(request.user, incident):
            return redirect(request.get_full_path())
        whole = [form.is_valid(), *(part.is_valid() for part in parts if do == VERIFY)]
        if all(whole):
            return carry_out(request, incident, form, do, parts)
    except Stale as late:
        messages.warning(request, "Laporan ini berubah sejak Anda membukanya. Periksa lagi.")
        pairs = differences(late.current, form)
    except WrongState as refused:
        messages.warning(request, refused.words)
    return show(request, load(request, incident.code), form, pairs, parts=parts)


def notes_typed(request: AppRequest) -> dict[str, str]:
    """The notes as they were typed, by the fact each is about."""
    found = {field: typed(request.POST, f"{NOTE}{field}", WHOLE) for field in facts.LABELS}
    return {field: note for field, note in found.items() if note}


def too_long(notes: dict[str, str]) -> str:
    """Which notes no reporter could be shown whole, in words; browsers stop at the limit."""
    names = [facts.LABELS[field] for field, note in notes.items() if len(note) > NOTE_LENGTH]
    if not names:
        return ""
    return (
        f"Belum ada yang disimpan: catatan tentang {', '.join(names)} lebih dari "
        f"{NOTE_LENGTH} huruf. Pendekkan, lalu tekan lagi."
    )


def keep_notes(request: AppRequest, incident: Incident, do: str) -> None:
    """Every note that was typed is written down, whichever button was pressed."""
    for field, note in notes_typed(request).items():
        review.mark(incident, field, note, by=request.user)
        messages.success(request, f"Catatan tentang {facts.LABELS[field]} tersimpan.")
        if number(request.POST, "version") not in (0, incident.version):
            messages.warning(request, "Pelapor mengubah laporan ini. Baca lagi catatan Anda.")
    if do.startswith(UNMARK) and do.removeprefix(UNMARK).isdecimal():
        review.unmark(incident, int(do.removeprefix(UNMARK)), by=request.user)


def carry_out(
    request: AppRequest, incident: Incident, form: AssessmentForm, do: str, parts: list[Part]
) -> HttpResponse:
    """Verify, send back, or only keep the assessment."""
    by, values, kind = request.user, form.values(), form.cleaned_data["kind"]
    version, seen = number(request.POST, "version"), number(request.POST, "review_version")
    if do == VERIFY:
        with transaction.atomic():
            row = review.verify(
                incident, values, by=by, kind=kind, conflict=form.conflict(),
                version=version, review_version=seen,
            )  # fmt: skip
            carried = [part.carry_out(row, by=by) for part in parts]
        said = DONE[do] + "".join(one.words for one in carried)
        onward = next((one.url for one in carried if one.url), "")
        return to_the_next(request, incident, said, onward)
    review.assess(incident, values, by=by, kind=kind, review_version=seen)
    deciding.keep(request.session, incident, parts)
    if do == SEND_BACK:
        review.send_back(incident, by=by, note=typed(request.POST, "reason", REASON_LENGTH))
        return to_the_next(request, incident, DONE[do])
    messages.success(request, "Pemeriksaan tersimpan.")
    return redirect(request.get_full_path())


def number(data: Mapping[str, Any], name: str) -> int:
    """A version as the form carried it; one that is none is older than any."""
    text = str(data.get(name, ""))
    return int(text) if text.isdecimal() and len(text) < 9 else 0


def to_the_next(request: AppRequest, done: Incident, words: str, onward: str = "") -> HttpResponse:
    """The next report of the tab one works through opens when one is done; or `onward`."""
    messages.success(request, f"{done.code} {words}.")
    if onward:
        return redirect(onward)
    tab = queue.chosen(request.GET)
    waiting = queue.waiting(request.user, tab, timezone.now())
    following = waiting.exclude(entered_by=request.user).exclude(pk=done.pk).first()
    query = f"?{queue.PARAMETER}={tab.key}" if tab.key else ""
    if following is None:
        return redirect(f"{reverse('incidents:queue')}{query}")
    return redirect(f"{reverse('incidents:verify', args=[following.code])}{query}")


def differences(current: Incident, form: AssessmentForm) -> list[tuple[str, str, str]]:
    """What somebody else saved meanwhile beside what was typed here."""
    saved = AssessmentForm(instance=copy.copy(current))
    return [
        (
            str(field.label),
            said(saved[name], saved[name].initial),
            said(form[name], form[name].data),
        )
        for name, field in form.fields.items()
        if said(saved[name], saved[name].initial) != said(form[name], form[name].data)
    ]


def said(field: Any, value: Any) -> str:
    """A value in the words of the field's choices."""
    options = {str(key): str(word) for key, word in getattr(field.field, "choices", ()) or ()}
    values = value if isinstance(value, list) else [value]
    words = [options.get(str(one), str(one)) for one in values if one not in (None, "", False)]
    return ", ".join(words) or "kosong"


def show(
    request: AppRequest,
    incident: Incident,
    form: AssessmentForm,
    pairs: list[tuple[str, str, str]] | None = None,
    unsaved: Mapping[str, str] | None = None,
    parts: list[Part] | None = None,
) -> HttpResponse:
    """The two halves of the page; `unsaved` are notes to go on writing."""
    if parts is None:
        kept = deciding.held(request.session, incident)
        parts = deciding.parts(request.user, incident, kept=kept)
    found = facts.record(incident)
    notes = list(marks.of(incident))
    unsent = [mark for mark in notes if mark.is_open and not mark.sent_at]
    open_marks = sum(mark.is_open for mark in notes)
    rows = presenting.shown(found, marks=notes, corrections=standing_corrections(incident))
    for row in rows:
        row.note = (unsaved or {}).get(row.key, "")
    context = {
        "incident": incident,
        "facts": rows,
        "opinions": facts.opinions(found),
        "files": files_of(incident),
        "form": form,
        "pairs": pairs or [],
        "unsent": len(unsent),
        "reason": typed(request.POST, "reason", REASON_LENGTH),
        "parts": parts,
        "suggestions": alike.suggestions(incident, request.user),
        "can_verify": permissions.can_verify(request.user, incident),
        "can_mark": permissions.can_mark(request.user, incident),
        "may_verify": may_verify(request, incident, open_marks, notes),
        **place_in_queue(request, incident),
    }
    return render(request, "incidents/verify.html", context, status=409 if pairs else 200)


def may_verify(
    request: AppRequest, incident: Incident, open_marks: int, notes: list[FieldMark]
) -> Verdict:
    """The button's verdict: the rule first, then what still stands in the way."""
    allowed = permissions.can_verify(request.user, incident)
    in_the_way = readiness.blockers(facts.record(incident), open_marks)
    if not allowed or not in_the_way:
        return allowed
    who = "pelapor menjawab dan melengkapi" if notes else "pelapor melengkapi"
    return Verdict(False, f"Belum dapat diverifikasi: {'; '.join(in_the_way)}.", who)


def place_in_queue(request: AppRequest, incident: Incident) -> dict[str, Any]:
    """Where the report stands in the tab one works through, and which stand beside it."""
    tab = queue.chosen(request.GET)
    waiting = queue.waiting(request.user, tab, timezone.now())
    codes = list(waiting.values_list("code", flat=True)[:LOOK_AHEAD])
    position = codes.index(incident.code) if incident.code in codes else None
    after = codes[position + 1 :] if position is not None else codes
    return {
        "position": None if position is None else position + 1,
        "where": "" if position is None else f"{position + 1} dari {len(codes)}",
        "next_code": after[0] if after else "",
        "previous_code": codes[position - 1] if position else "",
        "tab": tab,
        "tab_query": f"?{queue.PARAMETER}={tab.key}" if tab.key else "",
    }
