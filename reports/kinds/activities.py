"""The kegiatan of a month, frozen and printed alike for the team and for a kecamatan."""

from typing import Any

from renaksi import words as activity_words
from renaksi.models.activity import ActivityQuerySet
from reports.figures import activities as figures
from reports.kinds.words import amount, headline, short_day
from timdu.core import words
from timdu.core.periods import Month

PRINTED = 40
# A number of withheld rows is printed only when it is too large to point at one of them.
REVEALS_NOTHING = 5


def facts(
    rows: ActivityQuerySet, month: Month, *, all_rows: ActivityQuerySet | None = None
) -> dict[str, Any]:
    """The counts of the month and its kegiatan in short; of `all_rows` how many are withheld."""
    found = figures.activities(rows, month)
    standing = rows.standing().in_month(month).with_names().select_related("team")
    shown = standing.order_by("starts_at", "pk")[:PRINTED]
    withheld = 0
    if all_rows is not None:
        withheld = figures.activities(all_rows, month).total.count - found.total.count
    return {
        "total": found.total.count,
        "kinds": [{"name": name, "count": number.count} for name, number in found.kinds],
        "people": found.people,
        "provisional": found.provisional,
        "unknown": found.unknown,
        "rows": [in_short(row) for row in shown],
        "more": max(found.total.count - PRINTED, 0),
        "withheld": withheld if withheld >= REVEALS_NOTHING else None,
    }


def in_short(row: Any) -> dict[str, Any]:
    """What stands in the table."""
    return {
        "code": row.code,
        "date": row.held_on.isoformat(),
        "kind": str(row.kind),
        "about": row.about,
        "where": row.where,
        "by": row.organiser,
        "people": activity_words.people(row),
        "result": row.result,
        "follow_up": row.follow_up,
    }


def context(found: dict[str, Any] | None) -> dict[str, Any] | None:
    """What the template prints; nothing of a version frozen before there were kegiatan."""
    if found is None:
        return None
    return {
        "rows": [row_of(row) for row in found["rows"]],
        "summary": summary(found),
        "more_words": f"{amount(found['more'], 'kegiatan')} berikutnya tidak dimuat dalam tabel."
        if found["more"]
        else "",
        "withheld_words": withheld(found["withheld"]),
    }


def row_of(row: dict[str, Any]) -> dict[str, Any]:
    """One line of the table."""
    after = f"Tindak lanjut: {row['follow_up']}" if row["follow_up"] else ""
    return {
        **row,
        "title": headline(row["about"]),
        "date_words": short_day(row["date"], year=True),
        "came_to": "\n".join(filter(None, (row["result"], after))) or "–",
    }


def summary(found: dict[str, Any]) -> str:
    """12 kegiatan: 5 sosialisasi, 4 dialog. Peserta yang tercatat 640 orang; …"""
    if not found["total"]:
        return ""
    kinds = ", ".join(
        f"{words.number(one['count'])} {one['name'].lower()}" for one in found["kinds"]
    )
    return f"{amount(found['total'], 'kegiatan')}: {kinds}. {people(found)}"


def people(found: dict[str, Any]) -> str:
    """How many came, as far as it is known."""
    total, unknown = found["total"], found["unknown"]
    if unknown == total:
        return "Jumlah peserta tidak diketahui."
    told = [f"Peserta yang tercatat {words.count(found['people'], 'orang')}"]
    if found["provisional"]:
        told.append(f"angka {amount(found['provisional'], 'kegiatan')} masih sementara")
    if unknown:
        told.append(f"jumlah peserta {amount(unknown, 'kegiatan')} tidak diketahui")
    return "; ".join(told) + "."


def withheld(count: int | None) -> str:
    """How many are not told, when that number points at none of them."""
    if count is None:
        return ""
    return (
        f"{amount(count, 'kegiatan')} bulan ini tidak dimuat karena klasifikasinya lebih tinggi "
        "daripada klasifikasi dokumen ini."
    )
