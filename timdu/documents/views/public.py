"""The printed check page: what is on record about one document, without its contents."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from timdu.documents.models import Document, Rendition


@login_not_required
@never_cache
@require_safe
def check(request: HttpRequest, token: str) -> HttpResponse:
    """Number, date, kind, pages, SHA-256 of what was sent, state. Unknown tokens are a 404."""
    document = get_object_or_404(Document.objects.with_token(token.upper()))
    with timezone.override(document.team.zone):
        return render(request, "documents/check.html", facts(document))


def facts(document: Document) -> dict[str, object]:
    """What anyone who holds the paper may know."""
    drawn = Rendition.objects.standing_for(document).done().first()
    is_out = document.status == Document.Status.SENT
    sent = document.deliveries.select_related("file").order_by("queued_at").first()
    return {
        "document": document,
        "is_out": is_out,
        "pages": drawn.pages if drawn and not drawn.is_draft else 0,
        "sha256": sent.file.sha256_stored if is_out and sent else "",
    }
