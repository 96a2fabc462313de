"""What was handed in, as a program and as its sender read it."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from incidents.actions.completing import COMPLETION
from incidents.actions.intake import INCIDENT
from incidents.actions.later import DEVELOPMENT
from incidents.actions.nil import NIL
from incidents.models import Development, Incident, NilReport
from incidents.models.choices import Status
from incidents.presenting import NEXT
from timdu.core.models import Received
from timdu.team.models import User

KINDS = {
    INCIDENT: "Kabar awal",
    COMPLETION: "Kelengkapan",
    NIL: "Nihil",
    DEVELOPMENT: "Perkembangan",
}


def receipt(row: Received) -> dict[str, Any]:
    """The receipt as a program reads it: what was received, and what stands of it now."""
    became: Any = row.became
    of = OF.get(row.kind, of_report)
    return {
        "kind": row.kind,
        "received_at": row.at.isoformat(),
        "received_hash": row.content_hash,
        "received": became.received if row.content is None else row.content,
        **of(row, became),
    }


def of_report(row: Received, incident: Incident) -> dict[str, Any]:
    """A kabar awal, or what completed it."""
    page = reverse("incidents:receipt", kwargs={"code": incident.code})
    # Whoever sent the report itself with it sees where that is now.
    sends = row.kind == INCIDENT or (row.content or {}).get("do") == "send"
    return {
        "title": incident.code,
        "code": incident.code,
        "status": incident.status,
        "version": incident.version,
        "url": page if sends else address(row),
    }


def of_nil(row: Received, nil: NilReport) -> dict[str, Any]:
    """A month without anything has no code of its own."""
    return {
        "title": f"Nihil {nil.period.label}",
        "code": "",
        "status": "withdrawn" if nil.withdrawn_at else "received",
        "url": address(row),
    }


def of_development(row: Received, told: Development) -> dict[str, Any]:
    """What is new about a report, under the code of it."""
    code = told.incident.code
    return {
        "title": f"Perkembangan {code}",
        "code": code,
        "status": "withdrawn" if told.withdrawn_at else "received",
        "url": address(row),
    }


OF: dict[str, Callable[[Received, Any], dict[str, Any]]] = {
    NIL: of_nil,
    DEVELOPMENT: of_development,
}


@dataclass(frozen=True)
class Sent:
    """A kind of thing a room above takes in: reports know nothing of it but this."""

    word: str
    # The receipt of one as a program reads it, beside what is the same for all kinds.
    of: Callable[[Received, Any], dict[str, Any]]
    # Those with these keys that the person may still open.
    rows: Callable[[User, Collection[str]], Iterable[Any]]
    # One line in the list of one's own deliveries, without what is the same for all kinds.
    line: Callable[[Received, Any], "Line"]


MORE: dict[str, Sent] = {}


def register(kind: str, sent: Sent) -> None:
    """Let what a room above takes in stand among what one sent; called from `ready()`."""
    MORE[kind] = sent
    KINDS[kind], OF[kind], LINE[kind] = sent.word, sent.of, sent.line


def address(row: Received) -> str:
    """The page of the receipt of what has no page of its own."""
    return reverse("sending:receipt", kwargs={"key": row.client_uuid})


CLOSED_TO_YOU = "Tidak lagi terbuka bagi Anda. Bukti penerimaannya tetap."
BECAME = {**NEXT, Status.SUBMITTED: "Menunggu diperiksa sekretariat."}


@dataclass(frozen=True)
class Line:
    """One thing in the list of one's own deliveries."""

    row: Received
    kind: str
    title: str = ""
    words: str = ""
    state: str = ""
    state_word: str = ""
    note: str = CLOSED_TO_YOU
    url: str = ""


def lines(rows: Collection[Received], user: User) -> list[Line]:
    """Each with what became of it; of what the person may no longer open only that it was sent."""
    wanted: dict[str, set[str]] = {kind: set() for kind in KINDS}
    for row in rows:
        wanted[row.kind].add(row.object_id)
    seen = Incident.objects.visible_to(user).filter(pk__in=wanted[INCIDENT] | wanted[COMPLETION])
    reports = by_key(seen.only("code", "summary", "status", "classification"))
    nils = NilReport.objects.visible_to(user).filter(pk__in=wanted[NIL])
    news = Development.objects.none()
    if wanted[DEVELOPMENT]:
        news = Development.objects.visible_to(user).filter(pk__in=wanted[DEVELOPMENT])
    found = {
        INCIDENT: reports,
        COMPLETION: reports,
        NIL: by_key(nils.select_related("kecamatan", "agency")),
        DEVELOPMENT: by_key(news.select_related("incident")),
        **{
            kind: by_key(more.rows(user, wanted[kind]) if wanted[kind] else ())
            for kind, more in MORE.items()
        },
    }
    return [line(row, found[row.kind].get(row.object_id)) for row in rows]


def by_key(rows: Iterable[Any]) -> dict[str, Any]:
    return {str(row.pk): row for row in rows}


def line(row: Received, became: Any) -> Line:
    """One thing, with what became of it where it is still open to its sender."""
    kind = KINDS[row.kind]
    if became is None:
        return Line(row, kind, kind)
    return LINE[row.kind](row, became)


def nil_line(row: Received, nil: NilReport) -> Line:
    gone = nil.withdrawn_at is not None
    return Line(
        row, KINDS[NIL], f"Nihil {nil.period.label}", nil.sender,
        "withdrawn" if gone else "received", "Ditarik" if gone else "Berlaku",
        nil.withdrawn_reason, address(row),
    )  # fmt: skip


def completion_line(row: Received, incident: Incident) -> Line:
    return Line(
        row, KINDS[COMPLETION], incident.code, shown(incident), "received", "Tersimpan",
        "Masuk ke laporan itu.", address(row),
    )  # fmt: skip


def news_line(row: Received, told: Development) -> Line:
    gone, code = told.withdrawn_at is not None, told.incident.code
    words = "" if told.incident.is_secret else told.text
    read = "Sudah dibaca sekretariat." if told.read_at else "Menunggu dibaca sekretariat."
    return Line(
        row, KINDS[DEVELOPMENT], code, words,
        "withdrawn" if gone else "received", "Ditarik" if gone else "Diterima",
        told.withdrawn_reason or read, address(row),
    )  # fmt: skip


def report_line(row: Received, incident: Incident) -> Line:
    page = reverse("incidents:receipt", kwargs={"code": incident.code})
    status, kind = Status(incident.status), KINDS[INCIDENT]
    return Line(
        row, kind, incident.code, shown(incident), status, status.label, BECAME[status], page
    )


def shown(incident: Incident) -> str:
    """The words of a report in a list; none of what is secret."""
    return "" if incident.is_secret else incident.summary


LINE: dict[str, Callable[[Received, Any], Line]] = {
    INCIDENT: report_line,
    COMPLETION: completion_line,
    NIL: nil_line,
    DEVELOPMENT: news_line,
}
