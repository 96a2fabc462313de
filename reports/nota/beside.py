"""What a permasalahan shows of its nota dinas: those there are, and what was decided."""

from collections.abc import Iterable
from typing import Any

from incidents.cases import chronicle
from incidents.cases.entry import Entry
from incidents.cases.models import Case
from incidents.cases.rooms import Open, Room
from reports.nota import permissions
from reports.nota.models import Decision, Nota
from timdu.core.words import long_date
from timdu.documents.models import Document
from timdu.team.models import User


def panel(user: User, case: Case) -> dict[str, Any] | None:
    """The nota dinas with their state, and the ways to write one and to note a decision."""
    if not permissions.can_read(user):
        return None
    rows = list(Nota.objects.visible_to(user).filter(case=case).with_names())
    writes = bool(permissions.can_write(user)) and case.is_open and not case.is_secret
    if not rows and not writes:
        return None
    decides = bool(permissions.can_decide(user))
    return {
        "template": "nota/_beside.html", "case": case, "rows": rows, "writes": writes,
        "decides": decides,
    }  # fmt: skip


def told(user: User, case: Case) -> Iterable[Entry]:
    """That one was begun, and each decision with its sheet."""
    rows = Nota.objects.visible_to(user).filter(case=case).select_related("document", "by")
    for row in rows:
        yield Entry(row.at, row.at, "doc", "Nota dinas disusun", text=row.document.title,
                    by=row.by.byline, url=row.document.get_absolute_url(),
                    url_word="Nota dinas")  # fmt: skip
    found = list(
        Decision.objects.visible_to(user).filter(nota__case=case)
        .select_related("by", "nota__document")
    )  # fmt: skip
    files = chronicle.files_of(found)
    for one in found:
        yield Entry(
            at=one.at,
            known_at=one.at,
            kind="order",
            title=f"Keputusan nota dinas: {one.get_verdict_display().lower()}",
            text=one.words,
            lines=[f"{one.decided_by}, {long_date(one.decided_on)}"],
            attached=files.get(str(one.pk), []),
            by=f"Dicatat {one.by.byline}",
            url=one.nota.document.get_absolute_url(),
            url_word="Nota dinas",
        )


def still_open(user: User, case: Case) -> Iterable[Open]:
    """A nota that was numbered and has no decision yet, or is to be talked about again."""
    rows = Nota.objects.visible_to(user).filter(
        case=case, document__status__in=Document.Status.with_number()
    )
    for row in rows.with_names():
        decision = row.decision
        if decision is None or decision.verdict == Decision.Verdict.LATER:
            url = row.document.get_absolute_url()
            yield Open("Nota dinas menunggu keputusan Bupati", url, None, "Bupati")


ROOM = Room("nota", panel=panel, told=told, open=still_open)
