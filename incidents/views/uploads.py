"""Photographs that follow a report piece by piece, however often the line is cut."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from incidents import following
from incidents.actions import photos
from incidents.forms.uploads import UploadForm
from incidents.models import Incident
from incidents.views import handed
from timdu.core import codes, programs
from timdu.core.access import require
from timdu.core.typing import AppRequest
from timdu.files import limits
from timdu.files.actions import Misplaced
from timdu.files.arriving import DIFFERS
from timdu.files.intake import Refused
from timdu.files.models import Upload
from timdu.team.entrance import held

OTHER_SIZE = "Berkas dengan sidik ini sudah diumumkan dengan ukuran lain."
TOO_LONG = "Potongan terlalu besar: paling banyak 1 MB sekali kirim."
PAST_THE_END = "Potongan ini melewati akhir berkas."
RETRY_AFTER = 60
# No file of ours has an offset of so many digits.
LONGEST = 12


@held.never_waits
@require_POST
def upload_announce(request: AppRequest) -> HttpResponse:
    """Make ready for one photograph of what one sent; the text of it came before."""
    form = UploadForm(request.POST)
    if not form.is_valid():
        return handed.errors(form.errors)
    record = own_record(request, form.cleaned_data["report"])
    require(following.kind_of(record).may(request.user, record))
    try:
        row, is_new = photos.announce(record, by=request.user, **form.file())
    except Refused as problem:
        return later(problem)
    if row.size != form.cleaned_data["size"]:
        return JsonResponse({**state(row), "words": OTHER_SIZE}, status=409)
    return JsonResponse(state(row), status=201 if is_new else 200)


@held.never_waits
@never_cache
@require_http_methods(["GET", "PATCH"])
def upload_piece(request: AppRequest, pk: UUID) -> HttpResponse:
    """How far a photograph is; or one more piece of it, from where it ends so far."""
    row = get_object_or_404(Upload.objects.visible_to(request.user), pk=pk)
    if request.method == "GET" or row.is_done:
        return JsonResponse(state(row))
    kind = following.of_model(row.content_type.model_class())
    seen = kind.model.objects.visible_to(request.user).filter(pk=row.object_id)
    require(kind.may(request.user, get_object_or_404(seen)))
    if int(request.META.get("CONTENT_LENGTH") or 0) > limits.PIECE_BYTES:
        return JsonResponse({**state(row), "words": TOO_LONG}, status=413)
    return take(request, row)


def take(request: AppRequest, row: Upload) -> HttpResponse:
    """Add the piece. Of one that was cut on its way, what has come counts too."""
    offset, data = told_offset(request), request.body
    try:
        row = photos.add_piece(row, offset, data, by=request.user)
    except Misplaced as problem:
        past = offset == problem.row.offset and not problem.row.is_done
        if past:
            return JsonResponse({**state(problem.row), "words": PAST_THE_END}, status=422)
        return JsonResponse(state(problem.row), status=409)
    except Refused as problem:
        return later(problem)
    differs = row.words == DIFFERS and not row.offset
    return JsonResponse(state(row), status=409 if differs else 200)


def told_offset(request: AppRequest) -> int:
    """Where the piece begins; -1, where no file ends, when that is not told."""
    told = request.headers.get("Upload-Offset", "")
    return int(told) if told.isascii() and told.isdecimal() and len(told) < LONGEST else -1


def own_record(request: AppRequest, told: str) -> Any:
    """What the person sent: by the key it was sent under; a report by its code, too."""
    by = request.user
    try:
        key = UUID(told)
    except ValueError:
        rows = Incident.objects.visible_to(by).filter(entered_by=by)
        return get_object_or_404(rows, code=codes.normalise(told))
    found = following.sent_under(by, key)
    if found is None:
        raise Http404
    return found


def state(row: Upload) -> dict[str, Any]:
    """How far it is, as a program reads it."""
    kept = not row._state.adding
    found: dict[str, Any] = {
        "url": reverse("sending:upload", kwargs={"pk": row.pk}) if kept else "",
        "offset": row.offset,
        "size": row.size,
        "sha256": row.sha256,
        "done": row.is_done,
    }
    if row.is_done:
        found["attached"] = row.state == Upload.State.ATTACHED
    return found | ({"words": row.words} if row.words else {})


def later(problem: Refused) -> JsonResponse:
    """Everything has come, and it waits for the file store."""
    answer = programs.said(problem.words, 503)
    answer["Retry-After"] = str(RETRY_AFTER)
    return answer
