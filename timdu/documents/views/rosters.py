"""The roster as PDF: the team as on the SK, and whom to call by kecamatan."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_safe

from timdu.core.access import require
from timdu.core.typing import AppRequest
from timdu.documents import roster_sheets
from timdu.documents.pdf import Pdf
from timdu.team.roster import permissions, sheet
from timdu.team.roster.views import sheets
from timdu.wilayah.models import Wilayah


@require_safe
def team_pdf(request: AppRequest) -> HttpResponse:
    """The team of the kabupaten, today or on the day of the address."""
    require(permissions.can_see_roster(request.user))
    return roster_pdf(request, None)


@require_safe
def kecamatan_pdf(request: AppRequest, code: str) -> HttpResponse:
    """The Tim Terpadu of one kecamatan."""
    require(permissions.can_see_roster(request.user))
    return roster_pdf(request, get_object_or_404(sheets.places(request), pk=code))


def roster_pdf(request: AppRequest, place: Wilayah | None) -> HttpResponse:
    """The same lines as the page, on paper."""
    facts, team = sheets.roster_of(request, place), request.user.own_team
    lines = [line for group in facts["groups"] for line in group.lines]
    whose = f"Kecamatan {place.name}" if place else f"Penanganan Konflik Sosial {team.name}"
    drawn = roster_sheets.draw(
        "pdf/roster.html",
        {**facts, "numbered": list(enumerate(lines, start=1))},
        team=team,
        place=place,
        title=f"Susunan Tim Terpadu {whose}",
        day=facts["day"],
        mark="B",
    )
    name = f"susunan-{place.pk if place else team.place_id}-{facts['day']:%Y-%m-%d}.pdf"
    return download(drawn, name)


@require_safe
def contacts_pdf(request: AppRequest) -> HttpResponse:
    """Whom to call, by kecamatan; of intelligence for the secretariat only, as on the page."""
    require(permissions.can_see_roster(request.user))
    user, day = request.user, timezone.localdate()
    team = user.own_team
    drawn = roster_sheets.draw(
        "pdf/contacts.html",
        {"circles": sheet.circles(team, user, day), "hides": not user.is_secretariat},
        team=team,
        place=None,
        title=f"Kontak Tim Terpadu {team.name}",
        day=day,
        mark="T",
    )
    return download(drawn, f"kontak-{team.place_id}-{day:%Y-%m-%d}.pdf")


def download(drawn: Pdf, name: str) -> HttpResponse:
    """A file to keep; kept nowhere on the way."""
    answer = HttpResponse(drawn.data, content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["Cache-Control"] = "private, no-store"
    return answer
