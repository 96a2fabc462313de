"""How long catatan perbaikan wait for their answer: the median, in all and per office.

Offices stand in the order of their names, never of their figures: nobody is ranked, and a vertical
agency is not answerable to the kabupaten for its pace.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median
from urllib.parse import urlencode

from django.contrib.contenttypes.models import ContentType
from django.db.models import BigIntegerField
from django.db.models.functions import Cast

from incidents.models import Incident
from incidents.models.choices import Origin
from incidents.models.incident import IncidentQuerySet
from timdu.core.models import FieldMark

ANSWERED = {"catatan": "dijawab"}


@dataclass(frozen=True)
class Pace:
    """One office (or all): the notes answered, on how many reports, the median wait, its rows."""

    office: str
    notes: int
    reports: int
    wait: dt.timedelta
    query: str


@dataclass(frozen=True)
class _Answer:
    report: int
    wait: dt.timedelta


def paces(rows: IncidentQuerySet, period: dict[str, str]) -> tuple[Pace | None, list[Pace]]:
    """All together and each office; `period` are the parameters of the list that `rows` obey.

    `rows` are the reports of the list that have an answered note: each number links to its own.
    """
    offices: dict[int, tuple[str, dict[str, str]]] = {}
    for key, origin, code, name, agency, short in rows.order_by().values_list(
        "pk", "origin", "kecamatan_id", "kecamatan__name", "agency_id", "agency__short_name"
    ):
        offices[key] = office(origin, code, name, agency, short)
    answers = answered(rows)
    if not answers:
        return None, []
    whole = pace("Semua", answers, period | ANSWERED)
    groups: dict[str, list[_Answer]] = {}
    queries: dict[str, dict[str, str]] = {}
    for one in answers:
        name, query = offices[one.report]
        groups.setdefault(name, []).append(one)
        queries[name] = query
    found = [pace(name, groups[name], period | ANSWERED | queries[name]) for name in sorted(groups)]
    return whole, found


def office(
    origin: str, code: str, name: str, agency: int | None, short: str | None
) -> tuple[str, dict[str, str]]:
    """Whose report it is, and the parameters of the list that keep only theirs."""
    if origin == Origin.KECAMATAN:
        return f"Kecamatan {name}", {"kecamatan": code, "asal": origin}
    if agency is not None:
        return str(short), {"instansi": str(agency), "asal": origin}
    return "Sekretariat", {"asal": origin}


def answered(rows: IncidentQuerySet) -> list[_Answer]:
    """Every answered note of these reports; one query."""
    notes = (
        FieldMark.objects.filter(
            content_type=ContentType.objects.get_for_model(Incident),
            answered_at__isnull=False,
            sent_at__isnull=False,
            withdrawn_at=None,
        )
        .annotate(report=Cast("object_id", BigIntegerField()))
        .filter(report__in=rows.order_by().values("pk"))
    )
    return [
        _Answer(report, answered_at - sent_at)
        for report, sent_at, answered_at in notes.order_by().values_list(
            "report", "sent_at", "answered_at"
        )
        if sent_at and answered_at
    ]


def pace(name: str, answers: Iterable[_Answer], query: dict[str, str]) -> Pace:
    """The median of one group."""
    found = list(answers)
    wait = dt.timedelta(seconds=median(one.wait.total_seconds() for one in found))
    return Pace(name, len(found), len({one.report for one in found}), wait, urlencode(query))
