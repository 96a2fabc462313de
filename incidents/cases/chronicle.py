"""One chronology of everything about a permasalahan, as far as its reader may know of it.

The desk and the leaders read all of it. Whoever reads the permasalahan because a report of theirs
is linked, or because they hold it, reads their own reports and steps, the level without the desk's
reasons, and that it was opened, closed or opened again: nothing that others told.
"""

import datetime as dt
from collections.abc import Iterable, Sequence

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.urls import reverse

from incidents.cases import permissions, rooms
from incidents.cases.entry import Entry
from incidents.cases.models import Assessment, Case, CaseIncident, Handling
from incidents.cases.words import ranks_words
from incidents.models import Development, Incident, Step
from incidents.models.choices import Rank
from timdu.core import events, words
from timdu.files.models import Attachment
from timdu.team.models import User

Files = dict[str, list[Attachment]]
# What no row of its own tells; everything else does, and knows more. The first one is for all.
TOLD_BY_EVENTS = (
    "case.open", "case.edit", "case.name", "case.unname", "arahan.record", "arahan.finish",
)  # fmt: skip


def tell(user: User, case: Case, links: Sequence[CaseIncident]) -> list[Entry]:
    """Everything, newest first; `links` are all links the person may see, withdrawn ones too."""
    whole = permissions.reads_everything(user)
    reports = {link.incident_id: link.incident for link in links if link.withdrawn_at is None}
    found = [
        *told_reports(reports),
        *told_steps(reports),
        *told_developments(reports),
        *told_links(links),
        *told_assessments(case, whole=whole),
        *told_handlings(user, case),
        *told_closings(case, whole=whole),
        *told_events(case, whole=whole),
        *rooms.told(user, case),
    ]
    return sorted(found, key=lambda entry: (entry.at, entry.known_at), reverse=True)


def since(entries: Iterable[Entry], moment: dt.datetime) -> list[Entry]:
    """What became known after the moment, however long ago it happened."""
    return [entry for entry in entries if entry.known_at > moment]


def told_reports(reports: dict[int, Incident]) -> Iterable[Entry]:
    """Each linked report by what it says in one sentence."""
    for row in reports.values():
        yield Entry(
            at=row.occurred_at,
            known_at=row.reported_at or row.received_at,
            kind="fact",
            title=f"Laporan: {row.get_kind_display()}",
            text=row.summary,
            by=f"{row.byline}{words.NBSP}· {row.get_status_display()}",
            url=row.get_absolute_url(),
            url_word=row.code,
        )


def told_steps(reports: dict[int, Incident]) -> Iterable[Entry]:
    """Steps the linked reports tell of."""
    for row in Step.objects.filter(incident__in=list(reports)):
        report = reports[row.incident_id]
        yield Entry(
            at=row.at or report.occurred_at,
            known_at=report.completed_at or report.reported_at or report.received_at,
            kind="handling",
            title="Langkah dalam laporan",
            text=str(row),
            by=report.byline,
            url=report.get_absolute_url(),
            url_word=report.code,
        )


def told_developments(reports: dict[int, Incident]) -> Iterable[Entry]:
    """What is new about the linked reports."""
    for row in Development.objects.filter(incident__in=list(reports), withdrawn_at=None):
        report = reports[row.incident_id]
        yield Entry(
            at=row.as_of,
            known_at=row.at,
            kind="fact",
            title="Perkembangan",
            text=row.text,
            by=f"{row.byline}{words.NBSP}· diterima {words.date_time(row.at)}",
            url=f"{report.get_absolute_url()}#perkembangan-{row.pk}",
            url_word=report.code,
        )


def told_links(links: Iterable[CaseIncident]) -> Iterable[Entry]:
    """When a report came to the permasalahan, and when it was let go."""
    for link in links:
        code, url = link.incident.code, link.incident.get_absolute_url()
        yield Entry(link.at, link.at, "doc", "Laporan dihubungkan", by=link.by.byline,
                    url=url, url_word=code)  # fmt: skip
        if link.withdrawn_at and link.withdrawn_by:
            yield Entry(link.withdrawn_at, link.withdrawn_at, "doc", "Laporan dilepas",
                        text=link.withdrawn_reason, by=link.withdrawn_by.byline,
                        url=url, url_word=code)  # fmt: skip


def told_assessments(case: Case, *, whole: bool) -> Iterable[Entry]:
    """Each judgement beside the one before it; the reasons are the desk's."""
    before: Assessment | None = None
    for row in case.assessments.select_related("by").order_by("at", "pk"):
        ranks = ranks_words(row.likelihood, row.impact)
        was = ranks_words(before.likelihood, before.impact) if before else ""
        level = Rank(row.level).label
        yield Entry(
            at=row.at,
            known_at=row.at,
            kind="level",
            title=f"Penilaian: {direction(before, row)}",
            text=(f"{was} → {ranks}" if was else ranks) if whole else f"Tingkat {level}",
            lines=[f"Alasan: {row.reason}"] if whole else [],
            by=row.by.byline if whole else "",
        )
        before = row


def direction(before: Assessment | None, row: Assessment) -> str:
    """Which way the level went."""
    if before is None:
        return "kerawanan pertama kali dinilai"
    if before.level == row.level:
        return "tingkat kerawanan tetap"
    return "kerawanan dinaikkan" if before.level < row.level else "kerawanan diturunkan"


def told_handlings(user: User, case: Case) -> Iterable[Entry]:
    """Steps recorded here, with their files; what was taken back says so and keeps its words."""
    rows = list(
        Handling.objects.visible_to(user).filter(case=case)
        .select_related("agency", "kecamatan", "partner", "by", "case")
    )  # fmt: skip
    files = files_of(rows)
    for row in rows:
        may = row.withdrawn_at is None and case.is_open and permissions.can_withdraw(user, row)
        yield Entry(
            at=row.done_at,
            known_at=row.withdrawn_at or row.at,
            kind="handling",
            title="Penanganan",
            text=f"{row.actor}: {row.what}",
            lines=[f"Hasil: {row.result}"] if row.result else [],
            attached=[] if row.withdrawn_at else files.get(str(row.pk), []),
            by=f"Dicatat {row.by.byline}{words.NBSP}· {words.date_time(row.at)}",
            anchor=f"langkah-{row.pk}",
            remark=f"Ditarik: {row.withdrawn_reason}" if row.withdrawn_at else "",
            withdraw_url=reverse("cases:handling_withdraw", args=[case.code, row.pk])
            if may
            else "",
        )


def told_closings(case: Case, *, whole: bool) -> Iterable[Entry]:
    """When it was closed, on what grounds, and why it was opened again."""
    rows = list(case.closings.select_related("by", "reopened_by"))
    files = files_of(rows) if whole else {}
    for row in rows:
        checked = [f"Diperiksa: {'; '.join(row.checked)}"]
        yield Entry(
            at=row.at,
            known_at=row.at,
            kind="agreed",
            title="Permasalahan ditutup",
            text=f"{row}. {row.grounds}" if whole else str(row),
            lines=checked if whole else [],
            attached=files.get(str(row.pk), []),
            by=row.by.byline,
        )
        if row.reopened_at and row.reopened_by:
            why = row.reopened_reason if whole else ""
            yield Entry(row.reopened_at, row.reopened_at, "order", "Permasalahan dibuka lagi",
                        text=why, by=row.reopened_by.byline)  # fmt: skip


def told_events(case: Case, *, whole: bool) -> Iterable[Entry]:
    """That it was opened; what the desk changed in its head."""
    names = TOLD_BY_EVENTS if whole else TOLD_BY_EVENTS[:1]
    for row in events.chronology(case).filter(what__in=names):
        kind = "order" if row.what.startswith("arahan.") else "doc"
        yield Entry(row.at, row.at, kind, row.title, text=row.note if whole else "",
                    by=row.by.byline if row.by else "")  # fmt: skip


def files_of(rows: Sequence[models.Model]) -> Files:
    """The files of some rows of one kind, in one query."""
    found: Files = {}
    if not rows:
        return found
    kind = ContentType.objects.get_for_model(rows[0])
    keys = [str(row.pk) for row in rows]
    for one in Attachment.objects.standing().filter(content_type=kind, object_id__in=keys):
        found.setdefault(one.object_id, []).append(one)
    return found
