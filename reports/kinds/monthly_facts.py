"""What the monthly report freezes: the figures of the month as JSON, only what is printed."""

import datetime as dt
from collections.abc import Iterable
from typing import Any
from zoneinfo import ZoneInfo

from django.utils import timezone

from incidents import duties
from incidents import figures as reporting
from incidents.models.choices import Classification
from incidents.models.incident import IncidentQuerySet
from reports import options
from reports.figures import activities as activity_figures
from reports.figures import losses as loss_figures
from reports.figures import month as figures
from reports.figures import picks
from reports.figures.numbers import Number
from reports.kinds import activities, told
from timdu.core.periods import Month
from timdu.documents.models import Document
from timdu.team import settings as team_settings
from timdu.team.models import Team

PRIORITIES = 10
# A number of withheld reports is printed only when it is too large to point at one of them.
REVEALS_NOTHING = 5
MONTHS = 12


def facts(document: Document, now: dt.datetime) -> dict[str, Any]:
    """Collect the month of the document; every number comes from reports.figures."""
    team, month = document.team, Month.of(document.period_first)
    rows = figures.team_rows(team.pk, document.classification)
    with timezone.override(ZoneInfo(team.zone)):
        return {
            "month": str(month),
            "label": month.label,
            "previous_label": month.previous.label,
            "team": {"name": team.name, "short_name": team.short_name, "zone": team.zone_name},
            **_counts(rows, team, month, now),
            **_stories(rows, team, month),
            "activities": _activities(team, document.classification, month),
            "withheld": _withheld(team, document.classification, month),
        }


def _counts(rows: IncidentQuerySet, team: Team, month: Month, now: dt.datetime) -> dict[str, Any]:
    """Recap, bidang, series, victims and damage."""
    zone = team.zone
    places = duties.kecamatan_of(team, month)
    months = [month.plus(back) for back in range(1 - MONTHS, 1)]
    states = reporting.month_states(team, months, now=now)
    counts = figures.by_kecamatan(rows, month, zone, [place.code for place in places])
    recap = [
        {
            "code": place.code,
            "name": place.name,
            **_state(states[place.code, month]),
            **_kecamatan(counts[place.code]),
        }
        for place in places
    ]
    entries = team_settings.value(team, "map.tiles", on=month.last)
    return {
        "totals": {
            **_summary(figures.summary(rows, month, zone)),
            **_heard(recap, counts.values()),
        },
        "before": _summary(figures.summary(rows, month.previous, zone)),
        "kecamatan": recap,
        "tiles": [list(place) for place in options.places(entries, [row["code"] for row in recap])],
        "fields": [_field(field) for field in figures.by_field(rows, month, zone)],
        "months": [
            {
                "month": str(count.month),
                "events": count.events.count,
                "others": count.others,
                "missing": sum(
                    state.state == reporting.MISSING
                    for (_, of_month), state in states.items()
                    if of_month == count.month
                ),
            }
            for count in figures.series(rows, month, zone, MONTHS)
        ],
        "losses": _losses(loss_figures.losses(rows, month, zone)),
    }


def _state(state: reporting.MonthState) -> dict[str, Any]:
    """How the kecamatan was heard, and when it first answered; a late nihil is a nihil."""
    late_nil = state.state == reporting.LATE and not state.count
    sent = timezone.localtime(state.sent_at).date().isoformat() if state.sent_at else None
    return {"state": "late_nil" if late_nil else state.mark, "sent_on": sent}


def _kecamatan(count: figures.KecamatanCount) -> dict[str, Any]:
    return {
        "sources": _plain(count.sources),
        "verified": count.total.count,
        "events": count.events.count,
        "level": count.level,
    }


def _summary(found: figures.Summary) -> dict[str, Any]:
    return {
        "verified": found.verified.count,
        "events": found.events.count,
        "waiting": found.waiting.count,
        "social_conflicts": found.social_conflicts,
        "reporters": found.reporters,
        "sources": _plain(found.sources),
        # Only where there is any: most months have none, and older snapshots know no such line.
        **({"history": found.history.count} if found.history.count else {}),
    }


def _plain(numbers: tuple[Number, ...]) -> list[int]:
    return [number.count for number in numbers]


def _heard(recap: list[dict[str, Any]], counts: Iterable[figures.KecamatanCount]) -> dict[str, int]:
    """How many kecamatan were heard, and how; out of an old file nobody was."""
    states = [row["state"] for row in recap]
    return {
        "with_reports": sum(count.reported > 0 for count in counts),
        "nil": states.count("nil") + states.count("late_nil"),
        "missing": states.count("missing"),
        "not_due": states.count("future") + states.count("exempt"),
    }


def _field(field: figures.FieldCount) -> dict[str, Any]:
    return {
        "key": field.key,
        "verified": field.total.count,
        "kinds": [{"name": name, "count": number.count} for name, number in field.kinds],
        "kecamatan": list(field.kecamatan),
        "level": field.level,
    }


def _losses(found: loss_figures.Losses) -> dict[str, Any]:
    return {
        "victims": [vars(row) for row in found.victims],
        "damage": [vars(row) for row in found.damage],
        "silent_events": found.silent_events,
    }


def _stories(rows: IncidentQuerySet, team: Team, month: Month) -> dict[str, Any]:
    """Peristiwa menonjol in full, the other events in short, potensi prioritas."""
    zone = team.zone
    full = team_settings.value(team, "monthly.events", on=month.last)
    events = picks.events_by_weight(rows, month, zone)
    others = told.unnamed(events.select_related(*told.RELATED)[full:])
    others.sort(key=lambda event: (event.occurred_at, event.pk))
    potentials = picks.open_potentials(rows, month, zone)
    shown = told.unnamed(potentials.select_related(*told.RELATED)[:PRIORITIES])
    return {
        "events": [told.in_full(row) for row in told.unnamed(told.with_facts(events)[:full])],
        "other_events": [told.in_short(event) for event in others],
        "priorities": [told.in_short(row) for row in shown],
        "more_priorities": potentials.count() - len(shown),
    }


def _activities(team: Team, ceiling: str, month: Month) -> dict[str, Any]:
    """The kegiatan of the whole team, up to the ceiling."""
    rows = activity_figures.team_rows(team.pk, ceiling)
    return activities.facts(
        rows, month, all_rows=activity_figures.team_rows(team.pk, Classification.SECRET)
    )


def _withheld(team: Team, ceiling: str, month: Month) -> int | None:
    """How many counted reports lie above the ceiling, when that number points at none of them."""
    above = figures.team_rows(team.pk, Classification.SECRET).exclude(
        pk__in=figures.team_rows(team.pk, ceiling)
    )
    count = above.counted().in_month(month, team.zone).count()
    return count if count >= REVEALS_NOTHING else None
