"""The filtered kegiatan as a file: a page that says what leaves, and the file."""

from collections.abc import Callable

from django.db import transaction
from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from incidents.views.exporting import MOST_IN_WORKBOOK, WORKBOOK, in_one_look, too_many
from renaksi import permissions, sheet
from renaksi.actions import exporting
from renaksi.actions.exporting import Form
from renaksi.forms.filters import ActivityFilter
from renaksi.models import Activity
from renaksi.models.activity import ActivityQuerySet
from timdu.core.access import require
from timdu.core.tables import Sheet, stream_for_people, workbook
from timdu.core.typing import AppRequest
from timdu.core.words import date_time

NO_FORM = "Pilih bentuk berkasnya: Excel atau CSV."


@require_http_methods(["GET", "HEAD", "POST"])
def activity_export(request: AppRequest) -> HttpResponseBase:
    """What would leave, and how; posted, the file."""
    require(permissions.can_read(request.user))
    filters = ActivityFilter(request.GET, user=request.user)
    rows = filters.narrow(Activity.objects.visible_to(request.user))
    if request.method != "POST":
        return chosen(request, filters, rows, "")
    form = request.POST.get("bentuk", "")
    if form not in Form.values:
        return chosen(request, filters, rows, NO_FORM)
    rows = rows.order_by("-starts_at", "-pk")
    if form == Form.XLSX and rows[: MOST_IN_WORKBOOK + 1].count() > MOST_IN_WORKBOOK:
        return chosen(request, filters, rows, too_many("kegiatan"))
    exporting.note_export(by=request.user, form=Form(form), query=filters.query())
    response = MAKERS[Form(form)](rows)
    day = timezone.localdate().isoformat()
    response["Content-Disposition"] = f'attachment; filename="kegiatan-{day}.{form}"'
    return response


def chosen(
    request: AppRequest, filters: ActivityFilter, rows: ActivityQuerySet, problem: str
) -> HttpResponse:
    """The page: the filters in words, how many, the forms, what each column means."""
    context = {
        "title": "Unduh kegiatan",
        "lead": "Yang masuk ke berkas persis yang tampil di daftar",
        "list_url": reverse("activities:list"),
        "list_word": "Kegiatan",
        "unit": "kegiatan",
        "whole": " dan berlaku",
        "chips": filters.chips(),
        "query": filters.query().urlencode(),
        "count": rows.count(),
        "problem": problem,
        "most": MOST_IN_WORKBOOK,
        "columns": sheet.EXPLAINED,
    }
    status = HttpResponse.status_code if not problem else 422
    return render(request, "incidents/export.html", context, status=status)


def as_csv(rows: ActivityQuerySet) -> StreamingHttpResponse:
    """Line by line."""
    lines = in_one_look(lambda: sheet.lines(rows))
    return StreamingHttpResponse(
        stream_for_people(sheet.HEAD, lines), content_type="text/csv; charset=utf-8"
    )


def as_workbook(rows: ActivityQuerySet) -> HttpResponse:
    """Two sheets: the rows, and what each column means."""
    now = timezone.now()
    made = ("Dibuat", date_time(now).replace("\u00a0", " "))
    with transaction.atomic():
        sheets = [
            Sheet("Kegiatan", sheet.HEAD, sheet.lines(rows)),
            Sheet("Penjelasan kolom", ["Kolom", "Artinya"], [*sheet.EXPLAINED, made]),
        ]
        data = workbook(sheets, created=now)
    return HttpResponse(data, content_type=WORKBOOK)


MAKERS: dict[Form, Callable[[ActivityQuerySet], HttpResponseBase]] = {
    Form.XLSX: as_workbook,
    Form.CSV: as_csv,
}
