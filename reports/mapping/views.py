"""The map as a page and on paper: the filters of the list, each area a way to its rows."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from incidents import permissions
from incidents.cases.forms.filters import CaseFilter
from incidents.cases.models import Case
from incidents.cases.permissions import can_read as can_read_cases
from incidents.forms.filters import SPAN, IncidentFilter
from incidents.models import Incident
from incidents.models.choices import Classification
from reports.mapping import figures, picture
from reports.mapping.figures import InArea
from timdu.core.access import require
from timdu.core.svg import PAPER, SCREEN
from timdu.core.typing import AppRequest
from timdu.documents import roster_sheets
from timdu.documents.views.rosters import download
from timdu.team.models import User
from timdu.wilayah.models import Wilayah

REPORTS, CASES = "laporan", "permasalahan"


@dataclass
class Seen:
    """What one person sees on the map: rows of one kind by area, and the way to each."""

    what: str
    inside: Wilayah | None
    filters: IncidentFilter | CaseFilter
    lines: list[InArea]
    total: int
    spots: list[Any]
    list_url: str

    @property
    def kept(self) -> str:
        """The filters as a query."""
        return self.filters.query().urlencode()

    def url(self, code: str) -> str:
        """The list of exactly the rows counted in an area."""
        sent = self.filters.query()
        sent["wilayah"] = code
        return f"{self.list_url}?{sent.urlencode()}"

    @property
    def title(self) -> str:
        """What the map shows, for whoever hears it."""
        where = self.inside.full_name if self.inside else self.filters.user.own_team.name
        return f"Peta {self.what} {where}: jumlah dan kerawanan tertinggi tiap wilayah"


def seen_by(request: AppRequest, *, on_paper: bool = False) -> Seen:
    """Count what the filters leave; on paper nothing that is R is counted."""
    user = request.user
    inside = kecamatan_asked(request)
    code = inside.code if inside else ""
    areas = figures.areas_of(user.own_team.place_id, code)
    if request.GET.get("isi") == CASES and can_read_cases(user):
        filters = CaseFilter(request.GET, user=user, today=timezone.localdate())
        cases = filters.narrow(Case.objects.visible_to(user))
        if on_paper:
            cases = cases.up_to_restricted()
        lines = figures.of_cases(cases, user, areas, code)
        return Seen(CASES, inside, filters, lines, cases.count(), [], reverse("cases:list"))
    found = IncidentFilter(request.GET, user=user, now=timezone.now())
    rows = found.narrow(Incident.objects.visible_to(user))
    if on_paper:
        rows = rows.exclude(classification=Classification.SECRET)
    lines = figures.of_reports(rows, areas, code)
    total = sum(line.count for line in lines)
    spots = [] if user.is_masked else picture.spots_of(rows.filter(place__code__startswith=code))
    return Seen(REPORTS, inside, found, lines, total, spots, reverse("incidents:list"))


def kecamatan_asked(request: AppRequest) -> Wilayah | None:
    """The kecamatan whose desa are shown; none is the whole kabupaten."""
    rows = Wilayah.objects.kecamatan_of(request.user.own_team.place_id)
    found: Wilayah | None = rows.filter(code=request.GET.get("dalam", "")).first()
    return found


@require_safe
def area_map(request: AppRequest) -> HttpResponse:
    """Where the rows of a list lie, by kecamatan or by desa."""
    require(permissions.can_read(request.user))
    seen = seen_by(request)
    outlines = picture.Outlines.of([line.code for line in picture.on_map(seen.lines)])
    urls = {line.code: seen.url(line.code) for line in seen.lines}
    context = {
        "seen": seen,
        "filters": seen.filters,
        "chips": seen.filters.chips(),
        "map": picture.draw(
            seen.title, seen.lines, outlines, team=request.user.own_team, unit=seen.what,
            urls=urls, spots=seen.spots if outlines.polygons else (), frame=SCREEN,
        ),
        "caption": outlines.caption,
        "has_spots": bool(outlines.polygons and seen.spots),
        "rows": [(line, urls[line.code], inner(seen, line)) for line in seen.lines],
        "kinds": kinds(seen, request),
        "whole": sees_all(request.user),
        "span": span(seen.filters),
        "print_query": around(seen),
        "up": f"?{urlencode({'isi': seen.what})}&{seen.kept}",
    }  # fmt: skip
    return render(request, "mapping/map.html", context)


@require_safe
def map_pdf(request: AppRequest) -> HttpResponse:
    """The same drawing on paper, with the table beneath."""
    require(permissions.can_read(request.user))
    seen, team, day = seen_by(request, on_paper=True), request.user.own_team, timezone.localdate()
    outlines = picture.Outlines.of([line.code for line in picture.on_map(seen.lines)])
    facts = {
        "seen": seen,
        "chips": seen.filters.chips(),
        "caption": outlines.caption,
        "span": span(seen.filters),
        "whole": sees_all(request.user),
        "map": picture.draw(
            seen.title, seen.lines, outlines, team=team, unit=seen.what, urls={},
            spots=(), key="Kerawanan tertinggi", frame=PAPER,
        ),
    }  # fmt: skip
    where = seen.inside.full_name if seen.inside else team.name
    drawn = roster_sheets.draw(
        "pdf/map.html", facts, team=team, place=None,
        title=f"Peta {seen.what} {where}", day=day, mark="T",
    )  # fmt: skip
    return download(drawn, f"peta-{seen.what}-{team.place_id}-{day:%Y-%m-%d}.pdf")


def sees_all(user: User) -> bool:
    """Whether an area without a number is one without rows; for others it may be one unseen."""
    return user.is_secretariat or user.role in (User.Role.AUDITOR, User.Role.LEADER)


def span(filters: IncidentFilter | CaseFilter) -> int | None:
    """How many months a list of reports reads when nobody named a period."""
    if isinstance(filters, CaseFilter) or filters.reads_only_open_ones or filters.window()[2]:
        return None
    return SPAN


def around(seen: Seen) -> str:
    """The query of this map, for another form of it."""
    inside = {"dalam": seen.inside.code} if seen.inside else {}
    return "&".join(filter(None, [urlencode({"isi": seen.what, **inside}), seen.kept]))


def inner(seen: Seen, line: InArea) -> str:
    """The query of the map of an area's desa; nothing where there is none."""
    if seen.inside is not None:
        return ""
    return "&".join(filter(None, [urlencode({"isi": seen.what, "dalam": line.code}), seen.kept]))


def kinds(seen: Seen, request: AppRequest) -> list[tuple[str, str, bool]]:
    """What a map may show: word, query, whether it is shown."""
    if not can_read_cases(request.user):
        return []
    inside = {"dalam": seen.inside.code} if seen.inside else {}
    every = ((REPORTS, "Laporan"), (CASES, "Permasalahan"))
    return [(word, urlencode({"isi": key, **inside}), key == seen.what) for key, word in every]
