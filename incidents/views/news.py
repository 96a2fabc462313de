"""What came after sending, read at the desk: perkembangan, and values somebody wants corrected."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from incidents import facts, permissions
from incidents.actions import corrections, later
from incidents.forms.fields import typed
from incidents.models import Incident, Proposal
from incidents.views.chronicle import files_by_owner
from incidents.views.rows import load
from timdu.core.access import require
from timdu.core.typing import AppRequest
from timdu.core.workflow import WrongState

READ, ACCEPT, REFUSE = "read", "accept", "refuse"
WORDS_LENGTH = 500
DONE = {READ: "Perkembangan ditandai sudah dibaca.", ACCEPT: "Koreksi diterima dan dicatat.",
        REFUSE: "Koreksi ditolak; alasannya terbaca oleh pelapor."}  # fmt: skip


@require_http_methods(["GET", "POST"])
def incident_news(request: AppRequest, code: str) -> HttpResponse:
    """Read what is new, accept or refuse what should be corrected, one by one."""
    incident = load(request, code)
    require(permissions.can_triage(request.user))
    if request.method == "POST":
        return decide(request, incident)
    return show(request, incident)


def decide(request: AppRequest, incident: Incident) -> HttpResponse:
    """Do what the button says: `read:12`, `accept:7`, `refuse:7`."""
    do, _, key = request.POST.get("do", "").partition(":")
    pk = int(key) if key.isdecimal() and len(key) < 18 else 0
    words = typed(request.POST, f"words_{pk}", WORDS_LENGTH)
    try:
        carry_out(request, incident, do, pk, words)
    except WrongState as refused:
        messages.warning(request, refused.words)
        return show(request, load(request, incident.code), {pk: words})
    messages.success(request, DONE[do])
    left = incident.developments.unread().exists() or incident.proposals.open().exists()
    return redirect("incidents:news", code=incident.code) if left else redirect(incident)


def carry_out(request: AppRequest, incident: Incident, do: str, pk: int, words: str) -> None:
    """One development or one proposal of this report."""
    if do == READ:
        later.read(get_object_or_404(incident.developments, pk=pk), by=request.user)
        return
    proposal = get_object_or_404(incident.proposals, pk=pk)
    if do == ACCEPT:
        later.accept(proposal, by=request.user)
    elif do == REFUSE:
        later.refuse(proposal, by=request.user, words=words)
    else:
        raise WrongState("Pilih satu tombol: sudah dibaca, terima, atau tolak.")


def show(
    request: AppRequest, incident: Incident, typed_words: dict[int, str] | None = None
) -> HttpResponse:
    """The page: what is unread or undecided, newest first, each with what stands now."""
    found = list(incident.proposals.open().select_related("development"))
    told = {row.pk: row for row in incident.developments.unread()}
    told |= {row.development.pk: row.development for row in found if row.development}
    files = files_by_owner(told.values())
    items = [
        {
            "development": row,
            "files": files.get(row.pk, []),
            "proposals": [
                card(request, incident, one, typed_words)
                for one in found
                if one.development_id == row.pk
            ],
        }
        for row in sorted(told.values(), key=lambda row: (row.at, row.pk), reverse=True)
    ]
    asked = [card(request, incident, one, typed_words) for one in found if not one.development_id]
    context = {"incident": incident, "items": items, "asked": asked}
    return render(request, "incidents/news.html", context)


def card(
    request: AppRequest, incident: Incident, proposal: Proposal, words: dict[int, str] | None
) -> dict[str, Any]:
    """One value with what the report says now, and whether this person may decide it."""
    now = corrections.text(incident, proposal.field)
    return {
        "row": proposal,
        "label": facts.label(proposal.field),
        "now": now,
        "accept": f"{ACCEPT}:{proposal.pk}",
        "moved_on": now != proposal.stood,
        "can_decide": permissions.can_decide(request.user, incident, proposal),
        "words": (words or {}).get(proposal.pk, ""),
    }
