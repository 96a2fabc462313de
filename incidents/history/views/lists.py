"""Handing an old file in, and the files of the team."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from incidents.history import permissions
from incidents.history.actions import handing
from incidents.history.forms import HistoryFileForm
from incidents.history.models import Reading
from timdu.core import paging
from timdu.core.access import require
from timdu.core.filled import NotTaken
from timdu.core.typing import AppRequest
from timdu.files.intake import Refused


@require_http_methods(["GET", "POST"])
def history_list(request: AppRequest) -> HttpResponse:
    """What is taken and how, the way to hand a file in, and those handed in before."""
    require(permissions.can_import_history(request.user))
    form = HistoryFileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            reading = handing.look(form.cleaned_data["file"], by=request.user)
        except (Refused, NotTaken) as problem:
            form.add_error("file", problem.words)
        else:
            return redirect(onward(reading))
    rows = Reading.objects.visible_to(request.user).for_list()
    page = paging.newest_first(rows, request.GET.get("lanjut", ""), by="at")
    return render(request, "history/list.html", {"form": form, "page": page})


def onward(reading: Reading) -> str:
    """The address of the first step that is not done."""
    if reading.head is None and reading.is_open:
        return f"{reading.get_absolute_url()}lembar/"
    return reading.get_absolute_url()


def load(request: AppRequest, key: UUID, *, whole: bool = True) -> Reading:
    """The file, for the secretariat of its team; its cells only where they are looked at."""
    require(permissions.can_import_history(request.user))
    rows = Reading.objects.visible_to(request.user).select_related(
        "batch__by", "team", "stored_by", "undone_by", "job"
    )
    return get_object_or_404(rows if whole else rows.defer("sheets"), batch__key=key)
