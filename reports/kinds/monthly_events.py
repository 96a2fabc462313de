"""Peristiwa menonjol: proposed by weight, picked by hand while the report is konsep."""

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

from django.utils import timezone

from reports.figures import month as figures
from reports.figures import picks
from reports.kinds import told
from reports.kinds.words import LEVELS, headline, short_day
from timdu.core.periods import Month
from timdu.documents.kinds import Choice, Snapshot
from timdu.documents.models import Document
from timdu.team import settings as team_settings

# So many events are on offer; whoever has more in a month picks among the weightiest.
ON_OFFER = 60


def offered(document: Document, now: dt.datetime) -> dict[str, Any]:
    """The weightiest events of the month in full, and the codes of all in the order of time."""
    team, month = document.team, Month.of(document.period_first)
    events = picks.events_by_weight(
        figures.team_rows(team.pk, document.classification), month, team.zone
    )
    with timezone.override(ZoneInfo(team.zone)):
        rows = [told.in_full(event) for event in told.unnamed(told.with_facts(events)[:ON_OFFER])]
    in_time = events.order_by("occurred_at", "pk").values_list("code", flat=True)
    return {
        "most": team_settings.value(team, "monthly.events", on=month.last),
        "events": rows,
        "order": list(in_time) if rows else [],
    }


def on_offer(snapshot: Snapshot) -> list[dict[str, Any]]:
    """What can be picked; nothing in a version frozen without it."""
    rows: list[dict[str, Any]] = snapshot.get("offered", {}).get("events", [])
    return rows


def options(snapshot: Snapshot) -> list[tuple[str, str]]:
    """Each event in one line, the weightiest first."""
    return [(row["code"], words(row)) for row in on_offer(snapshot)]


def words(row: dict[str, Any]) -> str:
    """12 Okt, Toho, Desa Pak Laheng: Kelompok A menghadang … (Tinggi, TDU-26-7KQ4M)."""
    level = LEVELS.get(row["level"], "belum dinilai")
    where = f"{short_day(row['date'])}, {row['kecamatan']}, {row['place']}"
    return f"{where}: {headline(row['summary'])} ({level}, {row['code']})"


def proposed(snapshot: Snapshot) -> list[str]:
    """The weightiest, as many as the team tells in full."""
    return [row["code"] for row in on_offer(snapshot)[: most(snapshot)]]


def most(snapshot: Snapshot) -> int:
    """How many the team tells in full."""
    number: int = snapshot.get("offered", {}).get("most", 0)
    return number


def apply(snapshot: Snapshot, codes: list[str]) -> Snapshot:
    """Tell these events in full and the others in short; the figures stay as they are."""
    chosen = [row for row in on_offer(snapshot) if row["code"] in codes]
    if not chosen:
        return snapshot
    facts, in_full = snapshot["facts"], {row["code"] for row in chosen}
    short = {
        row["code"]: {key: value for key, value in row.items() if key != "lines"}
        for row in [*facts["events"], *facts["other_events"]]
    }
    others = [short[code] for code in snapshot["offered"]["order"] if code not in in_full]
    return {**snapshot, "facts": {**facts, "events": chosen, "other_events": others}}


CHOICE = Choice(
    key="featured",
    label="Peristiwa menonjol",
    options=options,
    proposed=proposed,
    most=most,
    apply=apply,
    help_text="Yang dipilih diuraikan lengkap; selebihnya dicetak ringkas. Urutannya menurut "
    "urgensi, kerawanan, korban, lalu yang terbaru.",
)
