"""One month of one team: by kecamatan, sumber, bidang and jenis, by the date of the event."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Count, Max, Q
from django.db.models.functions import TruncMonth

from incidents.models import Incident
from incidents.models.choices import COUNTED, Field, Kind, Origin, Source, Status
from incidents.models.incident import IncidentQuerySet
from reports.figures import numbers
from reports.figures.numbers import Number, query
from timdu.core.periods import Month

IS_COUNTED = Q(status__in=COUNTED)
IS_WAITING = Q(status__in=(Status.SUBMITTED, Status.RETURNED))
IS_EVENT = Q(kind=Kind.EVENT)
# Out of the office's old files: counted by its day, but nobody reported or verified it here.
IS_HISTORY = Q(origin=Origin.HISTORY)


@dataclass(frozen=True)
class KecamatanCount:
    """What is counted of one kecamatan in one month; verified apart from waiting."""

    code: str
    sources: tuple[Number, ...]
    total: Number
    events: Number
    waiting: Number
    level: int | None
    # What of the total somebody sent: history says nothing of who reported.
    reported: int = 0


@dataclass(frozen=True)
class Summary:
    """A month in few numbers."""

    month: Month
    verified: Number
    events: Number
    waiting: Number
    high: Number
    social_conflicts: int
    reporters: int
    sources: tuple[Number, ...]
    history: Number


@dataclass(frozen=True)
class FieldCount:
    """One bidang: how many of each jenis, where, and the highest level."""

    key: str
    label: str
    total: Number
    kinds: tuple[tuple[str, Number], ...]
    kecamatan: tuple[str, ...]
    level: int | None


def _per_source() -> dict[str, Count]:
    """One conditional count for each letter; of what is counted only history may have none."""
    return {
        f"source_{letter}": Count("pk", filter=IS_COUNTED & Q(source=letter))
        for letter in Source.values
    }


def by_kecamatan(
    rows: IncidentQuerySet, month: Month, zone: str, codes: Iterable[str]
) -> dict[str, KecamatanCount]:
    """Counts of each of the kecamatan, also of those without a row; one query."""
    groups = (
        rows.in_month(month, zone)
        .order_by()
        .values("kecamatan_id")
        .annotate(
            total=Count("pk", filter=IS_COUNTED),
            events=Count("pk", filter=IS_COUNTED & IS_EVENT),
            waiting=Count("pk", filter=IS_WAITING),
            highest=Max("level", filter=IS_COUNTED),
            reported=Count("pk", filter=IS_COUNTED & ~IS_HISTORY),
            **_per_source(),
        )
    )
    found: dict[str, Any] = {group["kecamatan_id"]: group for group in groups}
    return {code: _kecamatan(code, month, found.get(code, {})) for code in codes}


def _kecamatan(code: str, month: Month, group: Mapping[str, Any]) -> KecamatanCount:
    def number(key: str, status: str = numbers.COUNTED, **filters: str) -> Number:
        return Number(group.get(key, 0), query(month, status, kecamatan=code, **filters))

    return KecamatanCount(
        code=code,
        sources=tuple(number(f"source_{letter}", sumber=letter) for letter in Source.values),
        total=number("total"),
        events=number("events", jenis=Kind.EVENT),
        waiting=number("waiting", numbers.WAITING),
        level=group.get("highest"),
        reported=group.get("reported", 0),
    )


def summary(rows: IncidentQuerySet, month: Month, zone: str, **filters: str) -> Summary:
    """The month in one query; `filters` only narrow the links, the rows come narrowed."""
    found = rows.in_month(month, zone).aggregate(
        verified=Count("pk", filter=IS_COUNTED),
        events=Count("pk", filter=IS_COUNTED & IS_EVENT),
        waiting=Count("pk", filter=IS_WAITING),
        high=Count("pk", filter=IS_COUNTED & Q(level__gte=3)),
        social_conflicts=Count("pk", filter=IS_COUNTED & Q(is_social_conflict=True)),
        reporters=Count("entered_by", filter=IS_COUNTED & ~IS_HISTORY, distinct=True),
        history=Count("pk", filter=IS_COUNTED & IS_HISTORY),
        **_per_source(),
    )

    def number(key: str, status: str = numbers.COUNTED, **more: str) -> Number:
        return Number(found[key], query(month, status, **filters, **more))

    return Summary(
        month=month,
        verified=number("verified"),
        events=number("events", jenis=Kind.EVENT),
        waiting=number("waiting", numbers.WAITING),
        high=number("high", tingkat="3-4"),
        social_conflicts=found["social_conflicts"],
        reporters=found["reporters"],
        sources=tuple(number(f"source_{letter}", sumber=letter) for letter in Source.values),
        history=number("history", asal=Origin.HISTORY),
    )


def by_field(rows: IncidentQuerySet, month: Month, zone: str) -> list[FieldCount]:
    """Each bidang with its jenis, kecamatan and highest level; one query, all five listed."""
    groups = list(
        rows.counted()
        .in_month(month, zone)
        .order_by()
        .values("field", "kind", "kecamatan__name")
        .annotate(count=Count("pk"), highest=Max("level"))
    )
    return [
        _field(key, label, month, [group for group in groups if group["field"] == key])
        for key, label in Field.choices
    ]


def _field(key: str, label: str, month: Month, groups: Sequence[Mapping[str, Any]]) -> FieldCount:
    where = {"bidang": key}
    kinds = []
    for kind, name in Kind.choices:
        count = sum(group["count"] for group in groups if group["kind"] == kind)
        if count:
            kinds.append((name, Number(count, query(month, jenis=kind, **where))))
    return FieldCount(
        key=key,
        label=label,
        total=Number(sum(group["count"] for group in groups), query(month, **where)),
        kinds=tuple(kinds),
        kecamatan=tuple(sorted({group["kecamatan__name"] for group in groups})),
        level=max((group["highest"] or 0 for group in groups), default=0) or None,
    )


@dataclass(frozen=True)
class MonthCount:
    """One month of the series: events and everything else that was verified."""

    month: Month
    events: Number
    others: int
    total: Number


def series(rows: IncidentQuerySet, last: Month, zone: str, length: int = 12) -> list[MonthCount]:
    """The months up to `last`, also those without a row; one query."""
    months = [last.plus(back) for back in range(1 - length, 1)]
    groups = (
        rows.counted()
        .filter(occurred_at__gte=months[0].start(zone), occurred_at__lt=last.end(zone))
        .order_by()
        .values(first=TruncMonth("occurred_at", tzinfo=ZoneInfo(zone)))
        .annotate(total=Count("pk"), events=Count("pk", filter=IS_EVENT))
    )
    found: dict[Month, Any] = {Month.of(group["first"], zone): group for group in groups}
    return [_month_count(month, found.get(month, {})) for month in months]


def _month_count(month: Month, group: Mapping[str, Any]) -> MonthCount:
    total, events = group.get("total", 0), group.get("events", 0)
    return MonthCount(
        month=month,
        events=Number(events, query(month, jenis=Kind.EVENT)),
        others=total - events,
        total=Number(total, query(month)),
    )


def by_kind(rows: IncidentQuerySet) -> dict[str, dict[str, int]]:
    """Sent, verified, waiting and returned of each jenis; one query."""
    groups = (
        rows.order_by()
        .values("kind")
        .annotate(
            sent=Count("pk"),
            verified=Count("pk", filter=IS_COUNTED),
            waiting=Count("pk", filter=Q(status=Status.SUBMITTED)),
            returned=Count("pk", filter=Q(status=Status.RETURNED)),
        )
    )
    counted = ("sent", "verified", "waiting", "returned")
    found: dict[str, Any] = {group["kind"]: group for group in groups}
    return {
        kind: {name: found.get(kind, {}).get(name, 0) for name in counted} for kind in Kind.values
    }


def team_rows(team_id: int, ceiling: str) -> IncidentQuerySet:
    """What a document of this classification may be made from: sent rows up to its ceiling."""
    letters = "BTR"[: "BTR".index(ceiling) + 1]
    return Incident.objects.sent().filter(team_id=team_id, classification__in=letters)
