"""The list, the document beside its state, and the register."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from timdu.core import events, paging, workflow
from timdu.core.access import require
from timdu.core.periods import Month
from timdu.core.typing import AppRequest
from timdu.documents import blockers, comparing, kinds, paraf, permissions, progress
from timdu.documents.forms import PaperInitialForm, ShareForm
from timdu.documents.models import Document
from timdu.documents.views.finding import document_of, is_reader, latest_rendition, opened
from timdu.documents.workflow import TRANSITIONS
from timdu.team.models import User

# One word for every state between the first draft and the day it leaves.
UNDER_WAY = ("berjalan", "Berjalan")
TEAM, KECAMATAN = "tim", "kecamatan"


@require_safe
def document_list(request: AppRequest) -> HttpResponse:
    """What goes out: newest first, by state, month and kind."""
    chosen = {key: request.GET.get(key, "") for key in ("keadaan", "bulan", "jenis", "milik")}
    rows = Document.objects.visible_to(request.user).select_related("team", "kecamatan")
    rows = _filtered(rows, chosen)
    page = paging.newest_first(rows, request.GET.get("lanjut", ""), by="made_at")
    kept = urlencode({key: value for key, value in chosen.items() if value})
    context = {
        "page": page,
        "chosen": chosen,
        "is_filtered": any(chosen.values()),
        "query": f"{kept}&" if kept else "",
        "statuses": [UNDER_WAY, *Document.Status.choices],
        "kinds": kinds.choices(),
        "can_begin": can_begin(request.user),
        "can_manage": permissions.can_manage_recipients(request.user),
        "can_see_register": permissions.can_see_register(request.user),
        "can_see_letterheads": request.user.role in (User.Role.ADMIN, User.Role.KECAMATAN),
    }
    return render(request, "documents/list.html", context)


def can_begin(user: User) -> bool:
    """Whether the person may have any kind of document compiled."""
    team = user.team
    if team is None:
        return False
    return any(permissions.can_open(user, kind, team, user.kecamatan_id) for kind in kinds.REGISTRY)


def _filtered(rows: Any, chosen: dict[str, str]) -> Any:
    """Apply the filters that make sense; a month that is none is left out."""
    if chosen["keadaan"] in Document.Status.values:
        rows = rows.filter(status=chosen["keadaan"])
    if chosen["keadaan"] == UNDER_WAY[0]:
        rows = rows.under_way()
    if chosen["milik"] in (TEAM, KECAMATAN):
        rows = rows.filter(kecamatan__isnull=chosen["milik"] == TEAM)
    if chosen["jenis"]:
        rows = rows.filter(kind=chosen["jenis"])
    try:
        month = Month.parse(chosen["bulan"])
    except ValueError:
        return rows
    return rows.filter(period_first__lte=month.last, period_last__gte=month.first)


@require_safe
def document_detail(request: AppRequest, pk: int) -> HttpResponse:
    """The PDF as it will be sent, beside what has happened and what comes next."""
    document = document_of(request.user, pk)
    opened(request.user, document)
    if is_reader(request.user, document):
        return render(request, "documents/reader.html", reader_context(request.user, document))
    deliveries = list(
        document.deliveries.select_related("recipient", "receipt_noted_by", "queued_by")
    )
    items = blockers.of(document)
    signed = document.signed_files.filter(superseded_at=None).first()
    version = document.current
    context = {
        "document": document,
        "version": version,
        "reading": comparing.preview(document, version.passages) if version else [],
        "rendition": latest_rendition(document),
        "steps": progress.steps(document, deliveries, signed),
        "offers": offers(document, request.user),
        "blockers": items,
        "open_count": sum(not item.met for item in items),
        "deliveries": deliveries,
        "planned": [] if deliveries else blockers.recipients_of(document),
        "versions": list(document.versions.select_related("made_by").defer("snapshot")),
        "chronology": events.told_to(request.user, document)[:30],
        "signed": signed,
        "next_office": next_office(document),
        "next_word": "paraf" if version and version.levels else "nomor",
        "can_prepare": permissions.can_prepare(request.user, document),
        "paper_form": PaperInitialForm(initial=seen(document)),
        "share_form": ShareForm(document=document),
        "can_share": permissions.can_share(request.user, document),
    }
    return render(request, "documents/detail.html", context)


def reader_context(user: User, document: Document) -> dict[str, Any]:
    """What a recipient sees: the file, and the deliveries to them."""
    mine = document.deliveries.that_left().filter(recipient__user=user)
    return {
        "document": document,
        "deliveries": list(mine.select_related("recipient", "receipt_noted_by")),
    }


def offers(document: Document, user: User) -> dict[str, workflow.Offer]:
    """What could be done now, with this person's yes or no."""
    found = workflow.available(TRANSITIONS, document, user)
    return {offer.action: offer for offer in found}


def next_office(document: Document) -> str:
    """Whose paraf is due."""
    level = paraf.next_level(document)
    return document.current.levels[level] if document.current and level is not None else ""


def seen(document: Document) -> dict[str, int]:
    """The version the reader of a form has before them."""
    return {"version": document.current.number if document.current else 0}


@require_safe
def register(request: AppRequest) -> HttpResponse:
    """The book of outgoing numbers of one year: without gaps, cancelled ones included."""
    require(permissions.can_see_register(request.user))
    year = request.GET.get("tahun", "")
    chosen = int(year) if year.isdecimal() and len(year) == 4 else timezone.localdate().year
    booked = Document.objects.booked(request.user.team)
    rows = list(booked.filter(agenda_year=chosen).select_related("team", "kecamatan"))
    visible = Document.objects.visible_to(request.user).filter(pk__in=[row.pk for row in rows])
    years = {chosen, *booked.order_by().values_list("agenda_year", flat=True).distinct()}
    context = {
        "rows": rows,
        "visible": set(visible.values_list("pk", flat=True)),
        "year": chosen,
        "years": sorted(filter(None, years), reverse=True),
    }
    return render(request, "documents/register.html", context)
