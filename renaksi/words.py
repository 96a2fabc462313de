"""A kegiatan in words: when, how many, who took part, and what a change changed."""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from incidents.models.choices import Certainty
from renaksi.models import Activity, Involved
from timdu.core import words

NOBODY, NOT_SAID = "tidak ada", "belum diisi"


def when(activity: Activity) -> str:
    """12 Oktober 2026, 09.00–12.00 WIB; 12 Oktober 2026 sampai 14 Oktober 2026."""
    day = words.long_date(activity.held_on)
    if activity.until_on and activity.until_on != activity.held_on:
        day = f"{day} sampai {words.long_date(activity.until_on)}"
    if activity.begins is None:
        return day
    return f"{day}, {hours(activity.begins, activity.ends)}{words.NBSP}{activity.team.zone_name}"


def hours(begins: dt.time, ends: dt.time | None) -> str:
    """09.00–12.00, or pukul 09.00."""
    return f"{begins:%H.%M}–{ends:%H.%M}" if ends else f"pukul {begins:%H.%M}"


def people(activity: Activity) -> str:
    """40 orang (sementara); tidak diketahui is never nought."""
    if activity.people is None:
        return Certainty.UNKNOWN.label
    found = words.count(activity.people, "orang")
    sure = activity.people_certainty == Certainty.SURE
    return found if sure else f"{found} ({Certainty(activity.people_certainty).label})"


def involved(rows: Iterable[Involved]) -> list[str]:
    """The names of who took part, offices before mitra."""
    return [
        row.name for row in sorted(rows, key=lambda row: (row.partner_id is not None, row.name))
    ]


def head(activity: Activity) -> dict[str, str]:
    """Each part of it in words, by its label."""
    return {
        "Jenis kegiatan": str(activity.kind),
        "Tentang apa": activity.about,
        "Kapan": when(activity),
        "Tempat": activity.where,
        "Penyelenggara": activity.organiser,
        "Jumlah peserta": people(activity),
        "Siapa pesertanya": activity.people_text or NOT_SAID,
        "Hasil": activity.result or NOT_SAID,
        "Tindak lanjut": activity.follow_up or NOT_SAID,
        "Klasifikasi": activity.get_classification_display(),
    }


def saved(activity: Activity) -> dict[str, str]:
    """Everything the form shows, as it is saved."""
    rows = activity.involved.select_related("agency", "kecamatan", "partner")
    return {**head(activity), "Yang terlibat": listed(involved(rows))}


def typed(
    activity: Activity, facts: Mapping[str, Any], offices: Iterable[Mapping[str, Any]]
) -> dict[str, str]:
    """The same, as somebody typed it over this kegiatan."""
    imagined = Activity()
    for field in activity._meta.concrete_fields:
        setattr(imagined, field.attname, getattr(activity, field.attname))
    for name in ("team", "kind", "place", "agency", "kecamatan"):
        setattr(imagined, name, getattr(activity, name))
    for name, value in facts.items():
        setattr(imagined, name, value)
    rows = [Involved(**columns) for columns in offices]
    return {**head(imagined), "Yang terlibat": listed(involved(rows))}


def listed(names: Iterable[str]) -> str:
    """Names one after the other; "tidak ada" where there are none."""
    return ", ".join(names) or NOBODY


def changes(
    activity: Activity, facts: Mapping[str, Any], offices: Iterable[Mapping[str, Any]]
) -> list[str]:
    """What would change, line by line: Tempat: Desa Toho → Kecamatan Toho."""
    before, after = saved(activity), typed(activity, facts, offices)
    return [f"{key}: {old} → {after[key]}" for key, old in before.items() if old != after[key]]
