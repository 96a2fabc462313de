"""One kegiatan: what it was, who took part, what came of it, its files and its history."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from incidents.views.detail import files_of
from incidents.views.files import Room, files_page, withdraw_page
from renaksi import permissions, words
from renaksi.actions import files as file_actions
from renaksi.forms.cases import linked
from renaksi.models import Activity
from renaksi.views.rows import load
from timdu.core import events
from timdu.core.access import require
from timdu.core.models import Event
from timdu.core.typing import AppRequest
from timdu.files.models import Upload

FILES = Room(
    file_actions.attach, file_actions.withdraw, "activities:files", "activities:file_withdraw",
    "Foto dan berkas", "Belum ada berkas",
    "Lampirkan foto, daftar hadir, atau notulen. Wajah anak dan korban jangan terlihat.",
)  # fmt: skip
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
    return files_page(request, FILES, activity)


@require_http_methods(["GET", "POST"])
def file_withdraw(request: AppRequest, code: str, pk: int) -> HttpResponse:
    """Take one file back, with the reason."""
    activity = load(request, code)
    require(permissions.can_edit(request.user, activity))
    return withdraw_page(request, FILES, activity, pk)
