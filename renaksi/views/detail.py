"""One kegiatan: what it was, who took part, what came of it, its files and its history."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from incidents.forms.files import FilesForm
from incidents.forms.nil import WithdrawForm
from incidents.views.detail import files_of
from renaksi import permissions, words
from renaksi.actions import files as file_actions
from renaksi.forms.cases import linked
from renaksi.models import Activity
from renaksi.views.rows import load, tried
from timdu.core import events
from timdu.core.access import require
from timdu.core.models import Event
from timdu.core.typing import AppRequest
from timdu.files.models import Upload

LINKS = ("activity.link", "activity.unlink")


@require_safe
def activity_detail(request: AppRequest, code: str) -> HttpResponse:
    """The kegiatan for whoever may know of it."""
    activity, user = load(request, code), request.user
    rows = activity.involved.select_related("agency", "kecamatan", "partner")
    context = {
        "activity": activity,
        "when": words.when(activity),
        "people": words.people(activity),
        "involved": words.involved(rows),
        "files": files_of(activity),
        "uploads": uploads_of(activity),
        "cases": linked(user, activity),
        "history": history(request, activity),
        "can_edit": permissions.can_edit(user, activity),
        "can_withdraw": permissions.can_withdraw(user, activity),
        "records": permissions.can_record(user),
    }
    return render(request, "renaksi/detail.html", context)


def uploads_of(activity: Activity) -> list[Upload]:
    """Photographs that are still on their way from a telephone."""
    return list(Upload.objects.of(activity).not_arrived())


def history(request: AppRequest, activity: Activity) -> list[Event]:
    """Who did what with it; which permasalahan it was linked to only whole readers learn."""
    rows = events.told_to(request.user, activity)
    if not permissions.reads_everything(request.user):
        rows = rows.exclude(what__in=LINKS)
    return list(rows)


@require_http_methods(["GET", "POST"])
def activity_files(request: AppRequest, code: str) -> HttpResponse:
    """Add daftar hadir, notulen, photographs, each judged by itself."""
    activity = load(request, code)
    require(permissions.can_edit(request.user, activity))
    form = FilesForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        uploads = form.cleaned_data["uploads"]
        refused = file_actions.attach(activity, uploads, by=request.user)
        for said in refused:
            messages.warning(request, said)
        if len(refused) < len(uploads):
            messages.success(request, f"{len(uploads) - len(refused)} berkas dilampirkan.")
        return redirect("activities:files", code=activity.code)
    context = {"activity": activity, "form": form, "files": files_of(activity)}
    return render(request, "renaksi/files.html", context)


@require_http_methods(["GET", "POST"])
def file_withdraw(request: AppRequest, code: str, pk: int) -> HttpResponse:
    """Take one file back, with the reason."""
    activity = load(request, code)
    require(permissions.can_edit(request.user, activity))
    found = [file for file in files_of(activity) if file["pk"] == pk]
    if not found:
        messages.info(request, "Lampiran ini sudah ditarik.")
        return redirect("activities:files", code=activity.code)
    form = WithdrawForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason: dict[str, Any] = form.cleaned_data
        made = tried(form, lambda: file_actions.withdraw(activity, pk, by=request.user, **reason))
        if made is not None:
            messages.success(request, "Lampiran ditarik.")
            return redirect("activities:files", code=activity.code)
    context = {"activity": activity, "form": form, "file": found[0]}
    return render(request, "renaksi/file_withdraw.html", context)
