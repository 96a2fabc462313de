"""A report as it is shown: the facts as sent, with notes and corrections beside each."""

import copy
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.dateparse import parse_datetime

from incidents import facts, readiness
from incidents.actions.corrections import COLUMNS, FIGURES, fact_key
from incidents.facts import Fact, Figure, Record
from incidents.masks import Veil
from incidents.models import Correction, Incident, IssuePattern, Relay
from incidents.models.choices import Status
from timdu.core.models import FieldMark
from timdu.team.models import User
from timdu.wilayah.models import Wilayah

MASKED = ("information_source",)
CORRECTABLE = {*COLUMNS, *(fact_key(name) for name in FIGURES)}


@dataclass
class Shown:
    """One fact on the page."""

    key: str
    label: str
    lines: Sequence[facts.Line]
    marks: list[FieldMark] = field(default_factory=list)
    corrections: list[Correction] = field(default_factory=list)
    is_masked: bool = False
    is_correctable: bool = False
    relay: Relay | None = None
    # Typed beside it and not saved.
    note: str = ""


def shown(
    found: Record,
    *,
    marks: Iterable[FieldMark] = (),
    corrections: Iterable[Correction] = (),
    veil: Veil | None = None,
) -> list[Shown]:
    """Every fact somebody answered or was asked, as it was sent; masked under a veil."""
    corrections = list(corrections)
    rows = [as_shown(fact, veil) for fact in facts.read(as_sent(found, corrections))]
    by_key = {row.key: row for row in rows}
    marks = list(marks)
    now = {fact.key: fact.text for fact in facts.read(found)} if marks else {}
    by_key["relay"].relay = next(iter(found.relays), None)
    for mark in marks:
        if mark.field in by_key:
            by_key[mark.field].marks.append(mark)
            # Only for the page: what is open was written about what the field said then.
            mark.moved_on = mark.is_open and mark.before not in ("", now[mark.field])
    for correction in corrections:
        if veil:
            veil.over_correction(correction)
        by_key[fact_key(correction.field)].corrections.append(correction)
    return [row for row in rows if row.lines or row.marks or row.key in facts.ASKED]


def as_shown(fact: Fact, veil: Veil | None) -> Shown:
    """One fact, hidden where the reader may not know it."""
    hidden = veil is not None and fact.key in MASKED
    fact = veil.over_fact(fact) if veil else fact
    lines = () if hidden else fact.lines
    return Shown(fact.key, fact.label, lines, [], [], hidden, fact.key in CORRECTABLE)


def as_sent(found: Record, corrections: Iterable[Correction]) -> Record:
    """The record before anybody corrected it."""
    sent = copy.copy(found)
    sent.row = copy.copy(found.row)
    sent.casualties, sent.damages = dict(found.casualties), dict(found.damages)
    for correction in corrections:
        if correction.field in FIGURES:
            put_figure(sent, correction.field, correction.sent)
        else:
            put_columns(sent.row, correction.sent)
    return sent


def put_figure(record: Record, name: str, value: dict[str, Any]) -> None:
    """A figure as it was; nothing where nobody had given one."""
    group, _, kind = name.partition(".")
    figures = record.casualties if group == "casualties" else record.damages
    figures.pop(kind, None)
    if value:
        figures[kind] = Figure(**value)


def put_columns(row: Any, value: dict[str, Any]) -> None:
    """Columns of the row as they were; the objects behind keys follow them."""
    for column, content in value.items():
        setattr(row, column, content)
    if "occurred_at" in value:
        row.occurred_at = parse_datetime(value["occurred_at"])
    if "place_id" in value:
        row.place = Wilayah.objects.get(pk=value["place_id"])
    if value.get("pattern_id"):
        row.pattern = IssuePattern.objects.get(pk=value["pattern_id"])


NEXT = {
    Status.DRAFT: "Draf ini belum dikirim. Kirim bila sudah cukup.",
    Status.RETURNED: "Jawab catatan perbaikan, lalu kirim kembali.",
    Status.VERIFIED: "Sudah diperiksa sekretariat dan dihitung dalam laporan.",
    Status.CLOSED: "Selesai. Tidak ada yang perlu dilakukan.",
    Status.MERGED: "Digabung; yang dihitung adalah laporan tujuannya.",
    Status.DROPPED: "Tidak ditindaklanjuti; tetap tersimpan dan dapat dipulihkan.",
    Status.WITHDRAWN: "Ditarik bersama impornya; tidak dihitung, tetap tersimpan.",
}
WAITS_FOR_OTHERS = {
    Status.DRAFT: "Draf ini belum dikirim oleh penulisnya.",
    Status.RETURNED: "Menunggu jawaban pelapor atas catatan perbaikan.",
}


def next_step(
    incident: Incident, user: User, found: Record, *, writes: bool, open_marks: int
) -> str:
    """What comes next, in plain words, for this reader."""
    status = Status(incident.status)
    if status == Status.SUBMITTED and writes:
        return own_words(incident, found)
    if status == Status.SUBMITTED:
        return waiting_words(incident, user, open_marks=open_marks)
    if not writes and status in WAITS_FOR_OTHERS:
        return WAITS_FOR_OTHERS[status]
    return NEXT[status]


def own_words(incident: Incident, found: Record) -> str:
    """A report in the queue, for the one who wrote it: what it still lacks, by name."""
    done = "Sekretariat memeriksa; bila ada catatan, Anda diberi tahu."
    if incident.completed_at is not None:
        return done
    missing = ", ".join(readiness.missing(found))
    return f"Lengkapi laporan dalam 1×24 jam. Belum dijawab: {missing}. {done}"


def waiting_words(incident: Incident, user: User, *, open_marks: int) -> str:
    """A report in the queue, for who checks it and for who only reads it."""
    complete = incident.completed_at is not None
    if user.is_secretariat:
        if open_marks:
            return f"{open_marks} catatan perbaikan menunggu dikirim kepada pelapor."
        return "Menunggu verifikasi." if complete else "Menunggu pelapor melengkapi."
    return "Sekretariat sedang memeriksa."
