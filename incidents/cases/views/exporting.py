"""The filtered permasalahan as a file: a page that says what leaves, and the file."""

from django.db import transaction
from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from incidents.actions.exporting import Form
from incidents.cases import geojson, permissions, sheet
from incidents.cases.actions import exporting
from incidents.cases.forms.filters import CaseFilter
from incidents.cases.models import Case
from incidents.cases.models.case import CaseQuerySet
from incidents.sheet import moment
from incidents.views.exporting import (
    GEOJSON,
    MOST_IN_WORKBOOK,
    NO_FORM,
    WORKBOOK,
    in_one_look,
    too_many,
)
from timdu.core.access import require
from timdu.core.tables import Sheet, stream_for_people, workbook
from timdu.core.typing import AppRequest
from timdu.team.models import User


@require_http_methods(["GET", "HEAD", "POST"])
def case_export(request: AppRequest) -> HttpResponseBase:
    """What would leave, and how; posted, the file."""
    require(permissions.can_export(request.user))
    filters = CaseFilter(request.GET, user=request.user, today=timezone.localdate())
    rows = filters.narrow(Case.objects.visible_to(request.user).up_to_restricted())
    rows = rows.order_by("-changed_at", "-pk")
    if request.method != "POST":
        return chosen(request, filters, "")
    form = request.POST.get("bentuk", "")
    if form not in Form.values:
        return chosen(request, filters, NO_FORM)
    if form == Form.XLSX and rows[: MOST_IN_WORKBOOK + 1].count() > MOST_IN_WORKBOOK:
        return chosen(request, filters, too_many("permasalahan"))
    exporting.note_export(by=request.user, form=Form(form), query=filters.query())
    response = MAKERS[Form(form)](rows, request.user)
    day = timezone.localdate().isoformat()
    response["Content-Disposition"] = f'attachment; filename="permasalahan-{day}.{form}"'
    return response


def chosen(request: AppRequest, filters: CaseFilter, problem: str) -> HttpResponse:
    """The page: the filters in words, the forms, what each column means."""
    context = {
        "title": "Unduh permasalahan",
        "lead": "Yang masuk ke berkas persis yang tampil di daftar, kecuali yang Rahasia.",
        "list_url": reverse("cases:list"),
        "list_word": "Permasalahan",
        "unit": "permasalahan",
        "points": "Untuk aplikasi peta: titik laporan Biasa dari permasalahan Biasa, bila pelapor "
        "memberikannya. Yang lain tanpa titik.",
        "chips": filters.chips(),
        "query": filters.query().urlencode(),
        "problem": problem,
        "most": MOST_IN_WORKBOOK,
        "columns": sheet.EXPLAINED,
    }
    status = HttpResponse.status_code if not problem else 422
    return render(request, "incidents/export.html", context, status=status)


def as_csv(rows: CaseQuerySet, user: User) -> StreamingHttpResponse:
    """Line by line; the first leaves before the last is read."""
    lines = in_one_look(lambda: (line for line, _ in sheet.lines(rows, user)))
    return StreamingHttpResponse(
        stream_for_people(sheet.HEAD, lines), content_type="text/csv; charset=utf-8"
    )


def as_geojson(rows: CaseQuerySet, user: User) -> StreamingHttpResponse:
    """Feature by feature, in the same order."""
    return StreamingHttpResponse(
        in_one_look(lambda: geojson.pieces(rows, user)), content_type=GEOJSON
    )


def as_workbook(rows: CaseQuerySet, user: User) -> HttpResponse:
    """Two sheets: the rows, and what each column means."""
    now = timezone.now()
    made = ("Dibuat", moment(now))
    with transaction.atomic():
        sheets = [
            Sheet("Permasalahan", sheet.HEAD, (line for line, _ in sheet.lines(rows, user))),
            Sheet("Penjelasan kolom", ["Kolom", "Artinya"], [*sheet.EXPLAINED, made]),
        ]
        data = workbook(sheets, created=now)
    return HttpResponse(data, content_type=WORKBOOK)


MAKERS = {Form.XLSX: as_workbook, Form.CSV: as_csv, Form.GEOJSON: as_geojson}
