"""The chronology of a report: what was done with it, and what became of the matter."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.template.defaultfilters import filesizeformat
from django.urls import reverse

from incidents import facts, permissions
from incidents.actions.joining import OF_TWO
from incidents.actions.review import INTERNAL
from incidents.models import Development, Incident, Proposal
from timdu.core import events, words
from timdu.core.typing import AppRequest
from timdu.files.models import Attachment

# Its row stands in the chronology itself, with figures and photographs.
TOLD = "incident.develop"
# One became part of the other.
ARROWS = ("incident.merge", "incident.separate")
WITHDRAWN = Proposal.Outcome.WITHDRAWN


@dataclass
class Entry:
    """One perkembangan among the events."""

    at: dt.datetime
    text: str
    by: str
    anchor: str
    title: str = "Perkembangan"
    kind: str = "fact"
    lines: list[str] = field(default_factory=list)
    files: list[dict[str, Any]] = field(default_factory=list)
    remark: str = ""
    withdraw_url: str = ""


def told(request: AppRequest, incident: Incident) -> list[Any]:
    """Everything, newest first; the desk's own preparations are the desk's."""
    rows = events.told_to(request.user, incident)
    if not request.user.is_secretariat:
        rows = rows.exclude(what__in=INTERNAL)
    if "developments" not in incident.beside:
        return with_codes(request, list(rows))
    told_of = with_codes(request, list(rows.exclude(what=TOLD)))
    entries = [*told_of, *developments(request, incident)]
    return sorted(entries, key=lambda entry: entry.at, reverse=True)


def with_codes(request: AppRequest, rows: list[Any]) -> list[Any]:
    """Say which two reports were merged, to whoever may know of both; else only that it was so."""
    of_two = [row for row in rows if row.what in OF_TWO and row.data]
    if not of_two:
        return rows
    named = {code for row in of_two for code in row.data.values()}
    seen = Incident.objects.visible_to(request.user).filter(code__in=named)
    known = set(seen.values_list("code", flat=True))
    for row in of_two:
        one, two = row.data["from"], row.data["to"]
        if {one, two} <= known:
            pair = f"{one} → {two}" if row.what in ARROWS else f"{one} dan {two}"
            row.note = ". ".join(filter(None, (pair, row.note)))
    return rows


def developments(request: AppRequest, incident: Incident) -> list[Entry]:
    """Each perkembangan with who, when, from where, its figures and photographs."""
    rows = list(incident.developments.prefetch_related("proposals").select_related("read_by"))
    files = files_by_owner(rows)
    return [entry(request, incident, row, files.get(row.pk, [])) for row in rows]


def entry(
    request: AppRequest, incident: Incident, row: Development, files: list[dict[str, Any]]
) -> Entry:
    """One perkembangan; one that was taken back says so and keeps its words."""
    url = reverse("incidents:development_withdraw", args=[incident.code, row.pk])
    may = row.withdrawn_at is None and permissions.can_withdraw_development(request.user, row)
    remark = f"Ditarik: {row.withdrawn_reason}" if row.withdrawn_at else read_words(row)
    return Entry(
        at=row.at,
        text=row.text,
        by=f"{row.byline}{words.NBSP}· keadaan per {words.date_time(row.as_of)}",
        anchor=f"perkembangan-{row.pk}",
        lines=[proposal_words(one) for one in row.proposals.all()],
        files=[] if row.withdrawn_at else files,
        remark=remark,
        withdraw_url=url if may else "",
    )


def read_words(row: Development) -> str:
    """Whether the desk has read it."""
    if row.read_at is None:
        return "Menunggu dibaca sekretariat."
    return "" if row.read_by_id == row.entered_by_id else f"Dibaca {row.read_by}."


def proposal_words(row: Proposal) -> str:
    """A figure and what became of it: pengungsi (jiwa): 40 orang sementara, diterima."""
    outcome = row.get_outcome_display().lower() if row.outcome else "menunggu verifikator"
    said = f" ({row.answer})" if row.answer else ""
    return f"{facts.label(row.field)}: {row.stood} → {row.text}, {outcome}{said}"


def files_by_owner(rows: Iterable[Development]) -> dict[int, list[dict[str, Any]]]:
    """The photographs of some perkembangan, in one query."""
    keys = [str(row.pk) for row in rows]
    found: dict[int, list[dict[str, Any]]] = {}
    kind = ContentType.objects.get_for_model(Development)
    attached = Attachment.objects.standing().filter(content_type=kind, object_id__in=keys)
    for attachment in attached if keys else ():
        rest = found.setdefault(int(attachment.object_id), [])
        rest.append(as_file(attachment, attachment.caption or attachment.file.name))
    return found


def as_file(attachment: Attachment, name: str) -> dict[str, Any]:
    """An attachment as the list of files shows it."""
    file = attachment.file
    size = filesizeformat(file.size).replace("\u00a0", words.NBSP)
    return {
        "pk": attachment.pk,
        "url": reverse("files:show", kwargs={"pk": file.pk}),
        "thumb": reverse("files:small", kwargs={"pk": file.pk}) if file.has_thumbnail else "",
        "name": name,
        "note": f"{words.date_time(attachment.added_at)}{words.NBSP}· {size}",
    }
