"""Lembar disposisi and the letter of a permintaan, on A4; kept nowhere on the way."""

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from incidents.cases.asking import sheet
from incidents.cases.asking.views.dispositions import case_for
from incidents.cases.asking.views.rows import load, load_request
from incidents.cases.permissions import can_take_along
from timdu.core.access import require
from timdu.core.typing import AppRequest
from timdu.documents import roster_sheets
from timdu.documents.pdf import Pdf


@require_safe
def disposition_sheet(request: AppRequest, code: str) -> HttpResponse:
    """The sheet as it stands today, to be signed by hand where an office wants paper."""
    row = load(request, code)
    require(can_take_along(request.user, row.case))
    drawn = roster_sheets.draw(
        "pdf/disposition.html",
        sheet.of_disposition(row, case_for(request, row)),
        team=row.team,
        place=None,
        title="Lembar Disposisi",
        day=timezone.localdate(),
        mark=row.classification,
        paper="A4",
        foot=f"Lembar disposisi {row.code}",
    )
    return download(drawn, f"lembar-disposisi-{row.code}.pdf")


@require_safe
def request_letter(request: AppRequest, code: str) -> HttpResponse:
    """A letter with room for number, date and signature; nothing here signs it."""
    row = load_request(request, code)
    require(can_take_along(request.user, row.case))
    drawn = roster_sheets.draw(
        "pdf/request.html",
        sheet.of_request(row),
        team=row.team,
        place=None,
        title="Permintaan Koordinasi",
        day=timezone.localdate(),
        mark=row.classification,
        paper="A4",
        foot=f"Permintaan koordinasi {row.code}",
    )
    return download(drawn, f"permintaan-{row.code}.pdf")


def download(drawn: Pdf, name: str) -> HttpResponse:
    """A file to keep."""
    answer = HttpResponse(drawn.data, content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["Cache-Control"] = "private, no-store"
    return answer
