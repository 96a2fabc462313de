"""The clock of a Status Keadaan Konflik: which day it is, how many are left, what is due next.

Days are those of the team's zone: whoever asks hands over today and now.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from incidents.cases.emergency import limits
from incidents.cases.emergency.limits import DAY, Term
from incidents.cases.emergency.models import Act, Emergency, Progress, TroopRequest
from incidents.cases.emergency.models.choices import Kind


@dataclass(frozen=True)
class Due:
    """One thing that is due, on a day or at a moment."""

    key: str
    words: str
    on: dt.date
    late: bool
    at: dt.datetime | None = None
    law: str = ""


@dataclass(frozen=True)
class Clock:
    """Where the term stands today."""

    state: str
    word: str
    day: int
    days: int
    left: int
    due: list[Due]

    @property
    def is_running(self) -> bool:
        return self.state == "running"


def dates(acts: Iterable[Act]) -> dict[str, Any]:
    """First day, last day in force and day of revoking, as the confirmed SK in order say."""
    found: dict[str, Any] = {"starts_on": None, "ends_on": None, "revoked_on": None}
    for act in acts:
        if act.kind == Kind.ESTABLISH:
            found |= {"starts_on": act.starts_on, "ends_on": act.ends_on}
        elif act.kind == Kind.EXTEND:
            found["ends_on"] = act.ends_on
        else:
            last = max(act.starts_on - DAY, found["starts_on"] or act.starts_on)
            ends = found["ends_on"]
            found |= {"revoked_on": act.starts_on, "ends_on": min(last, ends) if ends else last}
    return found


def term_before(acts: Sequence[Act], act: Act | None = None) -> Term | None:
    """The term the confirmed SK came to without this one; none before the penetapan."""
    others = [one for one in acts if act is None or one.pk != act.pk]
    found = dates(others)
    if found["starts_on"] is None:
        return None
    extended = any(one.kind == Kind.EXTEND for one in others)
    return Term(found["starts_on"], found["ends_on"], extended)


def read(
    row: Emergency,
    *,
    today: dt.date,
    now: dt.datetime,
    reports: Sequence[Progress] = (),
    requests: Sequence[TroopRequest] = (),
) -> Clock | None:
    """The clock of one; none while no SK is confirmed."""
    starts, ends = row.starts_on, row.ends_on
    if starts is None or ends is None:
        return None
    state, word = state_of(row, today)
    due = [
        *troops_due(requests, now),
        *(reports_due(row, reports, today) if state != "ahead" else []),
        *(expiry_due(row, today) if state == "running" else []),
    ]
    return Clock(
        state=state,
        word=word,
        day=max((min(today, ends) - starts).days + 1, 0),
        days=limits.length(starts, ends),
        left=max((ends - today).days + 1, 0) if today >= starts else limits.length(starts, ends),
        due=sorted(due, key=lambda one: (one.on, one.key)),
    )


def state_of(row: Emergency, today: dt.date) -> tuple[str, str]:
    """Ahead, running, ended, or revoked."""
    assert row.starts_on is not None and row.ends_on is not None
    if row.revoked_on is not None and today >= row.revoked_on:
        return "revoked", "Dicabut"
    if today > row.ends_on:
        return "ended", "Berakhir"
    return ("ahead", "Belum mulai") if today < row.starts_on else ("running", "Berlaku")


def next_report(row: Emergency, reports: Sequence[Progress]) -> dt.date:
    """The day of the next report of progress: so many days after the last one that stands."""
    assert row.starts_on is not None
    sent = (one.sent_on for one in reports if one.withdrawn_at is None)
    last = max(sent, default=row.starts_on)
    return max(last, row.starts_on) + row.report_days * DAY


def reports_due(row: Emergency, reports: Sequence[Progress], today: dt.date) -> list[Due]:
    """The next report while it runs; afterwards only one that was due before the end."""
    assert row.ends_on is not None
    on = next_report(row, reports)
    if on > row.ends_on:
        return []
    words = "Laporan perkembangan kepada gubernur, tembusan menteri dan DPRD"
    return [Due("report", words, on, on < today, law="UU 7/2012 Pasal 23 ayat (2)")]


def expiry_due(row: Emergency, today: dt.date) -> list[Due]:
    """The last day, and from when a prolongation would be talked over with the DPRD."""
    assert row.ends_on is not None
    first = limits.consult_from(row.ends_on)
    found = [Due("expiry", "Hari terakhir berlaku", row.ends_on, False, law="UU 7/2012 Pasal 22")]
    if first > today:
        words = "Masa konsultasi dengan pimpinan DPRD, bila akan diperpanjang, mulai"
        found.append(Due("consult", words, first, False, law="UU 7/2012 Pasal 30 ayat (1)"))
    return found


def troops_due(requests: Sequence[TroopRequest], now: dt.datetime) -> list[Due]:
    """Letters that have to follow what was asked by word of mouth."""
    return [
        Due(
            f"troops-{one.pk}",
            "Permintaan bantuan TNI disusulkan secara tertulis",
            one.due_at.astimezone(now.tzinfo).date(),
            one.due_at < now,
            one.due_at,
            "PP 2/2015 Pasal 45 ayat (4)",
        )
        for one in requests
        if one.awaits_letter
    ]
