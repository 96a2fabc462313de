"""Laporan Bulanan: the Bupati to the Gubernur, copy to the Menteri."""

import datetime as dt
from typing import Any

from reports.kinds import activities, monthly_charts, monthly_events, monthly_facts, monthly_text
from reports.kinds.words import (
    LEVELS,
    amount,
    bound,
    capital,
    certain_sum,
    headline,
    short_day,
    state_words,
)
from timdu.core import tables, words
from timdu.core.periods import Month
from timdu.documents.kinds import Embedded, Kind, Snapshot, Wording, printed_data
from timdu.documents.models import Document, DocumentVersion

CODE = "monthly"
LETTERS = "abcde"
# Events in short that are printed; a longer list goes into the spreadsheet.
PRINTED = 60
SPANS = {
    "nil": ("nihil", "NIHIL (dilaporkan tidak ada kejadian)"),
    "late_nil": ("nihil", "NIHIL (dilaporkan tidak ada kejadian)"),
    "missing": ("belum", "BELUM MELAPOR (keadaan tidak diketahui)"),
    "exempt": ("nihil", "TIDAK WAJIB LAPOR"),
}
NOTE = (
    "Sumber konflik menurut Pasal 5 UU Nomor 7 Tahun 2012: a. politik, ekonomi, dan sosial "
    "budaya; b. antarumat beragama dan/atau interumat beragama, antarsuku, dan antaretnis; "
    "c. sengketa batas wilayah; d. sengketa sumber daya alam; e. distribusi sumber daya alam yang "
    "tidak seimbang. Jumlah = laporan terverifikasi menurut tanggal kejadian, tanpa ganda. "
    "Kecamatan yang belum melapor tidak dihitung sebagai nol. Melapor dengan jumlah 0: laporannya "
    "belum terverifikasi, digabung, tidak ditindaklanjuti, atau disampaikan tersendiri."
)


def wording(document: Document) -> Wording:
    """Title, hal and foot."""
    label, name = Month.of(document.period_first).label, document.team.name
    title = f"Laporan Bulanan Tim Terpadu Penanganan Konflik Sosial {name} Bulan {label}"
    return Wording(
        title=title,
        subject=title.replace(f"Bulan {label}", bound(f"Bulan {label}")),
        foot=f"Laporan Bulanan {label} · Tim Terpadu {name}",
        attached=amount(1, "berkas"),
    )


def context(version: DocumentVersion) -> dict[str, Any]:
    """What the template prints, from the frozen facts alone."""
    facts: dict[str, Any] = version.facts
    others = facts["other_events"]
    return {
        "fields": [
            {"name": name, "text": version.passages[key]} for key, name in monthly_text.FIELDS
        ],
        "recap": recap(facts),
        "losses": losses(facts["losses"]),
        "events": [
            {**event, "title": headline(event["summary"]), "lines": _lines(event)}
            for event in facts["events"]
        ],
        "others": [
            {**_row(event), "number": number}
            for number, event in enumerate(others[:PRINTED], start=1)
        ],
        "annex_words": _annex_words(len(others)),
        "priorities": [_row(row) for row in facts["priorities"]],
        "priorities_words": _left_out(facts["more_priorities"]),
        "charts": monthly_charts.charts(facts),
        "series": monthly_charts.series(facts),
        "activities": activities.context(facts.get("activities")),
        "withheld_words": _withheld(facts["withheld"]),
    }


def recap(facts: dict[str, Any]) -> dict[str, Any]:
    """The table kecamatan × sumber, nihil and belum melapor as words across the row."""
    totals = facts["totals"]
    missing = totals["missing"]
    return {
        "letters": LETTERS,
        "month_name": Month.parse(facts["month"]).name,
        "rows": [_recap_row(row) for row in facts["kecamatan"]],
        "sources": totals["sources"],
        "total": totals["verified"],
        "events": totals["events"],
        "state_words": f"{missing} belum melapor" if missing else "",
        "note": f"{NOTE}{_history(totals.get('history', 0))}",
    }


def _history(count: int) -> str:
    """What of the sum came out of old files: nobody verified it, and it may have no letter."""
    if not count:
        return ""
    return (
        f" Jumlah memuat {words.number(count)}{words.NBSP}laporan dari riwayat kantor, yang tidak "
        "diverifikasi di Timdu dan dapat tanpa huruf sumber konflik atau bidang."
    )


def _recap_row(row: dict[str, Any]) -> dict[str, Any]:
    span_class, span = SPANS.get(row["state"], ("", ""))
    return {
        **row,
        "total": row["verified"],
        "level_word": LEVELS.get(row["level"], ""),
        "span": span if not row["verified"] else "",
        "span_class": span_class,
        "state_words": state_words(row["state"], row["sent_on"]),
    }


def losses(found: dict[str, Any]) -> list[dict[str, str]]:
    """One line for each kind of victim or damage anything was said about."""
    rows = [
        {"label": capital(row["label"]), "words": capital(certain_sum(row))}
        for row in (*found["victims"], *found["damage"])
    ]
    silent = found["silent_events"]
    if silent:
        label = f"{words.number(silent)}{words.NBSP}peristiwa tanpa keterangan korban"
        rows.append({"label": capital(label), "words": "Belum diketahui"})
    return rows


def _lines(event: dict[str, Any]) -> list[dict[str, Any]]:
    """The lines of an event; the first and the last two stay with their neighbours."""
    last = len(event["lines"]) - 2
    return [
        {**line, "words": line["text"], "stick": index < 2 or index == last}
        for index, line in enumerate(event["lines"])
    ]


def _row(row: dict[str, Any]) -> dict[str, Any]:
    """A report in a table."""
    inputs = [LEVELS[row[key]] for key in ("likelihood", "impact") if row[key]]
    return {
        **row,
        "title": headline(row["summary"]),
        "where": f"{row['kecamatan']}, {row['place']}",
        "level_word": LEVELS.get(row["level"], ""),
        "inputs": " × ".join(inputs),
        "date_words": short_day(row["date"], year=True),
    }


def _annex_words(count: int) -> str:
    if count <= PRINTED:
        return ""
    return (
        f"{words.number(count - PRINTED)}{words.NBSP}peristiwa berikutnya terdapat dalam lampiran "
        "berkas peristiwa.xlsx, yang memuat seluruh peristiwa lain bulan ini."
    )


def _left_out(count: int) -> str:
    if not count:
        return ""
    return (
        f"{words.number(count)}{words.NBSP}potensi konflik terbuka yang lain, dengan kerawanan "
        "lebih rendah atau lebih lama, tidak dimuat dalam tabel ini."
    )


def _withheld(count: int | None) -> str:
    if count is None:
        return ""
    return (
        f"{words.number(count)}{words.NBSP}laporan terverifikasi bulan ini tidak dimuat karena "
        "klasifikasinya lebih tinggi daripada klasifikasi dokumen ini."
    )


def attachments(snapshot: Snapshot) -> list[Embedded]:
    """The data as JSON, the recap as CSV and, for a very long month, the events as a sheet."""
    facts = snapshot["facts"]
    files = [*printed_data(snapshot), _recap_file(facts)]
    if len(facts["other_events"]) > PRINTED:
        files.append(_events_file(facts, dt.datetime.fromisoformat(snapshot["taken_at"])))
    return files


def _recap_file(facts: dict[str, Any]) -> Embedded:
    head = ["Kode", "Kecamatan", *LETTERS, "Jumlah", "Peristiwa", "Kerawanan tertinggi", "Laporan"]
    rows = [
        [
            row["code"], row["name"], *row["sources"], row["verified"], row["events"],
            LEVELS.get(row["level"], ""), state_words(row["state"], row["sent_on"]),
        ]
        for row in facts["kecamatan"]
    ]  # fmt: skip
    data = tables.csv_for_people(head, rows)
    return Embedded("rekap.csv", "text/csv", data, "Rekapitulasi kecamatan dan sumber konflik")


def _events_file(facts: dict[str, Any], created: dt.datetime) -> Embedded:
    head = ["Kode", "Tanggal", "Uraian", "Kecamatan", "Desa/kelurahan", "Sumber", "Kerawanan"]
    rows = [
        [
            row["code"], row["date"], row["summary"], row["kecamatan"], row["place"],
            row["source"], LEVELS.get(row["level"], ""),
        ]
        for row in facts["other_events"]
    ]  # fmt: skip
    data = tables.spreadsheet("Peristiwa", head, rows, created=created)
    mime = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return Embedded("peristiwa.xlsx", mime, data, "Peristiwa lain bulan ini")


KIND = Kind(
    code=CODE,
    label="Laporan Bulanan",
    template="pdf/monthly.html",
    letterhead="bupati",
    # 2: with the kegiatan of the month; a version of 1 has none and prints no such part.
    schema=2,
    facts=monthly_facts.facts,
    wording=wording,
    context=context,
    passages=monthly_text.PASSAGES,
    offered=monthly_events.offered,
    choices=(monthly_events.CHOICE,),
    attachments=attachments,
    sections={
        "totals": "Jumlah laporan",
        "kecamatan": "Rekapitulasi kecamatan",
        "fields": "Situasi per bidang",
        "months": "Grafik dua belas bulan",
        "losses": "Korban dan kerugian",
        "events": "Peristiwa menonjol",
        "other_events": "Peristiwa lain",
        "priorities": "Potensi konflik prioritas",
        "activities": "Kegiatan Timdu",
    },
    signature_setting="monthly.needs_signature",
)
