"""Sheets on paper, the roster's and those to fill in: from facts to a PDF. Keeps nothing."""

import datetime as dt
from collections.abc import Mapping
from typing import Any
from zoneinfo import ZoneInfo

from django.template.loader import render_to_string
from django.utils import timezone

from timdu.core.words import long_date
from timdu.documents import pdf
from timdu.documents.letters import MARKS
from timdu.documents.models import Letterhead
from timdu.documents.snapshots import default_letterhead
from timdu.team import settings as team_settings
from timdu.team.models import Team
from timdu.wilayah.models import Wilayah


def letterhead_of(team: Team, place: Wilayah | None) -> Letterhead:
    """The kop of the Badan, or of the kecamatan whose roster it is."""
    kind = Letterhead.Kind.KECAMATAN if place else Letterhead.Kind.BADAN
    return Letterhead.objects.stored(team, kind, place) or default_letterhead(team, kind, place)


def draw(
    template: str,
    facts: Mapping[str, Any],
    *,
    team: Team,
    place: Wilayah | None,
    title: str,
    day: dt.date,
    mark: str,
    paper: str = "",
    foot: str = "",
    is_draft: bool = False,
) -> pdf.Pdf:
    """Draw one sheet; the same facts on the same day give the same bytes.

    `paper` is A4 or F4, the team's own where nobody chose. A draft carries KONSEP.
    """
    head = letterhead_of(team, place)
    # A sheet is dated by the day it tells of, not by the second it was asked for.
    created = dt.datetime.combine(day, dt.time(0), ZoneInfo(team.zone))
    flags = {
        "konsep": is_draft,
        "contoh": team.is_demo,
        "f4": (paper or team_settings.value(team, "paper", on=day)) == "F4",
    }
    letter = {
        "css": " ".join(name for name, on in flags.items() if on),
        "author": f"Tim Terpadu Penanganan Konflik Sosial {team.name}",
        "title": title,
        "foot": foot or f"{title}, keadaan {long_date(day)}",
        "is_demo": team.is_demo,
        "created": created,
        "mark": MARKS[mark],
        "kop": {
            "kind": head.kind,
            "lines": head.lines.splitlines(),
            "address": head.address.splitlines(),
            "has_emblem": head.emblem_id is not None,
        },
    }
    with timezone.override(ZoneInfo(team.zone)):
        html = render_to_string(template, {**facts, "letter": letter, "day": day, "team": team})
    files = {"lambang": head.emblem.read()} if head.emblem else {}
    return pdf.render(html, files=files, attachments=[], created=created)
