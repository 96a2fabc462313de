"""Victims and damage with their certainty: what is not known is said, never added as zero."""

from dataclasses import dataclass
from typing import Any

from django.db import models
from django.db.models import Count, Exists, OuterRef, Q, Sum

from incidents.models import Casualty, Damage
from incidents.models.choices import TOLL, Certainty, Kind, Loss, Toll
from incidents.models.incident import IncidentQuerySet
from timdu.core.periods import Month

UNITS: dict[str, str] = {Toll.HOUSEHOLDS: "KK", Loss.RUPIAH: "Rp"}
UNKNOWN = Q(certainty=Certainty.UNKNOWN)
PROVISIONAL = Q(certainty=Certainty.PROVISIONAL)


@dataclass(frozen=True)
class LossSum:
    """One kind of victim or damage: the sum of what is known, and in how many reports it is not."""

    key: str
    label: str
    unit: str
    total: int
    known: int
    provisional: int
    unknown: int


@dataclass(frozen=True)
class Losses:
    """All kinds anything was said about, and how many events say nothing about victims."""

    victims: tuple[LossSum, ...]
    damage: tuple[LossSum, ...]
    silent_events: int


def losses(rows: IncidentQuerySet, month: Month, zone: str) -> Losses:
    """Sums over the counted reports of the month; three queries."""
    counted = rows.counted().in_month(month, zone)
    told = Exists(Casualty.objects.filter(incident=OuterRef("pk"), kind__in=TOLL))
    return Losses(
        victims=tuple(
            _sum(kind, Toll(kind).label, "orang", group)
            for kind, group in _groups(Casualty.objects.filter(kind__in=TOLL), counted).items()
        ),
        damage=tuple(
            _sum(kind, Loss(kind).label, "unit", group)
            for kind, group in _groups(Damage.objects.all(), counted).items()
        ),
        silent_events=counted.filter(~told, kind=Kind.EVENT).count(),
    )


def _groups(
    figures: models.QuerySet[Casualty] | models.QuerySet[Damage], counted: IncidentQuerySet
) -> dict[str, dict[str, Any]]:
    """One group for each kind that anything was said about, in the order of the choices."""
    groups = (
        figures.filter(incident__in=counted)
        .order_by()
        .values("kind")
        .annotate(
            total=Sum("value", default=0),
            known=Count("pk", filter=~UNKNOWN),
            provisional=Count("pk", filter=PROVISIONAL),
            unknown=Count("pk", filter=UNKNOWN),
        )
    )
    found: dict[str, dict[str, Any]] = {group["kind"]: dict(group) for group in groups}
    return {kind: found[kind] for kind in (*TOLL, *Loss.values) if kind in found}


def _sum(kind: str, label: str, unit: str, group: dict[str, Any]) -> LossSum:
    return LossSum(
        key=kind,
        label=label,
        unit=UNITS.get(kind, unit),
        total=int(group["total"]),
        known=group["known"],
        provisional=group["provisional"],
        unknown=group["unknown"],
    )
