"""One permasalahan: its head, its reports, its kerawanan, what is open, what happened."""

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime
from django.views.decorators.http import require_safe

from incidents import masks
from incidents.cases import (
    chronicle,
    masking,
    message,
    opened,
    permissions,
    rooms,
    surroundings,
)
from incidents.cases.entry import Entry
from incidents.cases.masking import CaseVeil
from incidents.cases.models import Case, CaseIncident
from incidents.cases.views.rows import links_of, load
from incidents.cases.words import ranks_words
from incidents.models.choices import LEVELS, Rank
from incidents.views.chronicle import as_file
from timdu.core.typing import AppRequest

NEWEST = 12
LETTERS = {1: "R", 2: "S", 3: "T", 4: "ST"}


@require_safe
def case_detail(request: AppRequest, code: str) -> HttpResponse:
    """The permasalahan for whoever may know of it."""
    case = load(request, code)
    links = links_of(request, case)
    standing = [link for link in links if link.withdrawn_at is None]
    reports = [link.incident for link in standing]
    senders = len({report.byline for report in reports})
    veil = hidden(request, case, links)
    entries = told(request, case, links, veil)
    before = opened.look(request.session, case.code)
    around = surroundings.of(request.user, case, reports)
    around["parties"] = [veil.over(name) for name in around["parties"]]
    context = {
        "case": case,
        "links": standing,
        "senders": senders,
        "entries": entries[:NEWEST],
        "more": max(len(entries) - NEWEST, 0),
        "before": before,
        "news": len(chronicle.since(entries, before)) if before else 0,
        "risk_rows": risk_rows(case),
        "risk_words": ranks_words(case.likelihood, case.impact),
        "message": message.compose(
            case, reports, around["parties"], around["places"], rooms.lines(request.user, case)
        )
        if permissions.can_export(request.user)
        else "",
        "restricted": message.is_restricted(case, reports),
        "today": timezone.localdate(),
        "panels": rooms.panels(request.user, case),
        "still_open": rooms.still_open(request.user, case),
        **around,
        **doors(request, case),
    }
    if context["closing"]:
        context["closing"].grounds = veil.over(context["closing"].grounds)
    return render(request, "cases/detail.html", context)


@require_safe
def case_chronology(request: AppRequest, code: str) -> HttpResponse:
    """The whole chronology, to be read or printed; `?sejak=` leaves out what was known before."""
    case = load(request, code)
    links = links_of(request, case)
    entries = told(request, case, links, hidden(request, case, links))
    asked = request.GET.get("sejak", "")
    moment = moment_of(asked, case.team.zone)
    context = {
        "case": case,
        "entries": chronicle.since(entries, moment) if moment else entries,
        "total": len(entries),
        "moment": moment,
        "day": timezone.localtime(moment).date() if moment else None,
        "unreadable": bool(asked) and moment is None,
        "now": timezone.now(),
    }
    return render(request, "cases/chronology.html", context)


def hidden(request: AppRequest, case: Case, links: list[CaseIncident]) -> CaseVeil:
    """Take the names of who reported out of the head and the reports, for whom they are masked."""
    if request.user.is_masked:
        masks.hide([link.incident for link in links])
    return masking.hide(request.user, [case])


def told(request: AppRequest, case: Case, links: list[CaseIncident], veil: CaseVeil) -> list[Entry]:
    """The chronology with its files as a page shows them; who sent one may be named in its name."""
    user = request.user
    entries = masking.entries(user, case, chronicle.tell(user, case, links), veil)
    for entry in entries:
        entry.files = [
            as_file(one, f"Lampiran {number}" if user.is_masked else one.caption or one.file.name)
            for number, one in enumerate(entry.attached, 1)
        ]
    return entries


def moment_of(text: str, zone: str) -> dt.datetime | None:
    """A day (its first instant in the team's zone) or an instant; None when it is neither."""
    try:
        day = parse_date(text)
        if day is not None:
            return dt.datetime.combine(day, dt.time(), ZoneInfo(zone))
        # A plus sign of an address is a blank once it is read.
        moment = parse_datetime(text.replace(" ", "+"))
    except ValueError:
        return None
    return moment if moment is None or timezone.is_aware(moment) else None


def risk_rows(case: Case) -> list[dict[str, Any]]:
    """The matrix of likelihood and impact with the case's own cell marked."""
    return [
        {
            "word": rank.label,
            "cells": [
                {
                    "level": level,
                    "letter": LETTERS[level],
                    "here": (rank, impact) == (case.likelihood, case.impact),
                }
                for impact, level in enumerate(LEVELS[rank - 1], 1)
            ],
        }
        for rank in reversed(Rank)
    ]


def doors(request: AppRequest, case: Case) -> dict[str, Any]:
    """What this reader may do from here."""
    user = request.user
    works = bool(permissions.can_work(user)) and case.is_open
    closing = case.closings.standing().select_related("by").first() if not case.is_open else None
    return {
        "works": works,
        "can_handle": case.is_open and permissions.can_handle(user),
        "close_verdict": permissions.can_close(user, case),
        "can_name": permissions.can_name(user, case),
        "is_desk": user.is_secretariat,
        "whole": permissions.reads_everything(user),
        "closing": closing,
        "shares": case.shares.standing().select_related("person") if case.is_secret else [],
    }
