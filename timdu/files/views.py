"""Serving bytes, through the record they belong to and not otherwise."""

import unicodedata
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import quote
from uuid import UUID

from django.db import models
from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from timdu.core import reads
from timdu.core.typing import AppRequest
from timdu.files import doors
from timdu.files.models import StoredFile

if TYPE_CHECKING:
    from timdu.team.models import User

# Names and bytes never change: only a small picture, and only of an ordinary record, is kept by
# the browser, and for no longer than somebody sits before it.
KEPT, NOT_KEPT = "private, max-age=3600", "private, no-store"


@require_safe
def file_show(request: AppRequest, pk: UUID) -> HttpResponse:
    """The file itself; opening one of a classified record, or as auditor, is logged."""
    file, owner = opened(request, pk)
    if is_secret(owner) or request.user.is_masked:
        reads.opened(by=request.user, what=owner, note=f"Berkas {label(file)}")
    return answer(file.read(), file.content_type, name_for(request.user, file))


@require_safe
def file_small(request: AppRequest, pk: UUID) -> HttpResponse:
    """The small picture of a photograph."""
    file, owner = opened(request, pk)
    if not file.has_thumbnail:
        raise Http404
    name = name_for(request.user, file)
    response = answer(file.read_thumbnail(), "image/jpeg", f"kecil-{name}")
    if not is_secret(owner):
        response["Cache-Control"] = KEPT
    return response


def opened(request: AppRequest, pk: UUID) -> tuple[StoredFile, models.Model]:
    """The file and the record of the person that holds it; what one may not see is not there."""
    found = doors.opened_by(request.user, pk)
    if found is None:
        raise Http404
    return found


def label(file: StoredFile) -> str:
    """What a file is called where its name may be somebody's: the head of its key, and its kind."""
    return f"{file.pk.hex[:8]}{PurePosixPath(file.name).suffix.lower()}"


def name_for(user: "User", file: StoredFile) -> str:
    """The name it is kept under; a reporter's or a source's may stand in it."""
    return label(file) if user.is_masked else file.name


def is_secret(owner: models.Model) -> bool:
    """Whether the record is open to named persons only."""
    return bool(getattr(owner, "is_secret", False))


def answer(data: bytes, content_type: str, name: str) -> HttpResponse:
    """Bytes that no browser may run: their type is fixed and they are shut into a sandbox."""
    response = HttpResponse(data, content_type=content_type)
    response["Content-Disposition"] = disposition(name)
    response["Content-Security-Policy"] = "default-src 'none'; img-src 'self'; sandbox"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["Cache-Control"] = NOT_KEPT
    return response


def disposition(name: str) -> str:
    """The name for old and for new browsers; `intake.safe_name` left no quote in it."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode() or "berkas"
    return f"inline; filename=\"{plain}\"; filename*=UTF-8''{quote(name)}"
