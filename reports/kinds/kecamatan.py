"""Laporan Bulanan Kecamatan: made from what was entered, printed and signed by the camat."""

import datetime as dt
from typing import Any

from django.utils import timezone

from incidents import facts as incident_facts
from incidents.models import NilReport
from incidents.models.choices import COUNTED, Origin, Status
from incidents.models.choices import Kind as IncidentKind
from incidents.models.incident import IncidentQuerySet
from renaksi.models.activity import ActivityQuerySet
from reports.figures import activities as activity_figures
from reports.figures.month import by_kind, team_rows
from reports.kinds import activities, told
from reports.kinds.words import LEVELS, amount, bound, day, headline, inside, short_day
from timdu.core import words
from timdu.core.periods import Month
from timdu.documents.kinds import Embedded, Kind, Passage, Snapshot, Wording, printed_data
from timdu.documents.models import Document, DocumentVersion

CODE = "kecamatan_monthly"
STANDING = (*COUNTED, Status.SUBMITTED, Status.RETURNED)
KINDS = (
    IncidentKind.EVENT, IncidentKind.POTENTIAL, IncidentKind.INFORMATION, IncidentKind.DEVELOPMENT,
)  # fmt: skip
PRINTED = 100


def own_rows(team_id: int, ceiling: str, kecamatan_id: str | None) -> IncidentQuerySet:
    """What the kecamatan itself sent and still stands, up to the ceiling."""
    return team_rows(team_id, ceiling).filter(
        origin=Origin.KECAMATAN, kecamatan_id=kecamatan_id, status__in=STANDING
    )


def facts(document: Document, now: dt.datetime) -> dict[str, Any]:
    """The month of one kecamatan as it stands now, or its laporan nihil."""
    zone, month = document.team.zone, Month.of(document.period_first)
    standing = own_rows(document.team_id, document.classification, document.kecamatan_id)
    of_month = standing.in_month(month, zone)
    counts, before = by_kind(of_month), by_kind(standing.in_month(month.previous, zone))
    shown = told.unnamed(told.with_facts(of_month).order_by("occurred_at", "pk")[:PRINTED])
    total = of_month.count()
    return {
        "month": str(month),
        "label": month.label,
        "previous_label": month.previous.label,
        "first_day": month.first.isoformat(),
        "last_day": month.last.isoformat(),
        "team": {"name": document.team.name, "short_name": document.team.short_name},
        "kecamatan": document.kecamatan.name if document.kecamatan else "",
        "kinds": [
            {"name": kind.label, "before": before[kind]["sent"], **counts[kind]} for kind in KINDS
        ],
        "total": total,
        "incidents": [_incident(row) for row in shown],
        "more": total - len(shown),
        "nil": _nil(document, month) if not total else None,
        "activities": activities.facts(own_activities(document), month),
    }


def own_activities(document: Document) -> ActivityQuerySet:
    """What the kecamatan itself held, up to the ceiling."""
    rows = activity_figures.team_rows(document.team_id, document.classification)
    return rows.filter(kecamatan_id=document.kecamatan_id)


def _incident(row: Any) -> dict[str, Any]:
    """One report: what happened, what is known of victims, where it stands, what was done."""
    lines = {line["label"]: line["text"] for line in told.lines(row)}
    return {
        **told.in_short(row),
        "status": row.get_status_display(),
        "harm": f"korban: {inside(lines['Korban'])}; kerusakan: {inside(lines['Kerugian'])}"
        if row.kind == IncidentKind.EVENT
        else "",
        "situation": lines["Keadaan"],
        "steps": [incident_facts.step_text(step) for step in incident_facts.record(row).steps],
        "opinion": [text for text in (row.analysis, row.prediction, row.advice) if text],
    }


def _nil(document: Document, month: Month) -> dict[str, Any] | None:
    """The standing laporan nihil: whom the camat asked, who says so, when."""
    nil = (
        NilReport.objects.standing()
        .filter(team_id=document.team_id, kecamatan_id=document.kecamatan_id, month=month.first)
        .first()
    )
    if nil is None:
        return None
    sent = timezone.localtime(nil.sent_at).date().isoformat()
    asked = [line.strip(" -•;") for line in nil.asked.replace(";", "\n").splitlines()]
    return {"asked": [line for line in asked if line], "by": nil.byline, "sent_on": sent}


def wording(document: Document) -> Wording:
    """Title, hal and foot."""
    label = Month.of(document.period_first).label
    code = document.kecamatan_id or ""
    title = f"Laporan Bulanan Tim Terpadu {document.owner_name} Bulan {label}"
    return Wording(
        title=title,
        subject=title.replace(f"Bulan {label}", bound(f"Bulan {label}")),
        foot=f"Laporan bulanan {label} · {document.owner_name} ({code})",
    )


def opening(snapshot: Snapshot) -> str:
    """The first sentence of the letter."""
    found = snapshot["facts"]
    if found["nil"]:
        return (
            f"Bersama ini kami laporkan bahwa selama bulan {found['label']} di wilayah Kecamatan "
            f"{found['kecamatan']}:"
        )
    return (
        "Bersama ini kami sampaikan laporan Tim Terpadu Penanganan Konflik Sosial Kecamatan "
        f"{found['kecamatan']} bulan {found['label']}, disusun dari "
        f"{amount(found['total'], 'laporan')} yang telah kami kirimkan melalui Timdu, sebagai "
        "berikut."
    )


def steps(snapshot: Snapshot) -> str:
    """The steps the reports tell of, one on each line."""
    told_steps = [step for incident in snapshot["facts"]["incidents"] for step in incident["steps"]]
    return "\n".join(f"{step.rstrip('.')}." for step in told_steps)


def opinion(snapshot: Snapshot) -> str:
    """What the reports say as opinion; the camat writes on from there."""
    found = snapshot["facts"]["incidents"]
    return "\n\n".join(text for incident in found for text in incident["opinion"])


def closing(snapshot: Snapshot) -> str:
    """The last sentence of the letter."""
    return "Demikian dilaporkan, atas perhatian dan arahan Bupati kami ucapkan terima kasih."


def context(version: DocumentVersion) -> dict[str, Any]:
    """What the template prints, from the frozen facts alone."""
    found: dict[str, Any] = version.facts
    columns = ("before", "sent", "verified", "waiting", "returned")
    return {
        "months": [Month.parse(found["month"]).previous.name, Month.parse(found["month"]).name],
        "kinds": found["kinds"],
        "sums": [sum(kind[column] for kind in found["kinds"]) for column in columns],
        "incidents": [_row(row) for row in found["incidents"]],
        "more_words": f"{words.number(found['more'])} laporan berikutnya tidak dimuat di sini."
        if found["more"]
        else "",
        "period": f"{Month.parse(found['month']).first.day} sampai dengan "
        + words.long_date(Month.parse(found["month"]).last),
        "nil_date": day(found["nil"]["sent_on"]) if found["nil"] else "",
        "activities": activities.context(found.get("activities")),
        "letters": letters(version),
    }


def letters(version: DocumentVersion) -> dict[str, str]:
    """The letter of each part after the fixed ones; a part that is not printed takes none."""
    found: dict[str, Any] = version.facts
    printed = {
        "activities": bool((found.get("activities") or {}).get("rows")),
        "opinion": bool(not found["nil"] and version.passages["opinion"].strip()),
        "notes": True,
    }
    following = iter("BCDEF" if found["nil"] else "DEFG")
    return {key: next(following) for key, is_printed in printed.items() if is_printed}


def _row(row: dict[str, Any]) -> dict[str, Any]:
    """One line of the table."""
    waits = "" if row["status"] in ("Terverifikasi", "Ditutup") else f" ({row['status'].lower()})"
    return {
        **row,
        "words": "; ".join(part for part in (headline(row["summary"]), row["harm"]) if part),
        "date_words": short_day(row["date"], year=True),
        "level_word": LEVELS.get(row["level"], ""),
        "state": f"{row['situation']}{waits}",
    }


def attachments(snapshot: Snapshot) -> list[Embedded]:
    """The data as JSON, without what only gave the passages their first wording."""
    found = snapshot["facts"]
    hidden = ("steps", "opinion")
    incidents = [
        {key: value for key, value in row.items() if key not in hidden}
        for row in found["incidents"]
    ]
    return printed_data({"facts": {**found, "incidents": incidents}})


KIND = Kind(
    code=CODE,
    label="Laporan Bulanan Kecamatan",
    template="pdf/kecamatan_monthly.html",
    letterhead="kecamatan",
    # 2: with the kegiatan of the month; a version of 1 has none and prints no such part.
    schema=2,
    facts=facts,
    wording=wording,
    context=context,
    passages=(
        Passage("opening", "Pembuka surat", opening, limit=1500),
        Passage("steps", "Langkah yang sudah diambil", steps, "Satu baris satu butir."),
        Passage("opinion", "Analisis, prediksi, dan saran", opinion, "Pendapat camat."),
        Passage("notes", "Keterangan lain", lambda snapshot: "", "Dicetak bila diisi."),
        Passage("closing", "Kalimat penutup surat", closing, limit=500),
    ),
    attachments=attachments,
    sections={
        "kinds": "Ringkasan",
        "incidents": "Laporan",
        "nil": "Pernyataan nihil",
        "activities": "Kegiatan",
    },
    paraf_setting="",
)
