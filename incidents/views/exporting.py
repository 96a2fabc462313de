"""The filtered rows as a file: a page that says what leaves, and the file."""

from collections.abc import Callable, Iterator
from typing import Any
from zoneinfo import ZoneInfo

from django.db import transaction
from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from incidents import geojson, permissions, sheet
from incidents.actions import exporting
from incidents.actions.exporting import Form
from incidents.forms.filters import SPAN, IncidentFilter
from incidents.models import Incident
from incidents.models.choices import Classification
from incidents.models.incident import IncidentQuerySet
from timdu.core.access import require
from timdu.core.tables import Sheet, stream_for_people, workbook
from timdu.core.typing import AppRequest

# A workbook is made whole, in memory, while somebody waits.
MOST_IN_WORKBOOK = 5000
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
GEOJSON = "application/geo+json; charset=utf-8"
ABOUT = [("Rahasia", "Laporan Rahasia tidak ikut dalam berkas.")]
NO_FORM = "Pilih bentuk berkasnya: Excel, CSV, atau GeoJSON."


@require_http_methods(["GET", "HEAD", "POST"])
def incident_export(request: AppRequest) -> HttpResponseBase:
    """What would leave, and how; posted, the file. What is R does not travel in files."""
    require(permissions.can_read(request.user))
    filters = IncidentFilter(request.GET, user=request.user, now=timezone.now())
    rows = filters.narrow(Incident.objects.visible_to(request.user))
    if request.method != "POST":
        return chosen(request, filters, "")
    form = request.POST.get("bentuk", "")
    if form not in Form.values:
        return chosen(request, filters, NO_FORM)
    rows = rows.exclude(classification=Classification.SECRET).order_by("-occurred_at", "-pk")
    if form == Form.XLSX and rows[: MOST_IN_WORKBOOK + 1].count() > MOST_IN_WORKBOOK:
        return chosen(request, filters, too_many("laporan"))
    exporting.note_export(by=request.user, form=Form(form), query=filters.query())
    masked = permissions.is_masked(request.user)
    response = MAKERS[Form(form)](rows, masked)
    day = timezone.localdate().isoformat()
    response["Content-Disposition"] = f'attachment; filename="laporan-{day}.{form}"'
    return response


def too_many(unit: str) -> str:
    """Why there is no workbook, and what to do."""
    return (
        f"Lebih dari {MOST_IN_WORKBOOK // 1000}.000 {unit}: terlalu banyak untuk satu lembar "
        "Excel. Persempit saringannya, atau unduh sebagai CSV."
    )


def chosen(request: AppRequest, filters: IncidentFilter, problem: str) -> HttpResponse:
    """The page: the filters in words, the forms, what each column means."""
    context = {
        "title": "Unduh laporan",
        "lead": "Yang masuk ke berkas persis yang tampil di daftar, kecuali yang Rahasia.",
        "list_url": reverse("incidents:list"),
        "list_word": "Laporan",
        "unit": "laporan",
        "points": "Untuk aplikasi peta. Titik hanya pada laporan Biasa, bila diberikan.",
        "chips": filters.chips(),
        "query": filters.query().urlencode(),
        "span": None if filters.reads_only_open_ones or filters.window()[2] else SPAN,
        "problem": problem,
        "most": MOST_IN_WORKBOOK,
        "columns": sheet.EXPLAINED,
        "masked": permissions.is_masked(request.user),
    }
    status = HttpResponse.status_code if not problem else 422
    return render(request, "incidents/export.html", context, status=status)


def as_csv(rows: IncidentQuerySet, masked: bool) -> StreamingHttpResponse:
    """Line by line; the first leaves before the last is read."""
    lines = in_one_look(lambda: sheet.lines(rows, masked=masked))
    return StreamingHttpResponse(
        stream_for_people(sheet.HEAD, lines), content_type="text/csv; charset=utf-8"
    )


def as_geojson(rows: IncidentQuerySet, masked: bool) -> StreamingHttpResponse:
    """Feature by feature, in the same order."""
    pieces = in_one_look(lambda: geojson.pieces(rows, masked=masked))
    return StreamingHttpResponse(pieces, content_type=GEOJSON)


def as_workbook(rows: IncidentQuerySet, masked: bool) -> HttpResponse:
    """Two sheets: the rows, and what each column means."""
    now = timezone.now()
    # A file outlives what it says.
    made = ("Dibuat", sheet.moment(now))
    with transaction.atomic():
        sheets = [
            Sheet("Laporan", sheet.HEAD, sheet.lines(rows, masked=masked)),
            Sheet("Penjelasan kolom", ["Kolom", "Artinya"], [*sheet.EXPLAINED, *ABOUT, made]),
        ]
        data = workbook(sheets, created=now)
    return HttpResponse(data, content_type=WORKBOOK)


MAKERS: dict[Form, Callable[[IncidentQuerySet, bool], HttpResponseBase]] = {
    Form.XLSX: as_workbook,
    Form.CSV: as_csv,
    Form.GEOJSON: as_geojson,
}


def in_one_look(lines: Callable[[], Iterator[Any]]) -> Iterator[Any]:
    """Read all rows in one transaction, in the zone of the page that asked.

    The response is streamed after the middleware has put the zone back; and a cursor outside a
    transaction would read every row before the first one is sent.
    """
    zone = ZoneInfo(timezone.get_current_timezone_name())

    def read() -> Iterator[Any]:
        with timezone.override(zone), transaction.atomic():
            yield from lines()

    return read()
