"""What a nota dinas says of a permasalahan, frozen when it is compiled, as the desk reads it.

Reports up to the class of the document, without the names of who told them.
"""

import datetime as dt
from typing import Any

from incidents.cases.agreements.models import Agreement
from incidents.cases.models import Case, CaseIncident
from incidents.cases.words import ranks_words
from incidents.models import Incident, Party
from incidents.models.choices import COUNTED
from reports.figures.month import team_rows
from reports.kinds import told
from timdu.core.words import local_date
from timdu.documents.models import Document

PRINTED = 12


def facts(document: Document, now: dt.datetime) -> dict[str, Any]:
    """The permasalahan as it stands now."""
    rows = Case.objects.with_names().select_related("team")
    case = rows.get(team=document.team_id, code=document.subject)
    linked = CaseIncident.objects.standing().filter(case=case).values("incident")
    reports = team_rows(document.team_id, document.classification).filter(pk__in=linked)
    counted = reports.filter(status__in=COUNTED)
    shown = told.unnamed(told.with_facts(counted).order_by("-occurred_at", "-pk")[:PRINTED])
    total = counted.count()
    return {
        "team": {"name": document.team.name, "title": document.team.title,
                 "short_name": document.team.short_name},
        **head(case),
        "places": sorted({row.kecamatan.name for row in shown}),
        "parties": parties(case, list(counted.values_list("pk", flat=True))),
        "incidents": [one(row) for row in reversed(shown)],
        "more": total - len(shown),
        "unverified": reports.exclude(status__in=COUNTED).count(),
        "handlings": handlings(case),
        "agreements": agreements(case),
    }  # fmt: skip


def head(case: Case) -> dict[str, Any]:
    """Where it stands: stage, phase, level with both inputs and why, holder, deadline."""
    newest = case.assessments.first()
    return {
        "code": case.code,
        "title": case.title,
        "head": {
            "stage": case.get_stage_display(),
            "stage_since": local_date(case.stage_since).isoformat(),
            "phase": case.get_phase_display(),
            "source": case.get_source_display(),
            "pattern": case.pattern.name if case.pattern else "",
            "holder": case.holder_name,
        },
        "level": ranks_words(case.likelihood, case.impact),
        "reason": newest.reason if newest else "",
        "due_on": case.due_on.isoformat() if case.due_on else None,
        "due_what": case.due_what,
    }


def one(row: Incident) -> dict[str, Any]:
    """One report as a line of the table."""
    return {
        "code": row.code,
        "date": local_date(row.occurred_at).isoformat(),
        "kind": row.get_kind_display(),
        "summary": row.summary,
        "place": row.place.full_name,
    }


def parties(case: Case, reports: list[int]) -> list[str]:
    """Whom the reports and the desk name."""
    named = Party.objects.filter(incident__in=reports).order_by("name")
    own = [row.name for row in case.parties.all()]
    return list(dict.fromkeys([*named.values_list("name", flat=True), *own]))


def handlings(case: Case) -> list[dict[str, Any]]:
    """The last steps that stand, the oldest of them first."""
    rows = case.handlings.standing().select_related("agency", "kecamatan", "partner")
    return [
        {
            "date": local_date(row.done_at).isoformat(),
            "actor": row.actor,
            "what": row.what,
            "result": row.result,
        }
        for row in reversed(rows.order_by("-done_at", "-pk")[:PRINTED])
    ]


def agreements(case: Case) -> list[dict[str, Any]]:
    """What the parties agreed, and whether it is kept."""
    rows = Agreement.objects.filter(case=case).standing().order_by("agreed_on", "pk")
    return [
        {
            "date": row.agreed_on.isoformat(),
            "summary": row.summary,
            "mechanism": row.mechanism_name,
            "state": row.state_word,
        }
        for row in rows
    ]
