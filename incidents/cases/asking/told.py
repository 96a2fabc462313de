"""What a permasalahan's page, chronology and message say of what is asked."""

from collections.abc import Iterable
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models

from incidents.cases import chronicle
from incidents.cases.asking import permissions
from incidents.cases.asking.mail import term
from incidents.cases.asking.models import Answer, CoordinationRequest, Disposition, Result
from incidents.cases.asking.models.choices import RequestStatus
from incidents.cases.entry import Entry
from incidents.cases.models import Case
from incidents.cases.rooms import Onward, Open
from incidents.views.chronicle import as_file
from timdu.core.models import EventSubject
from timdu.files.models import Attachment
from timdu.team.models import User

SHOWN = 6
KINDS = {"disposition": "order", "request": "request"}
# Of all that happens to them, what a chronology of the permasalahan needs.
ENTRIES = (
    "disposition.give", "disposition.send", "disposition.accept", "disposition.return",
    "disposition.report", "disposition.finish", "disposition.send_back", "disposition.withdraw",
    "disposition.grant_date", "request.ask", "request.answer", "request.withdraw",
)  # fmt: skip


def seen(user: User, case: Case) -> list[Disposition | CoordinationRequest]:
    """Those about the permasalahan the person may know of, what moved last first."""
    rows: list[Disposition | CoordinationRequest] = [
        *Disposition.objects.visible_to(user).filter(case=case).with_names(),
        *CoordinationRequest.objects.visible_to(user).filter(case=case).with_names(),
    ]
    return sorted(rows, key=lambda row: row.changed_at, reverse=True)


def entries(user: User, case: Case) -> Iterable[Entry]:
    """What happened to them, in the words of their own chronologies."""
    for model in (Disposition, CoordinationRequest):
        manager: Any = model.objects
        rows = {str(row.pk): row for row in manager.visible_to(user).filter(case=case)}
        if not rows:
            continue
        kind = ContentType.objects.get_for_model(model)
        found = EventSubject.objects.filter(
            content_type=kind, object_id__in=list(rows), event__what__in=ENTRIES
        )
        for one in found.select_related("event__by"):
            event, row = one.event, rows[one.object_id]
            yield Entry(
                event.at, event.at, KINDS[event.what.partition(".")[0]], event.title,
                text=event.note, by=event.by.byline if event.by else "",
                url=row.get_absolute_url(), url_word=row.code,
            )  # fmt: skip


def panel(user: User, case: Case) -> dict[str, Any] | None:
    """The panel beside the permasalahan: those that run, and the ways to a new one."""
    gives = case.is_open and bool(permissions.can_give(user))
    asks = case.is_open and bool(permissions.can_ask(user))
    rows = seen(user, case)
    if not (rows or gives or asks):
        return None
    told_of = [row for row in rows if isinstance(row, Disposition)]
    return {
        "template": "asking/_beside.html",
        "case": case,
        "dispositions": told_of[:SHOWN],
        "requests": [row for row in rows if isinstance(row, CoordinationRequest)][:SHOWN],
        "gives": gives,
        "asks": asks,
        "needs": any(row.is_overdue for row in told_of),
    }


def still_open(user: User, case: Case) -> Iterable[Open]:
    """What an office was told and has not done, and what was asked and not answered."""
    told = Disposition.objects.visible_to(user).running().filter(case=case).with_names()
    for row in told.order_by("due_on", "pk"):
        yield Open(f"Disposisi: {row.subject}", row.get_absolute_url(), row.due_on, row.addressee)
    asked = CoordinationRequest.objects.visible_to(user).filter(case=case)
    # Hoped for by a day, never due: without the day, nothing here counts it as late.
    for one in asked.filter(status=RequestStatus.SENT).with_names().order_by("pk"):
        yield Open(f"Permintaan: {one.subject}", one.get_absolute_url(), by=one.addressee)


def hanging(case: Case) -> list[models.Model]:
    """Everything asked about it, whoever asks: what waits because of it."""
    told = Disposition.objects.filter(case=case).with_names()
    return [*told, *CoordinationRequest.objects.filter(case=case).with_names()]


def onward(user: User) -> Onward | None:
    """Whoever gives disposisi may go on to one from a permasalahan just opened."""
    return Onward("asking:give", "Beri disposisi") if permissions.can_give(user) else None


def lines(user: User, case: Case) -> list[str]:
    """Of a permasalahan that is open to all: who is doing what until when."""
    running = Disposition.objects.visible_to(user).running().filter(case=case).with_names()
    return [
        f"Disposisi: {row.addressee}, {row.get_status_display().lower()}, batas {term(row)}"
        for row in running.order_by("pk")
    ]


def results(row: Disposition) -> list[dict[str, Any]]:
    """What was reported, the newest first, with its files."""
    return with_files(list(Result.objects.filter(disposition=row).select_related("by")))


def answers(row: CoordinationRequest) -> list[dict[str, Any]]:
    """What was answered, the newest first, with its files."""
    return with_files(list(Answer.objects.filter(request=row).select_related("by")))


def with_files(rows: list[Any]) -> list[dict[str, Any]]:
    """Each with the files attached to it; one query for all."""
    files = chronicle.files_of(rows)
    return [
        {"row": row, "files": [shown(one) for one in files.get(str(row.pk), [])]} for row in rows
    ]


def shown(one: Attachment) -> dict[str, Any]:
    return as_file(one, one.caption or one.file.name)
