"""Serving bytes, through the record they belong to and not otherwise."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.http import content_disposition_header
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from timdu.core import reads
from timdu.core.typing import AppRequest
from timdu.files import doors
from timdu.files.models import StoredFile


@cache_control(private=True, max_age=3600)
@require_safe
def file_show(request: AppRequest, pk: UUID) -> HttpResponse:
    """The file itself."""
    file = opened(request, pk)
    return answer(file.read(), file.content_type, file.name)


@cache_control(private=True, max_age=86400)
@require_safe
def file_small(request: AppRequest, pk: UUID) -> HttpResponse:
    """The small picture of a photograph."""
    file = opened(request, pk, is_small=True)
    if not file.has_thumbnail:
        raise Http404
    return answer(file.read_thumbnail(), "image/jpeg", f"kecil-{file.name}")


def opened(request: AppRequest, pk: UUID, *, is_small: bool = False) -> StoredFile:
    """The file, if a record of the person holds it; opening a classified one is logged."""
    file = get_object_or_404(StoredFile.objects.all(), pk=pk)
    owner = doors.owner_for(request.user, file)
    if owner is None:
        raise Http404
    if getattr(owner, "is_secret", False) and not is_small:
        reads.opened(by=request.user, what=owner)
    return file


def answer(data: bytes, content_type: str, name: str) -> HttpResponse:
    """Bytes that no browser may run: their type is fixed and they are shut into a sandbox."""
    response = HttpResponse(data, content_type=content_type)
    response["Content-Disposition"] = content_disposition_header(False, name) or "inline"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response._csp_replace = {  # type: ignore[attr-defined]
        "default-src": ["'none'"],
        "img-src": ["'self'"],
        "sandbox": True,
    }
    return response
