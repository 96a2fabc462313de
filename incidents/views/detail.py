"""One report: facts as sent, what was corrected, what happened to it, what comes next."""

from typing import Any

from django.db import models
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from incidents import beside, facts, joined, masks, message, permissions, presenting
from incidents import versions as history
from incidents.actions.later import SHUT
from incidents.joined import Joined
from incidents.models import Correction, Incident
from incidents.views import chronicle
from incidents.views.rows import load
from incidents.workflow import TRANSITIONS
from timdu.core import marks
from timdu.core.access import require
from timdu.core.models import FieldMark
from timdu.core.typing import AppRequest
from timdu.core.workflow import Offer, available
from timdu.files.models import Attachment

# The states in which somebody may add what is new.
TAKES_NEWS = {*Incident.Status} - {*SHUT}
# Arrows with a page of their own for the reason; the others belong to the pages of their work.
WITH_REASON = ("close", "reopen", "drop", "restore", "merge", "separate")


@require_safe
def incident_detail(request: AppRequest, code: str) -> HttpResponse:
    """The report for whoever may read it."""
    incident, user = load(request, code), request.user
    found = facts.record(incident)
    notes = readable_notes(request, incident)
    # What is not there is not asked for.
    corrections = standing_corrections(incident) if "corrections" in incident.beside else []
    masked = permissions.is_masked(user)
    veil = masks.of([incident.pk])[incident.pk] if masked else None
    open_marks = sum(mark.is_open for mark in notes)
    writes = permissions.writes_for(user, incident)
    context = {
        "incident": incident,
        "masked": masked,
        "facts": presenting.shown(found, marks=notes, corrections=corrections, veil=veil),
        "opinions": [veil.over_fact(fact) if veil else fact for fact in facts.opinions(found)],
        "files": files_of(incident, masked=masked) if "files" in incident.beside else [],
        "merged": merged(request, incident) if "merged" in incident.beside else [],
        "target": target(request, incident),
        "chronology": [] if masked else chronicle.told(request, incident),
        "message": "" if masked else message.compose(found),
        "next_step": presenting.next_step(
            incident, user, found, writes=writes, open_marks=open_marks
        ),
        "panels": beside.of(user, incident),
        **doors(request, incident),
    }
    if veil:
        veil.over_row(incident)
    return render(request, "incidents/detail.html", context)


def merged(request: AppRequest, incident: Incident) -> list[Joined]:
    """The reports merged into this one, also by way of another."""
    found = joined.below(incident, request.user)
    if permissions.is_masked(request.user):
        masks.hide([one.row for one in found])
    return found


def target(request: AppRequest, incident: Incident) -> Incident | None:
    """The report this one was merged into, where the reader may know of it."""
    found = joined.target_of(incident, request.user)
    if found is not None and permissions.is_masked(request.user):
        masks.hide([found])
    return found


def doors(request: AppRequest, incident: Incident) -> dict[str, Any]:
    """What this reader may do from here."""
    user = request.user
    return {
        "can_edit": permissions.can_edit(user, incident),
        "can_triage": permissions.can_triage(user) and incident.status == Incident.Status.SUBMITTED,
        "can_share": permissions.can_share(user, incident),
        "can_separate": user.role in permissions.VERIFIERS,
        "can_attach": permissions.can_attach(user, incident),
        "can_correct": permissions.can_correct(user, incident),
        "can_tell": incident.status in TAKES_NEWS and permissions.can_tell(user, incident),
        "can_propose": permissions.can_propose(user, incident),
        "news": news(incident) if user.is_secretariat else 0,
        "can_see_source_name": permissions.can_see_source_name(user, incident),
        "shares": incident.shares.filter(withdrawn_at=None).select_related(
            "agency", "kecamatan", "person"
        )
        if user.is_secretariat and "shares" in incident.beside
        else [],
        "moves": moves(request, incident),
    }


def news(incident: Incident) -> int:
    """How much waits for the desk: unread perkembangan and undecided values."""
    unread = "developments" in incident.beside and incident.developments.unread().count()
    return unread + ("proposals" in incident.beside and incident.proposals.open().count())


def moves(request: AppRequest, incident: Incident) -> list[Offer]:
    """The arrows that need only a reason, for those who may ever take one."""
    offers = available(TRANSITIONS, incident, request.user)
    wanted = [offer for offer in offers if offer.action in WITH_REASON]
    return wanted if request.user.role in permissions.VERIFIERS else []


def readable_notes(request: AppRequest, incident: Incident) -> list[FieldMark]:
    """The notes; until they are sent only the secretariat reads them."""
    notes = marks.of(incident) if "notes" in incident.beside else []
    if request.user.is_secretariat:
        return list(notes)
    own = permissions.writes_for(request.user, incident)
    return [mark for mark in notes if mark.sent_at] if own else []


def standing_corrections(incident: Incident) -> list[Correction]:
    return list(incident.corrections.filter(withdrawn_at=None).select_related("by"))


def files_of(record: models.Model, *, masked: bool = False) -> list[dict[str, Any]]:
    """The attachments as the list of files shows them; who sent one may have put a name in its."""
    attachments = Attachment.objects.of(record).select_related("added_by")
    return [
        chronicle.as_file(
            attachment,
            f"Lampiran {number}" if masked else attachment.caption or attachment.file.name,
        )
        for number, attachment in enumerate(attachments, 1)
    ]


@require_safe
def incident_versions(request: AppRequest, code: str) -> HttpResponse:
    """Every version of the report, and what changed in each."""
    incident = load(request, code)
    require(permissions.can_read_history(request.user, incident))
    masked = permissions.is_masked(request.user)
    veil = masks.of([incident.pk])[incident.pk] if masked else masks.Veil()
    hidden = presenting.MASKED if masked else ()
    found = history.versions(incident, masked=hidden, veil=veil)
    veil.over_row(incident)
    context = {"incident": incident, "versions": found, "masked": masked}
    return render(request, "incidents/versions.html", context)
