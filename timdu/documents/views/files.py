"""The PDFs: what leaves, our own, and those of earlier versions."""

from typing import Any

from csp.decorators import csp_replace
from django.http import Http404, HttpResponse
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe

from timdu.core.typing import AppRequest
from timdu.documents.models import Document, Rendition
from timdu.documents.views.finding import (
    document_of,
    is_reader,
    latest_rendition,
    opened,
)
from timdu.files.models import StoredFile
from timdu.team.models import User

# The browser's own PDF viewer runs inside the answer; only our own pages may frame it.
framed_here: Any = csp_replace({"default-src": None, "frame-ancestors": ["'self'"]})


def leaving_file(document: Document, user: User) -> StoredFile | None:
    """The file as it is sent (to a reader: as it was sent to them); before that, our own PDF."""
    if is_reader(user, document):
        mine = document.deliveries.that_left().filter(recipient__user=user)
        delivery = mine.select_related("file").order_by("-window").first()
        return delivery.file if delivery else None
    signed = document.signed_files.filter(superseded_at=None).select_related("file").first()
    if signed and document.status in (Document.Status.SIGNED, Document.Status.SENT):
        return signed.file
    rendition = latest_rendition(document)
    return rendition.file if rendition else None


@xframe_options_sameorigin
@framed_here
@require_safe
def document_pdf(request: AppRequest, pk: int) -> HttpResponse:
    """The PDF as it will be sent."""
    document = document_of(request.user, pk)
    return serve(request.user, document, leaving_file(document, request.user))


@xframe_options_sameorigin
@framed_here
@require_safe
def unsigned_pdf(request: AppRequest, pk: int) -> HttpResponse:
    """Our own PDF: the draft, or what is to be signed outside."""
    document = document_of(request.user, pk)
    rendition = None if is_reader(request.user, document) else latest_rendition(document)
    return serve(request.user, document, rendition.file if rendition else None)


@xframe_options_sameorigin
@framed_here
@require_safe
def version_pdf(request: AppRequest, pk: int, number: int) -> HttpResponse:
    """The last PDF made of an earlier version."""
    document = document_of(request.user, pk)
    rendition = Rendition.objects.made_of(document, number).first()
    reader = is_reader(request.user, document)
    return serve(request.user, document, None if reader or not rendition else rendition.file)


def serve(user: User, document: Document, file: StoredFile | None) -> HttpResponse:
    """Answer with the bytes, shown in the page itself and kept nowhere on the way."""
    if file is None:
        raise Http404
    opened(user, document)
    response = HttpResponse(file.read(), content_type="application/pdf")
    name = file.name.replace('"', "")
    response["Content-Disposition"] = f'inline; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    return response
